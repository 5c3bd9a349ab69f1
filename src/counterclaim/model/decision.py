"""What links claims, and what a person has decided of two of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Two claims that are, or may be, about one event. `a` and `b` are claim ids, `a` the smaller.

    `score` is in log-odds (natural logarithm): above 0 one event is likelier than two.
    """

    a: str
    b: str
    score: float


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """A person's word that two claims are about the same event, or are not. It goes before any score."""

    a: str
    b: str
    same: bool
