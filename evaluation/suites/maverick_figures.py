"""Deaths in each report of an event, predicted from the other reports of the event (MAVERICK).

Every report of an event with two or more is left out in turn, and its best figure of deaths predicted from the
others'. The error is the mean distance of the logs of one plus the figure. Beside ours stand four rules that have
nothing to learn: the median, least, greatest and mean of the other reports' best figures.

Ours is a weighted median: another report weighs exp(strength x the number of `DESCRIPTORS` that the two reports
share), so that a report which speaks of the same place, days and actor in the same kind of source counts for more
than one of another part of the event. Its log is averaged over the `STRENGTHS`. Nothing is learnt, so nothing is
learnt from the predicted report or its event; `chosen` is the error when the one strength that does best on other
events is taken instead (the other nine of ten groups, by a hash of the event's id). No figure of the report that
is predicted is looked at, neither of deaths nor of injuries.
"""

from __future__ import annotations

import csv
import hashlib
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import fmean, median

from evaluation.options import DEFAULTS, SuiteOptions
from evaluation.reading import missing

FOLDER = "maverick"
GROUPS = 10
STRENGTHS = (0.25, 0.5, 1.0)
DESCRIPTORS = (
    ("source_author",),
    ("source_type",),
    ("sampling",),
    ("latitude", "longitude"),
    ("city",),
    ("geo_precision",),
    ("date_start",),
    ("date_end",),
    ("actor1",),
    ("actor1_type",),
    ("actor1_violence",),
    ("actor1_precision",),
    ("event_context",),
    ("target",),
)

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """A report that is left out: its event, its deaths, and the others' with how many descriptors they share."""

    event: str
    deaths: float
    others: tuple[tuple[float, int], ...]

    @property
    def group(self) -> int:
        """The group of the event, the same in every run."""
        return hashlib.sha256(self.event.encode()).digest()[0] % GROUPS


def run(data: Path, options: SuiteOptions = DEFAULTS) -> dict[str, object]:
    """Mean absolute log error of ours (`log_error`) and of each rule, over all events and over the deadly ones.

    Raises FileNotFoundError when the data is not there.
    """
    found = cases(read(data / FOLDER / options.corpus if options.corpus else data / FOLDER))
    deadly = [case for case in found if case.deaths or any(deaths for deaths, _ in case.others)]
    if not found:
        raise missing(data / FOLDER)
    return {**score(found, found), **({"deadly": score(deadly, found)} if deadly else {})}


def read(folder: Path) -> list[dict[str, str]]:
    """The reports of the CSV files of a folder, or of one file."""
    paths = [folder] if folder.is_file() else sorted(folder.glob("*.csv"))
    rows = []
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            rows += list(csv.DictReader(file))
    if not rows:
        raise missing(folder)
    return rows


def cases(reports: Sequence[Row]) -> list[Case]:
    """The reports of events with two or more, each with the others of its event."""
    events: dict[str, list[Row]] = {}
    for report in reports:
        if report["deaths_best"] != "":
            events.setdefault(report["event_id"], []).append(report)
    return [
        Case(event, _deaths(one), tuple((_deaths(two), _shared(one, two)) for two in same if two is not one))
        for event, same in sorted(events.items())
        if len(same) > 1
        for one in same
    ]


def score(scored: Sequence[Case], training: Sequence[Case]) -> dict[str, object]:
    """Errors over `scored`; `chosen` is chosen on the events of `training` that are not scored with it."""
    strengths = [_best([case for case in training if case.group != group]) for group in range(GROUPS)]
    rules: dict[str, Callable[[Sequence[float]], float]] = {
        "median": median,
        "min": min,
        "max": max,
        "mean": fmean,
    }
    return {
        "log_error": _error(scored, ours(*STRENGTHS)),
        "chosen": {"log_error": _error(scored, lambda case: ours(strengths[case.group])(case))},
        **{name: {"log_error": _error(scored, plain(rule))} for name, rule in rules.items()},
        "reports": len(scored),
        "events": len({case.event for case in scored}),
    }


def ours(*strengths: float) -> Callable[[Case], float]:
    """Prediction of a log figure by the weighted medians at these strengths, on average."""

    def predict(case: Case) -> float:
        return fmean(
            weighted_median([(math.log1p(deaths), math.exp(one * shared)) for deaths, shared in case.others])
            for one in strengths
        )

    return predict


def plain(rule: Callable[[Sequence[float]], float]) -> Callable[[Case], float]:
    """Prediction of a log figure by a rule over the other reports' figures."""
    return lambda case: math.log1p(rule([deaths for deaths, _ in case.others]))


def weighted_median(weighted: Sequence[tuple[float, float]]) -> float:
    """The value that half of the weight lies below; halfway between two where it falls between them."""
    ordered = sorted(weighted)
    half, mass = sum(weight for _, weight in ordered) / 2, 0.0
    for (value, weight), (following, _) in pairwise([*ordered, ordered[-1]]):
        mass += weight
        if math.isclose(mass, half, rel_tol=1e-9):
            return (value + following) / 2
        if mass > half:
            return value
    return ordered[-1][0]


def _error(scored: Sequence[Case], predict: Callable[[Case], float]) -> float:
    return fmean(abs(predict(case) - math.log1p(case.deaths)) for case in scored)


def _best(training: Sequence[Case]) -> float:
    """The strength with least error on these reports; the first where there are none."""
    return min(
        STRENGTHS, key=lambda one: sum(abs(ours(one)(case) - math.log1p(case.deaths)) for case in training)
    )


def _shared(one: Row, two: Row) -> int:
    return sum(all(one[name] == two[name] for name in names) for names in DESCRIPTORS)


def _deaths(report: Row) -> float:
    return float(report["deaths_best"])
