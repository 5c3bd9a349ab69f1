"""Which figures stand: of each origin its latest word on each side, and its total of everyone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from counterclaim.events.estimates.counting import UNKNOWN, Count, added, is_party
from counterclaim.events.estimates.figures import COUNTED, About, Figure
from counterclaim.events.estimates.intervals import hull
from counterclaim.events.estimates.words import CIVILIANS

Key = str | None
"""Whose losses: null for everyone, ``civilians``, ``unknown`` or the id of a side."""


@dataclass(frozen=True, slots=True)
class Superseded:
    """A figure that its own origin has replaced by a later one."""

    earlier: Figure
    by: Figure


@dataclass(frozen=True, slots=True)
class Standing:
    """The figures of one kind and side, at most one an origin, and those that they supersede."""

    what: str
    of: Key
    figures: tuple[Figure, ...]
    superseded: tuple[Superseded, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """What one origin says of one kind of figure."""

    of: Mapping[Key, Figure]
    superseded: Sequence[Superseded]


Words = Mapping[str, Mapping[str, Word]]
"""What each origin says, by kind of figure and origin."""


def words(figures: Iterable[Figure]) -> Words:
    """What each origin says today, of figures as said."""
    by_kind: dict[str, dict[str, list[Figure]]] = {}
    for one in figures:
        by_kind.setdefault(one.what, {}).setdefault(one.origin, []).append(one)
    return {what: {origin: _word(same) for origin, same in of.items()} for what, of in by_kind.items()}


def standing(said: Words) -> list[Standing]:
    """The figures that stand, by kind: those of everyone, then of parties, civilians and the unknown side.

    Sides stand only where somebody says whose the losses are.
    """
    found: list[Standing] = []
    for what in COUNTED:
        if what not in said:
            continue
        of_kind = [word for _, word in sorted(said[what].items())]
        lost = {key for word in of_kind for key, one in word.of.items() if key and one.high != 0}
        sides = {key for word in of_kind for key in word.of if key is not None}
        shown = sorted(sides, key=_order) if sides - {UNKNOWN} else []
        found += [_standing(what, key, of_kind, lost) for key in (None, *shown)]
    return [one for one in found if one.figures]


def _standing(what: str, key: Key, words: Sequence[Word], lost: Collection[str]) -> Standing:
    current: list[Figure] = []
    old = [one for word in words for one in word.superseded if one.earlier.of == key]
    counted = any(None in word.of for word in words)
    for word in words:
        one = _everyone(word.of, lost, counted=counted) if key is None else word.of.get(key)
        if one is None or (key == UNKNOWN and not _is_beside(one, word.of)):
            continue
        current.append(one)
        stated = word.of.get(key)
        if stated is not None and not set(stated.claims) <= set(one.claims):
            old.append(Superseded(stated, one))
    more = any(word.of[of].floor > 1 for word in words for of in {None, key} & word.of.keys())
    figures = (replace(one, partial=True) if more and one.single else one for one in current)
    return Standing(what, key, tuple(figures), tuple(sorted(old, key=lambda one: one.earlier.day)))


def _is_beside(unknown: Figure, of: Mapping[Key, Figure]) -> bool:
    """Whether a claim counts people of an unknown side beside those of a known one."""
    known = {id_ for key, one in of.items() if key not in (None, UNKNOWN) for id_ in one.claims}
    return bool(known & set(unknown.claims))


def _everyone(of: Mapping[Key, Figure], lost: Collection[str], *, counted: bool) -> Figure | None:
    """An origin's figure of everyone: the total that it gives, else the sum of its sides.

    A later sum of sides above the total supersedes it. A sum is partial where others state losses of a
    side that this origin does not speak of, or where it is of people of no known side and somebody has
    `counted` everyone. That one side lost nobody is no word on everyone.
    """
    total, parts = of.get(None), {key: one for key, one in of.items() if key is not None}
    if total is not None:
        later = _sum({key: one for key, one in parts.items() if one.day > total.day})
        return later if later and total.high is not None and total.high < later.floor else total
    found = _sum(parts)
    if found is None or found.high == 0:
        return None
    covered = parts.keys() | ({key for key in lost if is_party(key)} if UNKNOWN in parts else set())
    some = parts.keys() == {UNKNOWN} and counted
    return replace(found, partial=found.partial or some or bool(set(lost) - covered - {UNKNOWN}))


def _sum(parts: Mapping[str, Figure]) -> Figure | None:
    """Figures of sides added up. People of an unknown side, counted in another sentence, may be a party's."""
    parties = [one for key, one in parts.items() if is_party(key)]
    rest = [one for key, one in parts.items() if not is_party(key)]
    unknown = parts.get(UNKNOWN)
    if unknown and parties and not {id_ for one in parties for id_ in one.claims} & set(unknown.claims):
        if unknown.floor > sum(one.floor for one in parties):
            parties = []
        else:
            rest.remove(unknown)
    figures = [*parties, *rest]
    if not figures:
        return None
    count = added([Count(one.low, one.high, one.approximate, one.text, one.partial) for one in figures])
    abouts = {one.about for one in figures}
    worst = next(one for one in (About.ENEMY, About.OWN, About.NEITHER) if one in abouts)
    newest = max(figures, key=lambda one: (one.day, one.claims))
    return replace(
        newest,
        of=None,
        claims=_claims(figures),
        low=count.low,
        high=count.high,
        approximate=count.approximate,
        text=count.text,
        about=worst,
        partial=count.partial,
    )


