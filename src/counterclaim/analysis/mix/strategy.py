"""The strategy-shift reading: from taking and holding places toward attrition, and back.

It compares, between two sides, the odds of attrition against holding among the events of either posture. What one reads
in it is held against a change in who reports: see `Strategy.explained`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from counterclaim.analysis.mix.clusters import scatter
from counterclaim.analysis.mix.distance import distance
from counterclaim.analysis.mix.odds import Table, pooled, ratio
from counterclaim.analysis.mix.shares import share
from counterclaim.analysis.mix.tables import reading
from counterclaim.analysis.rates import LEVEL, Bounds

_Types = dict[str, pl.DataType | type[pl.DataType]]
_COLUMNS: _Types = {
    "posture": pl.String,
    "tactic": pl.String,
    "month": pl.String,
    "kinds": pl.List(pl.String),
    "sources": pl.List(pl.String),
    "party_only": pl.Boolean,
}
ACTS = pl.Schema(_COLUMNS)
"""Columns of the events of a side: `kinds` are those of the sources that state it, `sources` their names."""
_MOST_SOURCES = 20
_PAIR = ("attrition", "hold")


@dataclass(frozen=True, slots=True)
class Side:
    """What one side has of each posture; the share is that of attrition among both. `tactics`: the commonest first."""

    events: int
    attrition: int
    hold: int
    party_only: int
    share: Bounds | None
    holding: Bounds | None
    tactics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The same odds ratio from a part of the events: one kind of source, or all but what one source alone states."""

    name: str
    table: Table
    odds: Bounds | None


@dataclass(frozen=True, slots=True)
class Strategy:
    """Odds of attrition against holding in A over those in B, and what speaks against reading them as a strategy.

    `odds` is null where one side has neither posture, or a posture is on no side; `adjusted` is the ratio that the kinds of
    sources share; `sources_shifted` the chance that the kinds of sources are of one mix on both sides; `dispersion` what the
    intervals allow for.
    """

    a: Side
    b: Side
    odds: Bounds | None
    adjusted: Bounds | None
    sources_shifted: float | None
    by_kind: tuple[Part, ...]
    without: tuple[Part, ...]
    dispersion: float

    @property
    def enough(self) -> bool:
        """Whether both sides have enough events of either posture to be read."""
        least = reading().least_events
        return all(side.attrition + side.hold >= least for side in (self.a, self.b))

    @property
    def differs(self) -> bool:
        """Whether the interval of the odds ratio leaves out 1, with enough events on both sides."""
        return self.enough and _leaves_out_1(self.odds)

    @property
    def explained(self) -> bool:
        """Whether a change in the kinds of sources would explain a difference as well as a strategy does.

        The kinds changed, and within them the difference is not there any more, or cannot be told.
        """
        shifted = self.sources_shifted is not None and self.sources_shifted < reading().shift_of_sources
        return self.differs and shifted and not _same_way(self.odds, self.adjusted)

    @property
    def carried(self) -> tuple[Part, ...]:
        """The sources without whose own events the difference cannot be told."""
        return tuple(part for part in self.without if self.differs and not _same_way(self.odds, part.odds))


