"""Learn the weights of ``counterclaim.reference.places.together`` and say how well they do.

    PYTHONPATH=. python scripts/train_toponyms.py ../shared/data            # cross-validated figures
    PYTHONPATH=. python scripts/train_toponyms.py ../shared/data --write    # and a new toponym_weights.tsv

The labels are the marked toponyms of the corpora under ``geoparsing``, and, so that wars count, the places of coded
events: town with province and country in ``ucdp_syria``, town with country in ``maverick``. Of the entries that a name
may mean, the nearest to the marked point is right, if it lies within 161 km (of a coded town, 10 km); of several within
a twentieth of that from the nearest, each. The penalty draws the weights to zero. Features that speak of the other
names are taken with the shares of belief that the weights of the round before give. Whole articles are held out, and
whole corpora: the figure "from other corpora" is that of weights which have seen no article of the corpus.
"""

from __future__ import annotations

import argparse
import csv
import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path
from typing import Any

import numpy as np
from evaluation.suites.geoparsing import NEAR_KM
from evaluation.suites.geoparsing_corpora import articles, corpora
from numpy.typing import NDArray
from softmax import fit

from counterclaim.reference.countries import countries
from counterclaim.reference.gazetteer import Gazetteer
from counterclaim.reference.gazetteer.features import split_feature
from counterclaim.reference.geodesy import rough_km
from counterclaim.reference.places.resolve import ToponymMention, weigh
from counterclaim.reference.places.senses import LOCAL
from counterclaim.reference.places.spoken_of import countries_spoken_of
from counterclaim.reference.places.together import FEATURES, Together

OUT = Path(__file__).parents[1] / "src/counterclaim/reference/data/toponym_weights.tsv"
HEADER = """\
# Weights of the choice among the places that a name may mean; see reference/places/together.py. Learnt by
# scripts/train_toponyms.py from the marked toponyms of {corpora}.
"""
FOLDS = 5
PENALTY = 2.0
SET = {"conflict": 1.0}
"""Weights that are set by hand; see `counterclaim.reference.places.senses.LOCAL`."""
STEPS = 300
PASSES = 4
TOWN_KM = 10.0
"""Within which a coded town is found."""


@dataclass(frozen=True, slots=True)
class Case:
    """A text with its toponyms and their points, null where unknown; what counts as right is `within_km` of them."""

    corpus: str
    text: str
    mentions: tuple[ToponymMention, ...]
    points: tuple[tuple[float, float] | None, ...]
    countries: tuple[str, ...]
    within_km: float


@dataclass(slots=True)
class Example:
    """The names of an article: their senses as arrays, which of them are right, and how often each name stands."""

    corpus: str
    fold: int
    together: Together
    right: NDArray[Any]
    group: NDArray[Any]
    mentions: NDArray[Any]
    unknown: int


