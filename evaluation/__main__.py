"""``python -m evaluation SUITE --data DIR [--json]``: a JSON object on stdout, a table for people on stderr.

Exit codes: 0 done, 1 a figure fell below the baseline, 2 the suite is unknown or its data is missing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from evaluation import baseline
from evaluation.suites import articles, blocks, example

SUITES: dict[str, Callable[[Path], dict[str, object]]] = {
    "articles": articles.run,
    "blocks": blocks.run,
    "example": example.run,
}


def main(argv: list[str] | None = None) -> int:
    """Run one suite, or compare the suites that need no outside data with the baseline."""
    parser = argparse.ArgumentParser(prog="evaluation", description=__doc__)
    parser.add_argument("suite", choices=[*SUITES, "baseline"])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the benchmarks")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    parser.add_argument("--check", action="store_true", help="with baseline: fail when a figure fell")
    parser.add_argument("--update", action="store_true", help="with baseline: write the figures of today")
    options = parser.parse_args(argv)
    if options.suite == "baseline":
        return baseline.run(check=options.check, update=options.update)
    try:
        figures = SUITES[options.suite](options.data)
    except FileNotFoundError as error:
        print(
            f"evaluation: {error.filename} is missing; name the folder of the data with --data",
            file=sys.stderr,
        )
        return 2
    _table(figures)
    print(json.dumps(figures, indent=None if options.json else 2))
    return 0


def _table(figures: dict[str, object], depth: int = 0) -> None:
    for name, value in figures.items():
        if isinstance(value, dict):
            print(f"{'  ' * depth}{name}", file=sys.stderr)
            _table(value, depth + 1)
        else:
            shown = f"{value:.4f}" if isinstance(value, float) else value
            print(f"{'  ' * depth}{name:<24}{shown}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
