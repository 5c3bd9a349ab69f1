"""Who speaks in whole stretches of a document: the interviewee, the editor of a note, a partisan publisher."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from counterclaim.claims.attribution.source_types import described
from counterclaim.model import CLAIM_ROLES, Attribution, Document, Role, SourceType, Span

_NOTE = re.compile(
    r"[\[(](?:Eds?|Editors?|Editor['’]s note|Editors['’] note|Translator['’]s note|Trans|Note by the editor)"
    r"\s?[.:—–-]{1,2}\s[^\[\])]{1,1500}[\])]"
)
_TURN = re.compile(
    r"[ \t]*([A-Z][\w.'’-]{0,20}(?: [A-Z][\w.'’-]{0,20}){0,3}|(?:Radio|TV|Our) [a-z]{2,20}) ?: "
)
_QUESTIONER = frozenset({"q", "question", "interviewer", "radio host", "tv host", "our reporter"})
_ANSWERER = frozenset({"a", "answer", "interviewee"})
_WORD = r"(?:[A-Z][\w.'’-]{1,24}|al-\w{2,20}|bin|ibn|abu|de|van|von)"
_NAME = rf"{_WORD}(?: {_WORD}){{0,5}}"
_SOMEBODY = (
    rf"((?:(?:[Tt]he|an?|[Tt]heir|[Ii]ts) )?(?:[a-z-]{{2,20}} ){{0,4}}{_NAME}|"
    r"(?:[Tt]he|[Aa]n?) [a-z-]{2,20}(?: [a-z-]{2,20})?)"
)
_MET = re.compile(
    r"\b(?:(?:spoke|speaks|talked|talks|sat down|sits down) (?:to|with)|met(?: with)?|meets|interview(?:ed|s)|"
    rf"[Ii]nterview with|asked|visited) {_SOMEBODY}"
)
_TITLED = re.compile(rf"\b[Ii]nterview(?: with)?\s?[:–—-]\s{_SOMEBODY}")
_SPEAKS_FOR = re.compile(rf"(?:^|[.!?\n]\s?)({_WORD}(?: {_WORD}){{0,5}}) (?:speaks|spoke|talks) for\b")
_RECEIVED = re.compile(rf"(?:^|[.!?]\s){_SOMEBODY} (?:received|greeted|agreed)\b")
_PERSON = re.compile(rf"(?:^|[.!?]\s)({_WORD}(?: {_WORD}){{1,5}})")
_PRONOUNS = frozenset({"him", "her", "them", "us", "me"})
_LONGEST_INTRODUCTION, _LONGEST_QUESTION, _LEAST_QUESTIONS = 1500, 300, 2
_OURS = re.compile(
    r"\b(?:our (?:brave |heroic |valiant )?(?:forces|troops|units|fighters|men|soldiers|volunteers|positions|"
    r"lines|comrades|brothers|mujahid\w{2,4}|side|territory|aircraft|active)|fell to us|our enemies|"
    r"puppet (?:army|soldiers|troops|regime|forces)|hirelings|mujahid(?:in|een)|martyrdom-seek\w{2,4}|"
    r"praise be to|by god['’]s grace|god be praised)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Voices:
    """Speakers by stretch of the text, in its order, none of which overlap, and the publisher."""

    publisher: Attribution | None
    stretches: list[tuple[int, int, Attribution]] = field(default_factory=list)

    def at(self, position: int) -> Attribution | None:
        """Whose words a character of the text belongs to, when they are not the publisher's."""
        index = bisect_right(self.stretches, position, key=lambda one: one[0]) - 1
        if index >= 0 and position < self.stretches[index][1]:
            return self.stretches[index][2]
        return None


def find_voices(document: Document) -> Voices:
    """The speakers of a document's stretches."""
    notes = sorted(_notes(document))
    answers = [(start, end, who) for start, end, who in _answers(document)]
    return Voices(_publisher(document), sorted([*notes, *_without(answers, notes)], key=lambda one: one[0]))


def _publisher(document: Document) -> Attribution | None:
    if not document.publisher:
        return None
    _, of_party = described(document.publisher)
    telling = (document.text[one.start : one.end] for one in document.blocks if one.role is Role.BODY)
    partisan = of_party or any(_OURS.search(text) for text in telling)
    return Attribution(document.publisher, SourceType.PUBLISHER, interested=partisan)


def _notes(document: Document) -> Iterator[tuple[int, int, Attribution]]:
    last = -1
    for block in document.blocks:
        if block.role not in CLAIM_ROLES:
            continue
        whole = block.role is Role.EDITORIAL_NOTE
        found = [(block.start, block.end)] if whole else []
        found = found or [match.span() for match in _NOTE.finditer(document.text, block.start, block.end)]
        for start, end in found:
            if start > last:
                yield (
                    start,
                    end,
                    Attribution("editor", SourceType.PUBLISHER, span=_span(document, start, start + 1)),
                )
                last = end


