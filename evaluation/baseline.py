"""Figures that may not fall: those of the suites whose data is part of the project."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from evaluation.suites import blocks, example, hand

FILE = Path(__file__).with_name("baseline.json")
TOLERANCE = 1e-6

OWN: dict[str, Callable[[], dict[str, object]]] = {
    "blocks": blocks.run,
    "example": example.run,
    "hand": hand.run,
}


def run(*, check: bool, update: bool) -> int:
    """Print today's figures beside the baseline's; with `check`, 1 when one fell."""
    today = {name: suite() for name, suite in OWN.items()}
    if update:
        FILE.write_text(json.dumps(today, indent=2, sort_keys=True) + "\n", encoding="utf-8")
    known = dict(_leaves(json.loads(FILE.read_text("utf-8"))))
    now = dict(_leaves(today))
    fallen = [name for name, value in known.items() if now.get(name, -1.0) < value - TOLERANCE]
    for name, value in sorted(now.items()):
        mark = "FELL" if name in fallen else ""
        print(
            f"{name:<44}{value:>10.4f}  baseline {known.get(name, float('nan')):>10.4f} {mark}",
            file=sys.stderr,
        )
    missing = [name for name in fallen if name not in now]
    for name in missing:
        print(f"{name:<44}is no longer measured", file=sys.stderr)
    return 1 if check and fallen else 0


def _leaves(figures: Mapping[str, object], path: str = "") -> Iterator[tuple[str, float]]:
    """Dotted names of the figures that are rates; counts may change."""
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{path}{name}.")
        elif isinstance(value, float):
            yield f"{path}{name}", float(value)
