"""Whether the claims of one type in a report tell of a single incident, as MUC-4 asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from counterclaim.model import Claim, PlacePrecision, TimeBasis
from evaluation.suites.muc4_names import tables
from evaluation.suites.muc4_roles import Template

_SAID = frozenset({TimeBasis.STATED, TimeBasis.RELATIVE})


def is_incident(claims: Sequence[Claim], roles: Template, published: date | None, length: int) -> bool:
    """Whether the signs of one incident add up. `length`: characters of the report."""
    table = tables()["incident"]
    return bool(
        sum(table["points"][sign] for sign in _signs(claims, roles, published, length)) >= table["least"]
    )


def _signs(claims: Sequence[Claim], roles: Template, published: date | None, length: int) -> Iterator[str]:
    table = tables()["incident"]
    for sign, role in (
        ("named_victim", "Victim"),
        ("people", "PerpInd"),
        ("thing", "Target"),
        ("weapon", "Weapon"),
    ):
        if roles.roles.get(role):
            yield sign
    tests: dict[str, Callable[[Claim], bool]] = {
        "telling_word": lambda one: any(word in one.trigger.text.lower() for word in table["telling"]),
        "armed_victim": lambda one: _hits_words(one, table["armed"]),
        "state_victim": lambda one: _hits_bodies(one, tuple(table["state"])),
        "quantity": lambda one: bool(one.quantities),
        "deadly_attack": lambda one: one.event_type == "attack",
        "stated_time": lambda one: one.when is not None and one.when.basis in _SAID,
        "place": lambda one: one.place is not None and one.place.precision is not PlacePrecision.COUNTRY,
        "beginning": lambda one: one.sentence.start < table["beginning"],
    }
    yield from (sign for sign, test in tests.items() if any(map(test, claims)))
    if len(claims) * table["dense"] >= length:
        yield "dense"
    starts = [one.when.start for one in claims if one.when is not None and one.when.start is not None]
    if starts and published is not None and all((published - start).days > table["days"] for start in starts):
        yield "old"


def _hits_words(claim: Claim, words: Sequence[str]) -> bool:
    return any(word in one.span.text.lower() for one in claim.targets for word in words)


def _hits_bodies(claim: Claim, bodies: tuple[str, ...]) -> bool:
    return any(one.id is not None and one.id.startswith(bodies) for one in claim.targets)
