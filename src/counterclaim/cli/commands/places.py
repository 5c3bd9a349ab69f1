"""``counterclaim places``: what places a name may mean, how a wording is read, what lies around a point."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.answer import words, write_rows
from counterclaim.cli.context import Session
from counterclaim.cli.options import all_formats
from counterclaim.cli.output import Format, Row, number, say, write_json
from counterclaim.cli.table import Column, write_table
from counterclaim.errors import UsageError

if TYPE_CHECKING:
    from counterclaim.cli.place_answers import Bounds
    from counterclaim.reference.gazetteer import Gazetteer

_TABLE_ROWS = 20
_LONGEST_SAID = 100
_AGREES = {"same": "same letters", "folded": "other romanisation", "near": "near spelling"}


@click.command()
@click.argument("name", required=False)
@click.option("--country", metavar="XX", help="Country that they lie in, two letters: SY.")
@click.option("--within", metavar="NAME", help="Name or id of an area that they lie in.")
@click.option("--kind", metavar="KIND", help="Kind of place: country, admin1, city, town, village, river ...")
@click.option("--at", "point", metavar="LAT,LON", help="What lies around this point, in degrees.")
@click.option("--km", type=click.FloatRange(0, 500), metavar="N", help="How far around. Default: 10.")
@click.option("--names", is_flag=True, help="Give all spellings that are known of each, in plain letters.")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    metavar="N",
    help=f"Most rows; 0 for all. Default: {_TABLE_ROWS} in a table, all in the other forms.",
)
@all_formats
@click.pass_context
def places(
    context: click.Context,
    name: str | None,
    country: str | None,
    within: str | None,
    kind: str | None,
    point: str | None,
    km: float | None,
    names: bool,
    limit: int | None,
    form: Format,
) -> None:
    """List the places that NAME may mean, likeliest first.

    NAME is a name in any spelling, an id, or a wording such as "20 km east of Palmyra", which is answered with
    how it is read. With --at, what lies around a point, and the country and division that hold it. The exit
    code is 1 where nothing is known by that name.

    \b
    Examples:
      counterclaim places Tripoli
      counterclaim places "al-Bukamal" --names
      counterclaim places Zawiya --within Raqqa --csv
      counterclaim places "20 km east of Palmyra" --country SY --json
      counterclaim places --at 34.55,38.27 --km 25
    """
    if (name is None) == (point is None):
        raise UsageError("give a name or --at, one of the two")
    if km is not None and point is None:
        raise UsageError("--km goes with --at")
    gazetteer = _open(context.obj)
    limit = limit if limit is not None else _TABLE_ROWS if form is Format.TABLE else 0
    asked = _Asked(gazetteer, _bounds(country, within, kind, gazetteer), form, names, limit)
    found = (
        _named(name, asked) if name is not None else _around(point or "", 10.0 if km is None else km, asked)
    )
    if not found:
        context.exit(1)


@dataclass(frozen=True, slots=True)
class _Asked:
    """How to look, and how to answer. A `limit` of 0 is none."""

    gazetteer: Gazetteer
    bounds: Bounds
    form: Format
    names: bool
    limit: int

    def cut(self, rows: Sequence[Any]) -> Sequence[Any]:
        """As many as were asked for; what a table leaves out is said."""
        kept = rows[: self.limit or None]
        if len(kept) < len(rows) and self.form is Format.TABLE:
            say(f"{number(len(kept))} of {number(len(rows))} places shown; --limit 0 shows all")
        return kept

    def completed(self, rows: Iterable[Row]) -> list[Row]:
        """The rows, with all spellings if asked for."""
        return [{**row, "names": self.gazetteer.names(row["id"])} if self.names else row for row in rows]

    def write(
        self, rows: Iterable[Row], columns: Sequence[Column], fields: Sequence[str], title: str = ""
    ) -> None:
        """The rows in the form asked for."""
        if self.names:
            columns, fields = (*columns, _SPELLINGS), (*fields, "names")
        if self.form is Format.TABLE:
            write_table(self.completed(rows), columns, title=title, empty="no place is known there")
        else:
            write_rows(self.completed(rows), self.form, columns=columns, fields=fields)


def _open(session: Session) -> Gazetteer:
    from counterclaim.cli.places import ensure_gazetteer
    from counterclaim.reference.gazetteer import Gazetteer

    settings = session.settings()
    ensure_gazetteer(settings)
    return Gazetteer.open(settings.gazetteer)


def _bounds(country: str | None, within: str | None, kind: str | None, gazetteer: Gazetteer) -> Bounds:
    from counterclaim.cli.place_answers import Bounds, places_named
    from counterclaim.reference.countries import countries
    from counterclaim.reference.gazetteer.kinds import SETTLEMENTS, kinds

    code = country.upper() if country else None
    if code is not None and countries().get(code) is None:
        raise UsageError(f"--country must be an ISO 3166 code of two letters such as SY, not {country!r}")
    if kind is not None and kind not in kinds():
        raise UsageError(f"--kind must be one of {', '.join(kinds())}, not {kind!r}")
    if within is None:
        return Bounds(code, None, kind)
    areas = places_named(within, Bounds(code), gazetteer)
    if not areas:
        raise UsageError(f"--within must be a place, and none is known by the name {within!r}")
    wide = (area for area in areas if area.match.entry.kind not in SETTLEMENTS)
    return Bounds(code, next(wide, areas[0]).match.entry, kind)


def _named(name: str, asked: _Asked) -> bool:
    from counterclaim.cli.place_answers import answer_row, places_named, reading, reading_row
    from counterclaim.reference.places.containment import is_located

    read = reading(name, asked.bounds, asked.gazetteer)
    if read is not None and is_located(read):
        _write_reading(reading_row(read), asked.form)
        return True
    found = places_named(name, asked.bounds, asked.gazetteer) if read is None else []
    if not found:
        _unknown(name, asked.bounds, asked.gazetteer)
        return False
    area = asked.bounds.area
    title = f"in {area.name}, {words(area.kind)} ({area.id})" if area is not None else ""
    asked.write(map(answer_row, asked.cut(found)), _NAMED, (*_FIELDS, "agrees", "score", "share"), title)
    return True


def _unknown(name: str, bounds: Bounds, gazetteer: Gazetteer) -> None:
    from counterclaim.cli.place_answers import Bounds, places_named, suggestions

    suggested = suggestions(name, gazetteer)
    elsewhere = len(places_named(name, Bounds(), gazetteer))
    if elsewhere:
        say(
            f"no place by the name {name!r} is one of those asked for; without the other options: {elsewhere}"
        )
        return
    name = name if len(name) <= _LONGEST_SAID else f"{name[:_LONGEST_SAID]}..."
    near = ", ".join(
        f"{one.name} ({', '.join(filter(None, (one.admin1, one.country)))}; {one.id})" for one in suggested
    )
    say(f"no place is known by the name {name!r}" + (f"; near it: {near}" if near else ""))
    kept = bounds.kept
    if kept:
        say(f"a claim that puts it there keeps its words, and {kept} as the smallest area known")


def _around(point: str, km: float, asked: _Asked) -> bool:
    from counterclaim.cli.place_answers import areas_at, around

    lat, lon = _point(point)
    areas = areas_at(lat, lon, asked.gazetteer)
    rows = asked.cut(around(lat, lon, km, asked.bounds, asked.gazetteer))
    if asked.form is Format.JSON:
        write_json({"lat": lat, "lon": lon, **areas, "places": asked.completed(rows)})
        return True
    if asked.form is Format.TABLE:
        holders = [one["name"] for one in (areas["admin1"], areas["country"]) if one]
        said = ", ".join(holders) or "no country: at sea"
        about = " (the division's border is approximate)" if areas["approximate"] else ""
        write_table(
            [{"at": f"{lat}, {lon}", "in": said + about}], (Column("at", "point"), Column("in", "in"))
        )
    asked.write(rows, _NEAR, (*_FIELDS, "distance_km"))
    return True


def _point(text: str) -> tuple[float, float]:
    try:
        lat, lon = (float(part) for part in text.split(","))
    except ValueError:
        lat = lon = float("nan")
    if not (-90.0 <= lat <= 90.0 and -180.0 <= lon <= 180.0):
        raise UsageError(f"--at must be degrees of latitude and longitude such as 34.55,38.27, not {text!r}")
    return lat, lon


def _write_reading(row: dict[str, Any], form: Format) -> None:
    if form is not Format.TABLE:
        write_rows([row], form, columns=(), fields=list(row))
        return
    facts = [
        ("read as", _relation(row)),
        ("point", f"{row['lat']}, {row['lon']}"),
        ("radius", f"{row['radius_km']} km"),
        ("division", row["admin1"]),
        ("country", row["country"]),
        ("precision", _precision(row)),
        ("place", f"{row['name']} ({row['id']})" if row["id"] else None),
        ("score", row["score"]),
    ]
    columns = (Column("key", "", style="dim"), Column("value", "", ratio=1))
    write_table([{"key": key, "value": value} for key, value in facts if value], columns, title=row["text"])


def _relation(row: Row) -> str:
    """The relation in words: "20 km east of Tadmur", "between Tadmur and Homs (144 km)"."""
    ((relation, km),) = row["relation"].items()
    if row["name"] is None:
        return f"{relation} ({km:g} km)" if km is not None else str(relation)
    return f"{'' if km is None else f'{km:g} km '}{relation} {row['name']}"


def _division(row: Row) -> list[str]:
    return [one for one in (row["admin1"], row["country"]) if one]


def _precision(row: Row) -> str:
    """Ours, then ACLED's and UCDP's codes: "near (2, 2)"."""
    acled, ucdp = ("-" if code is None else str(code) for code in (row["geo_precision"], row["where_prec"]))
    return f"{row['precision']} ({acled}, {ucdp})"


_FIELDS = (
    "id", "name", "kind", "country", "admin1", "lat", "lon", "radius_km", "population", "precision",
    "geo_precision", "where_prec", "sources",
)  # fmt: skip
_PLACE = (
    Column("id", "id", style="dim"),
    Column("name", "name", style="green"),
    Column("kind", "kind", show=lambda row: words(row["kind"])),
    Column("country", "in", ratio=1, show=lambda row: ", ".join(_division(row))),
    Column("point", "point", show=lambda row: f"{row['lat']}, {row['lon']} ({row['radius_km']:g} km)"),
    Column("population", "people", numeric=True),
    Column("precision", "precision", show=_precision),
)
_SOURCES = Column("sources", "sources", ratio=1)
_SPELLINGS = Column("names", "names", ratio=2)
_NAMED = (
    *_PLACE,
    Column("agrees", "spelling", show=lambda row: f"{_AGREES[row['agrees']]} {row['score']:g}"),
    Column("share", "share", show=lambda row: "" if row["share"] is None else f"{row['share']:g}"),
    _SOURCES,
)
_NEAR = (Column("distance_km", "away", show=lambda row: f"{row['distance_km']:g} km"), *_PLACE, _SOURCES)
