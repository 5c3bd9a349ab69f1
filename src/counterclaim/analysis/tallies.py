"""Tallies over frames: how many were claimed, reported and estimated, by whom, where, when, and from which claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from counterclaim.analysis.cells import bounds, counted, summed, with_rates
from counterclaim.analysis.frames import FIGURES, FLAGS, OF_CLAIM, OF_EVENT, Frames, exploded
from counterclaim.analysis.periods import calendar, placed
from counterclaim.analysis.rates import DAYS
from counterclaim.errors import UsageError

UNITS = ("events", "claims")
KEYS = (*OF_EVENT, *OF_CLAIM)
MOST_CELLS = 200_000
_SEVERAL = ("actor", "target", "source", "method", "modality")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What to tally.

    `of` is ``events``, ``claims``, or a figure (``killed`` ...); `by` keys of `KEYS`; `period` day to year, null for one
    period of all days; `start` and `end` the days that were watched, both included; `per` the unit of the rates.
    """

    of: str = "events"
    by: tuple[str, ...] = ()
    period: str | None = None
    start: date | None = None
    end: date | None = None
    per: str = "month"

    def __post_init__(self) -> None:
        if self.of not in (*UNITS, *FIGURES):
            raise UsageError(f"what is tallied is {', '.join((*UNITS, *FIGURES))}, not {self.of[:50]!r}")
        if unknown := [key for key in self.by if key not in KEYS]:
            raise UsageError(f"a tally is by {', '.join(KEYS)}, not by {unknown[0][:50]!r}")
        if len(set(self.by)) < len(self.by):
            raise UsageError("the same key is given twice")
        if self.per not in DAYS:
            raise UsageError(f"a rate is per {', '.join(DAYS)}, not per {self.per[:50]!r}")
        if self.start and self.end and self.start > self.end:
            raise UsageError(f"the dates are the wrong way round: {self.start} is after {self.end}")

    @property
    def is_figure(self) -> bool:
        """Whether figures of events are summed, and not events or claims counted."""
        return self.of in FIGURES


@dataclass(frozen=True, slots=True)
class Tally:
    """Cells, a row each, and what is to be known of them.

    Columns of `cells`: the keys, ``period``, ``from``, ``to``, ``days``; then

    - of events and claims ``claimed``, ``reported``, ``both``, ``foiled``, ``denied``, ``other``: how many a party to
      the conflict states, how many somebody without an interest does, how many both do (which are in both columns), those that
      nobody says succeeded, that are only denied or taken back, and claims of what is planned, threatened or supposed;
    - of figures ``counted`` (events that somebody states) and the sums ``claimed_low``, ``claimed_high``,
      ``reported_low``, ``reported_high``, ``estimated_low``, ``estimated_best``, ``estimated_high``. A sum is null
      above where a figure in it is open; the ``_open`` columns say how many are, ``no_best`` and ``no_figure`` how
      many events have no best estimate, and none at all.

    Then ``documents`` and ``origins`` behind the cell, rates with their intervals, and the ids of its ``events`` and
    ``claims``. A row whose period is null holds what no single period can be told for; it has no rate.
    """

    asked: Asked
    cells: pl.DataFrame
    start: date | None
    end: date | None
    notes: tuple[str, ...]


def tally(frames: Frames, asked: Asked) -> Tally:
    """Tally the events of a record by the claims that state them, or its claims.

    An event is counted in the period in which it begins; where it may have begun in several, or lasted longer than a
    period, in none of them. An event with two actors is in the cell of each, one that two sources state in that of
    each: cells of such keys do not add up.
    """
    of_claims = asked.of == "claims"
    units = frames.claims.with_columns(_unit="_claim") if of_claims else frames.events
    start, end = asked.start or units["from"].min(), asked.end or units["to"].max()
    notes = _notes(asked)
    at = pl.lit(None, pl.Date)
    periods = _NO_PERIODS
    if isinstance(start, date) and isinstance(end, date) and start <= end:
        periods = calendar(start, end, asked.period)
        at = placed("from", "to", start, end, asked.period)
        notes += _begun(units, start)
    else:
        notes.append("nothing that was found has a date: there are no periods and no rates")
    keys, cell = list(asked.by), [*asked.by, "_at"]
    by_unit = [key for key in keys if key in OF_EVENT or of_claims]
    figures = [f"{asked.of}_{bound}" for bound in ("low", "best", "high")] if asked.is_figure else []
    units = exploded(units.select("_unit", "id", *by_unit, *FLAGS, *figures, _at=at))
    said = frames.claims.with_columns(_unit="_claim") if of_claims else frames.claims.drop_nulls("_unit")
    by_claim = [key for key in keys if key not in by_unit]
    if by_claim:
        flags = said.group_by("_unit", *by_claim).agg(pl.col(FLAGS).any())
        units = units.drop(FLAGS).join(flags, on="_unit", how="inner", maintain_order="left")
    if asked.is_figure:
        units = units.filter(pl.col("claimed") | pl.col("reported"))
        stated = bounds(said, ["_unit", *by_claim], asked.of)
        units = units.join(stated, on=["_unit", *by_claim], how="left", nulls_equal=True)
        cells = summed(units, cell, asked.of)
    else:
        cells = counted(units, cell)
    behind = _behind(units, said, by_claim, cell, of_claims)
    cells = cells.join(behind, on=cell, how="left", nulls_equal=True)
    cells = with_rates(_in_order(cells, periods, keys, notes), asked.is_figure, asked.per)
    last = [name for name in ("events", "claims") if name in cells.columns]
    cells = cells.select(pl.exclude(last), *last)
    return Tally(asked, cells, periods["from"].min(), periods["to"].max(), tuple(notes))  # type: ignore[arg-type]


