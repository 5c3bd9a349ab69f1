"""The senses of all names of a document, weighed together: each name's senses by the likely senses of the others.

A log-linear model: the score of a sense is the weighted sum of its features, its share of belief the softmax over
the senses of its name. Features that speak of other names use their shares of the round before (after Lieberman and
Samet 2012, "Adaptive context features for toponym resolution", and Leidner 2007 on one sense per discourse). The
weights are in ``data/toponym_weights.tsv``; ``scripts/train_toponyms.py`` learns them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from counterclaim.reference.places.senses import LOCAL, Sense
from counterclaim.reference.tables import packaged, read_table

Floats = NDArray[np.float64]

CONTEXT = (
    "same_country", "same_country_surest", "same_division", "same_division_surest", "near_30_km", "near_100_km",
    "near_300_km", "any_near", "any_near_surest", "inside_next",
)  # fmt: skip
"""Names of the features that depend on the other names."""
FEATURES = (*LOCAL, *CONTEXT)
ROUNDS = 3
_SUPPORTERS = 4
"""Senses of another name that count as its likely ones."""
_EARTH_RADIUS_KM = 6371.0088
_REACHES_KM = (30.0, 100.0, 300.0)
_ANY_REACH_KM = 30.0


@cache
def weights() -> Floats:
    """The weights of `FEATURES`, in their order. Raises `ReferenceDataError` on a malformed table."""
    table = {
        row["feature"]: row.number("weight")
        for row in read_table(packaged("toponym_weights.tsv"), ("feature", "weight"))
    }
    return np.array([table[name] for name in FEATURES])


class Together:
    """The senses of the distinct names of a document, as arrays with a row for each sense.

    Args:
        names: the senses of each name; a name may have none.
        containers: for each name, the names that the text puts it in ("X, Y").
    """

    def __init__(self, names: Sequence[Sequence[Sense]], containers: Sequence[frozenset[int]]) -> None:
        every = [sense for senses in names for sense in senses]
        entries = [sense.entry for sense in every]
        lengths = np.array([len(senses) for senses in names], int)
        self._count = len(names)
        self._owner = np.repeat(np.arange(len(names)), lengths)
        self._sizes = lengths[lengths > 0]
        self._starts = np.cumsum(self._sizes) - self._sizes
        self._local = np.array([sense.local for sense in every]).reshape(len(every), len(LOCAL))
        codes: dict[tuple[str, str], int] = {}
        self._country = np.array([codes.setdefault((e.country, ""), len(codes)) for e in entries], int)
        self._division = np.array(
            [codes.setdefault((e.country, e.admin1 or "?"), len(codes)) for e in entries], int
        )
        self._codes = len(codes)
        self._levels = np.array([{"country": 2, "admin1": 1}.get(e.kind, 0) for e in entries], int)
        self._holds = self._holdings(containers)
        self._points = np.flatnonzero([e.kind not in ("country", "continent") for e in entries])
        km = _distances(np.array([sense.xyz for sense in every]).reshape(len(every), 3), self._points)
        ids = np.unique([e.id for e in entries], return_inverse=True)[1]
        apart = self._owner[:, None] != self._owner[None, self._points]
        apart &= ids[:, None] != ids[None, self._points]
        self._closeness = [-0.5 * np.exp(-km / reach) * apart for reach in _REACHES_KM]
        self._any_near = self._nearest(km, apart)
        self.shares = np.zeros(len(every))

    def settle(self, weights: Floats, rounds: int = ROUNDS) -> Floats:
        """Weigh the senses in rounds; the shares of belief, one for each sense, in the order given.

        The first round uses the features of a sense alone.
        """
        if not len(self._owner):
            return self.shares
        alone = np.zeros(len(FEATURES))
        alone[: len(LOCAL)] = weights[: len(LOCAL)]
        self.shares = self._softmax(self.features() @ alone)
        for _ in range(rounds):
            self.shares = self._softmax(self.features() @ weights)
        return self.shares

    def features(self) -> Floats:
        """The features of each sense, by the present shares of belief: rows by `FEATURES`."""
        context = [*self._belonging(), *self._nearness(), *self._any_near, self._inside()]
        return np.concatenate([self._local, np.array(context).T], axis=1)

    def _softmax(self, scores: Floats) -> Floats:
        raised = np.exp(scores - np.repeat(np.maximum.reduceat(scores, self._starts), self._sizes))
        return np.asarray(raised / np.repeat(np.add.reduceat(raised, self._starts), self._sizes))

    def _belonging(self) -> list[Floats]:
        """How much of the other names' belief lies in the same country and division: on average, and at most."""
        found = []
        others = max(1, len(self._starts) - 1)
        for codes in (self._country, self._division):
            flat = np.bincount(self._owner * self._codes + codes, self.shares, self._count * self._codes)
            by_name = flat.reshape(self._count, self._codes)
            own = by_name[self._owner, codes]
            found.append((by_name.sum(axis=0)[codes] - own) / others)
            second, best = (
                np.partition(by_name, self._count - 2, axis=0)[-2:][:, codes]
                if self._count > 1
                else (np.zeros(len(own)), own)
            )
            found.append(np.where(own >= best, second, best))
        return found

    def _nearness(self) -> list[Floats]:
        """From 0 to 1, at each reach: whether likely senses of other names lie near."""
        order = np.lexsort((-self.shares, self._owner))
        rank = np.arange(len(order)) - np.repeat(self._starts, self._sizes)
        likely = np.zeros(len(order), bool)
        likely[order[rank < _SUPPORTERS]] = True
        columns = np.flatnonzero(likely[self._points])
        shares = self.shares[self._points[columns]]
        return [
            1.0 - np.exp(np.log1p(closeness[:, columns] * shares).sum(axis=1))
            for closeness in self._closeness
        ]

    def _nearest(self, km: Floats, apart: NDArray[np.bool_]) -> list[Floats]:
        """How near the nearest sense of another name lies, however little it is believed in: mean and best."""
        if not len(self._points):
            return [np.zeros(len(self._owner))] * 2
        owners = self._owner[self._points]
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        best = np.maximum.reduceat(np.exp(-km / _ANY_REACH_KM) * apart, starts, axis=1)
        return [best.sum(axis=1) / max(1, len(starts) - 1), best.max(axis=1)]

    def _holdings(self, containers: Sequence[frozenset[int]]) -> list[tuple[int, NDArray[np.bool_]]]:
        """Each sense that is an area and may hold a name, and the senses of that name that lie in it."""
        found = []
        for name, holders in enumerate(containers):
            rows = self._owner == name
            for holder in holders:
                for area in np.flatnonzero((self._owner == holder) & (self._levels > 0)):
                    same = self._country if self._levels[area] == 2 else self._division
                    held = (same == same[area]) & (self._levels < self._levels[area])
                    found.append((int(area), rows & held))
        return found

    def _inside(self) -> Floats:
        """The belief that the name which the text puts this one in holds the sense."""
        inside = np.zeros(len(self._owner))
        for area, held in self._holds:
            inside += self.shares[area] * held
        return inside


def _distances(xyz: Floats, columns: NDArray[np.int_]) -> Floats:
    """Great-circle distances in km of all points to those of `columns`; `xyz` are unit vectors."""
    cosine = np.clip(xyz @ xyz[columns].T, -1.0, 1.0)
    return np.asarray(_EARTH_RADIUS_KM * np.arccos(cosine))
