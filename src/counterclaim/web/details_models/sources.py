"""The answer about one source."""

from __future__ import annotations

from counterclaim.web.details_models.places import ClaimLine
from counterclaim.web.details_models.shape import Counted, Periods, Shape


class Beside(Shape):
    """Another source, and in how many claims or reports. `key` is null for one that has no name."""

    key: str | None
    name: str
    count: int


class Independence(Shape):
    """How many of its claims are its own word, and how many of its documents are copies of others' reports."""

    own_word: int
    passed_on: int
    documents: int
    copies: int


class DelayBin(Shape):
    """How many reports came `low` to `high` days after the event; null is open."""

    low: int
    high: int | None
    count: int


class Delay(Shape):
    """Days from an event to the report of it, where both are known to the day."""

    n: int
    median: float | None
    lower: float | None
    upper: float | None
    before: int
    bins: list[DelayBin]


class BiasRow(Shape):
    """By what factor a source's figures differ from the others'; `estimate`, `low` and `high` in natural log."""

    source: str
    name: str
    whose: str | None
    category: str | None
    n: int
    estimate: float | None
    low: float | None
    high: float | None
    factor: float | None
    reason: str | None


class BiasOf(Shape):
    """The biases of a source, and what they do not say; not `computed` on a record that is too large."""

    rows: list[BiasRow]
    computed: bool
    limits: list[str]


class SourceAnswer(Shape):
    """A source."""

    key: str
    name: str
    names: list[str]
    actor: str | None
    types: list[Counted]
    claims_total: int
    looked_at: int
    documents_total: int
    periods: Periods
    event_types: list[Counted]
    modalities: list[Counted]
    claims: list[ClaimLine]
    independence: Independence
    delay: Delay
    copies: list[Beside]
    copied_by: list[Beside]
    cites: list[Beside]
    cited_by: list[Beside]
    bias: BiasOf
