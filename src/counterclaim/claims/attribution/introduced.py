"""Whom a source means that names nobody in full, by the sources before it: "the monitor", "the source", "Rahman"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from counterclaim.claims.actors import Mentions
from counterclaim.claims.attribution.sayings import sayings
from counterclaim.claims.attribution.sources import link
from counterclaim.claims.lexicon import attribution_words
from counterclaim.claims.sentence import Sentence
from counterclaim.model import Attribution, SourceType

_MOST_WORDS = 8
_MOST_NAMES = 3
_BEHIND_HEAD = frozenset({"of", "for", "from", "at", "in", "with", "who", "which", "and"})
_POINTING = frozenset({"the", "this", "that", "these", "those", "its", "both"})
_WIRE = frozenset({"agency", "outlet", "body"})
_ANY_BODY = frozenset({"observatory", "network", "group", "monitor"})
_OF_KIND = {
    SourceType.MONITOR: frozenset({"monitor", "aid_organisation", "international_organisation"}),
    SourceType.AGENCY: frozenset({"agency", "media"}),
}


class Introduced:
    """The sources of a document in the order of its text, asked for by those that lead back to them."""

    def __init__(self, mentions: Mentions) -> None:
        self._mentions = mentions
        self._known: list[Attribution] = []

    def remember(self, sentence: Sentence) -> None:
        """Take in the sources that a sentence names; sentences come in the order of the text."""
        for one in sayings(sentence):
            for head in one.sources if one.of_event else ():
                named = link(head, sentence, self._mentions, None) if head.pos_ != "PRON" else None
                if named is not None and named not in self._known:
                    self._known.append(named)

    def meant(self, source: Attribution) -> Attribution:
        """The source with the name and actor of the one that it leads back to; itself where there is none."""
        if source.span is None or source.actor is not None or source.type is SourceType.PARTY:
            return source
        words = source.span.text.split()
        if not words or len(words) > _MOST_WORDS:
            return source
        found = self._short_name(source, words) if _is_name(words) else self._description(source, words)
        if found is None or found.span == source.span:
            return source
        return replace(found, span=source.span)

    def _before(self, source: Attribution) -> Iterator[Attribution]:
        """Sources before one, the nearest first."""
        at = source.span.start if source.span is not None else 0
        return (one for one in reversed(self._known) if one.span is not None and one.span.end <= at)

    def _short_name(self, source: Attribution, words: list[str]) -> Attribution | None:
        """Who was named in full: "Abdel Rahman" behind "Observatory head Rami Abdel Rahman"."""
        for one in self._before(source):
            longer = one.span.text.split() if one.span is not None else []
            if len(longer) > len(words) and _holds(longer, words):
                return one
        return None

    def _description(self, source: Attribution, words: list[str]) -> Attribution | None:
        """Who was called so before ("a source at the ministry", "the source"), else who is of that kind."""
        if not _leads_back(words):
            return None
        head = _head(words)
        for one in self._before(source):
            named = one.span.text.split() if one.span is not None else []
            own = [_stem(word) for word in named]
            if head in own and len(named) > len(words) and not _is_based(words):
                return one
        return self._of_kind(source, words)

    def _of_kind(self, source: Attribution, words: list[str]) -> Attribution | None:
        """The monitor or outlet that spoke last, or was named last: "the watchdog", "the UK-based group"."""
        kinds, head = _OF_KIND.get(source.type), _head(words)
        if kinds is None or not _calls_again(words, head):
            return None
        for one in self._before(source):
            if one.type is source.type and self._may_be_called(one, head):
                return one
        at = source.span.start if source.span is not None else 0
        for start, end in reversed(self._mentions.spans):
            known = self._mentions.at(start) if end <= at else None
            if known is not None and known.kind in kinds and known.id and known.name:
                named = replace(source, name=known.name, actor=known.id, interested=known.party)
                if self._may_be_called(named, head):
                    return named
        return None

    def _may_be_called(self, one: Attribution, head: str) -> bool:
        """Whether a source can be called by a noun: its name has no other such noun, and a wire is an agency."""
        words = one.name.split()
        if _leads_back(words):
            return False
        again = attribution_words()["named"]["again"] & {_stem(word) for word in words}
        known = self._mentions.get(one.actor)
        wire = known.kind == "agency" if known is not None and one.type is SourceType.AGENCY else None
        return again <= {head} | _ANY_BODY and wire in (None, head in _WIRE)


def _holds(longer: list[str], words: list[str]) -> bool:
    """Whether a name ends with a shorter one, or goes on behind it with what its bearer is: "X Musa, head of"."""
    size = len(words)
    ends = (at + size for at in range(len(longer) - size + 1) if longer[at : at + size] == words)
    return any(end == len(longer) or longer[end][:1].islower() for end in ends)


def _is_name(words: list[str]) -> bool:
    return (
        len(words) <= _MOST_NAMES
        and words[0][:1].isupper()
        and words[0].lower() not in _POINTING
        and all(word[:1].isupper() for word in words)
    )


def _leads_back(words: list[str]) -> bool:
    """Whether a phrase points back ("the agency") and names nobody, but for a country or a seat ("UK-based")."""
    if not words or words[0].lower() not in _POINTING:
        return False
    return all(not word[:1].isupper() or _has_seat(word) for word in words[1:])


def _calls_again(words: list[str], head: str) -> bool:
    """Whether a phrase calls a body again and adds nothing new: "the rights group", not "the provincial site"."""
    named = attribution_words()["named"]
    before = [word.lower() for word in words[1 : _end(words) - 1]]
    return head in named["again"] and all(_has_seat(word) or word in named["again_with"] for word in before)


def _has_seat(word: str) -> bool:
    return word.lower().endswith("-based")


def _is_based(words: list[str]) -> bool:
    return any(map(_has_seat, words))


def _head(words: list[str]) -> str:
    """The head of a noun phrase, in the singular."""
    return _stem(words[max(0, _end(words) - 1)])


def _end(words: list[str]) -> int:
    """Where the noun ends and what is said of it begins."""
    return next((at for at, word in enumerate(words) if word.lower() in _BEHIND_HEAD), len(words))


def _stem(word: str) -> str:
    plain = word.lower().strip(".,'’\"“”()")
    return plain[:-1] if plain.endswith("s") and not plain.endswith("ss") and len(plain) > 3 else plain
