"""Strongly connected components against a definition that can be read: each reaches the other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.events.provenance.circles import circle, components

NODES = "abcdefg"
graphs = st.dictionaries(st.sampled_from(NODES), st.sets(st.sampled_from(NODES), max_size=4))


def _reach(graph: dict[str, set[str]], start: str) -> set[str]:
    seen, waiting = set(), [start]
    while waiting:
        for after in graph.get(waiting.pop(), ()):
            if after not in seen:
                seen.add(after)
                waiting.append(after)
    return seen


@given(graphs)
def test_components_are_those_who_reach_each_other(graph: dict[str, set[str]]) -> None:
    found = components(graph)
    number = {node: n for n, nodes in enumerate(found) for node in nodes}
    nodes = {*graph, *(after for follow in graph.values() for after in follow)}
    assert set(number) == nodes
    for one in nodes:
        for other in nodes - {one}:
            together = other in _reach(graph, one) and one in _reach(graph, other)
            assert (number[one] == number[other]) == together
            if other in _reach(graph, one):
                assert number[other] <= number[one]


@given(graphs)
def test_a_circle_goes_round(graph: dict[str, set[str]]) -> None:
    for nodes in components(graph):
        ring = circle(graph, nodes, nodes[0])
        if len(nodes) > 1:
            assert ring[0] == nodes[0]
            assert all(b in graph[a] for a, b in zip(ring, (*ring[1:], ring[0]), strict=True))
        elif nodes[0] not in graph.get(nodes[0], ()):
            assert ring == ()


def test_a_long_chain_needs_no_deep_stack() -> None:
    chain = {f"{n:06}": [f"{n + 1:06}"] for n in range(50_000)}
    assert len(components(chain)) == 50_001
