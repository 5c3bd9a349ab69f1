"""Merging all nearest pairs at once, or from a heap, gives what merging the best pair of all, one by one, gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.events.linking import JOIN, Linked, Mark, agglomerating, cluster, clustering, clusters
from counterclaim.events.linking.clustering import ABSENT, ROUNDS
from counterclaim.model import Decision, Link

MOST = 9
Pair = tuple[int, int]

SCORES = st.one_of(
    st.sampled_from([-1_800_000, -600_000, -599_999, 1_000_000, 2_300_000, 5_200_000]),
    st.integers(-1_800_000, 7_000_000),
)
"""In millionths; some come often, so that means are equal."""


def linked(size: int, scores: Mapping[Pair, int], marks: Iterable[Pair] = ()) -> Linked:
    """Links by their scores in millionths; `marks` are of a claim and a mark each."""
    a, b = np.array(list(scores), dtype=np.int64).reshape(-1, 2).T
    marked, mark = np.array(list(marks), dtype=np.int64).reshape(-1, 2).T
    return Linked(size, a, b, np.array(list(scores.values())) / 1_000_000, marked, mark)


def one_by_one(
    size: int, scores: Mapping[Pair, int], marks: Iterable[Pair], together: Iterable[Pair]
) -> list[int]:
    """The same by the definition: the best pair of clusters becomes one while it is above the threshold."""
    homes = list(range(size))
    for pair in together:
        low, high = sorted(homes[one] for one in pair)
        homes = [low if home == high else home for home in homes]
    borne = list(marks)

    def mean(one: int, other: int) -> Fraction:
        between = [
            scores.get((min(a, b), max(a, b)), round(ABSENT * 1_000_000))
            for a in range(size)
            for b in range(size)
            if (homes[a], homes[b]) == (one, other)
        ]
        return Fraction(sum(between), len(between))

    while True:
        of = {home: {mark for claim, mark in borne if homes[claim] == home} for home in homes}
        free = [pair for pair in combinations(sorted(of), 2) if of[pair[0]].isdisjoint(of[pair[1]])]
        best, pair = max(
            ((mean(*pair), (-pair[0], -pair[1])) for pair in free), default=(Fraction(-(10**9)), (0, 0))
        )
        if best <= round(JOIN * 1_000_000):
            return homes
        homes = [-pair[0] if home == -pair[1] else home for home in homes]


@given(st.data(), st.integers(1, MOST), st.sampled_from([0, 1, ROUNDS]))
def test_all_at_once_and_best_first_are_as_one_by_one(data: st.DataObject, size: int, rounds: int) -> None:
    """All from the heap, what a round leaves from the heap, and as it is done: mostly at once."""
    every = list(combinations(range(size), 2))
    pairs = st.lists(st.sampled_from(every), unique=True) if every else st.just([])
    scores = {pair: data.draw(SCORES) for pair in data.draw(pairs)}
    marks = data.draw(
        st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, 3)), unique=True, max_size=size)
    )
    together = data.draw(st.lists(st.sampled_from(every), max_size=2)) if every else []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clustering, "ROUNDS", rounds)
        found = clusters(linked(size, scores, marks), together)
    assert found.tolist() == one_by_one(size, scores, marks, together)


def test_a_piece_is_the_same_beside_others() -> None:
    scores = {(0, 1): 2_000_000, (1, 2): 1_900_000, (0, 2): 500_000, (2, 3): 3_000_000}
    alone = clusters(linked(4, scores, [(0, 7), (3, 7)])).tolist()
    moved = {(a + 4 * step, b + 4 * step): value for step in range(50) for (a, b), value in scores.items()}
    marks = [(4 * step + end, step) for step in range(50) for end in (0, 3)]
    assert clusters(linked(200, moved, marks)).tolist() == [
        home + 4 * step for step in range(50) for home in alone
    ]


def test_nothing_to_join() -> None:
    assert clusters(linked(0, {})).tolist() == []
    assert clusters(linked(2, {(0, 1): -700_000})).tolist() == [0, 1]


def test_a_chain_of_links_is_cut_where_it_is_weak() -> None:
    """The mean over all pairs of the two sides decides, not the link between their ends."""
    scores = {(0, 1): 4_000_000, (1, 2): 2_000_000, (2, 3): 4_000_000}
    assert clusters(linked(4, scores)).tolist() == [0, 0, 2, 2]


@pytest.mark.parametrize("across", [1, 5])
def test_scores_that_rise_along_a_chain_cost_no_more_than_the_links(
    monkeypatch: pytest.MonkeyPatch, across: int
) -> None:
    """One pair at a time is each other's nearest: it is merged from the heap, not by a round over all."""
    size = 20_000
    pairs = [(a, a + step) for a in range(size) for step in range(1, across + 1) if a + step < size]
    scores = {pair: 2_400_000 + 100 * pair[0] + pair[1] % 100 for pair in pairs}
    looked_at: list[int] = []
    rows, pop = clustering._Merging.rows, agglomerating.heappop

    def counted(heap: list[tuple[float, int, int, int]]) -> tuple[float, int, int, int]:
        looked_at.append(1)
        return pop(heap)

    def counted_rows(merging: clustering._Merging) -> int:
        looked_at.append(rows(merging))
        return looked_at[-1]

    monkeypatch.setattr(agglomerating, "heappop", counted)
    monkeypatch.setattr(clustering._Merging, "rows", counted_rows)
    homes = clusters(linked(size, scores))
    assert len(scores) < sum(looked_at) < (ROUNDS + 10) * len(scores)
    assert 3 * len(np.unique(homes)) < 2 * size


@pytest.mark.parametrize("same", [True, False])
def test_what_people_said_goes_before_scores_and_sentences(same: bool) -> None:
    marks: dict[str, Mark] = {"a": ("d", 0, False), "b": ("d", 0, False), "c": ("e", 0, False)}
    decisions = [Decision("a", "b", same=True)] if same else [Decision("a", "c", same=False)]
    found = cluster(marks, [Link("a", "c", 3.0)], decisions)
    assert found == ([["a", "b", "c"]] if same else [["a"], ["b"], ["c"]])


def test_decisions_that_contradict_each_other_join() -> None:
    marks: dict[str, Mark] = {id_: (id_, 0, False) for id_ in "abc"}
    said = [Decision("a", "b", same=True), Decision("b", "c", same=True), Decision("a", "c", same=False)]
    assert cluster(marks, [], said) == [["a", "b", "c"]]