def _without(
    answers: list[tuple[int, int, Attribution]], notes: list[tuple[int, int, Attribution]]
) -> Iterator[tuple[int, int, Attribution]]:
    """Answers with the editor's notes cut out."""
    for start, end, who in answers:
        for first, last, _ in notes[bisect_right(notes, start, key=lambda one: one[0]) :]:
            if first >= end:
                break
            if start < first:
                yield start, first, who
                start = last
        if start < end:
            yield start, end, who


def _answers(document: Document) -> Iterator[tuple[int, int, Attribution]]:
    """Answers of an interview; none where the document is not one."""
    lines = list(_lines(document))
    turns = [(start, end, _TURN.match(document.text, start, end)) for start, end in lines]
    labelled = [(start, match[1]) for start, _, match in turns if match]
    first = _first_question(document, lines, labelled)
    if first is None:
        return
    interviewee = _interviewee(document, first)
    speakers = _by_label(document, turns, interviewee) if len(labelled) >= _LEAST_QUESTIONS else {}
    speaker: Attribution | None = None
    for start, end, match in turns:
        if start < first:
            continue
        if speakers:
            if match and match[1] in speakers:
                speaker = speakers[match[1]]
        else:
            speaker = None if _is_question(document.text[start:end]) else interviewee
        if speaker is not None:
            yield start, end, speaker


def _lines(document: Document) -> Iterator[tuple[int, int]]:
    """The lines of the telling part."""
    for block in document.blocks:
        if block.role in CLAIM_ROLES or block.role is Role.TITLE:
            at = block.start
            for line in document.text[block.start : block.end].split("\n"):
                if line.strip():
                    yield at, at + len(line)
                at += len(line) + 1


def _is_question(text: str) -> bool:
    return text.rstrip().endswith("?") and len(text) <= _LONGEST_QUESTION


def _first_question(
    document: Document, lines: list[tuple[int, int]], labelled: list[tuple[int, str]]
) -> int | None:
    """Where the questions begin; null where there are too few, or nothing says who answers."""
    asked = {start for start, end in lines if _is_question(document.text[start:end])}
    labels = Counter(label for _, label in labelled)
    if len(labels) >= _LEAST_QUESTIONS and any(start in asked for start, _ in labelled):
        return labelled[0][0]
    if len(asked) >= _LEAST_QUESTIONS and _interviewee(document, min(asked)) is not None:
        return min(asked)
    return None


def _by_label(
    document: Document, turns: list[tuple[int, int, re.Match[str] | None]], interviewee: Attribution | None
) -> dict[str, Attribution | None]:
    """Who each label of a turn is: those who ask are null."""
    asked: Counter[str] = Counter()
    count: Counter[str] = Counter()
    place: dict[str, int] = {}
    for start, end, match in turns:
        if match:
            count[match[1]] += 1
            asked[match[1]] += _is_question(document.text[start:end])
            place.setdefault(match[1], start)
    found: dict[str, Attribution | None] = {}
    for label, times in count.items():
        if label.lower() in _QUESTIONER or (asked[label] * 2 >= times and label.lower() not in _ANSWERER):
            found[label] = None
        elif label.lower() in _ANSWERER or (interviewee and label.casefold() in interviewee.name.casefold()):
            found[label] = interviewee
        else:
            start = place[label]
            found[label] = _named(document, start, start + len(label))
    return found


def _interviewee(document: Document, first: int) -> Attribution | None:
    """Whom the introduction before the first question says that the author spoke to."""
    start = max(0, first - _LONGEST_INTRODUCTION)
    introduction = document.text[start:first]
    for pattern in (_MET, _TITLED, _SPEAKS_FOR, _RECEIVED):
        for match in pattern.finditer(introduction):
            if match[1].split()[0].lower() not in _PRONOUNS and match[1] != document.publisher:
                return _named(document, start + match.start(1), start + match.end(1))
    named = _PERSON.search(introduction)
    if named and re.search(r"\b(?:spoke|talked|met|interview\w{0,3}|asked)\b", introduction):
        return _named(document, start + named.start(1), start + named.end(1))
    return None


def _named(document: Document, start: int, end: int) -> Attribution:
    span = _span(document, start, end)
    kind, of_party = described(span.text)
    return Attribution(span.text, kind, None, of_party, span)


def _span(document: Document, start: int, end: int) -> Span:
    return Span(start, end, document.text[start:end])
