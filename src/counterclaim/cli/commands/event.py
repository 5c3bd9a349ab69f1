"""``counterclaim event ID``: every claim about one event, and how its figures follow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.answer import place, words
from counterclaim.cli.context import Session
from counterclaim.cli.options import all_formats, record_option
from counterclaim.cli.output import (
    Format,
    Row,
    console,
    many,
    number,
    write_csv,
    write_json,
    write_json_lines,
)
from counterclaim.cli.table import Column, safe_text, write_table

if TYPE_CHECKING:
    from counterclaim.ask import EventView


@click.command()
@click.argument("id")
@record_option
@click.option(
    "--rule",
    metavar="NAME",
    help="How low, best and high follow: range (default), acled, ucdp, conservative, or party:X for what one "
    "party alone says, by its id or name.",
)
@all_formats
@click.pass_obj
def event(session: Session, id: str, record: str | None, rule: str | None, form: Format) -> None:
    """Show one event, with its claims side by side.

    Each claim stands with its sentence, source chain, modality and figures. Under them stand the estimates of
    the killed, injured and others, of everyone and by side: the rule in words, which claims made low, best and
    high, earlier figures that a source has replaced, and what each estimate would be without some of its
    sources. The beginning of an ID is enough. --jsonl and --csv give the claims alone.

    \b
    Examples:
      counterclaim event e_5f1c09 --record euphrates.sqlite
      counterclaim event e_5f1c09 --rule acled
      counterclaim event e_5f1c09 --rule "party:Islamic State" --json
    """
    from counterclaim.ask.rows import claim_row
    from counterclaim.ask.schema import CLAIMS

    with session.open_record(record) as view:
        found = view.event(id)
    found.check(rule)
    if form is Format.JSON:
        write_json(found.to_dict(rule))
    elif form is Format.JSONL:
        write_json_lines(found.claim_dicts)
    elif form is Format.CSV:
        write_csv(map(claim_row, found.claim_dicts), list(CLAIMS))
    else:
        show_event(found, rule)


def show_event(found: EventView, rule: str | None = None) -> None:
    """Print an event for people, its figures by `rule`."""
    explained, sensitivity = found.explain(rule), found.sensitivity_rows(rule)
    row, out = found.row, console()
    where = place(row) or "place not known"
    out.print(safe_text(f"{words(row['event_type'])}, {where}, {row['when'] or 'date not known'}", "bold"))
    who = ", ".join(dict.fromkeys([*row["actors"], *row["targets"]]))
    counts = ", ".join(many(row[key], key) for key in ("claims", "documents", "origins"))
    out.print(safe_text(f"{found.id}  {words(row['status'])}; {counts}{'; ' + who if who else ''}", "dim"))
    rows = [_claim_row(index, claim, found) for index, claim in enumerate(found.claim_dicts, start=1)]
    write_table(rows, _CLAIM_COLUMNS)
    show_figures(explained)
    write_table(_joined(sensitivity), _SENSITIVITY_COLUMNS, title="without some of the sources")
    write_table(found.related, _RELATED_COLUMNS, title="beside it")
    write_table(found.possible, _POSSIBLE_COLUMNS, title="possibly the same event, for a person to decide")


def show_figures(explained: Sequence[Row]) -> None:
    """Print how the figures of an event follow."""
    out = console()
    write_table(explained, _ESTIMATE_COLUMNS, title="how the figures follow")
    for item in explained:
        for reason in item["reasons"]:
            out.print(safe_text(f"{_whose(item)}, {reason}", "dim"))
        for old in item["superseded"]:
            out.print(safe_text(f"{_whose(item)}, {_replaced(old)}", "dim"))
    for name, meaning in {item["rule"]: item["meaning"] for item in explained}.items():
        out.print(safe_text(f"{name}: {meaning}", "dim"))


def bounds(low: int | None, high: int | None) -> str:
    """A figure as said: ``116``, ``10 to 15``, ``at least 250``, ``up to 30``."""
    if low is None:
        return f"up to {number(high)}"
    if high is None:
        return f"at least {number(low)}"
    return number(low) if low == high else f"{number(low)} to {number(high)}"


def _claim_row(index: int, claim: Row, found: EventView) -> Row:
    document = claim["document"]
    title = document["title"] or document["path"]
    return {
        "number": index,
        "sources": " <- ".join(_link(link) for link in claim["attribution"]),
        "how": _how(claim),
        "figures": "; ".join(_figure(item, found) for item in claim["quantities"]),
        "sentence": claim["sentence"]["text"],
        "document": f"{title} ({document['published']})" if document["published"] else title,
    }


def _link(link: Row) -> str:
    return f"{link['name']} (interested)" if link["interested"] else str(link["name"])


def _how(claim: Row) -> str:
    stated = "" if claim["verification"] == "none" else f", {claim['verification']}"
    return f"{claim['modality']}{stated}"


def _figure(item: Row, found: EventView) -> str:
    about = "about " if item["approximate"] else ""
    whose = f" {found.name(item['of'])}" if item["of"] else ""
    return f"{item['what']} {about}{bounds(item['low'], item['high'])}{whose}"


def _bound(row: Row, name: str) -> str:
    return "not stated" if row[name] is None else number(row[name])


def _whose(row: Row) -> str:
    return words(row["what"]) + (f" of {row['of']}" if row["of"] else "")


def _replaced(old: Row) -> str:
    day = f" on {old['published']}" if old["published"] else ""
    numbers = ", ".join(map(str, old["numbers"]))
    return f"replaced: {old['said']} of {old['source']}{day} (claim {numbers}), by {old['by']}"


def _joined(rows: Sequence[Row]) -> list[Row]:
    """Rows that differ in what is left out alone, as one."""
    left: dict[tuple[Any, ...], list[str]] = {}
    for row in rows:
        rest = tuple((key, value) for key, value in row.items() if key != "without")
        left.setdefault(rest, []).append(row["without"])
    return [{**dict(rest), "without": "; ".join(without)} for rest, without in left.items()]


def _moved(row: Row) -> str:
    if row["moved"] is None:
        return "nothing left" if row["low"] is row["best"] is row["high"] is None else ""
    return f"{row['moved']:+,}" if row["moved"] else "stays"


_RELATED_COLUMNS = (
    Column("kind", "", style="bold", show=lambda row: words(row["kind"])),
    Column("title", "event or tally", ratio=2),
    Column("why", "why", ratio=2, style="dim"),
)
_POSSIBLE_COLUMNS = (
    Column("event", "event", style="dim"),
    Column("title", "", ratio=2),
    Column("chance", "chance", show=lambda row: f"{row['chance']:.0%}"),
    Column("links", "links", numeric=True),
)
_CLAIM_COLUMNS = (
    Column("number", "", style="dim", numeric=True),
    Column("sources", "sources, outermost first", style="cyan", ratio=2),
    Column("how", "how", style="bold"),
    Column("figures", "figures", ratio=1),
    Column("sentence", "sentence", ratio=4),
    Column("document", "document", style="dim", ratio=2),
)
_ESTIMATE_COLUMNS = (
    Column("what", "figure", show=_whose),
    Column("low", "low", show=lambda row: _bound(row, "low")),
    Column("best", "best", style="bold", show=lambda row: _bound(row, "best")),
    Column("high", "high", show=lambda row: _bound(row, "high")),
    Column("rule", "rule"),
    Column("numbers", "from claims", show=lambda row: ", ".join(map(str, row["numbers"]))),
)
_SENSITIVITY_COLUMNS = (
    Column("what", "figure", show=_whose),
    Column("without", "without", ratio=3),
    Column("low", "low", show=lambda row: _bound(row, "low")),
    Column("best", "best", style="bold", show=lambda row: _bound(row, "best")),
    Column("high", "high", show=lambda row: _bound(row, "high")),
    Column("moved", "best moves", show=_moved),
)
