"""When the rate of a record's events changed, between which dates and by how much, held against reporting effort."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from counterclaim.analysis.change import LEAST, Change, Found, Held, Series, dates, find_both
from counterclaim.analysis.change.series import Floats
from counterclaim.analysis.change.words import SPAN, days, on_effort, sentence
from counterclaim.analysis.rates import Bounds
from counterclaim.analysis.reporting.nowcast import COMPLETE
from counterclaim.ask.effort import known_delays, last_report, shares_known
from counterclaim.ask.flat import everything
from counterclaim.ask.rows import Row
from counterclaim.ask.sides import known_basis
from counterclaim.ask.tallies import Tallied, TallyQuestion, record_tally
from counterclaim.errors import UsageError

if TYPE_CHECKING:
    from counterclaim.ask.view import RecordView
    from counterclaim.record import Record

SCHEMA = "counterclaim.change/1"
_LEAST_SHARE = 0.1
"""A period of which less than this should have been reported by now takes no part."""
_SCATTER = 1.0


class ChangeQuestion(TallyQuestion, total=False):
    """A question whose events are followed over time.

    Keys:
        period: ``day``, ``week`` (the default) or ``month``.
        basis: ``reported`` (the default) or ``claimed``.
    """

    basis: str | None


@dataclass(frozen=True, slots=True)
class _Known:
    """The periods that can be told of: a row each with counts and effort; notes on the others."""

    rows: pl.DataFrame
    shares: Floats
    notes: tuple[str, ...]


def record_change(view: RecordView, record: Record, question: ChangeQuestion) -> Row:
    """The changes of what `question` finds, JSON-ready.

    ``{schema, sentence, on_effort, basis, period, from, to, changes, per_report, second_opinion, periods, warnings}``;
    `per_report` has the changes of counts per report, `second_opinion` those by penalised likelihood.

    Raises:
        UsageError: a filter, period, basis or area cannot be, or figures are asked for.
    """
    asked: Row = dict(question)
    basis = known_basis(asked.pop("basis", None)) or "reported"
    by = asked.get("period") or "week"
    if basis == "estimated" or (asked.get("of") or "events") != "events":
        raise UsageError(
            "changes are looked for in numbers of events, by basis reported or claimed: people are harmed several at a time"
        )
    if by not in SPAN:
        raise UsageError(f"changes are looked for by {', '.join(SPAN)}, not by {by[:50]!r}")
    if asked.get("by") or asked.get("nowcast"):
        raise UsageError("changes are of one series: by and nowcast are for tallies")
    tallied = record_tally(view, record, {**asked, "period": by}, beside=False)  # type: ignore[typeddict-item]
    reports = everything(view.record, view.registry).reports
    known = _known(tallied, basis, last_report(reports))
    series = _series(known, basis)
    effort = known.rows["period_reports"].to_numpy() * known.shares
    found, per_report, held = find_both(series, effort)
    unit = f"{basis} events"
    head = _too_little(series, unit, by) if found is None else sentence(found, unit, by)
    return {
        "schema": SCHEMA,
        "sentence": head,
        "on_effort": on_effort(found, held) if found else "",
        "basis": basis,
        "period": by,
        "from": tallied.tally.start,
        "to": tallied.tally.end,
        "area": str(tallied.area) if tallied.area else None,
        "changes": _changes(found, by, held),
        "per_report": _changes(per_report, None, ()),
        "second_opinion": _second(found),
        "periods": _periods(known, basis, found, by),
        "warnings": [
            *_warnings(tallied, known, found, per_report, by),
            *_coverage(tallied, reports["published"].min()),
            *tallied.notes,
        ],
    }


def _known(tallied: Tallied, basis: str, now: date | None) -> _Known:
    rows = tallied.cells.filter(pl.col("period").is_not_null())
    if rows.is_empty() or now is None:
        why = (
            ()
            if now
            else ("no report has a date: reporting effort, and what is still to come, are not known",)
        )
        return _Known(rows, np.ones(rows.height), why)
    notes = []
    begun = rows.filter(pl.col("from") <= now)
    if begun.height < rows.height:
        notes.append(f"the last report is of {now}: later {tallied.tally.asked.period}s are left out")
    delays = known_delays(tallied.frames, basis, now)
    if delays is None:
        notes.append(
            "how long events take to be reported cannot be told from so few: the last counts may be too low"
        )
        whole = np.array(
            [(min(last, now) - first).days + 1 for first, last in begun.select("from", "to").iter_rows()]
        )
        return _Known(begun, whole / begun["days"].to_numpy(), tuple(notes))
    shares = shares_known(delays, begun["from"].to_list(), begun["to"].to_list(), now)
    kept = shares >= _LEAST_SHARE
    partly = int((kept & (shares < COMPLETE)).sum())
    if partly:
        notes.append(
            f"the last {partly} of {begun.height} {tallied.tally.asked.period}s are not fully reported yet: their exposure is"
            " lessened by what should still come"
        )
    if not kept.all():
        notes.append(f"{int((~kept).sum())} of which almost nothing can be known yet are left out")
    return _Known(begun.filter(pl.Series(kept)), shares[kept], tuple(notes))


def _series(known: _Known, basis: str) -> Series:
    rows = known.rows
    exposure = rows["days"].to_numpy().astype(np.float64) * known.shares
    return Series(tuple(rows["from"]), tuple(rows["to"]), rows[basis].to_numpy(), exposure)


def _too_little(series: Series, unit: str, by: str) -> str:
    total = int(series.counts.sum())
    if not len(series):
        return "Nothing that was found has a date that can be counted: there is no rate."
    span = f"{len(series)} {by}{'' if len(series) == 1 else 's'}"
    if not total:
        return f"There are no {unit} in {span}: there is no rate that could have changed."
    return f"A change cannot be told from chance in {span} with {total:,} {unit}: at least {LEAST} {by}s are needed."


def _changes(found: Found | None, by: str | None, held: tuple[Held, ...]) -> list[Row]:
    """Changes as rows; levels are a `by`, or per report without one."""
    if found is None:
        return []
    per = SPAN[by] if by else 1.0
    return [_change(found, one, per, held[at] if held else None) for at, one in enumerate(found.changes)]


def _change(found: Found, one: Change, per: float, held: Held | None) -> Row:
    first, last = dates(found.series, one.first, one.last)
    row: Row = {
        "from": first,
        "to": last,
        "most_likely": found.series.starts[one.at],
        "chance": one.p,
        "known_after": found.series.ends[one.known] if one.known is not None else None,
    }
    for name, of in (
        ("before", one.before.times(per)),
        ("after", one.after.times(per)),
        ("ratio", one.ratio),
    ):
        row |= _bounds(name, of)
    if held is not None:
        row |= {"chance_per_report": held.p, "effort": held.verdict}
    return row


def _bounds(name: str, of: Bounds) -> Row:
    return {name: of.value, f"{name}_low": of.low, f"{name}_high": of.high}


def _second(found: Found | None) -> list[Row]:
    if found is None:
        return []
    rows = []
    for one in found.breaks:
        first, last = dates(found.series, one.first, one.last)
        rows.append({"from": first, "to": last, "most_likely": found.series.starts[one.at]})
    return rows


def _periods(known: _Known, basis: str, found: Found | None, by: str) -> list[Row]:
    rows = []
    for at, cell in enumerate(known.rows.iter_rows(named=True)):
        row: Row = {key: cell[key] for key in ("period", "from", "to", "days")}
        row |= {"count": cell[basis], "reports": cell["period_reports"], "sources": cell["period_sources"]}
        row["share_reported"] = float(known.shares[at])
        if found is not None:
            row |= _bounds("level", found.levels[at].times(SPAN[by])) | {"chance": found.chances[at]}
        rows.append(row)
    return rows


def _warnings(
    tallied: Tallied, known: _Known, found: Found | None, per_report: Found | None, by: str
) -> list[str]:
    said = list(known.notes)
    aside = tallied.cells.filter(pl.col("period").is_null())
    if left := int(aside["reported"].sum() if aside.height else 0):
        said.append(f"{left:,} reported events may lie in several {by}s, or last longer: left out")
    if found is None:
        return said
    quiet = int((known.rows["period_reports"] == 0).sum())
    if quiet:
        said.append(
            f"{quiet} of {known.rows.height} {by}s have no report of their own: nobody may have looked"
        )
    if found.excess > _SCATTER:
        said.append(
            f"counts scatter {1 + found.excess:.1f} times as much as by chance around their level: intervals allow for it"
        )
    if not _agree(found):
        others = [days(*dates(found.series, one.first, one.last)) for one in found.breaks]
        where = (
            f"finds {len(others)}: " + "; ".join(f"between {one}" for one in others)
            if others
            else "finds none"
        )
        said.append(f"a second method (PELT) {where}")
    if per_report is None and found.changes:
        said.append(f"fewer than {LEAST} {by}s have reports: changes cannot be held against reporting effort")
    elif per_report is not None and len(per_report.changes) > len(found.changes):
        said.append("counted per report there are more changes than over time: see per_report")
    if found.changes:
        said.append("levels are steps: a slow trend shows as one step or several")
    return said


def _coverage(tallied: Tallied, first: Any) -> list[str]:
    start = tallied.tally.start
    if not isinstance(first, date) or start is None or first <= start:
        return []
    return [
        f"the first report is of {first}: what happened before is known only as far as it is told of later"
    ]


def _agree(found: Found) -> bool:
    """Whether both methods find as many changes, at times that overlap."""
    if len(found.changes) != len(found.breaks):
        return False
    pairs = zip(found.changes, found.breaks, strict=True)
    return all(one.first <= other.last and other.first <= one.last for one, other in pairs)


def change_rows(found: Row) -> list[dict[str, Any]]:
    """The changes of an answer, a flat row each, for a table."""
    return [{"number": at, **one} for at, one in enumerate(found["changes"], 1)]
