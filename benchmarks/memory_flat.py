"""Memory of one process that reads claims from many documents: it must not grow with them.

``python -m benchmarks.memory_flat [--documents N] [--seed S] [--json]``

The documents are generated, short, and full of names that no other has (`benchmarks.generated`). Resident memory is
taken twenty times. The slope is that of a straight line through the last fifteen, in bytes a document: the first
quarter fills the bounded caches. Linux only (``/proc/self/statm``).
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.generated import reports
from benchmarks.texts import as_document
from counterclaim.claims.extraction import Resources, extract

_TAKEN = 20
_FILLING = 5
_MIB = 1024 * 1024


def resident() -> int:
    """Resident memory of this process in bytes."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def measure(count: int, seed: int) -> dict[str, object]:
    """Read `count` documents; memory in MiB by documents read, and its slope."""
    resources = Resources.load()
    claims = 0
    taken: list[tuple[int, int]] = []
    began = time.monotonic()
    for number, text in enumerate(reports(count, seed), 1):
        claims += len(extract(as_document(text, number), resources).claims)
        if number % max(1, count // _TAKEN) == 0:
            gc.collect()
            taken.append((number, resident()))
            print(f"{number:>9,} documents {taken[-1][1] / _MIB:8.1f} MiB", file=sys.stderr, flush=True)
    return {
        "documents": count,
        "seed": seed,
        "claims": claims,
        "seconds": round(time.monotonic() - began, 1),
        "resident_mib": {number: round(size / _MIB, 1) for number, size in taken},
        "bytes_per_document": round(_slope(taken[_FILLING:]), 1),
    }


def _slope(taken: Sequence[tuple[int, int]]) -> float:
    numbers, sizes = zip(*taken, strict=True)
    return statistics.linear_regression(numbers, sizes).slope


def main(argv: list[str] | None = None) -> int:
    """Read and print the figures as one JSON object on standard output."""
    parser = argparse.ArgumentParser(prog="memory_flat", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=5_000, help="how many; 100000 for a full run")
    parser.add_argument("--seed", type=int, default=7, help="seed of the generator")
    parser.add_argument("--json", action="store_true", help="print the object on one line")
    given = parser.parse_args(argv)
    if given.documents < _TAKEN:
        parser.error(f"--documents must be at least {_TAKEN}")
    print(json.dumps(measure(given.documents, given.seed), indent=None if given.json else 2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
