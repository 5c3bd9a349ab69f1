"""Who's On First: the packaged extract and extras of the same form, and what its records are to us.

Which placetypes are kept, and as what, is in ``data/whosonfirst_placetypes.tsv``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources.abc import Traversable

from counterclaim.reference.gazetteer.kinds import SETTLEMENTS, kinds, settlement_kind, settlement_radius_km
from counterclaim.reference.gazetteer.layers.geonames import features
from counterclaim.reference.gazetteer.layers.record import Record
from counterclaim.reference.tables import packaged, read_table
from counterclaim.text.names import plain

EXTRACT = "whosonfirst.tsv.gz"
PLACETYPES = "whosonfirst_placetypes.tsv"
_COLUMNS = ("wof_id", "geonameid", "kind", "country", "admin1", "name", "lat", "lon", "population", "names")
_PLACETYPE_COLUMNS = ("placetype", "keep", "kind", "meaning")
_CAMPUSES = ("airport", "base")


def table(source: Traversable | None = None) -> Iterator[Record]:
    """The records of an extract, the packaged one when none is named.

    Raises `ReferenceDataError` on a malformed table.
    """
    for row in read_table(source or packaged(EXTRACT), _COLUMNS):
        if row["kind"] not in kinds():
            raise row.error(f"unknown kind {row['kind']!r}")
        yield settled(
            row["wof_id"], row["geonameid"], row["name"], row["kind"], row["country"],
            f"{row['country']}.{row['admin1']}", (row.number("lat"), row.number("lon")),
            int(row.number("population")), row.many("names"),
        )  # fmt: skip


def settled(
    wof_id: str, geonameid: str, name: str, kind: str, country: str, division: str,
    point: tuple[float, float], population: int, names: tuple[str, ...],
) -> Record:  # fmt: skip
    """A record, known by GeoNames' id where it has one, with the kind and size that its population gives."""
    radius = None
    if kind in SETTLEMENTS and kind != "neighbourhood" and population:
        kind, radius = settlement_kind(population), settlement_radius_km(population)
    own = f"wof:{wof_id}"
    return Record(
        f"gn:{geonameid}" if geonameid else own, "whosonfirst", name, kind, country, division, point, radius,
        population, names, other_ids=(own,) if geonameid else (),
    )  # fmt: skip


@cache
def placetypes() -> Mapping[str, str]:
    """Our kinds by placetype, of those that are kept. Raises `ReferenceDataError` on a malformed table."""
    table = {}
    for row in read_table(packaged(PLACETYPES), _PLACETYPE_COLUMNS):
        if row["keep"] not in ("yes", "no") or (row["keep"] == "yes") != (row["kind"] in kinds()):
            raise row.error("keep must be yes, with a known kind, or no, with none")
        if row["keep"] == "yes":
            table[row["placetype"]] = row["kind"]
    return table


def kind_of(placetype: str, feature_code: str, names: Iterable[str]) -> str | None:
    """The kind of a record, null where it is not kept.

    A settlement's is that of its feature code in GeoNames, where it has one; a campus is kept when a name
    says that it is an airfield or a base.
    """
    kind = placetypes().get(placetype)
    if placetype == "campus":
        spellings = [f" {plain(name)} " for name in names]
        return next(
            (k for k in _CAMPUSES for word in kinds()[k].words for s in spellings if f" {word} " in s), None
        )
    feature = features().get(f"P.{feature_code}")
    return feature.kind if feature and placetype == "locality" else kind
