"""Main text of news pages against the article extraction benchmark (Zyte; github.com/scrapinghub).

The figures are those of the benchmark: a text is the bag of its runs of four words; true positives, false
positives and false negatives are counted against the true text, as shares of all three; precision and recall
are means over the documents, and F1 is that of the two means.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from counterclaim.documents import ReadOptions, read_document
from counterclaim.errors import SourceError
from counterclaim.model import SourceItem
from counterclaim.sources import SourceOptions, read_items
from evaluation.options import DEFAULTS, SuiteOptions

FOLDER = "article_extraction"
_RUN = 4
_WORD = re.compile(r"\w+")


class Overlap(NamedTuple):
    """Shares of the runs of words of two texts: in both, in the second only, in the first only."""

    both: float
    extra: float
    missed: float


def run(data: Path, _options: SuiteOptions = DEFAULTS) -> dict[str, object]:
    """Read every page of the ground truth and score its text. Raises FileNotFoundError without the data."""
    folder = data / FOLDER
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    overlaps = [overlap(entry.get("articleBody", ""), _read(folder, key)) for key, entry in truth.items()]
    return {**figures(overlaps), "documents": len(overlaps)}


def overlap(true: str, read: str) -> Overlap:
    """How the runs of words of a text as read agree with those of the true one."""
    expected, found = _runs(true), _runs(read)
    both, extra, missed = (expected & found).total(), (found - expected).total(), (expected - found).total()
    every = both + extra + missed
    return Overlap(both / every, extra / every, missed / every) if every else Overlap(0.0, 0.0, 0.0)


def figures(overlaps: list[Overlap]) -> dict[str, float]:
    """Precision over documents with a text read, recall over those with a true text, and F1 of the two."""
    precision = _mean([_share(one.both, one.extra, one.missed) for one in overlaps if one.both + one.extra])
    recall = _mean([_share(one.both, one.missed, one.extra) for one in overlaps if one.both + one.missed])
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"f1": f1, "precision": precision, "recall": recall}


def _mean(values: list[float]) -> float:
    return fmean(values) if values else 0.0


def _share(both: float, against: float, other: float) -> float:
    if both == 0 and against == 0:
        return 1.0 if other == 0 else 0.0
    return both / (both + against)


def _runs(text: str) -> Counter[tuple[str, ...]]:
    """A text of fewer words than a run is one run; an empty text has none."""
    words = _WORD.findall(text)
    if not words:
        return Counter()
    return Counter(tuple(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1)))


def _read(folder: Path, key: str) -> str:
    """The text of a page by the public reading path, empty when it cannot be read."""
    page = folder / "html" / f"{key}.html.gz"
    if not page.exists():
        page = folder / "html" / f"{key}.html"
    if not page.exists():
        raise FileNotFoundError(f"no page {key} in {page.parent}")
    texts = []
    for item in read_items([str(page)], SourceOptions()):
        if isinstance(item, SourceItem):
            try:
                texts.append(read_document(item, ReadOptions()).text)
            except SourceError:
                continue
    return "\n".join(texts)
