"""Which words of a sentence name a place.

A run of capitalised words is taken whole: a known place inside it counts only where the rest of the run is no
part of the name ("Kandahar Airport", "Iraqi Kurdistan"), so that "Bar Sanguni" never becomes "Bar". A run
that the gazetteer lacks is a place where the sentence treats it as one ("the village of X", "at X").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from counterclaim.claims.actors import Mentions
from counterclaim.claims.lexicon import words
from counterclaim.claims.people import is_given_name
from counterclaim.claims.place_candidates import Candidate, Known
from counterclaim.claims.place_kinds import is_place_noun, place_kind
from counterclaim.claims.place_support import (
    HYPHENS,
    JOINTS,
    PLACE_LABELS,
    is_of_territory,
    is_place_unknown,
    is_time,
    is_unlocated,
    treated_as_place,
)
from counterclaim.claims.place_words import place_words
from counterclaim.claims.sentence import Sentence, dictionary
from counterclaim.reference.countries import countries
from counterclaim.reference.gazetteer.features import split_feature
from counterclaim.reference.places.wordings import leads_beside

_CLOSED = frozenset({"VERB", "AUX", "PRON", "DET", "ADP", "SCONJ", "CCONJ", "PUNCT", "PART", "NUM"})
_MAX_TOKENS = 9
_MAX_ACRONYM = 4


def candidates(
    sentence: Sentence,
    mentions: Mentions,
    known: Known,
    people: frozenset[str] = frozenset(),
    placed: frozenset[str] = frozenset(),
) -> Iterator[Candidate]:
    """The names of places in a sentence, in order and without overlaps.

    `people` are surnames of the text, `placed` names that it has for places and the gazetteer lacks.
    """
    for first, last in _ends_apart(sentence, _runs(sentence, mentions), known):
        found = _in_run(sentence, first, last, known, placed)
        if found is None or _is_people(found, known):
            continue
        unlocated = is_unlocated(found)
        if unlocated and _is_person(found, known, people):
            continue
        if _is_word(found, known) and (unlocated or (first and sentence.doc[first - 1].lower_ == "the")):
            continue
        yield found


def _is_word(one: Candidate, known: Known) -> bool:
    """Whether a name is a common word ("Summit", "Academy") and no place that is widely known.

    What can be a verb or an adjective must be the name that the place is shown under, and not one of many.
    """
    kinds = dictionary().kinds(one.name.lower()) if one.first == one.last else frozenset()
    known_as = known.well if kinds <= {"noun"} else known.shown
    return bool(kinds) and not known_as(one.name)


def _is_people(one: Candidate, known: Known) -> bool:
    """Whether the word names a people or a creed ("Shiite"), and no country, nor a city that something is in."""
    token = one.sentence.doc[one.first]
    if one.first != one.last or one.kind is not None or token.ent_type_ != "NORP":
        return False
    if token.dep_ == "pobj" and token.head.lower_ in place_words("locatives") and known.shown(one.name):
        return False
    listed = bool(dictionary().kinds(token.lower_))
    return listed and countries().named(one.name) is None and countries().demonym(one.name) is None


def _is_person(one: Candidate, known: Known, people: frozenset[str]) -> bool:
    """Whether a name is one that the text gives to a person, or a given name; in capitals, also with a surname."""
    doc = one.sentence.doc
    if one.sentence.in_capitals and doc[one.last].text in people:
        return one.first == one.last or is_given_name(doc[one.first].text)
    return one.name in people or (is_given_name(one.name) and not known.well(one.name))


def _ends_apart(
    sentence: Sentence, runs: Iterable[tuple[int, int]], known: Known
) -> Iterator[tuple[int, int]]:
    """The runs, those of two known places with a hyphen between ("the Palmyra-Homs road") in two."""
    doc = sentence.doc
    for first, last in runs:
        joints = [at for at in range(first + 1, last) if doc[at].text in HYPHENS]
        joint = next(
            (
                at
                for at in joints
                if known.so_spelt(_words(doc, first, at)) and known.so_spelt(_words(doc, at + 1, last + 1))
            ),
            None,
        )
        if joint is None or known(_words(doc, first, last + 1)):
            yield first, last
        else:
            yield first, joint - 1
            yield joint + 1, last


def _words(doc: Any, start: int, end: int) -> str:
    return str(doc[start:end].text)


def _runs(sentence: Sentence, mentions: Mentions) -> Iterator[tuple[int, int]]:
    """First and last token of each run of words that may be one name, actors' names left out."""
    doc = sentence.doc
    index = 0
    while index < len(doc):
        if not _may_begin(doc, index) or _of_actor(doc[index], sentence, mentions):
            index += 1
            continue
        last = _run_end(sentence, index, mentions)
        yield index, last
        index = last + 1


