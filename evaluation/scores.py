"""Precision, recall and F1 from counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Counts:
    """How much was right, how much was given, and how much gold has."""

    right: float = 0.0
    given: float = 0.0
    gold: float = 0.0

    def add(self, right: float, given: float, gold: float) -> None:
        """Add the counts of one text."""
        self.right += right
        self.given += given
        self.gold += gold

    @property
    def precision(self) -> float:
        """Share of what was given that is right; 0 where nothing was given."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of gold that was given; 0 where there is no gold."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        return 2 * self.right / (self.given + self.gold) if self.given + self.gold else 0.0
