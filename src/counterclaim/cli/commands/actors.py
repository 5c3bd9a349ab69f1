"""``counterclaim actors``: who an actor is, under which names, on whose side and against whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.context import Session
from counterclaim.cli.options import formats
from counterclaim.cli.output import Format, Row, say, write_json
from counterclaim.cli.table import Column, write_table
from counterclaim.errors import UsageError

if TYPE_CHECKING:
    from counterclaim.reference.actors import Actor, ActorRegistry


@click.command()
@click.argument("name")
@click.option("--on", "day", metavar="DATE", help="The day that it is about: 2017-11-09.")
@click.option("--country", metavar="XX", help="The country that it is about, two letters: SY.")
@formats(Format.JSON)
@click.pass_context
def actors(context: click.Context, name: str, day: str | None, country: str | None, form: Format) -> None:
    """Say who an actor is: NAME is an id or a name in use.

    With a date, sides and enemies are those of that day, and a name is the one's that bore it then. The
    exit code is 1 where nobody is known by that name, or more than one.

    \b
    Examples:
      counterclaim actors "Nusra Front"
      counterclaim actors ISIL --on 2012-06-01 --json
      counterclaim actors "the army" --country SY
    """
    from counterclaim.reference.actors import ActorRegistry

    session: Session = context.obj
    on, country = _day(day), _country(country)
    registry = ActorRegistry.load(session.settings().actors)
    actor = registry.resolve(name, on=on, country=country)
    if actor is None:
        near = ", ".join(f"{one.name} ({one.id})" for one in registry.nearest(name))
        say(f"no actor is known by the name {name!r}" + (f"; near it: {near}" if near else ""))
        context.exit(1)
    row = _row(actor, registry, on)
    if form is Format.JSON:
        write_json(row)
    else:
        _print(row)


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--on must be a day such as 2017-11-09, not {text!r}") from None


def _country(text: str | None) -> str | None:
    from counterclaim.reference.countries import countries

    if text is None:
        return None
    if countries().get(text.upper()) is None:
        raise UsageError(f"--country must be an ISO 3166 code of two letters such as SY, not {text!r}")
    return text.upper()


def _row(actor: Actor, registry: ActorRegistry, on: date | None) -> dict[str, Any]:
    """All that the registry has on an actor, in plain values."""
    lineage = registry.lineage(actor.id)
    sides = registry.sides(actor.id, on)
    enemies = [
        one.to
        for side in (actor.id, *sides)
        for one in registry.relations(side, on)
        if one.kind == "at_war_with"
    ]
    holding = set(registry.relations(actor.id, on))
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "country": actor.country,
        "active": actor.period.edtf or None,
        "party": actor.party,
        "on": on,
        "names": [
            {
                "name": one.name,
                "language": one.language,
                "active": one.period.edtf if one.period else None,
                "home_only": one.home_only,
                "borne": one.borne(on),
            }
            for one in actor.names
        ],
        "sides": list(sides),
        "enemies": list(dict.fromkeys(enemies)),
        "opponents": sorted(registry.opponents(actor.id, on)),
        "relations": [
            {**_relation(actor.id, one.kind, one.to, one.period), "holds": one in holding}
            for one in registry.relations(actor.id)
        ],
        "related": [
            {
                **_relation(one.id, one.relation.kind, actor.id, one.relation.period),
                "holds": one.relation.holds(on),
            }
            for one in registry.related(actor.id)
        ],
        "lineage": {
            name: [
                _relation(one.id, one.relation.kind, one.relation.to, one.relation.period) for one in steps
            ]
            for name, steps in (("before", lineage.before), ("after", lineage.after))
        },
        "ucdp": [{"id": one.id, "name": one.name} for one in actor.ucdp],
        "acled": list(actor.acled),
        "sources": list(actor.sources),
        "uncertain": actor.uncertain,
    }


def _relation(actor_id: str, kind: str, to: str, period: Any) -> dict[str, Any]:
    return {"actor": actor_id, "is": kind, "to": to, "active": period.edtf if period else None}


def _print(row: Row) -> None:
    plain = [one["name"] for one in row["names"] if not one["language"] and not one["active"]]
    foreign: dict[str, list[str]] = {}
    for one in row["names"]:
        if one["language"]:
            foreign.setdefault(one["language"], []).append(one["name"])
    facts = [
        ("id", row["id"]),
        ("kind", row["kind"].replace("_", " ")),
        ("country", row["country"]),
        ("active", row["active"]),
        ("names", plain),
        *((f"names, {language}", names) for language, names in foreign.items()),
        ("sides with", row["sides"]),
        ("at war with", row["enemies"]),
        ("UCDP", [f"{one['id']} {one['name']}" for one in row["ucdp"]]),
        ("ACLED", row["acled"]),
        ("sources", row["sources"]),
        ("not sure", row["uncertain"]),
    ]
    columns = (Column("key", "", style="dim"), Column("value", "", ratio=1))
    shown = [{"key": key, "value": value} for key, value in facts if value]
    write_table(shown, columns, title=row["name"] + (f", on {row['on']}" if row["on"] else ""))
    write_table([one for one in row["names"] if one["active"]], _NAMES, title="Names for a time")
    write_table([*row["relations"], *row["related"]], _RELATIONS, title="Relations")
    steps = [*row["lineage"]["before"], *row["lineage"]["after"]]
    write_table(steps, _RELATIONS[:4], title="Lineage")


_NAMES = (
    Column("name", "name", style="cyan"),
    Column("active", "active"),
    Column("borne", "then", show=lambda row: "" if row["borne"] else "no"),
)
_RELATIONS = (
    Column("actor", "actor", style="cyan"),
    Column("is", "is", show=lambda row: row["is"].replace("_", " ")),
    Column("to", "to", style="cyan"),
    Column("active", "active"),
    Column("holds", "then", show=lambda row: "" if row["holds"] else "no"),
)
