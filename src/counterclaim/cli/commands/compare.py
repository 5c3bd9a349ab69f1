"""``counterclaim compare``: two counts of unequal exposure, in words that may be printed."""

from __future__ import annotations

import click

from counterclaim.cli.context import Session
from counterclaim.cli.options import formats, plot_option, record_option
from counterclaim.cli.output import Format, Row, console, say, write_csv, write_json
from counterclaim.cli.table import safe_text


@click.command()
@click.argument("a")
@click.argument("b")
@record_option
@click.option("--anyway", is_flag=True, help="Compare although unit or area differ.")
@click.option(
    "--until",
    type=click.FloatRange(min=0),
    metavar="DAYS",
    help="Days of A's whole period, for what it comes to at this rate. Default: of its year, if it begins on 1 January.",
)
@plot_option
@formats(Format.JSON, Format.CSV)
@click.pass_obj
def compare(
    session: Session,
    a: str,
    b: str,
    record: str | None,
    anyway: bool,
    until: float | None,
    plot: str | None,
    form: Format,
) -> None:
    """Compare the rate of A with that of B: ratio, exact interval, test, and a sentence.

    A and B are each COUNT/DAYS, or key=value pairs with commas between: filters of the record (from, to, actor, place,
    country, type, source ...; of=events, claims or killed; basis=reported or claimed), or a count made elsewhere
    (count=52,days=120 or from and to, with unit, area, actor, source, type, basis, rule, so that what it counts can be
    checked). Where A is of a later time than B, the sentence says whether the rate fell or rose.

    \b
    Examples:
      counterclaim compare 52/120 310/365
      counterclaim compare count=153,from=2024-01-01,to=2024-06-30,unit=attacks count=121,from=2023,to=2023,unit=attacks
      counterclaim compare from=2017-10,to=2017-11,country=SY from=2017-06,to=2017-09,country=SY --record euphrates.sqlite
    """
    from counterclaim.ask.comparison import compare_sides, comparison_row
    from counterclaim.ask.schema import COMPARISON
    from counterclaim.ask.sides import by_hand, needs_record, parse

    given = parse(a), parse(b)
    if any(map(needs_record, given)):
        with session.open_record(record) as view:
            found = view.compared(*given, anyway=anyway, until=until)
    else:
        found = compare_sides(by_hand("A", given[0]), by_hand("B", given[1]), anyway=anyway, until=until)
    if plot:
        from counterclaim.analysis.plots import save
        from counterclaim.analysis.plots.charts import compare_chart

        save(compare_chart(found), plot, sentence=found["sentence"], warnings=found["warnings"])
    if form is Format.JSON:
        write_json(found)
    elif form is Format.CSV:
        write_csv([comparison_row(found)], list(COMPARISON))
    else:
        _show(found)


def _show(found: Row) -> None:
    out = console()
    out.print(safe_text(found["sentence"], "bold"))
    if found["course"]:
        out.print(safe_text(found["course"]["sentence"]))
    for warning in found["warnings"]:
        say(f"warning: {warning}")
