"""Whether two tallies count the same thing: what is to be known before they are compared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from counterclaim.errors import UsageError

REFUSED = ("unit", "area")
"""Mismatches of these refuse a comparison."""
_LABELS = {
    "unit": "what is counted",
    "area": "the area",
    "basis": "whose counts they are",
    "actor": "the actor",
    "target": "the target",
    "types": "the type of event",
    "source": "the source",
    "rule": "the rule by which they are counted",
    "also": "another filter",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """What a tally counts. Null is "all", or "not stated" of a count made elsewhere (`stated` false).

    `unit` is events, attacks, operations, claims, killed and so on; `basis` claimed, reported or estimated; `area` a
    place, province or country as one text; `within` the wider areas that it is known to lie in; `rule` what is
    included and how figures are concluded; `start` and `end` the days, both included; `coverage_start` the first day
    from which the sources were read; `stated` whether a null says "all".
    """

    unit: str | None = None
    basis: str | None = None
    area: str | None = None
    within: tuple[str, ...] = ()
    actor: str | None = None
    target: str | None = None
    types: str | None = None
    source: str | None = None
    rule: str | None = None
    also: str | None = None
    start: date | None = None
    end: date | None = None
    coverage_start: date | None = None
    stated: bool = True


@dataclass(frozen=True, slots=True)
class Mismatch:
    """One thing in which two tallies differ, in words; `refuses` where they cannot be compared for it."""

    field: str
    text: str
    refuses: bool


def mismatches(a: Definition, b: Definition) -> list[Mismatch]:
    """In what `a` and `b` differ, those that refuse a comparison first. Their periods may differ."""
    found = [*_different(a, b), *_not_stated(a, b), *_coverage(a, b), *_twice(a, b)]
    return sorted(found, key=lambda one: not one.refuses)


def check(a: Definition, b: Definition, *, anyway: bool = False) -> list[str]:
    """The mismatches as warnings.

    Raises:
        UsageError: unit or area differ, and not `anyway`.
    """
    found = mismatches(a, b)
    if not anyway and (refused := [one.text for one in found if one.refuses]):
        raise UsageError(f"A and B do not count the same: {'; '.join(refused)}. --anyway compares them")
    return [one.text for one in found]


def _different(a: Definition, b: Definition) -> Iterator[Mismatch]:
    for field, label in _LABELS.items():
        one, other = getattr(a, field), getattr(b, field)
        if _folded(one) == _folded(other):
            continue
        if (one is None and not a.stated) or (other is None and not b.stated):
            continue
        text = f"{label} differs: {_said(one)} in A, {_said(other)} in B"
        if field == "basis":
            text += ": what parties claim, what others report and what is estimated are not the same count"
        yield Mismatch(field, text, field in REFUSED)


def _not_stated(a: Definition, b: Definition) -> Iterator[Mismatch]:
    """What a side does not say, so that it could not be held against the other."""
    silent: dict[str, list[str]] = {}
    for name, of in (("A", a), ("B", b)):
        missing = [
            label for field, label in _LABELS.items() if field != "also" and getattr(of, field) is None
        ]
        if missing and not of.stated:
            silent.setdefault(", ".join(missing), []).append(name)
    for missing_in_words, names in silent.items():
        does = "does" if len(names) == 1 else "do"
        text = f"{' and '.join(names)} {does} not state {missing_in_words}: that A and B agree there is not checked"
        yield Mismatch("stated", text, refuses=False)


def _coverage(a: Definition, b: Definition) -> Iterator[Mismatch]:
    for name, of in (("A", a), ("B", b)):
        if of.coverage_start and of.start and of.start < of.coverage_start:
            late = (of.coverage_start - of.start).days
            text = (
                f"the reports of {name} begin on {of.coverage_start}, {late} days after its period does: what is"
                " not in them is counted as nothing"
            )
            yield Mismatch("coverage_start", text, refuses=False)
    starts = [of.coverage_start for of in (a, b)]
    if None not in starts and starts[0] != starts[1]:
        text = f"reports begin on {starts[0]} for A and on {starts[1]} for B"
        yield Mismatch("coverage_start", text, refuses=False)


def _twice(a: Definition, b: Definition) -> Iterator[Mismatch]:
    """Events that are in both counts, so that the two are not independent."""
    days = _shared_days(a, b)
    if days == 0:
        return
    if all(_meet(getattr(a, field), getattr(b, field)) for field in ("actor", "target", "types", "source")):
        if not _areas_meet(a, b):
            return
        inside = _inside(a, b)
        text = f"the periods share {days} days: events of those days are in both counts"
        if inside:
            text += f", and all of {inside[0]} is in {inside[1]}"
        yield Mismatch("twice", text, refuses=False)


def _shared_days(a: Definition, b: Definition) -> int:
    if None in (a.start, a.end, b.start, b.end):
        return 0
    first, last = max(a.start, b.start), min(a.end, b.end)  # type: ignore[type-var]
    return max(0, (last - first + timedelta(days=1)).days)  # type: ignore[operator]


def _meet(one: str | None, other: str | None) -> bool:
    """Whether the same event can have both values: they are one, or one of them asks for anything."""
    return one is None or other is None or _folded(one) == _folded(other)


def _areas_meet(a: Definition, b: Definition) -> bool:
    return _meet(a.area, b.area) or _lies_in(a, b) or _lies_in(b, a)


def _lies_in(one: Definition, other: Definition) -> bool:
    wider = {_folded(area) for area in one.within}
    return _folded(other.area) in wider


def _inside(a: Definition, b: Definition) -> tuple[str, str] | None:
    """Which of the two is a part of the other, as ("A", "B")."""
    for names, one, other in ((("A", "B"), a, b), (("B", "A"), b, a)):
        narrower = all(
            getattr(other, field) is None or _folded(getattr(one, field)) == _folded(getattr(other, field))
            for field in ("actor", "target", "types", "source")
        )
        area = other.area is None or _folded(one.area) == _folded(other.area) or _lies_in(one, other)
        if narrower and area and _spans(other, one):
            return names
    return None


def _spans(wide: Definition, narrow: Definition) -> bool:
    return bool(
        wide.start and wide.end and narrow.start and narrow.end
        and wide.start <= narrow.start and narrow.end <= wide.end
    )  # fmt: skip


def _folded(value: str | None) -> str | None:
    return value and " ".join(value.casefold().replace("_", " ").split())


def _said(value: str | None) -> str:
    return "all" if value is None else value.replace("_", " ")
