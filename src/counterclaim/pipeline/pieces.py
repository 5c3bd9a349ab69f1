"""What links join to some claims, read from the record into plain numbers.

Chains of links join most claims of a dense war to one piece. Of each claim its id is held, of each link sixteen bytes.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable

import numpy as np

from counterclaim.events.linking import JOIN, Linked
from counterclaim.events.linking.columns import Ints
from counterclaim.record import Record


def piece_of(store: Record, seeds: Iterable[str]) -> tuple[list[str], Linked]:
    """All claims that chains of joining links lead to from `seeds`, by id, and what joins and parts them."""
    reading = _Reading()
    edge = reading.reach(seeds)
    while edge:
        further: list[str] = []
        for links in store.linking.links_from(edge):
            reading.keep(links)
            further += reading.reach(b for _, b, score in links if score > JOIN)
        for ids in store.linking.linked_to(edge, JOIN):
            further += reading.reach(ids)
        edge = further
    return reading.done(store)


class _Reading:
    """Claims and links as they are found."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._reached = bytearray()
        self._a, self._b, self._score = array("i"), array("i"), array("d")

    def reach(self, ids: Iterable[str]) -> list[str]:
        """Those of `ids` that nothing has led to before."""
        found = []
        for id_ in ids:
            number = self._number(id_)
            if not self._reached[number]:
                self._reached[number] = True
                found.append(id_)
        return found

    def keep(self, links: Collection[tuple[str, str, float]]) -> None:
        """Take in links; those to claims that nothing leads to are left out in the end."""
        self._a.extend(self._number(a) for a, _, _ in links)
        self._b.extend(self._number(b) for _, b, _ in links)
        self._score.extend(score for _, _, score in links)

    def done(self, store: Record) -> tuple[list[str], Linked]:
        """The ids of the claims that were reached, in order, and the links among them."""
        ids = sorted(id_ for id_, number in self._numbers.items() if self._reached[number])
        rows = np.full(len(self._numbers), -1)
        rows[[self._numbers[id_] for id_ in ids]] = np.arange(len(ids))
        a, b = (rows[np.array(ends, dtype=np.int64)] for ends in (self._a, self._b))
        inside = (a >= 0) & (b >= 0)
        score = np.array(self._score, dtype=np.float64)
        marked, mark = self._marks(store, ids, rows)
        return ids, Linked(len(ids), a[inside], b[inside], score[inside], marked, mark)

    def _marks(self, store: Record, ids: list[str], rows: Ints) -> tuple[Ints, Ints]:
        """The rows of the claims that are of one sentence with another, and a number for each sentence.

        It is what `counterclaim.events.linking.mark` says, told in numbers.
        """
        documents: dict[str, int] = {}
        told = array("q")
        for of_claims in store.linking.marks_of(ids):
            for id_, document, start, denied in of_claims:
                number = documents.setdefault(document, len(documents))
                told.extend((rows[self._numbers[id_]], number, start, denied))
        row, *sentence = np.array(told, dtype=np.int64).reshape(-1, 4).T
        _, mark, many = np.unique(sentence, axis=1, return_inverse=True, return_counts=True)
        shared = many[mark] > 1
        return row[shared], mark[shared]

    def _number(self, id_: str) -> int:
        number = self._numbers.setdefault(id_, len(self._numbers))
        if number == len(self._reached):
            self._reached.append(False)
        return number
