"""Filters as masks over the events of an index, each made once and kept."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import TypeVar

import numpy as np

from counterclaim.ask.index.asked import LISTS, Asked
from counterclaim.ask.index.bits import Bits, bits, worth
from counterclaim.ask.index.columns import Codes, Events, Ints, Mask, Pairs, Vocabulary, Word
from counterclaim.events.hearing import SIDE

_KEPT = 96
"""Masks that are kept for each state of a record: at 300,000 events some 30 MB."""

_HEARD = {"source": "sources", "method": "methods", "modality": "modalities", "kind": "kinds"}
"""Filters that ask the claims that are heard, and their columns."""

Made = TypeVar("Made")

TextMask = Callable[[Events, str], Mask]
"""Finds the events that have a claim with given words."""


@dataclass(frozen=True, slots=True)
class Masks:
    """The mask of each filter that is set, by its name; all must hold."""

    many: int
    of: dict[str, Mask]

    def all(self) -> Mask:
        """The events that every filter lets through."""
        return self.without("")

    @property
    def word_alone(self) -> bool:
        """Whether nothing is asked but whose word counts."""
        return set(self.of) == {"word"}

    def without(self, name: str) -> Mask:
        """The events that every filter lets through but the one of that name, which is not asked."""
        some = [mask for each, mask in self.of.items() if each != name]
        if not some:
            return np.ones(self.many, dtype=np.bool_)
        found = some[0].copy()
        for mask in some[1:]:
            found &= mask
        return found


def masks(events: Events, question: Asked, find_text: TextMask) -> Masks:
    """The masks of a question."""
    word, bbox, days, text = question.word, question.bbox, (question.first, question.last), question.q
    found: dict[str, Mask] = {"word": word_of(events, word).mask}
    for name in LISTS:
        if values := getattr(question, name):
            found[name] = kept(events, (name, word, values), partial(_listed, events, word, name, values))
    if bbox is not None:
        found["bbox"] = kept(events, ("bbox", bbox), partial(in_box, events, bbox))
    if days != (None, None):
        found["period"] = kept(events, ("period", days), partial(between, events, *days))
    if question.located is not None:
        found["located"] = events.located == question.located
    if text is not None:
        found["q"] = kept(events, ("q", text), partial(find_text, events, text))
    return Masks(len(events), found)


def word_of(events: Events, name: str) -> Word:
    """The word of that name; one that nobody speaks lets one hear nothing."""
    found = events.words.get(name)
    return found if found is not None else silence(events, name)


def silence(events: Events, name: str) -> Word:
    """A word of which no event has a claim."""
    none, nothing = np.zeros(len(events), dtype=np.int32), np.zeros(0, dtype=np.int32)
    empty = Pairs(Vocabulary(), nothing, nothing)
    return Word(
        name, nothing, np.zeros(len(events), dtype=np.bool_), none, none, none, {}, empty, empty, empty, empty
    )


def column(events: Events, word: str, name: str) -> Codes | Pairs:
    """The column that a filter asks, or that of the words that let one hear anything of an event."""
    if name in _HEARD:
        found: Pairs = getattr(word_of(events, word), _HEARD[name])
        return found
    if name == "word":
        return _words(events)
    columns: dict[str, Codes | Pairs] = {
        "type": events.types,
        "status": events.statuses,
        "country": events.countries,
        "admin1": events.admin1,
        "place": events.places,
        "actor": events.actors,
        "target": events.targets,
        "side": events.sides,
    }
    return columns[name]


def bits_of(events: Events, word: str, name: str) -> Bits | None:
    """The same column as bits; null where it has so many values that this would be no sooner."""
    if name in _HEARD and word not in events.words:
        return None

    def make() -> Bits | None:
        of = column(events, word, name)
        return bits(of, len(events)) if worth(of, len(events)) else None

    found: Bits | None = events.once(("bits", word if name in _HEARD else "", name), make)
    return found


def starts_of(events: Events, word: str, name: str) -> Ints | None:
    """Where the pairs of each event begin in that column; null for the words of single sides, which are too many."""
    if name in _HEARD and (word not in events.words or word.startswith(SIDE)):
        return None
    of = column(events, word, name)
    if not isinstance(of, Pairs):
        return None
    key = ("starts", word if name in _HEARD else "", name)
    found: Ints = events.once(key, lambda: of.starts(len(events)))
    return found


def _words(events: Events) -> Pairs:
    def make() -> Pairs:
        words = Vocabulary()
        codes = [np.full(len(each.rows), words.code(name), np.int32) for name, each in events.words.items()]
        owner = np.concatenate([each.rows for each in events.words.values()] or [np.zeros(0, np.int32)])
        order = np.argsort(owner, kind="stable")
        return Pairs(words, owner[order], np.concatenate(codes)[order] if codes else owner)

    found: Pairs = events.once("words", make)
    return found


def in_box(events: Events, bbox: tuple[float, float, float, float]) -> Mask:
    """The events whose point lies in a box, its edges included."""
    west, south, east, north = bbox
    with np.errstate(invalid="ignore"):
        across = (
            (events.lon >= west) & (events.lon <= east)
            if west <= east
            else (events.lon >= west) | (events.lon <= east)
        )
        return across & (events.lat >= south) & (events.lat <= north)


def between(events: Events, first: int | None, last: int | None) -> Mask:
    """The events that may have been between two days, both included."""
    found = events.dated.copy()
    if first is not None:
        found &= events.last >= first
    if last is not None:
        found &= events.first <= last
    return found


def _listed(events: Events, word: str, name: str, values: tuple[str, ...]) -> Mask:
    of = column(events, word, name)
    if name == "admin1":
        wanted = [
            code
            for code, each in enumerate(of.words.values)
            if each in values or each.partition("/")[2] in values
        ]
    else:
        wanted = of.words.known(values)
    packed = bits_of(events, word, name)
    if packed is not None:
        return packed.any_of(wanted)
    chosen = np.zeros(len(of.words.values) + 1, dtype=np.bool_)  # the last one is that of null, -1
    chosen[wanted] = True
    if isinstance(of, Codes):
        return chosen[of.codes]
    found = np.zeros(len(events), dtype=np.bool_)
    found[of.owner[chosen[of.codes]]] = True
    return found


_lock = Lock()


def kept(events: Events, key: Hashable, make: Callable[[], Made]) -> Made:
    """What `make` makes, kept with the events by `key`."""
    known: dict[Hashable, Made] = events.kept
    with _lock:
        if key in known:
            known[key] = known.pop(key)  # the one asked for last goes last
            return known[key]
    made = make()
    with _lock:
        known[key] = made
        while len(known) > _KEPT:
            del known[next(iter(known))]
    return made
