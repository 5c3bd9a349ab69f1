"""Press releases of the ISAF mission against their annotation (Strick van Linschoten and Kuehn).

Each release was annotated as one incident: where, from what day, of what type, against whom, and the least
number of killed and captured. Fields of several values join them by semicolons; an empty string or question
marks stand for "not known". Province is scored where it is known; the two F1 are over all pairs of release
and label. `isaf_answers` says how a release's claims become one answer.

``python -m evaluation.suites.isaf`` prints what was wrong.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterclaim.model import Place
from counterclaim.reference.actors import ActorRegistry
from counterclaim.reference.gazetteer import Gazetteer
from evaluation.options import DEFAULTS, SuiteOptions
from evaluation.reading import read_texts
from evaluation.scores import Counts
from evaluation.suites.isaf_answers import Answer, answer

FILE = "isaf_press_releases.jsonl"
DATA = Path("../shared/data")
_UNKNOWN = frozenset({"", "??"})
_EXACT = {"start_date": "start", "killed": "killed", "captured": "captured"}
_GOLD = {"start_date": "start_date", "killed": "min_killed", "captured": "min_captured"}
FIELDS = ("province", "start_date", "event_type", "target_group", "killed", "captured")
_LABELS = {"event_type": "event_types", "target_group": "groups"}

Gold = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """One release: its annotation, the answer, and by field whether the answer is right where gold has one.

    `labels` has the annotated and the given labels of the fields that are sets.
    """

    text: str
    gold: Gold
    answer: Answer
    right: Mapping[str, bool]
    labels: Mapping[str, tuple[frozenset[str], frozenset[str]]]


def run(data: Path, _options: SuiteOptions = DEFAULTS) -> dict[str, object]:
    """Figures over all releases. Raises FileNotFoundError without the data."""
    return figures(list(judge_file(data / FILE)))


def judge_file(path: Path) -> Iterator[Judged]:
    """Read every release of a file and judge its answer."""
    with path.open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file if line.strip()]
    registry, gazetteer = ActorRegistry.load(), Gazetteer.open()
    for row, reading in zip(rows, read_texts(row["text"] for row in rows), strict=True):
        yield judge(row["text"], row["gold"], answer(reading.claims if reading else (), registry), gazetteer)


def judge(text: str, gold: Gold, given: Answer, gazetteer: Gazetteer) -> Judged:
    """Compare an answer with the annotation."""
    right = {name: getattr(given, part) == gold[_GOLD[name]] for name, part in _EXACT.items()}
    provinces = values(gold["province"])
    if provinces:
        right["province"] = any(lies_in(given.place, name, gazetteer) for name in provinces)
    labels = {name: (values(gold[name]), getattr(given, part)) for name, part in _LABELS.items()}
    return Judged(text, gold, given, right, labels)


def values(field: Iterable[str]) -> frozenset[str]:
    """The values of a field of the annotation, without those that say "not known"."""
    return frozenset(part.strip() for joined in field for part in joined.split(";")) - _UNKNOWN


def lies_in(place: Place | None, province: str, gazetteer: Gazetteer) -> bool:
    """Whether a place lies in the first-order division of that name, in any spelling the gazetteer has."""
    if place is None or place.admin1 is None:
        return False
    entries = gazetteer.lookup(province, country=place.country)
    return any(one.kind == "admin1" and one.admin1 == place.admin1 for one in entries)


def figures(judged: Sequence[Judged]) -> dict[str, object]:
    """Accuracy of the fields of one value, micro-averaged F1 of those that are sets, and the releases."""
    found: dict[str, object] = {}
    for name in FIELDS:
        if name in _LABELS:
            counts = Counts()
            for wanted, given in (one.labels[name] for one in judged):
                counts.add(len(wanted & given), len(given), len(wanted))
            found[name] = {"f1": counts.f1}
        else:
            found[name] = {"accuracy": _share(one.right[name] for one in judged if name in one.right)}
    return {**found, "documents": len(judged)}


def misses(data: Path) -> None:
    """Print every wrong field with the start of the release."""
    for one in judge_file(data / FILE):
        if faults := list(_faults(one)):
            print(" ".join(one.text.split())[:300], *faults, sep="\n    ", file=sys.stderr)


def _faults(one: Judged) -> Iterator[str]:
    place = one.answer.place
    shown = {
        "province": f"{place.admin1}, {place.country}" if place else "nowhere",
        **{name: getattr(one.answer, part) for name, part in _EXACT.items()},
    }
    for name, right in one.right.items():
        if not right:
            yield f"{name}: {shown[name]}, not {one.gold[_GOLD.get(name, name)]}"
    for name, (gold, found) in one.labels.items():
        if gold != found:
            yield f"{name}: {sorted(found)}, not {sorted(gold)}"


def _share(flags: Iterable[bool]) -> float:
    listed = list(flags)
    return sum(listed) / len(listed) if listed else 0.0


if __name__ == "__main__":
    misses(DATA)
