"""How well one grouping of mentions agrees with another, by the measures that work on coreference is scored with.

``MUC``     links needed to make one grouping of the other (Vilain et al. 1995, "A model-theoretic coreference
            scoring scheme").
``B3``      for each mention, how much of its cluster is right (Bagga and Baldwin 1998, "Algorithms for scoring
            coreference chains").
``CEAF-e``  clusters paired one to one so that their summed likeness is greatest, the likeness of two being
            2|g & s| / (|g| + |s|) (Luo 2005, "On coreference resolution performance metrics": phi 4).
``LEA``     for each cluster, weighed by its size, the share of its links that is found; a cluster of one has a
            link to itself (Moosavi and Strube 2016, "Which coreference evaluation metric do you trust?").
``CoNLL``   mean F1 of the first three.

A mention that only one of the two groupings has is neither dropped nor added to the other: it counts against
precision or recall as it stands (Pradhan et al. 2014, "Scoring coreference partitions of predicted mentions").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from math import comb
from typing import TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment

Clusters = Sequence[frozenset[Hashable]]
Homes = Mapping[Hashable, int]
_Mention = TypeVar("_Mention", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, 0 to 1; 0 where there is nothing to divide by."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """One grouping against gold by each measure."""

    muc: Score
    b3: Score
    ceafe: Score
    lea: Score

    @property
    def conll_f1(self) -> float:
        """Mean F1 of MUC, B3 and CEAF-e."""
        return (self.muc.f1 + self.b3.f1 + self.ceafe.f1) / 3

    def figures(self) -> dict[str, object]:
        """The figures of a suite: each F1 as ``b3_f1``, and precision and recall by measure."""
        named = {"muc": self.muc, "b3": self.b3, "ceafe": self.ceafe, "lea": self.lea}
        return {
            "conll_f1": self.conll_f1,
            **{f"{name}_f1": one.f1 for name, one in named.items()},
            **{name: {"precision": one.precision, "recall": one.recall} for name, one in named.items()},
        }


def score(gold: Iterable[Collection[Hashable]], system: Iterable[Collection[Hashable]]) -> Scores:
    """`system` against `gold`: each the clusters of a grouping, single mentions as clusters of one.

    Raises ValueError where a grouping has a mention in two clusters, or twice in one.
    """
    gold_clusters, system_clusters = _clusters(gold), _clusters(system)
    gold_homes, system_homes = _homes(gold_clusters), _homes(system_clusters)
    matched = _ceaf_entity(gold_clusters, system_clusters, system_homes)
    return Scores(
        muc=Score(_muc(system_clusters, gold_homes), _muc(gold_clusters, system_homes)),
        b3=Score(_b_cubed(system_clusters, gold_homes), _b_cubed(gold_clusters, system_homes)),
        ceafe=Score(_share(matched, len(system_clusters)), _share(matched, len(gold_clusters))),
        lea=Score(_lea(system_clusters, gold_homes), _lea(gold_clusters, system_homes)),
    )


def without_singletons(clusters: Iterable[Collection[_Mention]]) -> list[Collection[_Mention]]:
    """The clusters of two mentions or more. Removed from both groupings, it is the scoring of OntoNotes."""
    return [cluster for cluster in clusters if len(cluster) > 1]


def grouped(labels: Mapping[_Mention, Hashable]) -> list[frozenset[_Mention]]:
    """The clusters that labels by mention make."""
    clusters: dict[Hashable, set[_Mention]] = {}
    for mention, label in labels.items():
        clusters.setdefault(label, set()).add(mention)
    return [frozenset(cluster) for cluster in clusters.values()]


def _clusters(given: Iterable[Collection[Hashable]]) -> Clusters:
    found = []
    seen: set[Hashable] = set()
    for cluster in given:
        mentions = frozenset(cluster)
        if len(mentions) != len(cluster) or not seen.isdisjoint(mentions):
            raise ValueError(f"a mention is in a grouping twice: {sorted(map(str, cluster))[:5]}")
        seen |= mentions
        if mentions:
            found.append(mentions)
    return found


def _homes(clusters: Clusters) -> dict[Hashable, int]:
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}


def _parts(cluster: frozenset[Hashable], homes: Homes) -> Counter[int]:
    """How many mentions of a cluster lie in each cluster of the other grouping that has any."""
    return Counter(homes[mention] for mention in cluster if mention in homes)


def _muc(clusters: Clusters, homes: Homes) -> float:
    """Of the links that hold the clusters together, the share that the other grouping has."""
    right = total = 0
    for cluster in clusters:
        parts = _parts(cluster, homes)
        right += parts.total() - len(parts)
        total += len(cluster) - 1
    return _share(right, total)


def _b_cubed(clusters: Clusters, homes: Homes) -> float:
    """For the mean mention, the share of its cluster that it is with in the other grouping too."""
    right = sum(
        Fraction(sum(n * n for n in _parts(cluster, homes).values()), len(cluster)) for cluster in clusters
    )
    return _share(float(right), sum(map(len, clusters)))


def _lea(clusters: Clusters, homes: Homes) -> float:
    """For the mean cluster, weighed by its size, the share of its links that the other grouping has."""
    sizes = Counter(homes.values())
    right = 0.0
    for cluster in clusters:
        parts = _parts(cluster, homes)
        if len(cluster) == 1:
            right += any(sizes[number] == 1 for number in parts)
        else:
            right += len(cluster) * sum(comb(n, 2) for n in parts.values()) / comb(len(cluster), 2)
    return _share(right, sum(map(len, clusters)))


def _ceaf_entity(gold: Clusters, system: Clusters, system_homes: Homes) -> float:
    """The greatest sum of likeness of clusters paired one to one.

    Clusters that share no mention add nothing, so each connected part of those that do is paired by itself.
    """
    overlaps = {number: _parts(cluster, system_homes) for number, cluster in enumerate(gold)}
    total = 0.0
    for rows in _connected(overlaps):
        columns = {
            number: place
            for place, number in enumerate(sorted(set().union(*(overlaps[row] for row in rows))))
        }
        likeness = np.zeros((len(rows), len(columns)))
        for place, row in enumerate(rows):
            for column, shared in overlaps[row].items():
                likeness[place, columns[column]] = 2 * shared / (len(gold[row]) + len(system[column]))
        total += float(likeness[linear_sum_assignment(likeness, maximize=True)].sum())
    return total


def _connected(overlaps: Mapping[int, Counter[int]]) -> list[list[int]]:
    """Rows in parts: two are in one part where a chain of shared columns joins them."""
    holders: dict[int, list[int]] = {}
    for row, columns in overlaps.items():
        for column in columns:
            holders.setdefault(column, []).append(row)
    parts = []
    seen: set[int] = set()
    for row in overlaps:
        waiting, part = [row], []
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                part.append(one)
                waiting.extend(chain.from_iterable(holders[column] for column in overlaps[one]))
        if part:
            parts.append(part)
    return parts


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
