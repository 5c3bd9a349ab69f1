"""What the claims of events say, as statements for the model of bias."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from counterclaim.events.bias.statement import Statement
from counterclaim.events.estimates.figures import said
from counterclaim.events.estimates.standing import standing, words
from counterclaim.events.provenance import Contexts
from counterclaim.model import Claim

EVERYONE = "everyone"
"""Whose losses a figure is of that names no side."""


def statements(
    event: str,
    claims: Iterable[Claim],
    contexts: Contexts,
    by_origin: Mapping[str, list[Claim]] | None = None,
) -> Iterator[Statement]:
    """The figures of one event that stand: of each origin its latest word, by kind and side.

    Copies and reports that cite an origin are that origin. A figure that leaves some out is open above. `by_origin` is
    the claims by origin, where that is known already.
    """
    for of in standing(words(said(claims, contexts, by_origin))):
        for figure in of.figures:
            low, high = figure.bounds
            if low is not None or high is not None:
                yield Statement(event, figure.origin, of.of or EVERYONE, of.what, low, high)
