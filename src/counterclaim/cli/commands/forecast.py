"""``counterclaim forecast``: what the next months may bring, with how often such forecasts were right."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, floor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.context import Session
from counterclaim.cli.options import filters, formats, record_option
from counterclaim.cli.output import Format, console, number, say, write_json
from counterclaim.cli.table import Column, safe_text, write_table
from counterclaim.errors import SourceError, UsageError

if TYPE_CHECKING:
    from counterclaim.analysis.forecast.answer import Backtest, Forecast

_NAMES = {"ours": "this forecast"}


@click.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@record_option
@click.option(
    "--of",
    type=click.Choice(["events", "killed", "injured", "captured"]),
    help="What of a record is forecast.  [default: events]",
)
@click.option("--by", type=click.Choice(["country", "admin1"]), help="Units of a record.  [default: country]")
@click.option(
    "--unit", "units", metavar="NAME", multiple=True, help='A unit: SY, "SY: Homs"; repeatable. Default: all.'
)
@click.option(
    "--months", type=int, metavar="N", default=3, show_default=True, help="Months ahead, from 1 to 12."
)
@click.option(
    "--plot",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also draw it, as .html, .svg or .png.",
)
@filters()
@formats(Format.JSON)
@click.pass_obj
def forecast(
    session: Session,
    /,
    file: Path | None,
    record: str | None,
    of: str | None,
    by: str | None,
    units: tuple[str, ...],
    months: int,
    plot: Path | None,
    question: dict[str, Any],
    form: Format,
) -> None:
    """Forecast counts of the next months as intervals, and say how such forecasts did before.

    The counts are those of a record by country or first-level area, or of FILE: CSV with the columns unit, month
    (2017-09) and value, and if wanted low, high and known (the day when the value became known). Every interval stands
    beside the scores of the same forecast made again from earlier months, and those of simple rules. Aggregates only.

    \b
    Examples:
      counterclaim forecast --record euphrates.sqlite --by country --months 2
      counterclaim forecast --record euphrates.sqlite --of killed --unit SY --json
      counterclaim forecast deaths.csv --unit A --months 6 --plot a.png
    """
    from counterclaim.ask.forecast import record_forecast, table_forecast

    question.pop("limit", None)
    if file is not None:
        if record or of or by or question:
            raise click.UsageError(
                "FILE is forecast as it is: --record, --of, --by and filters are for a record"
            )
        try:
            found = table_forecast(file, units, months)
        except SourceError as error:
            raise UsageError(str(error)) from error
    else:
        with session.open_record(record) as view:
            how = {"of": of, "by": by, "units": units, "months": months}
            asked: Any = {**question, **{key: value for key, value in how.items() if value is not None}}
            found = record_forecast(view, asked)
    if plot is not None:
        _draw(found, plot)
    if form is Format.JSON:
        write_json(found.to_dict())
    else:
        _show(found)
    for warning in found.warnings:
        say(f"warning: {warning}")


def _draw(found: Forecast, path: Path) -> None:
    from counterclaim.analysis.forecast.plot import plot
    from counterclaim.analysis.plots import save

    sentence = " ".join(found.sentences) if len(found.units) == 1 else found.verdict
    save(plot(found), path, sentence=sentence, warnings=found.warnings)


def _show(found: Forecast) -> None:
    out = console()
    for sentence in found.sentences[:-1]:
        out.print(safe_text(sentence, "bold"))
    out.print(safe_text(found.verdict))
    rows = [{"unit": one.unit, **row} for one in found.units for row in one.rows()]
    write_table(rows, _MONTHS, title=f"{found.of} a month")
    if found.backtest:
        write_table(_scores(found.backtest), _SCORES, title="the same forecast made from earlier months")


def _scores(backtest: Backtest) -> list[dict[str, Any]]:
    ordered = sorted(backtest.scores.items(), key=lambda item: item[1].crps)
    return [{"model": _NAMES.get(name, name.replace("_", " ")), **one.to_dict()} for name, one in ordered]


def _three(value: float) -> str:
    from counterclaim.analysis.forecast.answer import three

    return three(value)


def _share(part: float | None) -> str:
    return "" if part is None else f"{part * 100:.0f} %"


def _whole(key: str, heading: str, outwards: Callable[[float], int] = round) -> Column:
    return Column(key, heading, numeric=True, show=lambda row: number(outwards(row[key])))


def _rounded(key: str, heading: str) -> Column:
    return Column(key, heading, numeric=True, show=lambda row: _three(row[key]))


_MONTHS = (
    Column("unit", "unit", style="green"),
    Column("month", "month"),
    _whole("low", "low, 90 %", floor),
    _whole("lower", "low, 50 %", floor),
    _whole("middle", "middle"),
    _whole("upper", "high, 50 %", ceil),
    _whole("high", "high, 90 %", ceil),
)
_SCORES = (
    Column("model", "model"),
    _rounded("crps", "CRPS"),
    _rounded("ign", "ignorance"),
    _rounded("mis", "interval score"),
    Column("coverage90", "in 90 % interval", show=lambda row: _share(row["coverage90"])),
    _whole("forecasts", "counts"),
)
