"""Claims to events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from counterclaim.events.estimates import RULE
from counterclaim.events.linking.candidates import Keys, pairs
from counterclaim.events.linking.clustering import ABSENT, JOIN, Linked, clusters
from counterclaim.events.linking.columns import Bools, Columns, Ints, columns
from counterclaim.events.linking.facts import Facts, can_link, facts
from counterclaim.events.linking.summary import summarise
from counterclaim.events.linking.weights import compare, score, weights
from counterclaim.events.provenance import Contexts
from counterclaim.model import Claim, Decision, Event, Link

POSSIBLE = -1.8
"""Log-odds from which two claims are possibly about one event: a chance of one in five."""

LINKER = "pairs/2"
"""Goes up when facts, blocks or levels are read otherwise: records are then linked anew."""

_CHUNK = 200_000

Mark = tuple[str, int, bool]


def link(claims: Iterable[Claim], contexts: Contexts, decisions: Iterable[Decision] = ()) -> list[Event]:
    """Events of `claims`, by id, whatever order they come in; people's `decisions` go before the scores.

    Claims that are no incidents (tallies, strengths, plans) make none.
    """
    by_id = {claim.id: claim for claim in claims if can_link(claim)}
    found = [facts(one, contexts[one.document_id].published) for one in by_id.values()]
    made = cluster({one.id: mark(by_id[one.id]) for one in found}, links(found), decisions)
    events = [summarise([by_id[id_] for id_ in group], contexts) for group in made]
    return sorted(events, key=lambda event: event.id)


def fingerprint() -> str:
    """Changes when the same claims could make other events."""
    return repr((LINKER, weights(), POSSIBLE, JOIN, ABSENT, RULE))


def mark(claim: Claim) -> Mark:
    """What no two claims of an event share: two claims of one sentence are two incidents of a list.

    One of them may deny the other.
    """
    return claim.document_id, claim.sentence.start, claim.modality == "denied"


def links(found: Iterable[Facts], asked: Callable[[Ints, Ints], Bools] | None = None) -> list[Link]:
    """The pairs of claims that are at least possibly about one event, by ids.

    `asked` says which of the pairs (row numbers of claims by id) are asked for: all of them, if not given.
    """
    ordered = sorted(found, key=lambda one: one.id)
    if not ordered:
        return []
    table = columns(ordered)
    a, b = pairs(table, Keys(ordered), asked)
    made: list[Link] = []
    for start in range(0, len(a), _CHUNK):
        chunk = slice(start, start + _CHUNK)
        made += _scored(table, a[chunk], b[chunk])
    return made


def _scored(table: Columns, a: Ints, b: Ints) -> list[Link]:
    scores = score(compare(table, a, b), weights())
    kept = np.flatnonzero(scores >= POSSIBLE)
    return [
        Link(table.ids[one], table.ids[other], round(value, 6))
        for one, other, value in zip(a[kept].tolist(), b[kept].tolist(), scores[kept].tolist(), strict=True)
    ]


def cluster(
    marks: Mapping[str, Mark], linked: Iterable[Link], decisions: Iterable[Decision] = ()
) -> list[list[str]]:
    """Groups of claim ids that are one event each. `marks` has every claim."""
    ids = sorted(marks)
    row = {id_: number for number, id_ in enumerate(ids)}
    said = [(row[one.a], row[one.b], one.same) for one in decisions if one.a in row and one.b in row]
    edges = {(row[one.a], row[one.b]): one.score for one in linked if one.a in row and one.b in row}
    a, b = np.array(list(edges), dtype=np.int64).reshape(-1, 2).T
    numbers: dict[Mark, int] = {}
    bearing = [(row, numbers.setdefault(marks[id_], len(numbers))) for row, id_ in enumerate(ids)]
    apart = [(a, b) for a, b, same in said if not same and a != b]
    bearing += [(row, mark) for mark, pair in enumerate(apart, len(numbers)) for row in pair]
    marked, mark = np.array(bearing, dtype=np.int64).reshape(-1, 2).T
    found = Linked(len(ids), a, b, np.array(list(edges.values())), marked, mark)
    return groups(ids, clusters(found, [(a, b) for a, b, same in said if same]))


def groups(ids: Sequence[str], homes: Ints) -> list[list[str]]:
    """The ids by cluster: `homes` says the cluster of each."""
    order = np.argsort(homes, kind="stable")
    starts = np.flatnonzero(np.diff(homes[order], prepend=-1))
    return [[ids[row] for row in some.tolist()] for some in np.split(order, starts[1:])] if len(ids) else []
