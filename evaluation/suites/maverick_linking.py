"""Reports of electoral violence to events, against the events of MAVERICK's coders (van Baalen and Höglund 2026).

Each row becomes a claim (`maverick_claims`), and `counterclaim.events.link` groups them by date, place, actors,
figures, type and headline; an event of one report counts as a cluster of one. ``singletons`` has the figures with the
clusters of one taken out of both sides, which is the harder half: most events have one report.

Beside it stand two opponents. ``window_baseline``: two reports are of one event when they are of different documents,
their dates overlap within `WINDOW_DAYS` days and their points lie within `WINDOW_KM` km (of two without a point: in
one country); the closest pairs first, and a cluster grows only where all of its members are within the window of each
other (complete linkage). The days (0 to 3), the distance (0 to 20 km), the linkage (connected parts or complete) and
whether one document can have an event twice were all chosen for the best CoNLL F1 on the given half.
``one_each_baseline``: every report is an event of its own.

``python -m evaluation.suites.maverick_linking`` prints the events that were split and those that were merged.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Hashable, Iterator, Sequence
from itertools import combinations, product
from pathlib import Path

from counterclaim.events import link
from counterclaim.model import Claim, PlacePrecision
from counterclaim.reference.geodesy import rough_km
from evaluation.coreference import grouped, score, without_singletons
from evaluation.options import DEFAULTS, SuiteOptions
from evaluation.suites.maverick_claims import FILE, Report, reports

FOLDER = "maverick"
DATA = Path("../shared/data")
WINDOW_DAYS = 0
WINDOW_KM = 0.5

Clusters = Sequence[Collection[Hashable]]


def run(data: Path, _options: SuiteOptions = DEFAULTS) -> dict[str, object]:
    """Figures over all reports. Raises FileNotFoundError without the data."""
    return figures(reports(data / FOLDER / FILE))


def figures(read: Sequence[Report]) -> dict[str, object]:
    """Our events against gold, and the two baselines."""
    gold = grouped({report.claim.id: report.event_id for report in read})
    ours = linked(read)
    alone = [(report.claim.id,) for report in read]
    return {
        **score(gold, ours).figures(),
        "singletons": score(without_singletons(gold), without_singletons(ours)).figures(),
        "window_baseline": _beside(gold, window([report.claim for report in read])),
        "one_each_baseline": _beside(gold, alone),
        "reports": len(read),
        "events": len(gold),
        "our_events": len(ours),
    }


def linked(read: Sequence[Report]) -> list[tuple[str, ...]]:
    """The ids of claims by event; a claim that made none stands alone."""
    contexts = {report.claim.document_id: report.context for report in read}
    found = [event.claims for event in link([report.claim for report in read], contexts)]
    placed = {claim_id for claims in found for claim_id in claims}
    return found + [(report.claim.id,) for report in read if report.claim.id not in placed]


def window(claims: Sequence[Claim]) -> list[list[str]]:
    """The clusters of the baseline."""
    pairs = {
        (i, j): near for (i, a), (j, b) in combinations(enumerate(claims), 2) if (near := _nearness(a, b))
    }
    home = list(range(len(claims)))
    clusters = {number: [number] for number in home}
    for i, j in sorted(pairs, key=lambda pair: (pairs[pair], pair)):
        one, other = home[i], home[j]
        both = product(clusters[one], clusters[other])
        if one != other and all((min(pair), max(pair)) in pairs for pair in both):
            for number in clusters[other]:
                home[number] = one
            clusters[one] += clusters.pop(other)
    return [[claims[number].id for number in cluster] for cluster in clusters.values()]


def _nearness(a: Claim, b: Claim) -> tuple[int, float] | None:
    """Days and km between two reports inside the window; null outside it."""
    if a.document_id == b.document_id or not (a.place and b.place and a.when and b.when):
        return None
    if a.place.country != b.place.country or not (
        a.when.start and a.when.end and b.when.start and b.when.end
    ):
        return None
    days = max((b.when.start - a.when.end).days, (a.when.start - b.when.end).days, 0)
    if days > WINDOW_DAYS:
        return None
    points = [
        (place.lat, place.lon)
        for place in (a.place, b.place)
        if place.lat is not None and place.lon is not None and place.precision is not PlacePrecision.COUNTRY
    ]
    if len(points) == 1:
        return None
    km = rough_km(*points[0], *points[1]) if points else 0.0
    return (days, km) if km <= WINDOW_KM else None


def _beside(gold: Clusters, clusters: Clusters) -> dict[str, float]:
    scores = score(gold, clusters)
    apart = score(without_singletons(gold), without_singletons(clusters))
    return {
        "conll_f1": scores.conll_f1,
        "b3_f1": scores.b3.f1,
        "lea_f1": scores.lea.f1,
        "singletons_conll_f1": apart.conll_f1,
    }


def mistakes(read: Sequence[Report]) -> Iterator[str]:
    """Lines on each event of gold that lies in several of ours, then on each of ours that has several."""
    of_claim = {report.claim.id: report for report in read}
    gold = {report.claim.id: report.event_id for report in read}
    ours = {claim: str(number) for number, cluster in enumerate(linked(read)) for claim in cluster}
    for kind, one, other in (("split", gold, ours), ("merged", ours, gold)):
        for cluster in grouped(one):
            ids = sorted(cluster, key=lambda claim: (other[claim], claim))
            if len({other[claim] for claim in ids}) > 1:
                yield f"{kind}\t{one[ids[0]]}"
                yield from (f"\t{other[claim]}\t{_shown(of_claim[claim].claim)}" for claim in ids)


def _shown(claim: Claim) -> str:
    when, place = claim.when, claim.place
    people = "/".join(actor.span.text for actor in (*claim.actors, *claim.targets))
    counts = ", ".join(f"{one.what} {one.span.text}" for one in claim.quantities)
    where = f"{place.span.text} ({place.id})" if place else ""
    told = (when.edtf if when else "", where, claim.event_type, people, counts, claim.sentence.text)
    return "\t".join(told)


if __name__ == "__main__":
    for line in mistakes(reports((Path(sys.argv[1]) if len(sys.argv) > 1 else DATA) / FOLDER / FILE)):
        print(line)
