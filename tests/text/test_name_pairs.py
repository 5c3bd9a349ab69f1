"""Names of one place in two spellings, and of two places, by a table of pairs in two halves.

The rules were written with the one half in view. The other was only counted.
"""

from __future__ import annotations

import csv
import hashlib
from pathlib import Path

import pytest

from counterclaim.text.names import likeness

TABLE = Path(__file__).parent / "data" / "name_pairs.tsv"
MEETS = 0.5

Pair = tuple[str, str, str, str]


def pairs(half: str) -> list[Pair]:
    """The pairs of a half, "seen" or "unseen": by a hash of the line."""
    lines = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    chosen = [
        line for line in lines[1:] if (hashlib.sha256(line.encode()).digest()[0] % 2 == 0) == (half == "seen")
    ]
    return [(row[0], row[1], row[2], row[3]) for row in csv.reader(chosen, delimiter="\t")]


def figures(half: str) -> tuple[float, float]:
    """The share of the pairs of one place that meet, and of those of two places that meet."""
    met: dict[str, list[bool]] = {"1": [], "0": []}
    for country, same, one, other in pairs(half):
        met[same].append(likeness(one, other, country) >= MEETS)
    return sum(met["1"]) / len(met["1"]), sum(met["0"]) / len(met["0"])


def test_the_table_is_large_and_in_two_halves() -> None:
    seen, unseen = pairs("seen"), pairs("unseen")
    assert min(len(seen), len(unseen)) > 180
    assert sum(same == "0" for _, same, _, _ in seen + unseen) * 3 >= len(seen + unseen) * 0.95


@pytest.mark.parametrize("half", ["seen", "unseen"])
def test_spellings_of_one_place_meet_and_names_of_two_do_not(half: str) -> None:
    recall, wrong = figures(half)
    assert recall >= 0.9
    assert wrong <= 0.05


@pytest.mark.parametrize("half", ["seen", "unseen"])
def test_likeness_does_not_depend_on_the_order(half: str) -> None:
    for country, _, one, other in pairs(half):
        assert likeness(one, other, country) == pytest.approx(likeness(other, one, country))
