"""Spans: where in a document's text a field was read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` (exclusive) of a document's text, and that text."""

    start: int
    end: int
    text: str
