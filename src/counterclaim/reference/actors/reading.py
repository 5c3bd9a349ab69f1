"""Reading entries of actors from TOML, with every mistake named by file, line and reason."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from counterclaim.errors import ReferenceDataError
from counterclaim.reference.actors.intervals import ALWAYS, Interval
from counterclaim.reference.actors.state_bodies import state_bodies
from counterclaim.reference.actors.types import (
    Actor,
    ActorKind,
    ActorName,
    Relation,
    RelationKind,
    UcdpActor,
)
from counterclaim.reference.countries import countries

MAX_BYTES = 16 * 1024 * 1024
_MAX_TEXT = 400
_HEADER = re.compile(r"\s*\[\[\s*actor\s*\]\]")
_ID = re.compile(r"[a-z][a-z0-9_]*(?:\.(?P<country>[A-Z]{2}))?")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_AT_LINE = re.compile(r"at line (\d+)")
_RELATIONS = tuple(RelationKind)
KEYS = frozenset(
    {
        "id", "name", "kind", "country", "active", "party", "names", "home_names", "names_in", "dated_names",
        "relations", "ucdp", "acled", "sources", "uncertain",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as written, and where: `lines` are those of its text, `line` is the number of the first."""

    file: str
    line: int
    lines: Sequence[str]
    values: Mapping[str, Any]

    def error(self, reason: str, *words: str) -> ReferenceDataError:
        """An error at the first line of the entry that holds all `words`, else at its head."""
        at = next((n for n, text in enumerate(self.lines) if words and all(w in text for w in words)), 0)
        who = self.values.get("id")
        about = f"{who}: " if isinstance(who, str) and _ID.fullmatch(who) else ""
        return ReferenceDataError(f"{self.file}, line {self.line + at}: {about}{reason}")


