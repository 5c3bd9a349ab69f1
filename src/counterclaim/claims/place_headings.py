"""Places that head a line or a paragraph: "- Al-Bab: two civilians killed", "KOLOFATA. On Tuesday night ...".

A daily report names the place once, and tells behind it what happened there. What stands before a report as a whole
("GOMA, DR Congo - ...") is a dateline and no such heading.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from counterclaim.claims.place_candidates import Known
from counterclaim.claims.place_words import place_words
from counterclaim.claims.sentence import RawSentence, dictionary
from counterclaim.model import Place, Span
from counterclaim.reference.gazetteer import Gazetteer
from counterclaim.reference.places.resolve import ToponymMention, resolve

_WORD = r"[^\W\d_][\w'’‘`ʿ-]*"
_NAME = rf"{_WORD}(?: (?:(?:of|de|da|do|del|la|el|al) )?{_WORD}){{0,3}}"
_HEADING = re.compile(
    rf"(?P<mark>[-–—•*·▪>]\s*|\(?\d{{1,2}}[.)]\s+)?(?P<name>{_NAME})"
    rf"(?:(?:, ?| ?\()(?P<within>{_NAME})\)?)?(?P<end>\s?:|\s[-–—|]|\.)(?=\s|\Z)"
)
_FEWEST = 2
"""Lines with a heading that a text must have where they are not marked as the items of a list."""
_MARKS = 8
"""Characters before a sentence that may be the mark of its line."""


def headed_places(
    told: Sequence[RawSentence], text: str, gazetteer: Gazetteer, countries: Sequence[str]
) -> tuple[list[RawSentence], dict[int, Place]]:
    """The sentences of `text`, each without the heading before it; and the places of the headings, by where what
    they head begins.

    Names that the gazetteer lacks are left out, and so is a place in a country that neither `countries` (those that
    the text speaks of) nor another heading has.
    """
    found = list(_headings(told, text, Known(gazetteer)))
    if len(found) < _FEWEST and not any(match["mark"] for _, match in found):
        return list(told), {}
    mentions: list[ToponymMention] = []
    at = {sentence.span.start: _append(mentions, sentence, match) for sentence, match in found}
    places = resolve(mentions, gazetteer, context_countries=countries)
    headed = {start: places[number] for start, number in at.items()}
    named = Counter(one.country for one in headed.values())
    kept = {
        start: place
        for start, place in headed.items()
        if place.id is not None and (place.country in countries or named[place.country] > 1)
    }
    ends = {sentence.span.start: match.end() for sentence, match in found if sentence.span.start in kept}
    cut = [_behind(one, ends[one.span.start]) if one.span.start in ends else one for one in told]
    return cut, {
        new.span.start: kept[old.span.start]
        for old, new in zip(told, cut, strict=True)
        if old.span.start in kept
    }


def _behind(sentence: RawSentence, length: int) -> RawSentence:
    """A sentence without so many characters at its start; whole where it has no more."""
    rest = sentence.span.text[length:]
    start = sentence.span.end - len(rest.lstrip())
    return replace(sentence, span=Span(start, sentence.span.end, rest.lstrip())) if rest.strip() else sentence


def _headings(
    told: Sequence[RawSentence], text: str, known: Known
) -> Iterator[tuple[RawSentence, re.Match[str]]]:
    for sentence in told:
        match = _HEADING.match(sentence.span.text)
        if match is None or not _is_heading(match, _begins_line(text, sentence.span.start)):
            continue
        name = match["name"]
        if known.so_spelt(name) and (not dictionary().kinds(name.lower()) or known.well(name)):
            yield sentence, match


def _is_heading(match: re.Match[str], begins_line: bool) -> bool:
    """Whether the words stand apart: before a colon or dash of a line, or as a sentence in capitals."""
    name = match["name"]
    if not all(word[0].isupper() or word in place_words("particles") for word in name.split()):
        return False
    if match["end"] == ".":
        return name.isupper() and match.end() == len(match.string)
    return begins_line


def _begins_line(text: str, start: int) -> bool:
    before = text[max(0, start - _MARKS) : start].rstrip(" \t-–—•*·▪>")
    return before.endswith("\n") if before else start <= _MARKS


def _append(mentions: list[ToponymMention], sentence: RawSentence, match: re.Match[str]) -> int:
    """Add the name of a heading, and what it lies in, to `mentions`; the index of the name."""
    start, number = sentence.span.start, len(mentions)
    within = number + 1 if match["within"] else None
    mentions.append(
        ToponymMention(match["name"], start + match.start("name"), start + match.end("name"), within=within)
    )
    if within:
        mentions.append(
            ToponymMention(match["within"], start + match.start("within"), start + match.end("within"))
        )
    return number
