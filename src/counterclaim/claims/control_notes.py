"""Notes on a place: sentences without a subject that say who took or holds it ("Recaptured by rebels on 7 July").

Lists, tables and captions have them. What they are about is what the heading names. The parser makes little of them,
so they are read by their words: a participle of `data/control_notes.toml` where a sentence begins, "by", and a name.
"""

from __future__ import annotations

import calendar
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from counterclaim.model import ControlChange, Modality, Verification

_LONGEST = 400
"""Characters of a note; what is longer is a sentence."""
_MOST_WORDS = 8
_NAME_PART = re.compile(r"""[\s"“”']*([^\W\d_][\w'’.&-]*|/|&|\()""")
_MONTHS = frozenset(name.casefold() for name in (*calendar.month_name, *calendar.month_abbr, "Sept") if name)
_ASIDES = re.compile(
    r"\([^)]{0,80}\)|,\s*(?:\d{4}|(?:as of|since|on|in|by|around|early|late|mid|according to|but)\b[^,]{0,80})"
)
_UNVERIFIED = re.compile(r"\b(?:not|un)[\s-]?(?:yet\s|been\s|independently\s){0,3}(?:verified|confirmed)\b")
_CLAIMED = re.compile(r"\s*(?:was\s+|is\s+)?claimed\b")


@dataclass(frozen=True, slots=True)
class ControlNote:
    """What a note says. `start` and `end` are the participle's characters in the text, `holder` those of the name."""

    start: int
    end: int
    change: ControlChange
    holder: tuple[int, int] | None
    modality: Modality
    verification: Verification


def control_notes(text: str) -> list[ControlNote]:
    """The notes of a sentence, from left to right; none for one with a subject, or that goes on to something else."""
    if len(text) > _LONGEST:
        return []
    found = []
    for match in _grammar().finditer(text):
        note = _note(match, text)
        if note is not None:
            found.append(note)
    return found


def _note(match: re.Match[str], text: str) -> ControlNote | None:
    stem = (match["participle"] or match["noun"]).casefold()
    change = _changes()[" ".join(stem.removeprefix("re-").split())]
    holder = None
    end = match.end()
    if match["by"]:
        holder = _holder(text, end)
        if holder is None:
            return None
        end = holder[1]
    elif change in (ControlChange.GAINED, ControlChange.LOST, ControlChange.HELD):
        return None
    if _goes_on(text[end:]):
        return None
    group = "participle" if match["participle"] else "noun"
    before = " ".join(match["adverbs"].casefold().split()) if match["adverbs"] else ""
    modality, verification = Modality.REPORTED, Verification.NONE
    rest = text[end:]
    said = match["claimed"] or match["speaker"] or _CLAIMED.match(rest)
    if said or any(before.endswith(one) for one in _lists()["claim"]):
        modality = Modality.CLAIMED
    if any(one in before.split() for one in _lists()["doubt"]) or _UNVERIFIED.search(rest):
        verification = Verification.UNVERIFIED
    if any(one in before.split() for one in _lists()["deny"]):
        modality = Modality.DENIED
    return ControlNote(*match.span(group), change, holder, modality, verification)


def _holder(text: str, start: int) -> tuple[int, int] | None:
    """Where the name behind "by" stands: words up to a date, a preposition or the end."""
    first: int | None = None
    end = at = start
    for _ in range(_MOST_WORDS):
        match = _NAME_PART.match(text, at)
        if match is None or match[1] == "(":
            break
        word = match[1].casefold().rstrip(".")
        if word in _lists()["stops"] or not _MONTHS.isdisjoint(word.split("-")):
            break
        if first is None and word in ("the", "a", "an"):
            at = match.end()
            continue
        first = match.start(1) if first is None else first
        at = match.end()
        end = match.start(1) + len(match[1].rstrip("."))
        if match[1].endswith(".") and len(match[1]) > 3:
            break
    if first is None:
        return None
    name = text[first:end].rstrip(" /&")
    return (first, first + len(name)) if name else None


def _goes_on(rest: str) -> bool:
    """Whether a main clause follows: "Captured by rebels in 2012, the town was retaken"."""
    sentence = re.split(r"[.;\n](?:\s|$)", rest, maxsplit=1)[0]
    return "," in _ASIDES.sub("", sentence)


@cache
def _knowledge() -> dict[str, Any]:
    text = files("counterclaim.claims").joinpath("data/control_notes.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _lists() -> dict[str, frozenset[str]]:
    found = _knowledge()
    return {
        **{name: frozenset(words) for name, words in found["adverbs"].items()},
        "stops": frozenset(found["holder"]["stops"]),
    }


@cache
def _changes() -> dict[str, ControlChange]:
    """What each participle or noun says, also with "re" before it."""
    found = {}
    for kind in ("participles", "nouns"):
        for change, words in _knowledge()[kind].items():
            for word in words:
                found[word] = found[f"re{word}"] = ControlChange(change)
    return found


@cache
def _grammar() -> re.Pattern[str]:
    """The beginning of a note, up to and with its "by"."""

    def any_of(words: list[str]) -> str:
        ordered = sorted(words, key=lambda word: (-len(word), word))
        return "|".join(r"\s+".join(map(re.escape, word.split())) for word in ordered)

    found = _knowledge()
    adverbs = any_of([word for words in found["adverbs"].values() for word in words])
    participles = any_of([word for words in found["participles"].values() for word in words])
    nouns = any_of([word for words in found["nouns"].values() for word in words])
    return re.compile(
        r"(?:^|(?<=[.;:\n\])])|(?<=\d\s)|(?<=\d)(?=[A-Z]))[\s\"“'*•–-]{0,8}"
        r"(?P<speaker>(?:[^\W\d_][\w-]*\s+){1,4}(?:claims?|claimed|says?|said|reports?|reported)\s+)?"
        rf"(?P<adverbs>(?:(?:{adverbs})[\"”]?\s+){{0,3}})[\"“]?"
        rf"(?:(?:has\s+been|was|is|being)\s+(?:(?:{adverbs})\s+){{0,2}})?"
        rf"(?:(?P<participle>(?:re-?)?(?:{participles}))|(?P<noun>(?:re-?)?(?:{nouns})))\b"
        r"(?P<claimed>\s+(?:as\s+)?claimed\b)?[\"”]?"
        r"(?:\s+(?:on\s+|in\s+)?[\w-]{1,12}(?:\s[\w-]{1,12}){0,2}(?<=\d)(?=\s+by\b))?"
        r"(?:\s+(?:along|together)\s+with\s+[^,.;]{1,60}?(?=\s+by\b))?(?P<by>\s+by\b)?",
        re.IGNORECASE | re.MULTILINE,
    )
