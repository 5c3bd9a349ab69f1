"""What a line at the top of a text may be: a title, names, a writer's post, a date."""

from __future__ import annotations

import re

from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.lexicon import Lexicon

_PLACE_DATE = re.compile(r"[A-ZÀ-Þ][\w'’ .-]{2,40}[,(].{3,70}")
_SENTENCES = re.compile(r"[^\W\d_]{3}\. [^\W\d_]")
_PAST = re.compile(
    r"^(?:[a-z]+\s){0,2}(?:[a-z]{2,}ed(?:\s(?:on|at))?|update|publication|modification|revision|release)$"
)
_WORDS = re.compile(r"[\s,.;:()]+")
_PLACE_WORDS = 3
_STAMP_WORDS = 12
_DAY = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{4}\b|\b\d{4}-\d{2}-\d{2}\b")
_AFTER_PLACE = re.compile(r"[,(]")
_IN_PLACES = frozenset(
    ["and", "near", "of", "the", "in", "y", "et", "und", "de", "du", "des", "la", "al", "el"]
)
_PARTICLES = frozenset(["and", "&", "y", "et", "und", "de", "al", "bin", "van", "von", "der", "el", "la"])


def may_be_title(surface: Surface) -> bool:
    """Whether the line may be a title: brief, and no sentence with a full stop, label or heading of a list."""
    question = surface.kind == "prose" and surface.text.endswith("?")
    if not 2 <= surface.words <= 30 or not (question or surface.kind in {"short", "item", "label"}):
        return False
    if (surface.label and (surface.label.whole or surface.words <= 4)) or surface.folded.endswith(":"):
        return False
    if surface.words > 12 and _SENTENCES.search(surface.text):
        return False
    return not (surface.sentence and surface.text.rstrip("\"'”’")[-1] in ".。")


def is_post(surface: Surface) -> bool:
    """What a writer is and where, on the line below the name: "Africa correspondent, Nairobi"."""
    plain = surface.kind == "short" and not surface.sentence and not any(map(str.isdigit, surface.text))
    return plain and surface.words <= 6 and "," in surface.text


def is_names(surface: Surface) -> bool:
    """A line of names and nothing else."""
    words = surface.text.replace(",", " ").split()
    named = [word for word in words if word not in _PARTICLES]
    return (
        2 <= len(named) <= 8
        and surface.kind == "short"
        and not surface.capitals
        and not surface.sentence
        and all(word[0].isupper() and not any(char.isdigit() for char in word) for word in named)
        and len(named) <= 4 + 3 * (len(words) - len(named))
    )


def is_dated(surface: Surface, lexicon: Lexicon) -> bool:
    """Whether a month and two numbers stand in the line."""
    words = {word.strip(".,():") for word in surface.folded.split()}
    return surface.folded.count("#") >= 2 and bool(words & lexicon.months)


def is_keyed_date(surface: Surface, lexicon: Lexicon) -> bool:
    """A date after words that say what was done on it: "Last modified: 13 June 2024"."""
    key, colon, rest = surface.folded.partition(":")
    dated = bool(colon) and rest.count("#") >= 2 and bool(set(_WORDS.split(rest)) & lexicon.months)
    return dated and surface.words <= 14 and _PAST.search(key) is not None


def is_stamped(surface: Surface, lexicon: Lexicon) -> bool:
    """A name or the like and a date on one brief line: "A. Name  | 19.02.2024", "2 May 2024 - Press Office"."""
    brief = surface.words <= _STAMP_WORDS and surface.kind == "short" and not surface.sentence
    return brief and (_DAY.search(surface.text) is not None or is_dated(surface, lexicon))


def is_place_date(surface: Surface, lexicon: Lexicon) -> bool:
    """A place and a date alone: "GAO, Mali, 4 May (Agency) -"."""
    if surface.words > 14 or not _PLACE_DATE.fullmatch(surface.text):
        return False
    place = _AFTER_PLACE.split(surface.text, maxsplit=1)[0].split()
    if len(place) > _PLACE_WORDS or any(
        word[0].islower() and word.casefold() not in _IN_PLACES for word in place
    ):
        return False
    words = {word.strip(".,():") for word in surface.folded.split()}
    return "#" in words and bool(words & (lexicon.months | lexicon.days))
