"""The people whom a text names in full, so that a bare surname later is not taken for a place."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from counterclaim.claims.capitals import given_names
from counterclaim.claims.place_words import place_words
from counterclaim.claims.sentence import Sentence

_PERSON = "PERSON"


def surnames(sentences: Iterable[Sentence]) -> frozenset[str]:
    """The last words of people's names of two words and more, and of names behind a title: "Sgt. Pierce"."""
    found = set()
    for sentence in sentences:
        doc = sentence.doc
        for name in doc.ents:
            if name.label_ != _PERSON:
                continue
            parts = [token for token in name if token.is_alpha]
            before = doc[name.start - 1].lower_.rstrip(".") if name.start else ""
            if len(parts) > 1 or (parts and before in place_words("titles")):
                found.add(parts[-1].text)
        for token in doc[1:]:
            behind = token.nbor(-1)
            if (
                token.is_alpha
                and token.text[0].isupper()
                and behind.text[0].isupper()
                and is_given_name(behind.text)
            ):
                found.add(token.text)
    return frozenset(found)


def is_given_name(word: str) -> bool:
    """Whether a word is a person's given name."""
    return word.lower() in _given_names()


@cache
def _given_names() -> frozenset[str]:
    text = files("counterclaim.text").joinpath("data/english_given_names.txt").read_text("utf-8")
    english = {word for line in text.splitlines() if not line.startswith("#") for word in line.split()}
    return given_names() | english