def _word(figures: Iterable[Figure]) -> Word:
    """An origin's latest figure of each side, and those before it that it replaces.

    Figures that count some of a side alone give way to those of the whole side.
    """
    of: dict[Key, Figure] = {}
    superseded: list[Superseded] = []
    by_key: dict[Key, list[Figure]] = {}
    for one in figures:
        by_key.setdefault(one.of, []).append(one)
    for key, same in by_key.items():
        days: dict[date, list[Figure]] = {}
        for one in [one for one in same if not one.partial] or same:
            days.setdefault(one.day, []).append(one)
        *earlier, newest = (_of_day(on_day) for _, on_day in sorted(days.items()))
        agreeing = [one for one in earlier if (one.low, one.high) == (newest.low, newest.high)]
        of[key] = replace(newest, claims=_claims([newest, *agreeing]))
        superseded += [Superseded(one, of[key]) for one in earlier if one not in agreeing]
    return Word(of, superseded)


def _of_day(figures: Iterable[Figure]) -> Figure:
    """One figure of what an origin says of one side on one day.

    In one report the greatest stands: the smaller ones are most often a part of it. Reports of one day that
    give its word differently make an interval, as nobody knows which came last.
    """
    reports: dict[str, list[Figure]] = {}
    for one in figures:
        reports.setdefault(one.document, []).append(one)
    found = [_greatest(same) for _, same in sorted(reports.items())]
    low, high = hull([(one.low, one.high) for one in found])
    if low is None and high is None:  # "up to 3" beside "at least 10" bounds nothing
        return found[0]
    text = " / ".join(sorted({one.text for one in found}))
    return replace(found[0], low=low, high=high, claims=_claims(found), text=text)


def _greatest(figures: Sequence[Figure]) -> Figure:
    chosen = max(figures, key=lambda one: (one.floor, one.high or 0, one.claims))
    same = [one for one in figures if (one.low, one.high) == (chosen.low, chosen.high)]
    return replace(chosen, claims=_claims(same))


def _claims(figures: Iterable[Figure]) -> tuple[str, ...]:
    return tuple(sorted({id_ for one in figures for id_ in one.claims}))


def _order(key: str) -> tuple[int, str]:
    return (key == UNKNOWN) * 2 + (key == CIVILIANS), key
