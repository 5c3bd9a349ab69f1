"""One partner at most for each event: the assignment with the greatest total score."""

from __future__ import annotations

from collections.abc import Mapping

Pair = tuple[int, int]


def assign(scores: Mapping[Pair, float]) -> dict[int, int]:
    """Column by row of the one-to-one assignment whose scores have the greatest sum; all are above 0.

    Each connected component is solved on its own, by Jonker and Volgenant's algorithm on the sparse matrix, in which
    every row may also go to a column of its own at no gain.
    """
    chosen: dict[int, int] = {}
    for pairs in _components(sorted(scores)):
        if len(pairs) == 1:
            chosen.update(pairs)
        else:
            chosen.update(_best(pairs, scores))
    return chosen


def _components(pairs: list[Pair]) -> list[list[Pair]]:
    """The pairs by connected component."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    if not pairs:
        return []
    rows, columns = _places([row for row, _ in pairs]), _places([column for _, column in pairs])
    size = len(rows) + len(columns)
    from_ = [rows[row] for row, _ in pairs]
    to = [len(rows) + columns[column] for _, column in pairs]
    graph = coo_matrix(([1] * len(pairs), (from_, to)), shape=(size, size))
    _, labels = connected_components(graph, directed=False)
    components: dict[int, list[Pair]] = {}
    for pair, node in zip(pairs, from_, strict=True):
        components.setdefault(int(labels[node]), []).append(pair)
    return list(components.values())


def _best(pairs: list[Pair], scores: Mapping[Pair, float]) -> dict[int, int]:
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    rows, columns = _places([row for row, _ in pairs]), _places([column for _, column in pairs])
    from_ = [rows[row] for row, _ in pairs] + list(range(len(rows)))
    to = [columns[column] for _, column in pairs] + [len(columns) + row for row in range(len(rows))]
    # An edge of weight 0 would be none: all are raised by 1, which every full matching pays once a row.
    costs = [1.0 - scores[pair] + 1.0 for pair in pairs] + [2.0] * len(rows)
    matrix = coo_matrix((costs, (from_, to)), shape=(len(rows), len(columns) + len(rows))).tocsr()
    row_of, column_of = list(rows), list(columns)
    found = zip(*min_weight_full_bipartite_matching(matrix), strict=True)
    return {row_of[row]: column_of[column] for row, column in found if column < len(columns)}


def _places(numbers: list[int]) -> dict[int, int]:
    """The distinct numbers in order, with the place of each."""
    return {number: place for place, number in enumerate(sorted(set(numbers)))}
