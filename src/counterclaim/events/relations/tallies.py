"""Which incidents a tally spans. They are told with it, never added to it, nor it to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from counterclaim.events.provenance import Contexts
from counterclaim.events.relations.parts import side_name
from counterclaim.events.relations.rows import Index, Row, share
from counterclaim.events.relations.tables import pattern, section
from counterclaim.model import Claim, Relation, RelationKind, TimeBasis
from counterclaim.reference.actors.sides import side
from counterclaim.reference.event_types import family

_TOLD = frozenset({TimeBasis.STATED, TimeBasis.RELATIVE})
_BEFORE_TIME = 120
_LEAST_KM = 10.0
_HARMED = frozenset({"killed", "injured"})
_CIVILIANS = "civilians"


def spanned(tally: Claim, contexts: Contexts, index: Index) -> Iterator[Relation]:
    """Relations of a tally to the incidents in its time, place, sides and type; none when they are too many."""
    time = covered(tally, contexts[tally.document_id].published)
    if time is None or (tally.actors and not _sides(tally, doing=True)):
        return  # who did it is said, but not known
    most = section("tallies.most")
    rows: list[Row] = []
    for one in _in_reach(tally, time, index):
        if _counts(tally, one, time):
            rows.append(one)
            if len(rows) > most:
                return
    if not _can_hold(tally, rows):
        return
    why = _why(tally, time)
    for one in sorted(rows, key=lambda row: row.id):
        yield Relation(RelationKind.SPANS, tally.id, one.id, why, (tally.id,))


def covered(tally: Claim, published: date | None) -> tuple[int, int] | None:
    """First and last day that a tally counts, as ordinals; null where its report does not tell them.

    "Since March" goes on until the report; a time that only the report's own date gives is none.
    """
    when = tally.when
    if when is None or when.basis not in _TOLD or when.start is None:
        return None
    since = when.end is None or _is_since(tally)
    end = published if since else when.end
    if end is None or not 0 <= (end - when.start).days <= section("tallies.longest"):
        return None
    return when.start.toordinal(), end.toordinal()


def _is_since(tally: Claim) -> bool:
    when, text = tally.when, tally.sentence.text
    if when is None or when.span is None:
        return False
    at = when.span.start - tally.sentence.start
    if not 0 <= at <= len(text):
        return False
    return pattern("tallies.since").search(text[max(0, at - _BEFORE_TIME) : at + 6]) is not None


def _in_reach(tally: Claim, time: tuple[int, int], index: Index) -> Iterator[Row]:
    """Events in a tally's place; without a place, those of the group that it counts for."""
    if tally.place is not None:
        yield from index.within(tally.place, *time, _LEAST_KM)
        return
    groups = sorted(_sides(tally, doing=True) - {_CIVILIANS})
    if len(groups) == 1 and not groups[0].startswith("state."):
        yield from index.of_side(groups[0], *time)


def _counts(tally: Claim, one: Row, time: tuple[int, int]) -> bool:
    """Whether an event is of what a tally counts."""
    if one.guessed or one.last is None or one.last > time[1] or not _is_counted(tally, one):
        return False
    doers, sufferers = _sides(tally, doing=True), _sides(tally, doing=False)
    if doers and not share(one.doers, doers):
        return False
    return not sufferers or not one.sufferers or bool(share(one.sufferers, sufferers))


def _can_hold(tally: Claim, rows: Sequence[Row]) -> bool:
    """Whether a tally is large enough for all of `rows`; where it is not, it counts something narrower."""
    sizes: Counter[str] = Counter()
    for quantity in tally.quantities:
        size = quantity.high if quantity.high is not None else quantity.low
        sizes[quantity.what] += size or 0
    for what, size in sizes.items():
        stated = sum(value or 0 for row in rows for name, value in row.figures if name == what)
        if stated > section("tallies.slack") * size:
            return False
        if what in section("tallies.incidents") and len(rows) > size:
            return False
    return True


def _is_counted(tally: Claim, one: Row) -> bool:
    """Whether an event's type, and the figure that it states, are of those that a tally counts."""
    counted, types = section("tallies.counted"), section("tallies.counted_types")
    own = family(tally.event_type)
    if own not in section("tallies.general") and one.family != own:
        return False
    if tally.event_type in section("tallies.narrow") and one.type != tally.event_type:
        return False
    whats = [
        quantity.what for quantity in tally.quantities if quantity.what in counted or quantity.what in types
    ]
    if not whats:
        return one.family == own
    stated = {what for what, value in one.figures if value}
    for what in whats:
        of_type = one.type in types.get(what, ()) or one.family in counted.get(what, ())
        if of_type and (what not in _HARMED or what in stated):
            return True
    return False


def _sides(tally: Claim, *, doing: bool) -> frozenset[str]:
    mentions = tally.actors if doing else tally.targets
    counted = () if doing else [one.of for one in tally.quantities if one.of == _CIVILIANS]
    return frozenset(side(one.id) for one in mentions if one.id).union(filter(None, counted))


def _why(tally: Claim, time: tuple[int, int]) -> str:
    begin, end = map(date.fromordinal, time)
    where = f" in {tally.place.name or tally.place.span.text}" if tally.place else ""
    who = ", ".join(sorted(map(side_name, _sides(tally, doing=True))))
    by = f" by {who}" if who else ""
    return f"It lies in what the tally counts: {begin} to {end}{where}{by}. It is part of the figure, not added to it."