def strategy(a: pl.DataFrame, b: pl.DataFrame, *, level: float = LEVEL) -> Strategy:
    """Compare the postures of two sides, frames of `ACTS`.

    The odds ratio is exact (`counterclaim.analysis.mix.odds.ratio`); where monthly shares scatter by more than chance it is
    widened by that dispersion. The same ratio is given by kind of source (an event that several kinds state is in each), over
    strata of the kinds that state an event together (Mantel and Haenszel), and without what each source alone states.
    """
    either = [side.filter(pl.col("posture").is_in(_PAIR)) for side in (a, b)]
    found = scatter(*map(_months, either))
    phi = found.value if found is not None and found.over else 1.0
    whole = _table(*map(_count, either))
    of_kinds = _tables([side.explode("kinds") for side in either], "kinds")
    alone = _tables([_of_one_source(side) for side in either], "sources")
    most = sorted(alone, key=lambda name: (-sum(alone[name]), name))[:_MOST_SOURCES]
    rest = {name: Table(*(n - k for n, k in zip(whole, alone[name], strict=True))) for name in most}

    def parts(tables: Mapping[str, Table]) -> tuple[Part, ...]:
        return tuple(Part(name, of, ratio(of, dispersion=phi, level=level)) for name, of in tables.items())

    strata = _tables(
        [side.with_columns(stratum=pl.col("kinds").list.sort().list.join("+")) for side in either], "stratum"
    )
    mixes = [[sum(of[half : half + 2]) for of in strata.values()] for half in (0, 2)]
    apart = distance(*mixes)
    return Strategy(
        a=_side(a, level),
        b=_side(b, level),
        odds=ratio(whole, dispersion=phi, level=level),
        adjusted=pooled(list(strata.values()), dispersion=phi, level=level),
        sources_shifted=apart.p if apart else None,
        by_kind=parts(of_kinds),
        without=parts(rest),
        dispersion=phi,
    )


def _side(acts: pl.DataFrame, level: float) -> Side:
    attrition, hold = _count(acts)
    both = attrition + hold
    leading = acts.filter(pl.col("posture") == "attrition").group_by("tactic").len()
    return Side(
        events=acts.height,
        attrition=attrition,
        hold=hold,
        party_only=int(acts.filter(pl.col("posture").is_in(_PAIR))["party_only"].sum()),
        share=share(attrition, both, level),
        holding=share(hold, both, level),
        tactics=tuple(leading.sort(["len", "tactic"], descending=[True, False])["tactic"].to_list()),
    )


def _count(acts: pl.DataFrame) -> tuple[int, int]:
    """How many events are of attrition, and how many of holding."""
    attrition, hold = (int((acts["posture"] == posture).sum()) for posture in _PAIR)
    return attrition, hold


def _table(a: tuple[int, int], b: tuple[int, int]) -> Table:
    return Table(*a, *b)


def _tables(sides: Sequence[pl.DataFrame], by: str) -> dict[str, Table]:
    """The table of each value of a column, by name."""
    cells: dict[str, list[int]] = {}
    for place, acts in zip((0, 2), sides, strict=True):
        counted = acts.drop_nulls(by).group_by(by, "posture").len()
        for name, posture, many in counted.select(by, "posture", "len").iter_rows():
            cells.setdefault(name, [0, 0, 0, 0])[place + _PAIR.index(posture)] += int(many)
    return {name: Table(*cells[name]) for name in sorted(cells)}


def _of_one_source(acts: pl.DataFrame) -> pl.DataFrame:
    alone = acts.filter(pl.col("sources").list.len() == 1)
    return alone.with_columns(pl.col("sources").list.first())


def _months(acts: pl.DataFrame) -> list[tuple[int, int]]:
    monthly = acts.drop_nulls("month").group_by("month")
    counted = monthly.agg((pl.col("posture") == "attrition").sum().alias("k"), pl.len()).sort("month")
    return [(int(k), int(n)) for k, n in counted.select("k", "len").iter_rows()]


def _leaves_out_1(odds: Bounds | None) -> bool:
    return odds is not None and not odds.low <= 1 <= odds.high


def _same_way(odds: Bounds | None, other: Bounds | None) -> bool:
    """Whether `other` leaves out 1, on the side on which `odds` does."""
    if odds is None or other is None:
        return False
    return other.low > 1 if odds.low > 1 else other.high < 1


def contradictions(found: Strategy) -> Sequence[Part]:
    """The kinds of sources of which enough is known, and that alone say the opposite of the whole."""
    least = reading().one_type
    told = (
        part
        for part in found.by_kind
        if min(part.table.a_yes + part.table.a_no, part.table.b_yes + part.table.b_no) >= least
    )
    return [part for part in told if found.odds and part.odds and _opposite(found.odds, part.odds)]


def _opposite(odds: Bounds, other: Bounds) -> bool:
    return (odds.low > 1 and other.high < 1) or (odds.high < 1 and other.low > 1)
