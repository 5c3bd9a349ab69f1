"""What somebody says of who holds a place: the input of the model of control."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from counterclaim.errors import UsageError


class Says(StrEnum):
    """What a statement says.

    `HELD`, `GAINED` and `LOST` speak of `party`. `CONTESTED`, `BESIEGED` and `RELIEVED` speak of the place; their
    `party` is the one that is inside (the besieged one), null when it is not said. `ATTACKED` is a hit-and-run or an
    attack deep inside, by `party` against `former`, and `FOUGHT` a fight in the place: signs, and weaker ones.
    """

    HELD = "held"
    GAINED = "gained"
    LOST = "lost"
    CONTESTED = "contested"
    BESIEGED = "besieged"
    RELIEVED = "relieved"
    ATTACKED = "attacked"
    FOUGHT = "fought"


@dataclass(frozen=True, slots=True)
class Statement:
    """One source's word on one place.

    `first` to `last` are the days that it may speak of: the state is said to hold, or the change to have come,
    on some day from `first` to `last` (one day where they are equal). `said` is the day on which it became known.
    `party` is the id (or, unregistered, the name) of the party that it speaks of; `former` who held or is said to
    have held the place before; null when not said. `source` is the origin whose word it is: statements of one
    `source` are not independent of each other. `interested` marks a source that belongs to one of the parties.
    `denied` turns the statement round: its source says that it is not so. `strength`, from 0 (says nothing) to 1,
    is how firmly it is said: modality, verification and the reader's confidence together. `share` is the part of the
    place, from 0 to 1, when one is stated ("controls about a quarter of the city"). `speaker` is the party that an
    interested source belongs to; an interested source without one is taken to speak in its own favour.

    Raises:
        UsageError: a strength or share is outside 0 to 1.
    """

    place: str
    first: date
    last: date
    said: date
    says: Says
    party: str | None = None
    former: str | None = None
    source: str = ""
    interested: bool = False
    denied: bool = False
    strength: float = 1.0
    id: str = ""
    share: float | None = None
    speaker: str | None = None

    def __post_init__(self) -> None:
        for name, value in (("strength", self.strength), ("share", self.share)):
            if value is not None and not 0.0 <= value <= 1.0:
                raise UsageError(f"the {name} of a statement is a number from 0 to 1, not {value:g}")

    @property
    def dated(self) -> Statement:
        """The same with its days in order and none after `said`: nobody reports what is still to come."""
        first, last = sorted((self.first, self.last))
        last = min(last, self.said)
        first = min(first, last)
        if (first, last) == (self.first, self.last):
            return self
        return replace(self, first=first, last=last)


def superseding(statements: Iterable[Statement]) -> list[Statement]:
    """The statements of tables and maps that are kept up to date: what a source says of a place replaces its earlier word.

    One that is dated no later than its source's word before it, and says otherwise, would be outweighed by what it
    corrects. It counts for the day on which it was said. Others stay as they are. In order of `said`.
    """
    latest: dict[tuple[str, str], Statement] = {}
    found = []
    for one in sorted(statements, key=lambda one: one.said):
        before = latest.get((one.source, one.place))
        if (
            before is not None
            and one.last <= before.last
            and (one.says, one.party) != (before.says, before.party)
        ):
            one = replace(one, first=one.said, last=one.said)
        latest[one.source, one.place] = one
        found.append(one)
    return found
