"""``python -m evaluation SUITE --data DIR [--split NAME] [--json]``: one JSON object on standard output.

A table for people goes to standard error.

Exit codes: 0 done, 1 a figure fell below the baseline, 2 the suite is unknown or its data is missing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from evaluation import baseline
from evaluation.options import EXTRACTORS, SuiteOptions
from evaluation.suites import (
    actors,
    articles,
    blocks,
    calibration,
    control,
    control_nigeria,
    ecbplus,
    event_location,
    example,
    forecast,
    geoparsing,
    hand,
    isaf,
    loss_claims,
    maverick_figures,
    maverick_linking,
    muc4,
    plover,
    polnear,
    re3d,
    ucdp_match,
    ucdp_places,
    undercount,
)

SUITES: dict[str, Callable[[Path, SuiteOptions], dict[str, object]]] = {
    "actors": actors.run,
    "articles": articles.run,
    "blocks": blocks.run,
    "calibration": calibration.run,
    "control": control.run,
    "control-nigeria": control_nigeria.run,
    "ecbplus": ecbplus.run,
    "event-location": event_location.run,
    "example": example.run,
    "forecast": forecast.run,
    "geoparsing": geoparsing.run,
    "plover": plover.run,
    "polnear": polnear.run,
    "re3d": re3d.run,
    "hand": hand.run,
    "isaf": isaf.run,
    "loss-claims": loss_claims.run,
    "maverick-figures": maverick_figures.run,
    "maverick-linking": maverick_linking.run,
    "muc4": muc4.run,
    "ucdp-match": ucdp_match.run,
    "ucdp-places": ucdp_places.run,
    "undercount": undercount.run,
}


def main(argv: list[str] | None = None) -> int:
    """Run one suite, or compare the suites that need no outside data with the baseline."""
    parser = argparse.ArgumentParser(prog="evaluation", description=__doc__)
    parser.add_argument("suite", choices=[*SUITES, "baseline"])
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="folder of the benchmarks")
    parser.add_argument("--split", help="part of the data, for suites over data that has parts")
    parser.add_argument("--corpus", help="file or folder of the data, for suites over several corpora")
    parser.add_argument("--extractor", choices=EXTRACTORS, default=EXTRACTORS[0], help="reader to measure")
    parser.add_argument("--json", action="store_true", help="print the figures as one JSON object")
    parser.add_argument("--check", action="store_true", help="with baseline: fail when a figure fell")
    parser.add_argument("--update", action="store_true", help="with baseline: write the figures of today")
    given = parser.parse_args(argv)
    if given.suite == "baseline":
        return baseline.run(check=given.check, update=given.update)
    options = SuiteOptions(given.split, given.corpus, given.extractor)
    try:
        figures = SUITES[given.suite](given.data, options)
    except FileNotFoundError as error:
        print(
            f"evaluation: {error.filename} is missing; name the folder of the data with --data",
            file=sys.stderr,
        )
        return 2
    _table(figures)
    print(json.dumps(figures, indent=None if given.json else 2))
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
