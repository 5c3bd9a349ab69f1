"""Reading tables of actors, with every mistake named by file and line."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from counterclaim.reference.countries import countries
from counterclaim.reference.tables import Row, packaged, read_table

COLUMNS = (
    "id", "name", "kind", "country", "from", "to", "side", "party", "opponents", "parent", "after", "names",
)  # fmt: skip
_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[A-Z]{2})?")
_SHARED = "~"


@dataclass(frozen=True, slots=True)
class ActorRow:
    """A checked line. `shared_names` are those that are met only in a document about the actor's country."""

    id: str
    name: str
    kind: str
    country: str | None
    start: int | None
    end: int | None
    side: str | None
    parent: str | None
    after: str | None
    party: bool
    opponents: tuple[str, ...]
    names: tuple[str, ...]
    shared_names: tuple[str, ...]


def read_actors(extra: Path | None, kinds: AbstractSet[str], made: AbstractSet[str]) -> dict[str, ActorRow]:
    """The packaged rows by id, with those of `extra` added or in their stead.

    `made` are ids that exist without a row. Raises `ReferenceDataError`.
    """
    checked: dict[str, tuple[Row, ActorRow]] = {}
    for source in (packaged("actors.tsv"), *((extra,) if extra else ())):
        here: set[str] = set()
        for row in read_table(source, COLUMNS):
            actor = _check(row, kinds)
            if actor.id in here:
                raise row.error(f"the id {actor.id!r} stands twice")
            here.add(actor.id)
            checked[actor.id] = (row, actor)
    known = made | checked.keys()
    for row, actor in checked.values():
        for column in ("side", "parent", "after"):
            if row[column] and row[column] not in known:
                raise row.error(f"{column}: there is no actor {row[column]!r}")
        for other in actor.opponents:
            if other not in known:
                raise row.error(f"opponents: there is no actor {other!r}")
    return {actor.id: actor for _, actor in checked.values()}


def _check(row: Row, kinds: AbstractSet[str]) -> ActorRow:
    if not _ID.fullmatch(row["id"]):
        raise row.error(
            f"id {row['id']!r} must be lower-case letters, digits and _, with .XX for a state's body"
        )
    if not row["name"].strip():
        raise row.error("name is empty")
    if row["kind"] not in kinds:
        raise row.error(f"unknown kind {row['kind']!r}; kinds are {', '.join(sorted(kinds))}")
    if row["country"] and countries().get(row["country"]) is None:
        raise row.error(f"no country has the code {row['country']!r}")
    if row["party"] not in ("yes", "no"):
        raise row.error(f"party must be yes or no, not {row['party']!r}")
    start, end = _year(row, "from"), _year(row, "to")
    if start is not None and end is not None and start > end:
        raise row.error(f"from {start} is after to {end}")
    names = row.many("names")
    return ActorRow(
        id=row["id"],
        name=row["name"].strip(),
        kind=row["kind"],
        country=row["country"] or None,
        start=start,
        end=end,
        side=row["side"] or None,
        parent=row["parent"] or None,
        after=row["after"] or None,
        party=row["party"] == "yes",
        opponents=row.many("opponents"),
        names=tuple(name for name in names if not name.startswith(_SHARED)),
        shared_names=tuple(name.removeprefix(_SHARED) for name in names if name.startswith(_SHARED)),
    )


def _year(row: Row, column: str) -> int | None:
    if not row[column]:
        return None
    if not re.fullmatch(r"[12]\d{3}", row[column]):
        raise row.error(f"{column} must be a year, not {row[column]!r}")
    return int(row[column])
