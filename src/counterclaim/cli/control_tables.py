"""How answers on control look in a terminal: strips, histories, shares. Readable without colour."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counterclaim.cli.output import Row, console, many, number
from counterclaim.cli.table import Column, safe_text, write_table

if TYPE_CHECKING:
    from rich.text import Text

_STYLES = ("blue", "red", "green", "magenta", "cyan", "yellow")
_LEAST = 0.005


def show_place(found: Row) -> None:
    """A place: its strip, its states now and then, its history."""
    out = console()
    place, states = found["place"], found["states"]
    where = ", ".join(part for part in (place["name"], place["admin1"], place["country"]) if part)
    out.print(safe_text(f"{where} on {found['on']}", "bold"))
    out.print(safe_text(_headline(found)))
    out.print()
    show_strip(found["strip"])
    write_table(states, _STATES, title="probabilities")
    _show_firmness(found)
    write_table(found["spells"], _SPELLS, title=f"who is said to have held it; {_changes(found)}")
    for siege in found["sieges"]:
        until = f"until {siege['last']}" if siege["last"] else "its end is not told"
        said = f"siege told of from {siege['first']}, {until} ({many(len(siege['sources']), 'statements')})"
        out.print(safe_text(said))
    if found["parts"]:
        write_table(found["parts"], PARTS, title="its parts")
    for note in found["notes"]:
        out.print(safe_text(f"note: {note}", "dim"))


def show_strip(strip: Row) -> None:
    """A strip with its days and legend: capitals are firm, small letters likely, x contested, . unknown."""
    out = console()
    out.print(_coloured(strip))
    first, last = str(strip["from"]), str(strip["to"])
    gap = max(1, len(strip["marks"]) - len(first) - len(last))
    out.print(safe_text(f"{first}{' ' * gap}{last}", "dim"))
    legend = ", ".join(f"{mark} {name}" for mark, name in strip["legend"].items())
    out.print(safe_text(f"{legend}; a capital from 80 % on", "dim"))


def _coloured(strip: Row) -> Text:
    from rich.text import Text

    styles = dict(zip(sorted(mark for mark in strip["legend"] if mark.isupper()), _STYLES, strict=False))
    found = Text()
    for mark in strip["marks"]:
        style = styles.get(mark.upper(), "dim")
        found.append(mark, f"bold {style}" if mark.isupper() else style)
    return found


def _headline(found: Row) -> str:
    if not found["states"]:
        return "nothing is known"
    best = found["states"][0]
    words = {
        "contested": "most likely contested",
        "unknown": "most likely unknown: nobody has said who holds it, or not for long",
    }
    said = words.get(best["state"], f"most likely held by {best['name']}")
    besieged = "; said to be besieged" if found["besieged"] else ""
    return f"{said}, {best['now']:.0%} by all that is known{besieged}"


def _changes(found: Row) -> str:
    return f"it changed hands {many(found['changes_of_hands'], 'times')} by what is told"


def _show_firmness(found: Row) -> None:
    firm, out = found["firmness"], console()
    if firm and firm["holder"]:
        out.print(
            safe_text(
                f"firmness {firm['score']:.2f} of 1: the likeliest answer since {firm['since']} as known then,"
                f" on {many(firm['sources'], 'sources')} of the last 90 days, {firm['disinterested']} without an interest"
            )
        )
    for one in found["fragility"]:
        out.print(
            safe_text(
                f"chance of another holder within {one['days']} days: {one['chance']:.0%}"
                f" (95 % {one['low']:.0%} to {one['high']:.0%})"
            )
        )


def _since(row: Row) -> str:
    first, last = str(row["since_first"]), str(row["since_last"])
    return last if first == last else f"{first} to {last}"


def _sources(key: str) -> Any:
    def shown(row: Row) -> str:
        names = dict.fromkeys(f"{one['source']}{' (party)' if one['interested'] else ''}" for one in row[key])
        return "; ".join(names)

    return shown


def _share(name: str) -> Any:
    def shown(row: Row) -> str:
        if row[name] is None:
            return ""
        return f"{row[name]:.0%} ({row[f'{name}_low']:.0%}-{row[f'{name}_high']:.0%})"

    return shown


def _words(row: Row) -> str:
    return "; ".join(
        f"{one['source']}{' (party)' if one['interested'] else ''}, {one['day']}: {one['says']}"
        for one in row["words"]
    )


def _states(row: Row) -> str:
    return ", ".join(f"{one['name']} {one['now']:.0%}" for one in row["states"] if one["now"] >= _LEAST)


def _begun(row: Row) -> str:
    return row["name"] if row["changed"] else f"{row['name']} (there)"


_STATES = (
    Column("name", "state", style="bold"),
    Column("now", "by all that is known", show=lambda row: f"{row['now']:.1%}"),
    Column("then", "as known that day", show=lambda row: f"{row['then']:.1%}"),
)
_SPELLS = (
    Column("since", "since", show=_since),
    Column("name", "held by", style="bold", show=_begun),
    Column("probability", "model", show=lambda row: f"{row['probability']:.0%}"),
    Column("sources", "according to", style="cyan", ratio=1, show=_sources("sources")),
    Column("denials", "denied by", style="red", ratio=1, show=_sources("denials")),
)
CHANGES = (
    Column("since", "when", show=_since),
    Column("place", "place", style="green"),
    Column("name", "to", style="bold"),
    Column("from_holder", "from"),
    Column("probability", "model", show=lambda row: f"{row['probability']:.0%}"),
    Column("sources", "according to", style="cyan", ratio=1, show=_sources("sources")),
    Column("denials", "denied by", style="red", ratio=1, show=_sources("denials")),
)
AREA = (
    Column("day", "on", show=lambda row: str(row["day"])),
    Column("name", "held by", style="bold"),
    Column("places", "of places, 95 %", show=_share("places")),
    Column("people", "of people, 95 %", show=_share("people")),
)
PARTS = (
    Column("name", "place", style="green"),
    Column("population", "people", show=lambda row: number(row["population"])),
    Column("holder", "likeliest", style="bold"),
    Column("probability", "chance", show=lambda row: f"{row['probability']:.0%}"),
)
DISAGREE = (
    Column("place", "place", style="green"),
    Column("days_apart", "days apart", numeric=True),
    Column("words", "newest words", ratio=2, show=_words),
    Column("states", "model", ratio=1, show=_states),
)
AGREE = (
    Column("a", "source", style="cyan"),
    Column("b", "and", style="cyan"),
    Column("compared", "compared", numeric=True),
    Column("agreed", "agree", numeric=True),
    Column(
        "share", "share, 95 %", show=lambda row: f"{row['share']:.0%} ({row['low']:.0%}-{row['high']:.0%})"
    ),
)


def _between(row: Row, middle: str, low: str, high: str, form: str) -> str:
    if row[middle] is None:
        return "-"
    found = format(row[middle], form)
    return found if row[low] is None else f"{found} ({format(row[low], form)} to {format(row[high], form)})"


SOURCES = (
    Column("name", "source", style="cyan", ratio=1),
    Column("interested", "party", show=lambda row: "yes" if row["interested"] else ""),
    Column("statements", "statements", numeric=True),
    Column("compared", "compared", numeric=True),
    Column(
        "share", "agrees with the others, 95 %", show=lambda row: _between(row, "share", "low", "high", ".0%")
    ),
    Column("changes", "changes", numeric=True),
    Column(
        "delay",
        "days behind, 95 %",
        show=lambda row: _between(row, "delay", "delay_low", "delay_high", ".1f"),
    ),
)
