"""Gold of the PLOVER suite: the two sets' formats, as records of one kind."""

from __future__ import annotations

import json
import re
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from itertools import permutations, product
from pathlib import Path
from typing import Any

from evaluation.reading import missing

_COMMENT = re.compile(r"<\s*!\s*--.*?--\s*>", re.DOTALL)
_SENTENCE = re.compile(r"<Sentence\b([^>]*)>(.*?)</Sentence>", re.DOTALL)
_CODING = re.compile(r"<EventCoding\b([^>]*)>")
_TEXT = re.compile(r"<Text>(.*?)</Text>", re.DOTALL)
_ATTRIBUTE = re.compile(r"(\w+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_CODE = re.compile(r"\[([A-Za-z]{3}[A-Za-z]*)")


@dataclass(frozen=True, slots=True)
class Party:
    """An actor's code: `primary` is a country (ISO 3166-1 alpha-3) or kind of body, `role` may be empty."""

    primary: str
    role: str = ""

    def __str__(self) -> str:
        return self.primary + self.role


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom; `type` is one of PLOVER 2021."""

    source: Party | None
    type: str
    target: Party | None

    def __str__(self) -> str:
        return f"{self.source or '-'} {self.type} {self.target or '-'}"


@dataclass(frozen=True, slots=True)
class Record:
    """A sentence and its events."""

    text: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The records of one set, and the names of its own actors by id, with the code of each."""

    records: tuple[Record, ...]
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    codes: Mapping[str, Party] = field(default_factory=dict)

    @contextmanager
    def actors_file(self) -> Iterator[Path | None]:
        """A user's actors file with the set's own actors; null for a set that has none."""
        if not self.names:
            yield None
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "actors.toml")
            entries = [
                f'[[actor]]\nid = {_quoted(id_)}\nname = {_quoted(names[0])}\nkind = "government"\n'
                f'names = [{", ".join(map(_quoted, names[1:]))}]\nsources = ["the set\'s own dictionary"]\n'
                for id_, names in self.names.items()
            ]
            path.write_text("\n".join(entries), encoding="utf-8")
            yield path


def _quoted(text: str) -> str:
    """A text as TOML has it."""
    return json.dumps(text)


def read_gsr(folder: Path) -> Corpus:
    """The gold standard records: every ``.txt`` and ``.json`` of `folder` that is a JSON list of records."""
    rows: list[dict[str, Any]] = []
    for path in sorted([*folder.glob("*.txt"), *folder.glob("*.json")]):
        text = path.read_text(encoding="utf-8", errors="replace")
        if text.lstrip().startswith("["):
            rows += json.loads(text, strict=False)
    records = tuple(Record(row["text"], tuple(_gsr_events(row))) for row in rows if row.get("text"))
    if not records:
        raise missing(folder)
    return Corpus(records)


def _gsr_events(row: Mapping[str, Any]) -> Iterator[Event]:
    sides: list[list[Party | None]] = [
        [
            party(one["code"] + (one.get("sector") or ""))
            for one in row.get(key) or ()
            if isinstance(one, dict)
        ]
        for key in ("source", "target")
    ]
    type_ = str(codes()["renamed"].get(row["event"], row["event"]))
    if len(sides[0]) > 1 and not sides[1]:
        yield from (Event(one, type_, other) for one, other in permutations(sides[0], 2))
    elif any(sides):
        sources, targets = (side or [None] for side in sides)
        yield from (Event(one, type_, other) for one, other in product(sources, targets))


def read_petrarch(folder: Path) -> Corpus:
    """The test records of every ``.xml`` in ``text``, each once, and the set's dictionary of actors."""
    found: dict[tuple[str, str], Record] = {}
    for path in sorted((folder / "text").glob("*.xml")):
        for match in _SENTENCE.finditer(_COMMENT.sub("", path.read_text(encoding="utf-8", errors="replace"))):
            codings, text = _CODING.findall(match[2]), _TEXT.search(match[2])
            if codings and text:
                events = dict.fromkeys(filter(None, map(_petrarch_event, codings)))
                record = Record(" ".join(unescape(text[1]).split()), tuple(events))
                found.setdefault((_attributes(match[1]).get("id", ""), record.text), record)
    if not found:
        raise missing(folder)
    names: dict[str, tuple[str, ...]] = {}
    own: dict[str, Party] = {}
    for path in sorted((folder / "dictionaries").glob("*actors*.txt")):
        for every, code in read_dictionary(path.read_text(encoding="utf-8", errors="replace")):
            id_ = f"own_{len(names)}"
            names[id_], own[id_] = every, party(code)
    return Corpus(tuple(found.values()), names, own)


def _petrarch_event(coding: str) -> Event | None:
    values = _attributes(coding)
    type_ = event_type(values.get("eventcode", ""))
    if not type_ or "sourcecode" not in values or "targetcode" not in values:
        return None
    return Event(party(values["sourcecode"]), type_, party(values["targetcode"]))


def _attributes(text: str) -> dict[str, str]:
    return {name: value[1:-1] for name, value in _ATTRIBUTE.findall(text)}


def read_dictionary(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Names and code of each actor: ``NAME [CODE]``, with ``+OTHER NAME`` and ``[CODE dates]`` on own lines.

    The last code of an actor stands for it at all times.
    """
    names: list[str] = []
    code = ""
    for raw in [*_COMMENT.sub("", text).split("\n"), "END"]:
        line = raw.partition("#")[0].rstrip()
        name = _name(line)
        if name and not raw.startswith(("+", " ", "\t")):
            if names and code:
                yield tuple(names), code
            names, code = [], ""
        if name:
            names.append(name)
        found = _CODE.search(line)
        code = found[1] if found else code


def _name(line: str) -> str:
    """The name on a line of the dictionary as a text writes it; empty on a line that has only a code."""
    words = line.partition("[")[0].strip().lstrip("+").replace("_", " ").split()
    return " ".join(word if "." in word else word.capitalize() for word in words)


def party(code: str) -> Party:
    """An actor code: three letters, and the role in the next three, by its name of today."""
    primary, role = code[:3].upper(), "".join(re.findall(r"[A-Z]", code[3:].upper()))[:3]
    return Party(primary, str(codes()["same_role"].get(role, role)))


def event_type(code: str) -> str:
    """The PLOVER type of a CAMEO or WEIS code, empty where there is none."""
    table = codes()["weis" if len(code) == 3 and not code.endswith("0") else "cameo"]
    return next((str(table[code[:size]]) for size in range(len(code), 1, -1) if code[:size] in table), "")


@cache
def codes() -> dict[str, dict[str, Any]]:
    """The tables of ``plover.toml``."""
    tables: dict[str, dict[str, Any]] = tomllib.loads(
        Path(__file__).with_name("plover.toml").read_text("utf-8")
    )
    return tables


CORPORA: dict[str, Callable[[Path], Corpus]] = {"plover_gsr": read_gsr, "petrarch2": read_petrarch}