def sizes(frames: Frames, asked: Asked) -> list[int]:
    """The best estimates of a figure, one an event that somebody states in the days that were asked for."""
    if asked.start is None or asked.end is None:
        raise UsageError("the sizes of events need a first and a last day")
    at = placed("from", "to", asked.start, asked.end, None)
    inside = frames.events.filter(at.is_not_null() & (pl.col("claimed") | pl.col("reported")))
    found: list[int] = inside[f"{asked.of}_best"].drop_nulls().to_list()
    return found


_NO_PERIODS = pl.DataFrame(schema={"period": pl.String, "from": pl.Date, "to": pl.Date, "days": pl.Int64})


def _begun(units: pl.DataFrame, start: date) -> list[str]:
    """A note on what began, and ended, around the first day."""
    before = units.filter((pl.col("from") < start) & (pl.col("to") >= start)).height
    return [f"{before:,} may have begun before {start}: in the row without a period"] if before else []


def _behind(
    units: pl.DataFrame, said: pl.DataFrame, by_claim: Sequence[str], cell: Sequence[str], of_claims: bool
) -> pl.DataFrame:
    """Documents, origins and ids behind each cell."""
    if of_claims:
        sources = units.join(said.select("_unit", "document", "origin"), on="_unit").rename({"id": "claim"})
        ids = [pl.col("claim").alias("claims")]
    else:
        of_claim = said.select("_unit", *by_claim, "document", "origin", pl.col("id").alias("claim"))
        sources = of_claim.join(
            units.select(*dict.fromkeys(("_unit", *by_claim, *cell))),
            on=["_unit", *by_claim],
            how="inner",
            nulls_equal=True,
        )
        ids = [pl.col("claim").alias("claims")]
    found = sources.group_by(cell).agg(
        pl.col("document").n_unique().cast(pl.Int64).alias("documents"),
        pl.col("origin").n_unique().cast(pl.Int64).alias("origins"),
        *ids,
    )
    if of_claims:
        return found
    events = units.group_by(cell).agg(pl.col("id").alias("events"))
    return found.join(events, on=cell, how="left", nulls_equal=True)


def _in_order(cells: pl.DataFrame, periods: pl.DataFrame, keys: list[str], notes: list[str]) -> pl.DataFrame:
    """The cells with their periods, and a row of nought for every period in which a key has none."""
    groups = cells.select(keys).unique() if keys else None
    if periods.height * (1 if groups is None else groups.height) <= MOST_CELLS:
        wanted = periods if groups is None else groups.join(periods, how="cross")
        empty = wanted.rename({"from": "_at"}).join(
            cells.select(*keys, "_at"), on=[*keys, "_at"], how="anti", nulls_equal=True
        )
        cells = pl.concat([cells, empty.select(*keys, "_at")], how="diagonal")
    else:
        notes.append(f"more than {MOST_CELLS:,} cells: those with nothing in them are left out")
    found = cells.join(periods, left_on="_at", right_on="from", how="left").rename({"_at": "from"})
    first = [*keys, "period", "from", "to", "days"]
    counts = [name for name in found.columns if name in _ZERO]
    lists = [name for name in ("events", "claims") if name in found.columns]
    return (
        found.with_columns(pl.col(counts).fill_null(0), pl.col(lists).fill_null([]))
        .with_columns(pl.col(keys).cast(pl.String))
        .select(*first, pl.exclude(first))
        .sort([*keys, "from"], nulls_last=True)
    )


_ZERO = frozenset(
    (
        *("claimed", "reported", "both", "foiled", "denied", "other", "counted", "documents", "origins"),
        *("claimed_open", "reported_open", "estimated_open", "no_best", "no_figure"),
    )
)


def _notes(asked: Asked) -> list[str]:
    notes = []
    if asked.start is None or asked.end is None:
        notes.append(
            "no first or no last day was given: days are counted from the first or to the last that was found, which"
            " makes rates of few too high"
        )
    if several := [key for key in asked.by if key in _SEVERAL]:
        notes.append(f"one can be in several rows by {', '.join(several)}: rows do not add up")
    return notes
