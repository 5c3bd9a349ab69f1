"""Which place of a sentence is the event's, against the labels of Halterman (2019), "Geolocating Political
Events in Text".

Each row is a sentence with one marked verb and the places where its event happened, which are often none. No
candidates are given: places that are not found cannot be chosen. Figures:

- accuracy: of the sentences with a marked place, the share where the place chosen for the verb overlaps one
  (an event of several places has one of them right with any);
- none_found: of the sentences without, the share where none is chosen;
- nearest_baseline: the accuracy of taking the place found nearest to the verb.

The weights of the place ranker are learnt from three fifths of the sentences (`in_training`); ``unseen`` has the
figures over the others.

Some parts of the set give a place as its first and last token instead of its characters (see `labels`).
``python -m evaluation.suites.event_location`` prints what was wrong.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha1
from pathlib import Path
from typing import Any

from counterclaim.claims.actors import Mentions, find_actors
from counterclaim.claims.place_choice import place_at
from counterclaim.claims.places import Places, find_places
from counterclaim.claims.sentence import MAX_SENTENCE, Sentence, parse, sentences
from counterclaim.documents import ReadOptions, read_document
from counterclaim.errors import SourceError
from counterclaim.model import SourceItem, Span
from counterclaim.reference.actors import ActorRegistry
from counterclaim.reference.gazetteer import Gazetteer
from evaluation.offsets import back_to
from evaluation.options import DEFAULTS, SuiteOptions

FILE = Path("event_location", "labeled.jsonl.gz")
DATA = Path("../shared/data")
_TRAINING_TENTHS = 6

Piece = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence, its verb, and the places of the verb's event: characters of the text."""

    text: str
    verb: Piece
    places: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What was found for a verb: every place of its sentence, and the one chosen."""

    places: tuple[Piece, ...] = ()
    chosen: Piece | None = None


def run(data: Path, _options: SuiteOptions = DEFAULTS) -> dict[str, object]:
    """Figures over all sentences and over those not learnt from. Raises FileNotFoundError without the data."""
    answered = list(_answered(data / FILE))
    return {**figures(answered), "unseen": figures(one for one in answered if not in_training(one[0].text))}


def figures(answered: Iterable[tuple[Marked, Found]]) -> dict[str, object]:
    """Accuracy with and without a marked place, and that of the nearest place."""
    right, nearest, none = [], [], []
    for marked, found in answered:
        if marked.places:
            right.append(is_right(marked, found.chosen))
            nearest.append(is_right(marked, nearest_place(marked.verb, found.places)))
        else:
            none.append(found.chosen is None)
    return {
        "accuracy": _share(right),
        "none_found": _share(none),
        "nearest_baseline": _share(nearest),
        "sentences": len(right) + len(none),
    }


def is_right(marked: Marked, chosen: Piece | None) -> bool:
    """Whether a place overlaps one that is marked."""
    return chosen is not None and any(chosen[0] < end and start < chosen[1] for start, end in marked.places)


def nearest_place(verb: Piece, places: Iterable[Piece]) -> Piece | None:
    """The place with the fewest characters between it and the verb; of equals the first."""
    return min(places, key=lambda place: max(place[0] - verb[1], verb[0] - place[1]), default=None)


def labels(text: str, spans: Iterable[Mapping[str, Any]]) -> tuple[Piece, ...]:
    """The marked places as characters.

    A part of the set has the numbers of the first and the last token (by spaCy's English tokenizer) in the
    fields for characters; they show in that no word starts and ends there.
    """
    found = []
    for span in spans:
        start, end = span["start"], span["end"]
        if span["label"] != "LOCATION":
            continue
        if not _whole_words(text, start, end):
            tokens = _tokenizer()(text)
            if end >= len(tokens):
                continue
            start, end = tokens[start].idx, tokens[end].idx + len(tokens[end])
        found.append((start, end))
    return tuple(found)


def _whole_words(text: str, start: int, end: int) -> bool:
    """Whether the characters from `start` to `end` are words and cut none in two."""
    if not text[start:end].strip():
        return False
    return not any(text[at - 1 : at + 1].isalnum() for at in (start, end) if 0 < at < len(text))


@cache
def _tokenizer() -> Any:
    import spacy

    return spacy.blank("en").tokenizer


def _share(flags: list[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0


@dataclass(frozen=True, slots=True)
class Word:
    """A verb as the reading of claims sees it, and the way from its offsets back to the text."""

    token: Any
    sentence: Sentence
    places: Places
    mentions: Mentions
    back: Callable[[int], int]

    def piece(self, span: Span) -> Piece:
        """A span of the document as characters of the text."""
        return self.back(span.start), self.back(span.end - 1) + 1


class Reader:
    """Finds the places of a text and the one of a verb, as the reading of claims does."""

    def __init__(self) -> None:
        self._registry = ActorRegistry.load()
        self._gazetteer = Gazetteer.open()

    def find(self, text: str, verb: Piece) -> Found:
        """Places of the sentence in which `verb` stands; nothing where the text has no readable sentence."""
        word = self.word(text, verb)
        if word is None:
            return Found()
        every = tuple(word.piece(one.span) for one, _ in word.places.of(word.sentence))
        chosen = place_at(word.token, word.sentence, word.places, word.mentions)
        return Found(every, word.piece(chosen.span) if chosen else None)

    def word(self, text: str, verb: Piece) -> Word | None:
        """The verb in its parsed sentence; null where the text has no readable sentence with it."""
        try:
            document = read_document(SourceItem("sentence.txt", text.encode()), ReadOptions())
        except SourceError:
            return None
        back = back_to(text, document.text)
        countries = [code for code, _ in Counter(self._gazetteer.countries_in(document.text)).most_common()]
        mentions = find_actors(document, self._registry, self._gazetteer, next(iter(countries), None))
        raw = [one for one in sentences(document) if len(one.span.text) <= MAX_SENTENCE]
        parsed = list(parse(raw, mentions.spans))
        places = find_places(parsed, mentions, self._gazetteer, countries)
        for sentence in parsed:
            for token in sentence.doc:
                if verb[0] <= back(sentence.offset + token.idx) < verb[1]:
                    return Word(token, sentence, places, mentions, back)
        return None


def marked_rows(path: Path) -> Iterator[Marked]:
    """The labelled sentences of the packed file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            verb = next(span for span in row["spans"] if span["label"] == "VERB")
            yield Marked(row["text"], (verb["start"], verb["end"]), labels(row["text"], row["spans"]))


def in_training(text: str) -> bool:
    """Whether the weights of the place ranker may be learnt from a text: three in five, whatever the order."""
    return (
        int(sha1(" ".join(text.split()).encode(), usedforsecurity=False).hexdigest(), 16) % 10
        < _TRAINING_TENTHS
    )


def _answered(path: Path) -> Iterator[tuple[Marked, Found]]:
    reader = Reader()
    for marked in marked_rows(path):
        yield marked, reader.find(marked.text, marked.verb)


def misses(data: Path) -> None:
    """Print each sentence whose answer is wrong, with the answer, the labels, and the places found."""
    for marked, found in _answered(data / FILE):
        right = is_right(marked, found.chosen) if marked.places else found.chosen is None
        if not right:
            text = marked.text
            chosen = text[slice(*found.chosen)] if found.chosen else None
            wanted, every = ([text[slice(*one)] for one in part] for part in (marked.places, found.places))
            print(text.strip(), file=sys.stderr)
            print(f"    {text[slice(*marked.verb)]}: {chosen}, not {wanted} (found {every})", file=sys.stderr)


if __name__ == "__main__":
    misses(DATA)