def _may_begin(doc: Any, index: int) -> bool:
    token = doc[index]
    if not token.text[0].isalpha():
        return False
    if token.text[0].islower() and not _is_capitalised(token):
        joined = index + 2 < len(doc) and doc[index + 1].text in JOINTS and doc[index + 2].text[0].isupper()
        return token.text in place_words("particles") and joined and not token.whitespace_
    return not is_time(token) and (token.pos_ not in _CLOSED or token.ent_type_ in PLACE_LABELS)


def _is_capitalised(token: Any) -> bool:
    """Whether a token is written as a name: "Zubayr", "az-Zubayr"."""
    particle, _, rest = token.text.partition("-")
    return token.text[0].isupper() or (particle in place_words("particles") and rest[:1].isupper())


def _of_actor(token: Any, sentence: Sentence, mentions: Mentions) -> bool:
    """Whether a word is of an actor's name, but for a country that begins it: "Syria's army"."""
    position = sentence.offset + token.idx
    actor = mentions.at(position)
    return actor is not None and (actor.start < position or countries().named(token.text) is None)


def _run_end(sentence: Sentence, first: int, mentions: Mentions) -> int:
    """Last token of the run of capitalised words, with particles and joints between, from `first`."""
    doc = sentence.doc
    last = first
    for token in doc[first + 1 : first + _MAX_TOKENS]:
        glued = not doc[token.i - 1].whitespace_
        if token.text in JOINTS and (glued or not token.whitespace_):
            continue
        if token.text in place_words("particles") and (token.i == last + 1 or glued):
            hyphen = glued or (
                token.i + 1 < len(doc) and doc[token.i + 1].text in JOINTS and not token.whitespace_
            )
            if hyphen or token.text not in place_words("particles_with_hyphen"):
                continue
            break
        if not _is_capitalised(token) or is_time(token) or _of_actor(token, sentence, mentions):
            break
        if token.pos_ in ("DET", "PRON", "CCONJ", "SCONJ") or token.dep_ == "punct":
            break
        last = token.i
    return last


def _in_run(
    sentence: Sentence, first: int, last: int, known: Known, placed: frozenset[str]
) -> Candidate | None:
    """The place that a run of capitalised words names, if it names one."""
    doc = sentence.doc
    if _is_half(doc, first, last):
        return None
    while first < last and _may_drop(doc, first):
        first += 1
        if not _may_begin(doc, first):
            return None
    base, whole = _base(doc, first, last)
    bare = first
    while bare < base and doc[bare].lower_ in place_words("directions"):
        bare += 1
    name = sentence.of(doc[bare : base + 1]).text
    span = sentence.of(doc[first : last + 1])
    kind = place_kind(doc, first, last) or (
        "town" if leads_beside(sentence.span.text[: doc[first].idx]) else None
    )
    whole_known = known(span.text)
    whole_known = whole_known or (whole and name != span.text and known(split_feature(span.text).name))
    lookup = span.text if whole_known or not whole else name
    found = Candidate(sentence, first, last, span, kind, lookup)
    if not _is_name(doc, first, last) or len(name) < 2:
        return None
    if whole_known or (whole and known(name)):
        return found if treated_as_place(found, known) else None
    ends_as_place = base < last or _ends_as_place(doc, last)
    return found if span.text in placed or is_place_unknown(found, ends_as_place=ends_as_place) else None