def read_entries(source: Traversable | Path) -> Iterator[tuple[Entry, Actor]]:
    """The entries of a file, each by itself correct. Raises `ReferenceDataError`."""
    text = _text(source)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT_LINE.search(str(error))
        line = int(at[1]) if at else text.count("\n") + 1
        raise ReferenceDataError(f"{source.name}, line {line}: {error}") from error
    except RecursionError as error:
        raise ReferenceDataError(f"{source.name}, line 1: nested too deeply") from error
    lines = text.split("\n")
    for key in table:
        if key != "actor":
            at_key = (n for n, line in enumerate(lines, 1) if key in line)
            raise ReferenceDataError(f"{source.name}, line {next(at_key, 1)}: unknown key {key!r}")
    rows = table.get("actor", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ReferenceDataError(f"{source.name}, line 1: entries are written [[actor]]")
    heads = [number for number, line in enumerate(lines) if "[[" in line and _HEADER.match(line)]
    heads = (heads if len(heads) == len(rows) else [0] * len(rows)) + [len(lines)]
    for row, head, end in zip(rows, heads, heads[1:], strict=False):
        entry = Entry(source.name, head + 1, lines[head:end], row)
        yield entry, _actor(entry)


def _text(source: Traversable | Path) -> str:
    try:
        with source.open("rb") as raw:
            data = raw.read(MAX_BYTES + 1)
    except OSError as error:
        raise ReferenceDataError(f"{source}: cannot be read: {error}") from error
    if len(data) > MAX_BYTES:
        raise ReferenceDataError(f"{source.name}: larger than {MAX_BYTES >> 20} MiB")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ReferenceDataError(f"{source.name}, line {line}: not UTF-8 text") from error


def _actor(entry: Entry) -> Actor:
    for key in entry.values:
        if key not in KEYS:
            raise entry.error(f"unknown key {key!r}", key)
    country = _string(entry, "country", required=False)
    if country is not None and countries().get(country) is None:
        raise entry.error(f"no country has the code {country!r}", "country")
    party = entry.values.get("party", False)
    if not isinstance(party, bool):
        raise entry.error("party must be true or false", "party")
    active = _string(entry, "active", required=False)
    return Actor(
        id=_id(entry),
        name=_string(entry, "name") or "",
        kind=_kind(entry),
        country=country,
        period=ALWAYS if active is None else _interval(entry, active, "active"),
        party=party,
        names=tuple(dict.fromkeys(_names(entry))),
        relations=tuple(_relations(entry)),
        ucdp=tuple(_ucdp(entry)),
        acled=_strings(entry, entry.values.get("acled", []), "acled"),
        sources=_strings(entry, entry.values.get("sources", []), "sources"),
        uncertain=_string(entry, "uncertain", required=False),
    )


def _id(entry: Entry) -> str:
    name = _string(entry, "id") or ""
    form = _ID.fullmatch(name)
    if form is None:
        raise entry.error(
            f"id {name!r} must be lower-case letters, digits and _, with .XX for a state's body", "id"
        )
    if form["country"] and countries().get(form["country"]) is None:
        raise entry.error(f"no country has the code {form['country']!r}", "id")
    if form["country"] and name[:-3] not in state_bodies():
        raise entry.error(f"a state has no body {name[:-3]!r}; it has {', '.join(state_bodies())}", "id")
    return name


def _kind(entry: Entry) -> ActorKind:
    kind = _string(entry, "kind")
    try:
        return ActorKind(kind or "")
    except ValueError:
        known = ", ".join(sorted(ActorKind))
        raise entry.error(f"unknown kind {kind!r}; kinds are {known}", "kind") from None


def _names(entry: Entry) -> Iterator[ActorName]:
    values = entry.values
    yield from (ActorName(name) for name in _strings(entry, values.get("names", []), "names"))
    for name in _strings(entry, values.get("home_names", []), "home_names"):
        yield ActorName(name, home_only=True)
    if "home_names" in values and "country" not in values:
        raise entry.error("home_names need a country", "home_names")
    foreign = values.get("names_in", {})
    if not isinstance(foreign, dict):
        raise entry.error("names_in must be a table of lists by language", "names_in")
    for language, names in foreign.items():
        if not _LANGUAGE.fullmatch(language):
            raise entry.error(f"names_in: {language!r} is no language code", "names_in")
        yield from (ActorName(name, language) for name in _strings(entry, names, "names_in"))
    for row in _tables(entry, "dated_names", {"name", "active"}):
        if "name" not in row or "active" not in row:
            raise entry.error("dated_names need name and active", "dated_names")
        name = _words(entry, row["name"], "dated_names")
        yield ActorName(name, period=_interval(entry, row["active"], "dated_names", name))


def _relations(entry: Entry) -> Iterator[Relation]:
    for row in _tables(entry, "relations", {"is", "to", "active"}):
        kind, to = row.get("is"), row.get("to")
        if kind not in _RELATIONS:
            known = ", ".join(RelationKind)
            raise entry.error(f"unknown relation {kind!r}; relations are {known}", str(kind))
        if not isinstance(to, str) or not to:
            raise entry.error(f"{kind}: to must be an id", str(kind))
        if to == entry.values["id"]:
            raise entry.error(f"{kind}: an actor has no relation to itself", f'"{kind}"', f'"{to}"')
        period = _interval(entry, row["active"], str(kind), f'"{to}"') if "active" in row else None
        yield Relation(RelationKind(kind), to, period)


def _ucdp(entry: Entry) -> Iterator[UcdpActor]:
    for row in _tables(entry, "ucdp", {"id", "name"}):
        number = row.get("id")
        if isinstance(number, bool) or not isinstance(number, int) or number < 1:
            raise entry.error(f"ucdp: id must be a number, not {number!r}", "ucdp")
        yield UcdpActor(number, _words(entry, row.get("name"), "ucdp"))


def _interval(entry: Entry, edtf: object, *words: str) -> Interval:
    if not isinstance(edtf, str):
        raise entry.error(f'active must be a text such as "2013/2019-03", not {edtf!r}', *words)
    try:
        return Interval.parse(edtf)
    except ValueError as error:
        raise entry.error(f"active: {error}", *words, edtf) from error


def _tables(entry: Entry, key: str, columns: set[str]) -> Iterator[Mapping[str, Any]]:
    rows = entry.values.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise entry.error(f"{key} must be a list of tables {{ ... }}", key)
    for row in rows:
        for column in row:
            if column not in columns:
                raise entry.error(f"{key}: unknown key {column!r}", column)
        yield row


def _strings(entry: Entry, value: object, key: str) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise entry.error(f"{key} must be a list of texts", key)
    return tuple(_words(entry, one, key) for one in value)


def _string(entry: Entry, key: str, *, required: bool = True) -> str | None:
    if key not in entry.values:
        if required:
            raise entry.error(f"{key} is missing")
        return None
    return _words(entry, entry.values[key], key)


def _words(entry: Entry, value: object, key: str) -> str:
    if not isinstance(value, str):
        raise entry.error(f"{key} must be a text, not {value!r}", key)
    words = " ".join(value.split())
    if not words:
        raise entry.error(f"{key} is empty", key)
    if len(words) > _MAX_TEXT:
        raise entry.error(f"{key} is longer than {_MAX_TEXT} characters", key)
    return words
