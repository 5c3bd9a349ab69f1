"""Whether the claims of one type in a report tell of a single incident, as MUC-4 asks.

MUC-4 asks for single incidents told in some detail, no more than two months old, and leaves out fights between armed
forces; a record of claims keeps general talk, old cases and battles as well. A logistic regression over signs of the
one and the other; ``scripts/train_muc4_incident.py`` learns its weights from the development texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from math import exp, log
from pathlib import Path

from counterclaim.model import Claim, Modality, PlacePrecision
from evaluation.suites.muc4_groups import stated_days
from evaluation.suites.muc4_names import tables
from evaluation.suites.muc4_roles import Template

WEIGHTS = Path(__file__).with_name("muc4_incident.tsv")
ALWAYS = "always"

_FEW_DAYS = 3
_LONG_SPELL = 10
_MANY = 50
_MOST_NAMED = 4
_ROLES = {
    "PerpInd": "people",
    "PerpOrg": "organisation",
    "Target": "thing",
    "Victim": "named victim",
    "Weapon": "weapon",
}


@dataclass(frozen=True, slots=True)
class Told:
    """An incident: its claims and roles; and its report: the day, how many characters, incidents and their claims."""

    claims: Sequence[Claim]
    roles: Template
    published: date | None
    length: int
    incidents: int
    all_claims: int


def is_incident(told: Told) -> bool:
    """Whether the signs of one incident make it likely enough."""
    score = sum(value * _weights().get(name, 0.0) for name, value in signs(told).items())
    return bool(1 / (1 + exp(-score)) >= tables()["incident"]["least"])


def signs(told: Told) -> Mapping[str, float]:
    """The features of an incident, each from 0 to about 3; one that is 0 is left out."""
    found = {ALWAYS: 1.0}
    for some in (_of_roles(told), _of_claims(told), _of_report(told)):
        found.update((name, float(value)) for name, value in some if value)
    return found


@cache
def _weights() -> Mapping[str, float]:
    lines = WEIGHTS.read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}


def _of_roles(told: Told) -> Iterator[tuple[str, float]]:
    for role, name in _ROLES.items():
        found = len(told.roles.roles.get(role, ()))
        yield name, found > 0
        yield f"{name}, how many", min(found, _MOST_NAMED) / 2
    yield f"type {told.roles.type}", 1


def _of_claims(told: Told) -> Iterator[tuple[str, float]]:
    table, claims, published = tables()["incident"], told.claims, told.published
    tests: dict[str, Callable[[Claim], bool]] = {
        "telling word": lambda one: any(word in one.trigger.text.lower() for word in table["telling"]),
        "armed victim": lambda one: _hits_words(one, table["armed"]),
        "victim of the state": lambda one: _hits_bodies(one, tuple(table["state"])),
        "figure": lambda one: bool(one.quantities),
        "many": lambda one: any((figure.low or 0) >= _MANY for figure in one.quantities),
        "deadly attack": lambda one: one.event_type == "attack",
        "stated time": lambda one: stated_days(one) is not None,
        "of these days": lambda one: _is_of_these_days(one, published),
        "long spell": _is_long_spell,
        "place": lambda one: one.place is not None and one.place.precision is not PlacePrecision.COUNTRY,
        "exact place": lambda one: one.place is not None and one.place.precision is PlacePrecision.EXACT,
        "beginning": lambda one: one.sentence.start < table["beginning"],
        "reported": lambda one: one.modality is Modality.REPORTED,
        "tried": lambda one: one.modality in (Modality.ATTEMPTED, Modality.FOILED),
        "actor": lambda one: bool(one.actors),
        "target": lambda one: bool(one.targets),
    }
    yield from ((name, any(map(test, claims))) for name, test in tests.items())
    yield "only threatened", all(one.modality in (Modality.THREATENED, Modality.PLANNED) for one in claims)
    yield "only plurals", all(one.trigger.text.lower() in table["plurals"] for one in claims)
    yield "confidence", max(one.confidence or 0.0 for one in claims)
    yield "old", _is_old(told, table["days"])
    yield "one claim", len(claims) == 1
    yield "claims", log(len(claims))
    yield from ((f"claim of {event_type}", 1) for event_type in {one.event_type for one in claims})


def _of_report(told: Told) -> Iterator[tuple[str, float]]:
    yield "dense", len(told.claims) * tables()["incident"]["dense"] >= told.length
    yield "share of the claims", len(told.claims) / told.all_claims
    yield "length", log(max(told.length, 1) / 1000)
    yield "other incidents", min(told.incidents - 1, _MOST_NAMED)
    yield "how far down", log(1 + min(one.sentence.start for one in told.claims)) / 3


def _is_of_these_days(claim: Claim, published: date | None) -> bool:
    days = stated_days(claim)
    return bool(days and published and 0 <= (published - days[0]).days <= _FEW_DAYS)


def _is_long_spell(claim: Claim) -> bool:
    when = claim.when
    return bool(when and when.start and when.end and (when.end - when.start).days > _LONG_SPELL)


def _is_old(told: Told, days: int) -> bool:
    starts = [one.when.start for one in told.claims if one.when is not None and one.when.start is not None]
    published = told.published
    return bool(starts and published and all((published - start).days > days for start in starts))


def _hits_words(claim: Claim, words: Sequence[str]) -> bool:
    return any(word in one.span.text.lower() for one in claim.targets for word in words)


def _hits_bodies(claim: Claim, bodies: tuple[str, ...]) -> bool:
    return any(one.id is not None and one.id.startswith(bodies) for one in claim.targets)
