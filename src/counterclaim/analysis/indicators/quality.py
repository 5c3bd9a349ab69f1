"""Which attacks are of the kinds that say more than their number."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

KINDS = {
    "mass_casualty": "attempts at mass casualties",
    "overrun": "attempts to overrun posts",
    "official": "killings of chosen people",
    "effective_bomb": "bombs that killed or injured",
}
_MOST_LETTERS = 4000


@dataclass(frozen=True, slots=True)
class Attack:
    """What is known of an event: `harmed` killed and injured at least, null where nobody says; `sentences` what is said."""

    event_type: str
    method: str | None
    harmed: int | None
    sentences: Sequence[str]


def is_attack(event_type: str) -> bool:
    """Whether events of a type are attacks."""
    return event_type in _rules()["attacks"]


def is_bomb(of: Attack) -> bool:
    """Whether it was a bomb that somebody carried or planted."""
    return _is(of, "bomb")


def kinds(of: Attack) -> frozenset[str]:
    """Of which of `KINDS` an attack is."""
    found = {
        "mass_casualty": _is(of, "mass_casualty") or (of.harmed or 0) >= _rules()["mass_casualty"]["least"],
        "overrun": any(_both(text, "overrun", "verbs", "posts") for text in of.sentences),
        "official": of.method in _rules()["official"]["methods"]
        or (
            of.event_type in _rules()["official"]["types"]
            and any(_says(text, "official", "offices") for text in of.sentences)
        ),
        "effective_bomb": is_bomb(of) and (of.harmed or 0) > 0,
    }
    return frozenset(kind for kind, is_it in found.items() if is_it)


def types_of(name: str) -> tuple[str, ...]:
    """Types of event of ``context``: ``types``, ``jailbreak`` or ``detention``."""
    return tuple(_rules()["context"][name])


def _is(of: Attack, kind: str) -> bool:
    rule = _rules()[kind]
    return of.event_type in rule["types"] or of.method in rule["methods"]


def _both(text: str, kind: str, *lists: str) -> bool:
    return all(_says(text, kind, name) for name in lists)


def _says(text: str, kind: str, name: str) -> bool:
    return _words(kind, name).search(text[:_MOST_LETTERS]) is not None


@cache
def _words(kind: str, name: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(map(re.escape, _rules()[kind][name])) + r")\b", re.IGNORECASE)


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("data", "quality.toml").read_text("utf-8"))
