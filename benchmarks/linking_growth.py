"""How time and memory of linking grow with the number of claims, and how well the events are found.

``python -m benchmarks.linking_growth [--sizes 1000 10000 100000] [--seed S] [--json]``

The claims are made up (`benchmarks.synthetic_claims`); each size is linked in a process of its own, in memory. Time is
that of `counterclaim.events.link` alone, of the clock and of the processor. Memory is the greatest resident size of the
process in MiB, before linking (the claims themselves) and after. The growth is the slope of time, and of memory above
that of an empty process, over the number of claims, both in logarithms: 1 is linear, 2 quadratic. Agreement with the
true events is scored by `evaluation.coreference`; tallies and undecided modalities take no part. Unix only.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import resource
import statistics
import sys
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from evaluation.coreference import grouped, score

from benchmarks.synthetic_claims import synthetic_claims
from counterclaim.events import DocumentContext, link
from counterclaim.events.linking.candidates import Keys, pairs
from counterclaim.events.linking.columns import columns
from counterclaim.events.linking.facts import can_link, facts
from counterclaim.model import Claim, Event

Figures = dict[str, float]
_SIZES = (1_000, 10_000, 100_000)


def peak_mib() -> float:
    """Greatest resident memory of this process so far, in MiB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def measure(count: int, seed: int) -> Figures:
    """Link `count` claims and say what it took. For a process of its own: memory is that of the whole process."""
    empty = peak_mib()
    claims: list[Claim] = []
    contexts: dict[str, DocumentContext] = {}
    truth: dict[str, int] = {}
    for one in synthetic_claims(count, seed):
        claims.append(one.claim)
        contexts[one.claim.document_id] = one.context
        if one.event is not None:
            truth[one.claim.id] = one.event
    gc.collect()
    before, clock, processor = peak_mib(), time.perf_counter(), time.process_time()
    events = link(claims, contexts)
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    after = peak_mib()
    return {
        "claims": count,
        "seconds": round(clock, 2),
        "processor_seconds": round(processor, 2),
        "peak_mib": round(after, 1),
        "claims_mib": round(before - empty, 1),
        "linking_mib": round(after - before, 1),
        "events": len(events),
        "true_events": len(set(truth.values())),
        "pairs_per_claim": round(_candidates(claims, contexts) / count, 2),
        **_agreement(events, truth),
    }


def _candidates(claims: Sequence[Claim], contexts: dict[str, DocumentContext]) -> int:
    """How many pairs the blocks bring together."""
    found = [facts(one, contexts[one.document_id].published) for one in claims if can_link(one)]
    found.sort(key=lambda one: one.id)
    return len(pairs(columns(found), Keys(found))[0])


def _agreement(events: Sequence[Event], truth: dict[str, int]) -> Figures:
    agreement = score(grouped(truth), [event.claims for event in events])
    return {
        "conll_f1": round(agreement.conll_f1, 4),
        "b3_precision": round(agreement.b3.precision, 4),
        "b3_recall": round(agreement.b3.recall, 4),
        "b3_f1": round(agreement.b3.f1, 4),
    }


def growth(measured: Sequence[Figures], key: str) -> float | None:
    """Slope of log `key` over log claims by least squares; null below two sizes or with a figure of 0."""
    points = [(math.log(one["claims"]), math.log(one[key])) for one in measured if one[key] > 0]
    if len(points) < 2 or len(points) < len(measured):
        return None
    return round(statistics.linear_regression(*zip(*points, strict=True)).slope, 2)


def main(argv: list[str] | None = None) -> int:
    """Measure every size and print the figures."""
    parser = argparse.ArgumentParser(prog="linking_growth", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=_SIZES, metavar="N", help="claims of each run"
    )
    parser.add_argument("--seed", type=int, default=7, help="seed of the generator")
    parser.add_argument("--json", action="store_true", help="print one object on one line")
    given = parser.parse_args(argv)
    if min(given.sizes) < 1:
        parser.error("--sizes must be positive")
    measured: list[Figures] = []
    for count in given.sizes:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as own:
            measured.append(own.submit(measure, count, given.seed).result())
        print(f"{count:>10,} claims {measured[-1]['seconds']:9.1f} s", file=sys.stderr, flush=True)
    growths = {
        f"{key}_growth": growth(measured, key) for key in ("seconds", "processor_seconds", "linking_mib")
    }
    print(json.dumps({"seed": given.seed, "sizes": measured, **growths}, indent=None if given.json else 2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
