"""``counterclaim origins EVENT``: whose word an event rests on, who cites whom and who copies whom, as a tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from counterclaim.cli.answer import words
from counterclaim.cli.commands.event import bounds
from counterclaim.cli.context import Session
from counterclaim.cli.options import formats, record_option
from counterclaim.cli.output import Format, Row, console, many, write_json
from counterclaim.cli.table import safe_text
from counterclaim.safe import one_line

if TYPE_CHECKING:
    from rich.text import Text
    from rich.tree import Tree

_DEEPEST = 12
"""Levels of the tree; what lies deeper stands on the last one, as a terminal has no room for more."""
_OF_ORIGIN = {
    "says": "itself",
    "cites": "cites it",
    "copies": "has its text",
    "prints": "prints its report",
    "told_by": "names nobody",
    "same_words": "has its words",
    "outlet_of": "is its outlet",
    "through": "has it through others",
}
"""How a report under an origin, a report or a voice has it from there."""


@click.command()
@click.argument("event")
@record_option
@formats(Format.JSON)
@click.pass_obj
def origins(session: Session, event: str, record: str | None, form: Format) -> None:
    """Draw whose word an event rests on: origins, and who has it from whom.

    Under each origin stand the reports that have it from there, each under the one that it cites or copies, with its
    date and its figures. The newest figure of an origin comes first, earlier ones behind it. Numbers of claims are
    those of `counterclaim event`. Circles of citations are told at the end. The beginning of an ID is enough.

    \b
    Examples:
      counterclaim origins e_5f1c09 --record euphrates.sqlite
      counterclaim origins e_5f1c09 --json
    """
    with session.open_record(record) as view:
        found = view.event(event)
        tree = view.origins(found.id)
    if form is Format.JSON:
        write_json(tree)
        return
    numbers = {claim["id"]: number for number, claim in enumerate(found.claim_dicts, start=1)}
    show_origins(tree, numbers)


def show_origins(tree: Row, numbers: Row) -> None:
    """Print the tree for people; `numbers` are those of claims by id."""
    out = console()
    roots = [node for node in tree["nodes"] if node["kind"] == "origin"]
    out.print(safe_text(one_line(tree["title"]), "bold"))
    heading = f"{tree['event']}  {words(tree['status'])}; {many(len(roots), 'origins')}"
    out.print(safe_text(heading, "dim"))
    out.print(safe_text(one_line(tree["reason"])))
    below: dict[str, list[str]] = {}
    for edge in tree["edges"]:
        below.setdefault(edge["to"], []).append(edge["from"])
    nodes = {node["id"]: node for node in tree["nodes"]}
    edges = {edge["from"]: edge for edge in tree["edges"]}
    for root in sorted(roots, key=lambda one: (one["interested"], -len(one["claims"]), one["id"])):
        out.print()
        out.print(_branch(root["id"], nodes, edges, below, numbers))
    for ring in tree["circles"]:
        out.print()
        out.print(_circle(ring, numbers))


def _branch(root: str, nodes: Row, edges: Row, below: Row, numbers: Row) -> Tree:
    """The tree under an origin; without recursion, for a chain of citations may be long."""
    from rich.tree import Tree

    top = Tree(_origin(nodes[root]), guide_style="dim")
    waiting = [(root, top, 1)]
    while waiting:
        id_, branch, depth = waiting.pop()
        for under in below.get(id_, ()):
            added = branch.add(_passed_on(nodes[under], edges[under], numbers))
            waiting.append((under, added if depth < _DEEPEST else branch, depth + 1))
    return top


def _origin(node: Row) -> Text:
    label = safe_text(one_line(node["name"]), "bold cyan")
    label.append(f"  {words(node['type'])}", "dim")
    if node["interested"]:
        label.append(", interested", "yellow")
    if node["circular"]:
        label.append(", a circle", "red")
    for figure in node["figures"]:
        label.append("\n")
        label.append_text(_figure(figure, dated=True))
    return label


def _passed_on(node: Row, edge: Row, numbers: Row) -> Text:
    label = safe_text(one_line(node["name"]), "cyan" if node["kind"] == "report" else "italic")
    if node["kind"] == "voice":
        label.append("  no report of this event here", "dim")
    elif node["published"]:
        label.append(f"  {node['published']}")
    label.append(f"  {_OF_ORIGIN[edge['relation']]}", "green")
    if node["claims"]:
        said = sorted(numbers[id_] for id_ in node["claims"])
        noun = "claim" if len(said) == 1 else "claims"
        label.append(f"  {noun} {', '.join(map(str, said))}", "dim")
    if "denied" in node.get("modalities", ()):
        label.append("  denies", "red")
    for figure in node["figures"]:
        label.append("\n")
        label.append_text(_figure(figure, dated=False))
    return label


def _figure(figure: Row, *, dated: bool) -> Text:
    closed = figure["low"] is not None and figure["high"] is not None
    about = "about " if figure["approximate"] and closed else ""
    whose = f" {figure['of_name']}" if figure["of_name"] else ""
    on = f"  {figure['published']}" if dated and figure["published"] else ""
    label = safe_text(
        one_line(f"{figure['what']} {about}{bounds(figure['low'], figure['high'])}{whose}") + on
    )
    for place, one in enumerate(figure["earlier"]):
        on = f" on {one['published']}" if one["published"] else ""
        label.append(", " if place else "  earlier: ", "dim")
        label.append(f"{bounds(one['low'], one['high'])}{on}", "dim strike")
    return label


def _circle(ring: Row, numbers: Row) -> Text:
    names = [one_line(name) for name in ring["voices"]]
    said = ", ".join(str(numbers[id_]) for id_ in ring["claims"])
    label = safe_text("circle: ", "bold red")
    label.append_text(safe_text(" cites ".join([*names, names[0]])))
    label.append(f"  (claims {said})", "dim")
    return label