def _may_drop(doc: Any, first: int) -> bool:
    """Whether the first word of a run is no part of the name: "Eastern Ghouta" keeps it, "Syrian Aleppo" not."""
    token = doc[first]
    if countries().demonym(token.text) is not None and token.ent_type_ == "NORP":
        return True
    if token.text.endswith("s") and countries().named(token.text[:-1]) is not None:
        return countries().named(token.text) is None  # "Syrias Aleppo", whose apostrophe was lost
    return bool(_begins(doc, first) and token.pos_ != "PROPN" and token.ent_type_ not in PLACE_LABELS)


def _begins(doc: Any, index: int) -> bool:
    """Whether a sentence begins with a token, or with the blank of a dateline before it."""
    return bool(doc[index].is_sent_start or all(part.is_space for part in doc[:index]))


def _base(doc: Any, first: int, last: int) -> tuple[int, bool]:
    """Last token of the name without the feature nouns at its end; and whether the rest may stand for it."""
    if last > first and doc[last].lower_ in place_words("own_places"):
        return last - 1, False
    base = last
    while base > first and doc[base].lower_ in place_words("features"):
        base -= 1
    return base, True


def _ends_as_place(doc: Any, last: int) -> bool:
    return doc[last].lower_ in place_words("own_places")


def _is_half(doc: Any, first: int, last: int) -> bool:
    """Whether the run is half of something else: "US-led", "the Line of Control", "Route 4"."""
    after = doc[last + 1] if last + 1 < len(doc) else None
    if after is not None and after.text[0] in "-–" and not doc[last].whitespace_ and not after.whitespace_:
        return last + 2 >= len(doc) or not doc[last + 2].text[0].isupper() or doc[last + 2].pos_ != "PROPN"
    if after is not None and after.lower_ == "of" and last + 2 < len(doc) and doc[last + 2].text[0].isupper():
        event = doc[last].lower_ in place_words("named_events") and first == last
        return event or doc[last].lower_ in place_words("not_places")
    if first >= 2 and doc[first - 1].lower_ == "of" and doc[first - 2].text[0].isupper():
        before = doc[first - 2]
        return (
            before.pos_ == "PROPN"
            and not before.is_sent_start
            and before.lower_ not in place_words("named_events")
        )
    return False


def _is_name(doc: Any, first: int, last: int) -> bool:
    """Whether the words are a name and not a common word in capitals, an acronym, or people."""
    token = doc[first]
    before = doc[first - 1].lower_ if first else ""
    if before == "than" or (before in ("a", "an") and _is_thing(doc, first, last)):
        return False
    if first == last:
        if _is_common(token) or (token.text.isupper() and len(token.text) <= _MAX_ACRONYM):
            return countries().named(token.text) is not None
        if countries().demonym(token.text) is not None and countries().named(token.text) is None:
            return token.head.lemma_.lower() in place_words("heads_of_country") and token.dep_ in (
                "amod",
                "compound",
            )
    if doc[last].lower_ in place_words("not_places") or token.lower_ in place_words("not_places"):
        return False
    if any(part.pos_ == "PROPN" or part.ent_type_ in PLACE_LABELS for part in doc[first : last + 1]):
        return True
    if first == 0:  # a model is unsure of the case of a first word
        bare = not any(child.dep_ in ("det", "amod", "nummod") for child in token.children)
        return bool(first == last and token.tag_ == "NN" and bare and is_of_territory(token))
    return token.pos_ in ("NOUN", "ADJ") and bool(token.text[0].isupper())


def _is_thing(doc: Any, first: int, last: int) -> bool:
    """Whether a name behind "a" is itself what there is one of: "a Humvee", but not "a Hama suburb"."""
    heads = doc[first : last + 1].root.i == last and not _ends_as_place(doc, last)
    return heads and (last + 1 == len(doc) or not is_place_noun(doc[last + 1]))


def _is_common(token: Any) -> bool:
    """Whether a word alone is no name: "EL", "DEPARTMENT", "RIFLE" in a text of capitals."""
    return token.lower_ in _common() or str(token.lemma_).lower() in _common()


@cache
def _common() -> frozenset[str]:
    common = place_words("particles") | words("place") | words("people") | words("weapon")
    return common | place_words("directions") | place_words("features") | place_words("own_places")
