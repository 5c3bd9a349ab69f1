"""How many are on none of several lists: the product's range for each file of lists (multiple-systems estimation).

A file has one 0/1 column a list and a count, or one row a person. For each file, by its name: `estimate`, the middle
of the range, which is for comparing methods and no figure to print; `low` and `high`, the 95 % interval; `lists` and
`observed`, how many lists there are and people on any; `lower_bound`, Chao's; `independent`, what unconnected lists
would mean; the range of the other method as `bayes_low`, `bayes`, `bayes_high`. Figures that are refused are null, with
the reasons in `refused`. Nothing is scored: no file has a truth to it.
"""

from __future__ import annotations

from pathlib import Path

from counterclaim.analysis.undercount import Range, estimate, read_lists
from counterclaim.errors import SourceError
from evaluation.options import DEFAULTS, SuiteOptions
from evaluation.reading import missing

FOLDER = "mse"


def run(data: Path, options: SuiteOptions = DEFAULTS) -> dict[str, object]:
    """The figures of each file, by its name without suffix. Raises FileNotFoundError when there is none."""
    folder = data / FOLDER
    paths = sorted(folder.glob(options.corpus or "*.csv"))
    if not paths:
        raise missing(folder)
    return {path.stem: figures(path) for path in paths}


def figures(path: Path) -> dict[str, object]:
    """The figures of one file."""
    try:
        lists = read_lists(path)
    except SourceError as error:
        return {"estimate": None, "low": None, "high": None, "lists": None, "refused": [error.reason]}
    found = estimate(lists)
    low, middle, high = _ends(found.range)
    bayes_low, bayes, bayes_high = _ends(found.bayes)
    return {
        "estimate": middle,
        "low": low,
        "high": high,
        "lists": len(found.lists),
        "observed": found.observed,
        "lower_bound": found.lower_bound,
        "independent": found.independent,
        "bayes_low": bayes_low,
        "bayes": bayes,
        "bayes_high": bayes_high,
        "refused": list(found.refused),
        "warnings": list(found.warnings),
    }


def _ends(one: Range | None) -> tuple[float | None, float | None, float | None]:
    return (one.low, one.median, one.high) if one else (None, None, None)
