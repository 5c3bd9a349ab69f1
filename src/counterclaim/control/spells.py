"""The history of a place as it is told: who is said to have held it, one after the other, and who denies it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise

from counterclaim.control.statements import Says, Statement

PRECISE_DAYS = 10
"""A statement of at most so many days can open a spell; one of a longer time belongs to a spell that it meets."""
SAME_CHANGE_DAYS = 3
"""Within so many days of a loss, a gain tells who took it."""
_HOLDING = frozenset({Says.HELD, Says.GAINED})
_SIEGE = frozenset({Says.BESIEGED, Says.RELIEVED})


@dataclass(slots=True)
class Spell:
    """A time in which a place is said to have been held by `holder`; null where only a loss is told.

    It began on some day from `since_first` to `since_last`, and `until` is the last day on which the next one can
    have begun, null where none is told. `changed` says that its beginning is told as a change of hands, and not only
    that the holder was there. `sources` are the ids of statements that tell of it, `denials` of those that deny it.
    """

    holder: str | None
    since_first: date
    since_last: date
    changed: bool
    until: date | None = None
    sources: list[str] = field(default_factory=list)
    denials: list[str] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list, repr=False)

    @property
    def only_interested(self) -> bool:
        """Whether nobody but parties to the conflict tells of it."""
        return all(one.interested for one in self.statements)


@dataclass(frozen=True, slots=True)
class Siege:
    """A siege as it is told: from the first day it is spoken of to the day it is said to have been broken."""

    first: date
    last: date | None
    sources: tuple[str, ...]


def spells(statements: Iterable[Statement]) -> list[Spell]:
    """The spells of one place, in the order in which they are said to have begun.

    Neighbouring statements of one holder are one spell, whoever makes them; a statement that another holder was there
    opens the next. What is said of no holder (fights, sieges) is left out here: see `sieges`.
    """
    told = [one for one in statements if one.says in _HOLDING or one.says is Says.LOST]
    said = [one for one in told if not one.denied and (one.party is not None)]
    found = _in_order([one for one in said if _days(one) <= PRECISE_DAYS])
    for one in sorted((one for one in said if _days(one) > PRECISE_DAYS), key=_when):
        if one.says is not Says.LOST and not _joined(one, found):
            found.append(_opened(one))
            found.sort(key=lambda spell: (spell.since_last, spell.since_first))
            found = _settled(found)
    _bound(found)
    for one in sorted((one for one in told if one.denied), key=_when):
        _deny(one, found)
    return found


def changes_of_hands(found: Sequence[Spell]) -> int:
    """How many times the place is said to have changed hands, one spell following that of another holder."""
    return sum(after.changed and before.holder != after.holder for before, after in pairwise(found))


def sieges(statements: Iterable[Statement]) -> list[Siege]:
    """The sieges of one place as they are told."""
    found: list[Siege] = []
    open_ids: list[str] = []
    first: date | None = None
    for one in sorted((one for one in statements if one.says in _SIEGE and not one.denied), key=_when):
        if first is None and found and _again(one, found[-1]):
            found[-1] = Siege(found[-1].first, found[-1].last, _once([*found[-1].sources, one.id]))
        elif one.says is Says.BESIEGED:
            first = one.first if first is None else first
            open_ids.append(one.id)
        elif first is not None:
            found.append(Siege(first, one.last, (*_once(open_ids), one.id)))
            first, open_ids = None, []
        else:
            found.append(Siege(one.first, one.last, (one.id,)))
    if first is not None:
        found.append(Siege(first, None, _once(open_ids)))
    return found


def _again(one: Statement, siege: Siege) -> bool:
    """Whether a siege that was broken, or its end, is told of once more."""
    if siege.last is None:
        return False
    late = timedelta(PRECISE_DAYS if one.says is Says.RELIEVED else 0)
    return one.first <= siege.last + late


def besieged_on(found: Iterable[Siege], day: date) -> bool:
    """Whether one of the sieges is told of for that day."""
    return any(one.first <= day and (one.last is None or day < one.last) for one in found)


def _in_order(precise: list[Statement]) -> list[Spell]:
    """Spells of statements of few days. Of one day, those on the holder who is there come before the others."""
    found: list[Spell] = []
    waiting = sorted(precise, key=_when)
    while waiting:
        day = waiting[0].last
        today = [one for one in waiting if one.last == day]
        waiting = waiting[len(today) :]
        present = found[-1].holder if found else None
        for one in sorted(today, key=lambda one: _turn(one, present)):
            if one.says is Says.LOST:
                if found and found[-1].holder == one.party:
                    found.append(Spell(None, one.first, one.last, changed=True))
                    _add(found[-1], one)
            elif found and found[-1].holder == one.party:
                _add(found[-1], one)
            else:
                spell = _opened(one)
                spell.changed = spell.changed or _said_otherwise(one, found)
                found.append(spell)
    return _settled(found)


def _said_otherwise(one: Statement, found: Iterable[Spell]) -> bool:
    """Whether the same source named another holder before: then it tells of a change, though not in so many words."""
    return any(
        before.source == one.source and before.party != one.party and before.last < one.first
        for spell in found
        for before in spell.statements
    )


def _turn(one: Statement, present: str | None) -> tuple[bool, bool, bool]:
    """The order of statements of one day: who was there already, who was there, who left, who came."""
    return one.says is Says.LOST or one.party != present, one.says is Says.LOST, one.says is Says.GAINED


def _opened(one: Statement) -> Spell:
    spell = Spell(one.party, one.first, one.last, changed=one.says is Says.GAINED)
    _add(spell, one)
    return spell


def _settled(found: list[Spell]) -> list[Spell]:
    """Merged until no two neighbours are of one holder."""
    merged = list(_merged(found))
    return merged if len(merged) == len(found) else _settled(merged)


def _merged(found: Iterable[Spell]) -> Iterator[Spell]:
    """Neighbours of one holder as one spell; a loss that a gain follows at once as a part of that change."""
    last: Spell | None = None
    for one in found:
        lost = (
            last is not None
            and last.holder is None
            and one.since_first - last.since_last <= timedelta(SAME_CHANGE_DAYS)
        )
        if last is not None and (last.holder == one.holder or lost):
            last.holder = one.holder
            for statement in one.statements:
                _add(last, statement)
            last.since_last = max(last.since_last, one.since_last) if lost else last.since_last
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _joined(one: Statement, found: Sequence[Spell]) -> bool:
    """Adds a statement of a long time to the spells of its holder that it meets; whether there is one."""
    for number, spell in enumerate(found):
        ends = found[number + 1].since_last if number + 1 < len(found) else date.max
        if spell.holder == one.party and spell.since_first <= one.last and one.first <= ends:
            _add(spell, one)
            return True
    return False


def _bound(found: Sequence[Spell]) -> None:
    for spell, after in pairwise(found):
        spell.until = after.since_last


def _deny(one: Statement, found: Sequence[Spell]) -> None:
    """Adds a denial to the spell that it speaks against: of the holder, or of whoever took it from who denies."""
    for spell in reversed(found):
        ends = spell.until or date.max
        met = spell.since_first - timedelta(PRECISE_DAYS) <= one.last and one.first <= ends
        against = spell.holder != one.party if one.says is Says.LOST else spell.holder == one.party
        if met and against and spell.since_first <= one.said:
            if one.id not in spell.denials:
                spell.denials.append(one.id)
            return


def _add(spell: Spell, one: Statement) -> None:
    spell.statements.append(one)
    spell.changed = spell.changed or one.says in (Says.GAINED, Says.LOST)
    if one.id not in spell.sources:
        spell.sources.append(one.id)


def _when(one: Statement) -> tuple[date, date, date, str]:
    return one.last, one.first, one.said, one.id


def _days(one: Statement) -> int:
    return (one.last - one.first).days


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