def cases(data: Path, gazetteer: Gazetteer) -> Iterator[Case]:
    """The labelled texts of all corpora."""
    for path in corpora(data / "geoparsing", None):
        for one in articles(path):
            yield Case(
                path.stem,
                one.text,
                tuple(ToponymMention(gold.text, gold.start, gold.end) for gold in one.toponyms),
                tuple(gold.point for gold in one.toponyms),
                tuple(countries_spoken_of(one.text, gazetteer)),
                NEAR_KM,
            )
    with gzip.open(data / "ucdp_syria" / "ged.csv.gz", "rt", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["where_prec"] in ("1.0", "2.0") and row["adm_1"]]
    yield from _coded("ucdp_syria", rows, "where_coordinates", "adm_1")
    with (data / "maverick" / "event_reports.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["city"] and row["latitude"]]
    yield from _coded("maverick", rows, "city", None)


def _coded(corpus: str, rows: list[dict[str, str]], town: str, province: str | None) -> Iterator[Case]:
    """Each coded town once, with its province where it has one, in a text that speaks of its country.

    Where the coding has a word for the kind ("X city"), the bare name is a case too.
    """
    seen: set[object] = set()
    for row in rows:
        country = countries().named(row["country"])
        name, within = row[town], row[province] if province else ""
        if country is None or (name, within, country.code) in seen:
            continue
        seen.add((name, within, country.code))
        point = (float(row["latitude"]), float(row["longitude"]))
        mentions = [ToponymMention(name, 0, len(name), within=1 if within else None)]
        if within:
            mentions.append(ToponymMention(within, len(name) + 2, len(name) + 2 + len(within)))
        points = (point, None)[: len(mentions)]
        text = f"{name}, {within}" if within else name
        yield Case(corpus, text, tuple(mentions), points, (country.code,), TOWN_KM)
        bare = split_feature(name)
        if bare.word in ("city", "town", "village") and bare.name not in seen:
            seen.add(bare.name)
            mention = ToponymMention(bare.name, 0, len(bare.name))
            yield Case(corpus, bare.name, (mention,), (point,), (country.code,), TOWN_KM)


def example(case: Case, gazetteer: Gazetteer) -> Example:
    """A case as the resolution sees it. `unknown` mentions have no right sense at all."""
    numbers, together, names = weigh(case.mentions, gazetteer, case.countries, case.text)
    right = [np.zeros(len(senses)) for senses in names]
    unknown = 0
    for number, point in zip(numbers, case.points, strict=True):
        if point is None:
            continue
        km = np.array([rough_km(*point, one.entry.lat, one.entry.lon) for one in names[number]])
        if not len(km) or km.min() > case.within_km:
            unknown += 1
        else:
            right[number][km <= km.min() + case.within_km / 20] += 1.0
    group = np.repeat(np.arange(len(names)), [len(senses) for senses in names])
    every = np.concatenate([np.zeros(0), *right])
    fold = int(sha1(case.text.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS
    count = np.array([flags.max(initial=0.0) for flags in right])
    return Example(case.corpus, fold, together, every, group, count, unknown)


def learn(data: Sequence[Example]) -> NDArray[Any]:
    """Weights by `FEATURES`."""
    weights = np.array([SET.get(name, 1.0 if name == "prominence" else 0.0) for name in FEATURES])
    for _ in range(PASSES):
        rows, right, group, base = [], [], [], 0
        for one in (one for one in data if one.mentions.any()):
            one.together.settle(weights)
            known = np.isin(one.group, np.flatnonzero(one.mentions > 0))
            rows.append(one.together.features()[: len(known)][known])
            right.append(one.right[known])
            group.append(one.group[known] + base)
            base += int(one.group.max(initial=-1)) + 1
        _, flat = np.unique(np.concatenate(group), return_inverse=True)
        right_options = np.concatenate(right)
        times = np.zeros(int(flat.max()) + 1)
        np.maximum.at(times, flat, right_options)
        weights = fit(
            np.concatenate(rows),
            right_options,
            flat,
            penalty=PENALTY,
            steps=STEPS,
            start=weights,
            times=np.sqrt(times),
            held=[FEATURES.index(name) for name in SET],
        )
    return weights


def accuracy(data: Sequence[Example], weights: NDArray[Any]) -> tuple[int, int]:
    """Mentions with a right point, and all."""
    right = total = 0
    for one in data:
        shares = one.together.settle(weights)
        total += one.unknown + round(float(one.mentions.sum()))
        for name in np.flatnonzero(one.mentions > 0):
            rows = np.flatnonzero(one.group == name)
            right += round(float(one.right[rows[np.argmax(shares[rows])]]))
    return right, total


def _share(counts: Sequence[tuple[int, int]]) -> float:
    return sum(right for right, _ in counts) / sum(total for _, total in counts)


def main() -> None:
    """Print the figures; with --write, also write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    gazetteer = Gazetteer.open()
    data = [example(case, gazetteer) for case in cases(given.data, gazetteer)]
    folds = [learn([one for one in data if one.fold != fold]) for fold in range(FOLDS)]
    names = list(dict.fromkeys(one.corpus for one in data))
    for name in names:
        own = [one for one in data if one.corpus == name]
        apart = learn([one for one in data if one.corpus != name])
        cross = [accuracy([one for one in own if one.fold == k], folds[k]) for k in range(FOLDS)]
        possible = 1 - sum(one.unknown for one in own) / sum(one.unknown + one.mentions.sum() for one in own)
        print(
            f"{name:<12} cross-validated {_share(cross):.4f}   from other corpora "
            f"{_share([accuracy(own, apart)]):.4f}   possible {possible:.4f}"
        )
    weights = learn(data)
    for name, value in zip(FEATURES, weights, strict=True):
        print(f"{name:<28}{value:8.3f}{'' if name in LOCAL else '  (context)'}")
    if given.write:
        lines = [f"{name}\t{value:.3f}\n" for name, value in zip(FEATURES, weights, strict=True)]
        header = HEADER.format(corpora=", ".join(names))
        OUT.write_text(header + "feature\tweight\n" + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
