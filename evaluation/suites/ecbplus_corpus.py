"""The texts of ECB+ with their mentions and who is whom (Cybulska and Vossen 2014, "Using a sledgehammer to crack a
nut? Lexical diversity and event coreference resolution").

The tokens of a file are put together to a text, a line a sentence; the address that a text of the second layer begins
with is kept apart. A topic has two subtopics, one seminal event each: ``ecb`` and ``ecbplus``. Chains are those across
documents, by their instance id, and those within one; a mention in none is a chain of its own.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from counterclaim.model import Span, When
from counterclaim.text.dates import parse_date
from counterclaim.text.published import parse_published
from evaluation.reading import missing

SENTENCES = "ECBplus_coreference_sentences.csv"
_NAME = re.compile(r"(?P<topic>\d+)_(?P<number>\d+)(?P<layer>ecb(?:plus)?)")
_EVENTS = ("ACTION", "NEG_ACTION")
_NEGATED = "NEG_"
_ADDRESS = re.compile(r"\w{2,10}\s?:\s?/\s?/")
_DATE_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)/(\d\d?|[a-z]{3})/(\d\d?)/")
_DATE_LINES = 6
"""How many sentences from the top the line with the date of publication is looked for in."""
_MOST_OF_A_DATE = 60
_LABEL = re.compile(
    r"\s*(?:(?:last\s)?(?:published|updated|posted)(?:\son)?\s?[:,]?|by\s[^,\d]*,)\s*", re.IGNORECASE
)
_CLOSES = re.compile(r"[.,;:?!)\]}%'’”/-]|''|(?:['’](?:s|re|ve|ll|d|m))|n['’]t", re.IGNORECASE)
_OPENS = re.compile(r"[(\[{$£€“‘/-]\Z")
_ONE_NUMBER = re.compile(r"\d[.:] \d|\d, \d{3}\Z")
_CONTRACTION = re.compile(r"[’'] (?:s|t|re|ve|ll|d|m)\Z", re.IGNORECASE)
_QUOTES = {"``": "“", "''": "”"}


@dataclass(frozen=True, slots=True)
class Token:
    """A token of a file: which sentence it is of, and where it stands in the text."""

    sentence: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Markable:
    """Something marked. `kind` is the tag of the annotation (ACTION_OCCURRENCE, LOC_GEO, TIME_DATE ...)."""

    id: str
    kind: str
    sentence: int
    span: Span
    chain: str

    @property
    def is_event(self) -> bool:
        """Whether it is an action or state, one that did not happen included."""
        return self.kind.startswith(_EVENTS)

    @property
    def negated(self) -> bool:
        """Whether the text says that it did not happen."""
        return self.kind.startswith(_NEGATED)


@dataclass(frozen=True)
class Text:
    """One document. `checked` are the sentences whose annotation was checked, which alone are scored."""

    name: str
    topic: str
    subtopic: str
    text: str = field(repr=False)
    address: str | None
    sentences: Mapping[int, Span] = field(repr=False)
    markables: tuple[Markable, ...] = field(repr=False)
    checked: frozenset[int]

    @property
    def events(self) -> list[Markable]:
        """The mentions of events that are scored, in the order of the text."""
        return [one for one in self.markables if one.is_event and one.sentence in self.checked]

    @property
    def publisher(self) -> str | None:
        """The host of the address."""
        host = re.match(r"\w+://(?:www\.)?([^/]+)", self.address or "")
        return host[1] if host else None

    @cached_property
    def published(self) -> date | None:
        """The day that the address tells, or a line of its own near the top; null when none does."""
        told = _DATE_IN_ADDRESS.search(self.address or "")
        lines = [self.sentences[number].text for number in sorted(self.sentences)[:_DATE_LINES]]
        stated = [" ".join((told[3], told[2], told[1])) if told and told[2].isalpha() else ""]
        stated += ["-".join(told.groups()) if told else "", *lines]
        days = (_stated_day(line) for line in stated if line and len(line) <= _MOST_OF_A_DATE)
        return next((day for day in days if day), None)


def _stated_day(line: str) -> date | None:
    line = _LABEL.sub("", line, count=1)
    for when in (parse_published(line), parse_date(line)):
        if when and when.start and when.start == when.end and _has_year(line, when):
            return when.start
    return None


def _has_year(line: str, when: When) -> bool:
    return when.start is not None and str(when.start.year)[2:] in line


def read_corpus(folder: Path) -> list[Text]:
    """All texts of a folder with topics in folders. Raises FileNotFoundError where there is none."""
    checked = _checked(folder / SENTENCES)
    paths = sorted(
        path for path in folder.glob("*/*.xml") if _NAME.fullmatch(path.stem) and path.stem in checked
    )
    if not paths:
        raise missing(folder)
    return [read_text(path, checked[path.stem]) for path in paths]


def _checked(path: Path) -> dict[str, frozenset[int]]:
    """By text, the sentences whose annotation was checked."""
    found: dict[str, set[int]] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(f"{row['Topic']}_{row['File']}", set()).add(int(row["Sentence Number"]))
    return {name: frozenset(numbers) for name, numbers in found.items()}


def read_text(path: Path, checked: frozenset[int]) -> Text:
    """One file. Its name tells topic and layer."""
    root = etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    name = _NAME.fullmatch(path.stem)
    assert name is not None  # noqa: S101 - `read_corpus` gives no other
    words: dict[int, list[tuple[str, str]]] = {}
    for token in root.iter("token"):
        number, token_id = str(token.get("sentence")), str(token.get("t_id"))
        words.setdefault(int(number), []).append((token_id, token.text or ""))
    first = min(words, default=0)
    address = None
    if words and _ADDRESS.match(" ".join(word for _, word in words[first])):
        address = "".join(word for _, word in words.pop(first))
    text, tokens, sentences = _put_together(words)
    return Text(
        name=path.stem,
        topic=name["topic"],
        subtopic=name["topic"] + name["layer"],
        text=text,
        address=address,
        sentences=sentences,
        markables=tuple(_markables(root, text, tokens, path.stem)),
        checked=checked,
    )


def _put_together(
    words: Mapping[int, Sequence[tuple[str, str]]],
) -> tuple[str, dict[str, Token], dict[int, Span]]:
    """The text, its tokens by id, and its sentences by number."""
    text = ""
    tokens: dict[str, Token] = {}
    sentences: dict[int, Span] = {}
    for number, every in words.items():
        start = len(text)
        for token_id, raw in every:
            word = _QUOTES.get(raw, raw).strip()
            if not word:
                continue
            text += " " if len(text) > start and _parted(text, word) else ""
            tokens[token_id] = Token(number, len(text), len(text) + len(word))
            text += word
        sentences[number] = Span(start, len(text), text[start:])
        text += "\n"
    return text, tokens, sentences


def _parted(before: str, word: str) -> bool:
    """Whether a space stands between a word and the text before it; files cut words at every mark."""
    if _CLOSES.fullmatch(word) or _OPENS.search(before):
        return False
    joint = f"{before[-2:]} {word}"
    return not (_ONE_NUMBER.match(joint) or _CONTRACTION.match(joint, 1))


def _markables(root: Any, text: str, tokens: Mapping[str, Token], name: str) -> Iterator[Markable]:
    """What is marked, in the order of the text; a mention of words that are not there is left out."""
    chains = _chains(root, name)
    found = []
    for element in root.find("Markables"):
        anchors = [
            tokens[one.get("t_id")] for one in element.findall("token_anchor") if one.get("t_id") in tokens
        ]
        if anchors:
            start, end = min(one.start for one in anchors), max(one.end for one in anchors)
            mark = element.get("m_id")
            chain = chains.get(mark, f"{name}/{mark}")
            span = Span(start, end, text[start:end])
            found.append(Markable(f"{name}/{mark}", element.tag, anchors[0].sentence, span, chain))
    yield from sorted(found, key=lambda one: (one.span.start, one.span.end, one.id))


def _chains(root: Any, name: str) -> dict[str, str]:
    """Chain by mention."""
    topic = name.partition("_")[0]
    found = {}
    for relation in root.find("Relations"):
        across = relation.get("note")
        chain = f"{topic}/{across}" if across else f"{name}/r{relation.get('r_id')}"
        for source in relation.findall("source"):
            found[source.get("m_id")] = chain
    return found
