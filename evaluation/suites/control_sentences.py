"""Who took or holds the place, read from the sentences beside the rows of the table of control.

A unit is one place with one text. A cell loses its line breaks, so that "Battle of KhersonCaptured by" is put on two
lines again; the text is read by the product's public reading path as a report titled by the place, published on the
first snapshot that has it. Gold is what the table says in its fixed phrases, each with who follows "by": (re)captured
and "capture claimed" (gained), controlled and "control claimed" (held), and a line that begins with "Contested". Of
"Russia/ Donetsk PR" either is right. "Partially" and "both sides" name no holder and are left out.

`accuracy` is the share of gold for which a claim on that line has the change and a holder of those words, in order;
`change` the share with the change alone; `missed` and `wrong_holder` count errors; `extra` counts claims on control
on lines that have no such gold.
"""

from __future__ import annotations

import calendar
import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from counterclaim import pipeline
from counterclaim.config import load_settings
from counterclaim.model import ActorRole, Claim, ControlChange
from counterclaim.sources import SourceOptions
from evaluation.suites.control_table import Row

_GLUED = re.compile(r"(?<=[a-zа-я0-9.)\]])(?=[A-ZС][a-zа-я])")
_MONTHS = "|".join(f"{name[:3]}(?:{name[3:]})?" if name[3:] else name for name in calendar.month_name[1:])
_PHRASE = re.compile(
    r"(?P<part>partially\s+)?\b(?P<what>(?:re)?[cс]aptured|capture claimed|controlled|control claimed)\b"
    r"(?P<mid>(?:(?!\bby\b)[^.\n]){0,60}?)\bby\s+(?P<who>[^\W\d_][\w/ ]*?)"
    r"(?=\s+(?:in|on|by|around|between|along|early|late|mid|as|during|first|special|sources?|forces?)\b|\s+\d"
    rf"|\s+(?:{_MONTHS})\b|[.,;?\n\"”]|\s+\?|$)",
    re.IGNORECASE,
)
_CONTESTED = re.compile(r"^contested\b", re.IGNORECASE)
_CHANGES = {
    "captured": "gained",
    "recaptured": "gained",
    "capture claimed": "gained",
    "controlled": "held",
    "control claimed": "held",
}


@dataclass(frozen=True, slots=True)
class Taking:
    """What a line says: a change and the holders that are right, none for contested."""

    line: int
    change: ControlChange
    holders: frozenset[str]


def figures(rows: Sequence[Row]) -> dict[str, float]:
    """The figures over the distinct texts of the rows."""
    units: dict[tuple[str, str], Row] = {}
    for row in rows:
        if row.info.strip():
            units.setdefault((row.name, row.info), row)
    texts = [lines(info) for _, info in units]
    readings = _read(
        [(row.name, text, row.day.isoformat()) for row, text in zip(units.values(), texts, strict=True)]
    )
    right = change = missed = extra = total = 0
    for text, claims in zip(texts, readings, strict=True):
        gold = takings(text)
        total += len(gold)
        left = [(text_line(text, claim), claim) for claim in claims]
        for one in gold:
            same = [pair for pair in left if pair[0] == one.line and _change(pair[1]) == one.change]
            exact = next((pair for pair in same if _holds(pair[1], text, one)), None)
            right += exact is not None
            change += bool(same)
            missed += not any(pair[0] == one.line for pair in left)
            if exact or same:
                left.remove(exact or same[0])
        told = {one.line for one in gold}
        extra += sum(line not in told for line, _ in left)
    return {
        "accuracy": right / total if total else 0.0,
        "change": change / total if total else 0.0,
        "takings": total,
        "missed": missed,
        "wrong_holder": change - right,
        "extra": extra,
        "texts": len(units),
    }


def lines(info: str) -> str:
    """The text of a cell with its line breaks again."""
    return re.sub(r"[ \xa0]+", " ", _GLUED.sub("\n", info)).strip()


def takings(text: str) -> list[Taking]:
    """Gold of a text, in order."""
    found = []
    for number, line in enumerate(text.split("\n")):
        if _CONTESTED.match(line):
            found.append(Taking(number, ControlChange.CONTESTED, frozenset()))
        for match in _PHRASE.finditer(line):
            if match["part"] or match["who"].casefold().startswith("both"):
                continue
            what = match["what"].casefold().replace("с", "c")
            found.append(Taking(number, ControlChange(_CHANGES[what]), _names(match["who"])))
    return found


def _names(words: str) -> frozenset[str]:
    return frozenset(part.strip().casefold() for part in words.split("/") if part.strip())


def text_line(text: str, claim: Claim) -> int:
    """The line of the text that a claim's trigger stands on, -1 for one outside."""
    start = claim.trigger.start
    return text.count("\n", 0, start) if 0 <= start < len(text) else -1


def _change(claim: Claim) -> ControlChange | None:
    return claim.control.change if claim.control else None


def _holds(claim: Claim, text: str, gold: Taking) -> bool:
    if not gold.holders:
        return True
    spans = [actor.span for actor in claim.actors if actor.role is ActorRole.HOLDER]
    return any(_names(text[span.start : span.end]) & gold.holders for span in spans)


def _read(units: Sequence[tuple[str, str, str]]) -> list[list[Claim]]:
    """The control claims of each text, in order of their words."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "texts.jsonl")
        written = [{"title": name, "text": text, "published": day} for name, text, day in units]
        path.write_text("".join(json.dumps(row) + "\n" for row in written), encoding="utf-8")
        found = {
            reading.item_locator: reading
            for reading in pipeline.extract([str(path)], load_settings({})[0], SourceOptions())
            if isinstance(reading, pipeline.Reading)
        }
    readings = [found.get(f"{path}#line={number}") for number in range(1, len(units) + 1)]
    return [
        sorted((claim for claim in reading.claims if claim.control), key=lambda claim: claim.trigger.start)
        if reading
        else []
        for reading in readings
    ]
