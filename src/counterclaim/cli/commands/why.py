"""``counterclaim why EVENT CLAIM``: why a claim is in an event or is not, as a waterfall in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from counterclaim.cli.context import Session
from counterclaim.cli.options import formats, record_option
from counterclaim.cli.output import Format, Row, console, many, write_json
from counterclaim.cli.table import safe_text
from counterclaim.safe import one_line

if TYPE_CHECKING:
    from rich.text import Text

_CELLS_FOR_ONE = 3
_MOST_CELLS = 16
_PAIRS_SHOWN = 12


@click.command()
@click.argument("event")
@click.argument("claim")
@record_option
@formats(Format.JSON)
@click.pass_obj
def why(session: Session, event: str, claim: str, record: str | None, form: Format) -> None:
    """Show why a claim is in an event, or is not.

    CLAIM is a claim's id, the beginning of one, or its number in `counterclaim event`. Each pair of claims has a
    score, the sum of what the two have in common and what tells them apart; the mean over the event's claims
    decides. The best pair is taken apart step by step. Scores are in log-odds: 0 is an even chance.

    \b
    Examples:
      counterclaim why e_5f1c09 2 --record euphrates.sqlite
      counterclaim why e_5f1c09 c_77ab --json
    """
    with session.open_record(record) as view:
        found = view.why(event, claim)
    if form is Format.JSON:
        write_json(found)
    else:
        show_why(found)


def show_why(found: Row) -> None:
    """Print the answer for people."""
    out = console()
    out.print(safe_text(one_line(f"{found['title']}  {found['event']}"), "bold"))
    out.print(safe_text(one_line(found["sentence"])))
    out.print(safe_text(_verdict(found), "bold" if found["inside"] else "yellow"))
    if not found["pairs"]:
        return
    best, *rest = found["pairs"]
    out.print()
    out.print(safe_text(f"with claim {best['number']}: {one_line(best['sentence'])}", "cyan"))
    width = max(len(factor["shows"]) for factor in best["factors"])
    for factor in best["factors"]:
        out.print(_step(factor, width))
    total = f"{'together'.rjust(width)}  {best['score']:+.1f}  a chance of {best['chance']:.0%}"
    out.print(safe_text(total, "bold"))
    if rest:
        out.print()
    for pair in rest[:_PAIRS_SHOWN]:
        listed = ", another incident of the same sentence" if pair["listed"] else ""
        out.print(
            safe_text(f"with claim {pair['number']}: {pair['score']:+.1f}, {pair['chance']:.0%}{listed}")
        )
    if len(rest) > _PAIRS_SHOWN:
        out.print(
            safe_text(f"and with {many(len(rest) - _PAIRS_SHOWN, 'claims')} more; --json has them all", "dim")
        )


def _verdict(found: Row) -> str:
    if not found["pairs"]:
        return "It is the only claim of this event."
    mean = f"its mean score with {many(len(found['pairs']), 'claims')} of the event is {found['mean']:+.1f}"
    if found["inside"]:
        return f"In this event: {mean}."
    where = f" It is in {found['event_of']}." if found["event_of"] else ""
    if any(pair["listed"] for pair in found["pairs"]):
        return f"Not in this event: the same sentence tells of it as another incident.{where}"
    bar = (
        f"above {found['join']:+.1f}, which would join them, but it fits elsewhere better"
        if found["joins"]
        else (f"and {found['join']:+.1f} is needed")
    )
    return f"Not in this event: {mean}, {bar}.{where}"


def _step(factor: Row, width: int) -> Text:
    """One line of the waterfall: what the pair shows, its weight, a bar."""
    weight = factor["weight"]
    cells = min(_MOST_CELLS, max(1, round(abs(weight) * _CELLS_FOR_ONE)))
    line = safe_text(f"{factor['shows'].rjust(width)}  {weight:+.1f}  ")
    line.append(("+" if weight > 0 else "-") * cells, "green" if weight > 0 else "red")
    return line
