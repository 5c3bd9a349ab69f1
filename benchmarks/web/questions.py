"""What readers ask: addresses of each kind, drawn from what the record has."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from random import Random
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

Question = Callable[[Random], str]
API = "/api/v1"
LIMITS_MS = {"tile": 150, "bbox page": 150, "facets": 250, "event": 60, "search": 200}
"""p95 that the project asks for, in milliseconds."""
_WORDS = ("everyone", "everyone", "everyone", "no_parties", "two_origins")


def questions(base: str) -> dict[str, Question]:
    """A function for each kind of question, from dice to an address."""
    features = [one for sort in ("id", "-killed", "-date") for one in _page(base, sort)]
    points = [one["geometry"]["coordinates"] for one in features if one["geometry"]]
    ids = [one["id"] for one in features]
    names = sorted({word for one in features for word in (one["properties"]["place"] or "").split()})
    facets = json.load(urlopen(f"{base}{API}/facets"))["facets"]  # noqa: S310 - our own server

    def filters(dice: Random) -> list[tuple[str, str]]:
        asked = [("word", dice.choice(_WORDS))]
        chosen = [name for name in ("type", "country", "status", "side", "source") if dice.random() < 0.3]
        asked += [(name, dice.choice(facets[name][:20])["value"]) for name in chosen]
        if dice.random() < 0.5:
            year = dice.randint(2014, 2022)
            asked.append(("datetime", f"{year}-{dice.randint(1, 12):02}/{year + 1}"))
        return asked

    def tile(dice: Random) -> str:
        z = dice.randint(1, 10)
        x, y = _tile(*dice.choice(points), z)
        return f"{API}/tiles/events/{z}/{x}/{y}.mvt?{urlencode(filters(dice))}"

    def page(dice: Random) -> str:
        lon, lat = dice.choice(points)
        size = 10 ** dice.uniform(-1, 1)
        box = [max(-180, lon - size), max(-90, lat - size), min(180, lon + size), min(90, lat + size)]
        asked = [("bbox", ",".join(f"{end:.4f}" for end in box)), ("sort", dice.choice(("-date", "-killed")))]
        return f"{API}/collections/events/items?{urlencode([*asked, *filters(dice)])}"

    def search(dice: Random) -> str:
        term = (
            dice.choice(names)
            if dice.random() < 0.7
            else dice.choice(("market", "school bridge", "Monitor 3", "kill*"))
        )
        return f"{API}/search?{urlencode({'q': term})}"

    return {
        "tile": tile,
        "bbox page": page,
        "facets": lambda dice: f"{API}/facets?{urlencode(filters(dice))}",
        "event": lambda dice: f"{API}/events/{dice.choice(ids)}",
        "search": search,
    }


def _page(base: str, sort: str) -> list[dict[str, Any]]:
    address = f"{base}{API}/collections/events/items?limit=1000&sort={sort}"
    found: list[dict[str, Any]] = json.load(urlopen(address))["features"]  # noqa: S310
    return found


def _tile(lon: float, lat: float, z: int) -> tuple[int, int]:
    """Column and row of the tile that a point lies in."""
    angle = math.radians(max(-85.0, min(85.0, lat)))
    x, y = (lon + 180) / 360, (1 - math.asinh(math.tan(angle)) / math.pi) / 2
    return min(int(x * 2**z), 2**z - 1), min(int(y * 2**z), 2**z - 1)
