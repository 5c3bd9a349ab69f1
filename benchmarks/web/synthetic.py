"""A record of a made-up war, written into the tables at once: to measure the API at sizes no corpus has.

Towns of unequal weight lie in clusters on the globe; events come over ten years; reports of an event come from desks,
monitors and the parties. Nothing is linked or estimated: statuses and figures follow from the dice, in the form that a
build writes. The same numbers and seed make the same rows.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from counterclaim.model import content_id
from counterclaim.record.fold import name_key, words
from counterclaim.reference.event_types import event_types

BEGIN, DAYS = date(2014, 1, 1), 3650
COUNTRIES, TOWNS = 24, 6000
DESKS, MONITORS, PARTIES = 120, 12, 40
STATUSES = ("single_origin", "corroborated", "parties_only", "contested", "acknowledged", "denied")
METHODS = (None, None, "mortar", "air strike", "mine", "rifle", "drone")
NOUNS = (
    "market",
    "school",
    "bridge",
    "checkpoint",
    "hospital",
    "convoy",
    "farm",
    "bakery",
    "road",
    "barracks",
    "camp",
)
SYLLABLES = (
    "al",
    "ba",
    "da",
    "ra",
    "ma",
    "ki",
    "su",
    "te",
    "no",
    "za",
    "ha",
    "li",
    "qu",
    "or",
    "sha",
    "mir",
    "dun",
    "vek",
)

RAW = b"made up"
SHA = hashlib.sha256(RAW).hexdigest()

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True, slots=True)
class Town:
    """A place of the made-up gazetteer."""

    id: str
    name: str
    admin1: str
    country: str
    lat: float
    lon: float
    radius_km: float


class Synthetic:
    """The rows of `claims` claims in `events` events, in batches."""

    def __init__(self, claims: int, events: int, seed: int = 7) -> None:
        self.claims, self.events = claims, events
        self._random = Random(seed)
        self._types = list(event_types())
        self._towns = [self._town(number) for number in range(TOWNS)]
        self._document = 0
        self._held: list[tuple[str, str]] = []

    def batches(self, size: int = 2000) -> Iterator[Rows]:
        """Rows by table, in an order in which they may be inserted."""
        yield {"raw": [(SHA, "text/plain", len(RAW), zlib.compress(RAW))], **self._names()}
        left = self.claims
        rows: Rows = {}
        for number in range(self.events):
            waiting = self.events - number
            many = left if waiting == 1 else min(left - waiting + 1, self._claims_of_one(left / waiting))
            left -= many
            self._event(number, many, rows)
            if (number + 1) % size == 0 or waiting == 1:
                yield rows
                rows = {}

    def _claims_of_one(self, mean: float) -> int:
        return 1 + int(self._random.expovariate(1 / max(mean - 0.55, 0.05)))

    def _town(self, number: int) -> Town:
        random = self._random
        country = int(COUNTRIES * random.random() ** 1.5)
        name = "".join(random.choice(SYLLABLES) for _ in range(random.randint(2, 4))).title()
        lat = -40 + 90 * ((country * 7) % COUNTRIES) / COUNTRIES + random.gauss(0, 2.5)
        lon = -150 + 300 * country / COUNTRIES + random.gauss(0, 3.5)
        division = f"Province {random.randrange(12)}"
        code = f"X{chr(65 + country)}"
        return Town(
            f"syn:{number}",
            name,
            division,
            code,
            round(lat, 5),
            round(lon, 5),
            round(random.uniform(1, 9), 1),
        )

    def _names(self) -> Rows:
        named = [(f"name:desk{number}", f"Desk {number}") for number in range(DESKS)]
        named += [(f"actor:monitor_{number}", f"Monitor {number}") for number in range(MONITORS)]
        named += [(f"actor:group_{number}", f"Group {number}") for number in range(PARTIES)]
        return {"source_names": named}

    def _event(self, number: int, many: int, rows: Rows) -> None:
        random = self._random
        town = self._towns[int(TOWNS * random.random() ** 2)]
        kind = self._types[int(len(self._types) * random.random() ** 1.6)]
        day = BEGIN + timedelta(days=int(DAYS * random.random() ** 0.7))
        actor, target = (f"group_{int(PARTIES * random.random() ** 2)}" for _ in range(2))
        truth = int(random.expovariate(0.15)) if random.random() < 0.4 else None
        id_ = content_id("e", "synthetic", number)
        place = _place(town) if random.random() < 0.95 else None
        when = {
            **_SPAN,
            "edtf": f"{day}",
            "from": f"{day}",
            "to": f"{day}",
            "precision": "day",
            "basis": "stated",
        }
        made = [
            self._claim(number, place_in, kind, place, when, day, actor, target, truth, town, rows)
            for place_in in range(many)
        ]
        made.sort(key=lambda one: str(one["id"]))
        claims = [one["id"] for one in made]
        figures = sorted(one["killed"] for one in made if one["killed"] is not None)
        best = [figures[0], figures[(len(figures) - 1) // 2], figures[-1]] if figures else None
        estimates = [_estimate(best, claims)] if best else []
        body = {
            "schema": "counterclaim.event/1", "id": id_, "event_type": kind, "status": random.choice(STATUSES),
            "claims": claims, "place": place, "when": when, "actors": [actor], "targets": [target],
            "estimates": estimates, "documents": many, "origins": len({one["key"] for one in made}),
        }  # fmt: skip
        _put(rows, "events", (
            id_, kind, body["status"], *_place_columns(town if place else None), day, day, f"{day}",
            many, body["origins"], _json(body), town.name if place else None, "day", _json([actor]), _json([target]), None,
        ))  # fmt: skip
        for position, one in enumerate(made):
            killed = (one["killed"], one["killed"])
            said = (one["key"], one["party"], *killed, None, None, None, None)
            _put(rows, "event_claims", (id_, one["id"], position, *said))
        if best:
            _put(rows, "estimates", (id_, 0, "killed", None, *best, "range/2"))
        for word, heard in _heard(made).items():
            _put(rows, "event_words", _word_row(id_, word, heard))

    def _claim(
        self, event: int, at: int, kind: str, place: Any, when: Any, day: date, actor: str, target: str,
        truth: int | None, town: Town, rows: Rows,
    ) -> dict[str, Any]:  # fmt: skip
        random = self._random
        desk = int(DESKS * random.random() ** 2)
        document = self._document_of(desk, day, town, rows)
        dice = random.random()
        source = (
            None
            if dice < 0.4
            else f"monitor_{random.randrange(MONITORS)}"
            if dice < 0.65
            else random.choice((actor, target))
        )
        party = source is not None and source.startswith("group")
        noun = random.choice(NOUNS)
        killed = None if truth is None or random.random() < 0.3 else max(0, truth + random.randint(-2, 3))
        name = f"{source.replace('_', ' ').title()}" if source else f"Desk {desk}"
        figure = f"{killed} people were killed" if killed is not None else "people fled"
        sentence = f"{figure} when shells hit a {noun} in {town.name}, {name} said."
        chain = [{"name": f"Desk {desk}", "type": "publisher", "actor": None, "interested": False, **_SPAN}]
        if source:
            start = sentence.index(name)
            chain.append({
                "name": name, "type": "party" if party else "monitor", "actor": source, "interested": party,
                "text": name, "start": start, "end": start + len(name),
            })  # fmt: skip
        quantities = [] if killed is None else [{
            "what": "killed", "of": "people", "low": killed, "high": killed, "approximate": False,
            "text": f"{killed} people", "start": 0, "end": len(f"{killed} people"),
        }]  # fmt: skip
        id_ = content_id("c", "synthetic", event, at)
        modality = "claimed" if party else random.choice(("reported", "reported", "reported", "denied"))
        method = random.choice(METHODS)
        body = {
            "schema": "counterclaim.claim/1", "id": id_, "document": {"id": document},
            "sentence": {"start": 0, "end": len(sentence), "text": sentence},
            "trigger": {"start": 0, "end": 1, "text": sentence[0]}, "kind": "event", "event_type": kind,
            "modality": modality, "verification": "none", "attribution": chain,
            "actors": [_mention(actor, "perpetrator")], "targets": [_mention(target, "victim")],
            "quantities": quantities, "place": place, "when": when, "control": None, "method": method,
            "evidence": [], "cites": [], "confidence": 0.8, "extractor": {"name": "synthetic", "version": "1"},
        }  # fmt: skip
        last = chain[-1]
        _put(rows, "claims", (
            id_, document, 0, len(sentence), sentence, words(sentence), "event", kind, modality, "none",
            f"Desk {desk}", last["name"], last["type"], source, party, *_place_columns(town if place else None),
            day, day, f"{day}", method, 0.8, "synthetic/1", _json(body), town.name if place else None, None,
        ))  # fmt: skip
        for position, one in enumerate(chain):
            _put(rows, "claim_sources", (
                id_, position, one["name"], name_key(one["name"]), one["type"], one["actor"], one["interested"]
            ))  # fmt: skip
        for side, mentioned, role in (("actor", actor, "perpetrator"), ("target", target, "victim")):
            shown = mentioned.replace("_", " ").title()
            _put(rows, "claim_actors", (id_, side, 0, mentioned, shown, name_key(shown), role))
        if killed is not None:
            _put(rows, "claim_quantities", (id_, 0, "killed", "people", killed, killed, False))
        key = f"actor:{source}" if source else f"name:desk{desk}"
        return {
            "id": id_, "key": key, "party": party, "speaker": source, "killed": killed, "document": document,
            "modality": modality, "method": method, "sources": sorted({f"name:desk{desk}", key}),
        }  # fmt: skip

    def _document_of(self, desk: int, day: date, town: Town, rows: Rows) -> str:
        """A report for each three claims or so."""
        if self._held and self._random.random() < 0.66:
            return self._held[-1][0]
        self._document += 1
        id_ = content_id("d", "synthetic", self._document)
        title = f"Report {self._document} from {town.name}"
        text = f"{title}\n\nA made-up report."
        blocks = [{"start": 0, "end": len(text), "role": "body"}]
        _put(rows, "documents", (
            id_, f"{self._document}.txt", None, title, f"Desk {desk}", name_key(f"Desk {desk}"), "[]", day, day,
            f"{day}", "day", "stated", None, "en", "text/plain", SHA, text, _json(blocks), "[]", "[]", "[]",
            "synthetic", None, None,
        ))  # fmt: skip
        self._held = [(id_, title)]
        return id_


_SPAN = {"text": None, "start": None, "end": None}


def _put(rows: Rows, table: str, row: tuple[Any, ...]) -> None:
    rows.setdefault(table, []).append(row)


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"))


def _mention(actor: str, role: str) -> dict[str, Any]:
    name = actor.replace("_", " ").title()
    return {"id": actor, "name": name, "text": name, "start": 0, "end": 1, "role": role}


def _place(town: Town) -> dict[str, Any]:
    return {
        "text": town.name, "start": 0, "end": 1, "id": town.id, "name": town.name, "admin1": town.admin1,
        "country": town.country, "lat": town.lat, "lon": town.lon, "radius_km": town.radius_km, "precision": "exact",
        "relation": None, "score": 0.9, "alternatives": [],
    }  # fmt: skip


def _place_columns(town: Town | None) -> tuple[Any, ...]:
    if town is None:
        return (None, None, "", None, None, None, None, None, None)
    key = name_key(town.name)
    return town.id, town.name, key, town.admin1, town.country, town.lat, town.lon, town.radius_km, "exact"


def _estimate(best: list[int], claims: list[str]) -> dict[str, Any]:
    low, middle, high = best
    return {
        "what": "killed",
        "of": None,
        "low": low,
        "best": middle,
        "high": high,
        "rule": "range/2",
        "claims": claims,
    }


def _heard(made: list[dict[str, Any]]) -> Mapping[str, list[dict[str, Any]]]:
    found = {"everyone": made}
    if others := [one for one in made if not one["party"]]:
        found["no_parties"] = others
    if len({one["key"] for one in made}) > 1:
        found["two_origins"] = made
    for speaker in sorted({one["speaker"] for one in made if one["speaker"]}):
        found[f"side:{speaker}"] = [one for one in made if one["speaker"] == speaker]
    return found


def _word_row(event: str, word: str, heard: list[dict[str, Any]]) -> tuple[Any, ...]:
    figures = sorted(one["killed"] for one in heard if one["killed"] is not None)
    killed = {"killed": [figures[0], figures[(len(figures) - 1) // 2], figures[-1]]} if figures else {}
    return (
        event, word, len(heard), len({one["document"] for one in heard}), len({one["key"] for one in heard}),
        _json(killed), _json(sorted({key for one in heard for key in one["sources"]})),
        _json(sorted({one["method"] for one in heard if one["method"]})),
        _json(sorted({one["modality"] for one in heard})), _json(["event"]),
    )  # fmt: skip
