"""How a list of documents, claims or events is written in each form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from counterclaim.cli.options import limited
from counterclaim.cli.output import Format, Row, number, say, write_csv, write_json_array, write_json_lines
from counterclaim.cli.table import Column, write_table

if TYPE_CHECKING:
    from counterclaim.ask import RecordView


def write_answer(
    view: RecordView,
    of: str,
    question: dict[str, Any],
    form: Format,
    *,
    columns: Sequence[Column],
    fields: Sequence[str],
    flat: Callable[[Row], Row],
) -> None:
    """Write the answer: whole values as JSON, flat rows otherwise. A table says what its limit left out."""
    question = limited(question, form)
    ask: Callable[..., Iterable[Row]] = getattr(view, f"iter_{of}")
    values = ask(**question)
    if form in (Format.CSV, Format.TABLE):
        values = map(flat, values)
    if form is not Format.TABLE:
        write_rows(values, form, columns=columns, fields=fields)
        return
    shown = write_table(values, columns, empty=f"no {of} match")
    if shown == question["limit"]:
        total = view.page(of, **{**question, "limit": 0}).total
        if total > shown:
            say(f"{number(shown)} of {number(total)} {of} shown; --limit 0 shows all")


def write_rows(
    rows: Iterable[Row], form: Format, *, columns: Sequence[Column], fields: Sequence[str], empty: str = ""
) -> None:
    """Write `rows` in the form asked for: `columns` in a table, `fields` in CSV, all there is in JSON."""
    if form is Format.JSON:
        write_json_array(rows)
    elif form is Format.JSONL:
        write_json_lines(rows)
    elif form is Format.CSV:
        write_csv(rows, fields)
    else:
        write_table(rows, columns, empty=empty)


def figure(row: Row, what: str) -> str:
    """A toll for people: ``116``, ``10-15``, ``>=250``, ``<=30``; the best estimate before it, if any."""
    low, high, best = row[f"{what}_low"], row[f"{what}_high"], row.get(f"{what}_best")
    if low is None and high is None:
        return ""
    if low == high:
        return number(low)
    if low is None:
        bounds = f"<={number(high)}"
    elif high is None:
        bounds = f">={number(low)}"
    else:
        bounds = f"{number(low)}-{number(high)}"
    return bounds if best is None else f"{number(best)} ({bounds})"


def place(row: Row) -> str:
    """A place with its province and country, or the words of the text where it is not known."""
    if row["place"]:
        return ", ".join(part for part in (row["place"], row["country"]) if part)
    return row["place_text"] or ""


def words(name: str | None) -> str:
    """A name of the data model as words."""
    return (name or "").replace("_", " ")


def short(id: str) -> str:
    """The beginning of an id, enough to name it in a record of any size that people page through."""
    return id[:12]
