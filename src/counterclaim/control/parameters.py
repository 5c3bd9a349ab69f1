"""The numbers of the model of control, read from `data/parameters.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

from counterclaim.errors import UsageError


@dataclass(frozen=True, slots=True)
class Change:
    """Chances a day that nobody reports: of leaving a party or a contest, of being forgotten and of being found.

    `contested_share` is the share of changes that end in a contest. `silence` is how much less likely each day makes a
    contest on which nobody speaks.
    """

    party: float
    contested: float
    forgetting: float
    recovery: float
    contested_share: float
    silence: float


@dataclass(frozen=True, slots=True)
class News:
    """Chances that a statement brings a change with it, by what was before; people speak when something happens.

    `contested_share` is the share of these changes that end in a contest where nothing has been said; it counts as
    `prior` statements beside those of the place itself and of those around it. `loudness` is how many times as often
    as a held place a contested one is spoken of.
    """

    party: float
    contested: float
    unknown: float
    contested_share: float
    prior: float
    loudness: float


@dataclass(frozen=True, slots=True)
class Emission:
    """How statements err, and how fast the parties that were named at a place fade from the list of likely next ones.

    `wrong` is the chance of naming another party, `contested_for_held` of calling a held place contested and
    `held_for_contested` of naming a holder of a contested one. `prior` is the weight of a party that was never
    named, in statements; a statement's own weight halves in `half_life_days`, but for the part `lasting` of it.
    """

    wrong: float
    contested_for_held: float
    held_for_contested: float
    prior: float
    half_life_days: float
    lasting: float


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What a statement about a place tells of another: `weight` of its evidence and `news` of its chance of change.

    Both fall by ``exp(-d / scale_km)`` and are nothing from `reach_km` on.
    """

    weight: float
    news: float
    scale_km: float
    reach_km: float


@dataclass(frozen=True, slots=True)
class Kinds:
    """How firmly each kind of statement speaks, from 0 to 1, beside one that names a holder."""

    gained: float
    lost: float
    besieged: float
    relieved: float
    attacked: float
    fought: float
    before: float


@dataclass(frozen=True, slots=True)
class Speaker:
    """How firmly it counts, from 0 to 1, by who says it: a party for itself, against itself, or anyone that denies."""

    own_favour: float
    admission: float
    denial: float
    interested_denial: float


@dataclass(frozen=True, slots=True)
class Parameters:
    """All numbers of the model. Chances and weights are from 0 to 1."""

    change: Change
    news: News
    emission: Emission
    neighbours: Neighbours
    kinds: Kinds
    speaker: Speaker

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Parameters:
        """Parameters from the tables of a TOML file.

        Raises:
            UsageError: a table or number is missing, unknown or out of its range.
        """
        parts = {
            "change": Change,
            "news": News,
            "emission": Emission,
            "neighbours": Neighbours,
            "kinds": Kinds,
            "speaker": Speaker,
        }
        try:
            made = {name: part(**_numbers(name, data[name])) for name, part in parts.items()}
        except (KeyError, TypeError) as error:
            raise UsageError(f"the parameters of control do not fit the model: {error}") from error
        return cls(**made)


_FREE = {("emission", "prior"), ("emission", "half_life_days"), ("news", "prior"), ("news", "loudness")} | {
    ("neighbours", name) for name in ("scale_km", "reach_km")
}


def _numbers(table: str, given: Mapping[str, Any]) -> dict[str, float]:
    found = {name: float(value) for name, value in given.items()}
    for name, value in found.items():
        high = float("inf") if (table, name) in _FREE else 1.0
        if not 0.0 <= value <= high:
            raise UsageError(f"{table}.{name} of the parameters of control is out of range: {value:g}")
    return found


@cache
def parameters() -> Parameters:
    """The fitted parameters that come with the package."""
    path = files("counterclaim.control") / "data" / "parameters.toml"
    return Parameters.read(tomllib.loads(path.read_text(encoding="utf-8")))


def flat(given: Parameters) -> dict[str, float]:
    """``table.name`` of every parameter with its value."""
    return {
        f"{part.name}.{one.name}": getattr(getattr(given, part.name), one.name)
        for part in fields(given)
        for one in fields(getattr(given, part.name))
    }
