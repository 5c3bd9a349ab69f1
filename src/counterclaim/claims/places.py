"""Which words of a document are places, and which of them is the event's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.claims.actors import Mentions, is_state, mention_of
from counterclaim.claims.control import TERRITORY_FRAMES, is_territory
from counterclaim.claims.incidents import incidents
from counterclaim.claims.lexicon import trigger_rules, words
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.syntax import ancestors, is_passive, objects, prepositional, subject
from counterclaim.claims.triggers import Tests, find_triggers
from counterclaim.model import ActorRole, Place, Span
from counterclaim.reference.gazetteer import Gazetteer
from counterclaim.reference.resolve import ToponymMention, near, offset, resolve
from counterclaim.text.numbers import find_numbers

_TIME_LABELS = frozenset({"DATE", "TIME"})
_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_DIRECTION = r"(?:(?:north|south)(?:[- ]?(?:east|west))?|east|west)(?:ern)?"
_DISTANCE = re.compile(
    r"(?P<number>\d{1,3}(?:[.,]\d)?|[a-z]{3,8})\s?(?:-\s?)?(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi)\s+"
    r"(?:to the\s+)?(?P<direction>" + _DIRECTION + r")?\s*(?:of|from|outside)\s+(?:the\s+)?"
    r"(?:(?:city|town|village|capital|district)\s+of\s+|\w+\s+(?:city|town|village)\s+of\s+)?\Z",
    re.IGNORECASE,
)
_BEARING = re.compile(
    r"\b(?P<direction>" + _DIRECTION + r")\s+(?:of|from)\s+(?:the\s+)?(?:(?:city|town|village)\s+of\s+)?\Z",
    re.IGNORECASE,
)
_NEAR = re.compile(
    r"\b(?P<word>near|around|outside|close to|outskirts of|countryside of|surrounding|vicinity of)\s+"
    r"(?:the\s+)?(?:(?:city|town|village|base|district)\s+of\s+)?\Z",
    re.IGNORECASE,
)
_BEFORE = 60
_KM_PER_MILE = 1.609344
_MAX_NAME_TOKENS = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may name a place: token indices of a sentence and the document span."""

    sentence: Sentence
    first: int
    last: int
    span: Span
    kind: str | None


class Places:
    """The resolved places of a document by position."""

    def __init__(self, found: Iterable[tuple[Candidate, Place]]) -> None:
        self._by_sentence: dict[int, list[tuple[Candidate, Place]]] = {}
        for candidate, place in found:
            self._by_sentence.setdefault(candidate.sentence.offset, []).append((candidate, place))

    def of(self, sentence: Sentence) -> list[tuple[Candidate, Place]]:
        """Places of one sentence in the order of the text."""
        return self._by_sentence.get(sentence.offset, [])

    def named_at(self, sentence: Sentence, position: int | None) -> bool:
        """Whether a place is named at a character of the document."""
        return position is not None and any(
            one.span.start <= position < one.span.end for one, _ in self.of(sentence)
        )

    def is_place(self, sentence: Sentence) -> Callable[[Any], bool]:
        """A test for tokens of `sentence`: is it part of a place's name?"""
        taken = {index for one, _ in self.of(sentence) for index in range(one.first, one.last + 1)}
        return lambda token: token.i in taken


def find_places(
    sentences: Sequence[Sentence], mentions: Mentions, gazetteer: Gazetteer, countries: Sequence[str]
) -> Places:
    """All places that the sentences name, resolved together."""
    known = _Known(gazetteer)
    candidates = [one for sentence in sentences for one in _candidates(sentence, mentions, known)]
    toponyms = [ToponymMention(one.span.text, one.span.start, one.span.end, one.kind) for one in candidates]
    places = resolve(toponyms, gazetteer, context_countries=countries)
    return Places((one, _related(one, place)) for one, place in zip(candidates, places, strict=True))


class _Known:
    """Which names the gazetteer has, asked once each."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._answers: dict[str, bool] = {}

    def __call__(self, name: str) -> bool:
        if name not in self._answers:
            self._answers[name] = bool(self._gazetteer.lookup(name, limit=1))
        return self._answers[name]


def _candidates(sentence: Sentence, mentions: Mentions, known: Callable[[str], bool]) -> list[Candidate]:
    found = []
    index = 0
    doc = sentence.doc
    while index < len(doc):
        if not _can_start(doc[index], sentence):
            index += 1
            continue
        last = _name_end(sentence, index)
        chosen = _longest_known(sentence, index, last, mentions, known)
        if chosen is None:
            index = index + 1 if sentence.in_capitals else last + 1
            continue
        found.append(chosen)
        index = chosen.last + 1
    return found


def _original(token: Any, sentence: Sentence) -> str:
    return sentence.span.text[token.idx : token.idx + len(token.text)]


def _can_start(token: Any, sentence: Sentence) -> bool:
    text = _original(token, sentence)
    if not text[0].isalpha() or token.pos_ in ("VERB", "AUX", "PRON", "DET", "ADP", "SCONJ", "CCONJ"):
        return (
            text[:1].isalpha()
            and token.ent_type_ in _PLACE_LABELS
            and text[0].isupper()
            and token.pos_ != "DET"
        )
    return (
        text[0].isupper()
        or text.lower() in ("al", "el")
        or text.lower().startswith(("al-", "el-", "ash-", "as-"))
    )


def _name_end(sentence: Sentence, first: int) -> int:
    """Last token of the run of capitalised words (with Arabic particles and hyphens between) from `first`."""
    doc = sentence.doc
    last = first
    for token in doc[first + 1 : first + _MAX_NAME_TOKENS]:
        if _original(token, sentence)[0].isupper() or token.lower_ in words("name_particle"):
            last = token.i
        else:
            break
    while last > first and (not doc[last].text[0].isalnum() or _original(doc[last], sentence).islower()):
        last -= 1
    return last


def _longest_known(
    sentence: Sentence, first: int, last: int, mentions: Mentions, known: Callable[[str], bool]
) -> Candidate | None:
    doc = sentence.doc
    for end in range(last, first - 1, -1):
        span = sentence.of(doc[first : end + 1])
        if mentions.covers(span.start, span.end):
            continue
        kind = _kind(doc, first, end) or _related_kind(sentence, doc[first].idx)
        supported = _is_name(doc, first, end) and _supported(doc, first, end, kind)
        if supported and len(span.text) > 1 and (known(span.text) or _says_place(doc, first, end, kind)):
            return Candidate(sentence, first, end, span, kind)
    return None


def _is_name(doc: Any, first: int, last: int) -> bool:
    """Whether the words are a name and not a common word in capitals, nor half of one ("US-led")."""
    if last + 1 < len(doc) and doc[last + 1].text.startswith("-") and not doc[last].whitespace_:
        return False
    if doc[first].ent_type_ in _TIME_LABELS or (first == last and _is_common(doc[first])):
        return False
    if any(token.pos_ == "PROPN" or token.ent_type_ in _PLACE_LABELS for token in doc[first : last + 1]):
        return True
    return first > 0 and doc[first].pos_ == "NOUN" and doc[first].text[0].isupper()


def _is_common(token: Any) -> bool:
    """Whether a word alone is no name: "EL", "DEPARTMENT", "RIFLE" in a text of capitals."""
    common = words("name_particle") | words("place") | words("people") | words("weapon")
    return token.lower_ in common or str(token.lemma_).lower() in common


def _kind(doc: Any, first: int, last: int) -> str | None:
    """The place noun beside a name: "the town of X", "X province"."""
    following = [str(token.lemma_).lower() for token in doc[last + 1 : last + 3]]
    if following and following[0] in words("place"):
        return following[0]
    if len(following) > 1 and following[1] in words("place") and doc[last + 1].dep_ == "compound":
        return following[1]
    if first >= 2 and doc[first - 1].lower_ == "of" and doc[first - 2].lemma_.lower() in words("place"):
        return str(doc[first - 2].lemma_.lower())
    if first >= 1 and doc[first - 1].lemma_.lower() in words("place"):
        return str(doc[first - 1].lemma_.lower())
    return None


def _supported(doc: Any, first: int, last: int, kind: str | None) -> bool:
    """Whether the sentence treats the words as a place."""
    if kind is not None or any(token.ent_type_ in _PLACE_LABELS for token in doc[first : last + 1]):
        return True
    before = doc[first - 1] if first else None
    if before is not None and before.lower_ == "the" and first >= 2:
        before = doc[first - 2]
    if before is not None and before.lower_ in words("locative"):
        return True
    head = doc[first : last + 1].root
    if head.ent_type_ == "PERSON":
        return _stands_as_place(head)
    return bool(head.dep_ in ("dobj", "pobj", "nsubj", "nsubjpass", "conj", "appos"))


def _stands_as_place(head: Any) -> bool:
    """Whether a name that the model takes for a person's is used as a place's: "lost Aleppo", "X, a town"."""
    if any(child.dep_ == "appos" and child.lemma_.lower() in words("place") for child in head.children):
        return True
    rules = trigger_rules().get((head.head.lemma_.lower(), "v"), ())
    return head.dep_ in ("dobj", "nsubjpass") and any(rule.frame in TERRITORY_FRAMES for rule in rules)


def _says_place(doc: Any, first: int, last: int, kind: str | None) -> bool:
    """Whether an unknown name is a place all the same."""
    named = kind in (
        "town",
        "city",
        "village",
        "district",
        "province",
        "governorate",
        "camp",
        "hamlet",
        "island",
    )
    if any(token.pos_ != "PROPN" for token in doc[first : last + 1] if token.is_alpha):
        return False
    label = any(token.ent_type_ in ("GPE", "LOC") for token in doc[first : last + 1])
    before = doc[first - 1].lower_ if first else ""
    return named or (label and before in ("in", "at", "near", "outside"))


def _related_kind(sentence: Sentence, start: int) -> str | None:
    """What lies "east of" or "near" something lies near a town, unless its name says otherwise."""
    before = _before(sentence, start)
    related = any(pattern.search(before) for pattern in (_DISTANCE, _BEARING, _NEAR))
    return "town" if related else None


def _before(sentence: Sentence, start: int) -> str:
    return sentence.span.text[max(0, start - _BEFORE) : start].replace("\n", " ")


def _related(candidate: Candidate, place: Place) -> Place:
    """The place moved or widened as the words before it say ("20 km east of", "near")."""
    before = _before(candidate.sentence, candidate.span.start - candidate.sentence.offset)
    distance = _DISTANCE.search(before)
    km = _kilometres(distance["number"], distance["unit"]) if distance else None
    if distance and km is not None:
        return offset(place, (distance["direction"] or "").lower() or None, km)
    bearing = _BEARING.search(before)
    if bearing:
        return offset(place, bearing["direction"].lower(), None)
    nearby = _NEAR.search(before)
    if nearby:
        return near(place, nearby["word"].lower())
    return place


def _kilometres(number: str, unit: str) -> float | None:
    if number[0].isdigit():
        value = float(number.replace(",", "."))
    else:
        found = find_numbers(number)
        if not found or found[0].low is None:
            return None
        value = float(found[0].low)
    return value * _KM_PER_MILE if unit.lower().startswith("mi") else value


def place_at(token: Any, sentence: Sentence, places: Places, mentions: Mentions) -> Place | None:
    """The place of the event that the word `token` of a sentence tells of, chosen as for a claim.

    A word that reports no event of ours has its own objects alone to go by.
    """

    def names_state(part: Any) -> bool:
        return is_state(mention_of(part, ActorRole.PERPETRATOR, sentence, mentions, None), mentions)

    for incident in incidents(find_triggers(sentence, Tests(places.is_place(sentence), names_state))):
        if any(trigger.token.i == token.i for trigger in incident.triggers):
            rule, found = incident.main.rule, incident.arguments
            territory = is_territory(rule.frame, rule.event_type)
            heads = found.places or found.patients
            return choose(incident.main.token, heads, sentence, places, named_object=territory)
    undergoes = subject(token) if is_passive(token) else None
    heads = objects(token) if undergoes is None else [undergoes]
    return choose(token, heads, sentence, places)


def choose(
    token: Any, objects: Sequence[Any], sentence: Sentence, places: Places, *, named_object: bool = False
) -> Place | None:
    """The place of the event at `token`: an object that is a place first, else the best attached one.

    Attached means in the clause of the trigger; nearer counts more, and a named town more than the country
    that it lies in. With `named_object` (who holds what) a province or country counts only as the object
    itself: "the last town that they held in Iraq" says nothing of Iraq.
    """
    found = places.of(sentence)
    heads = {head.i for head in objects}
    for one, place in found:
        if _names_one_of(sentence.doc[one.first : one.last + 1].root, heads):
            return place
    if named_object:
        found = [(one, place) for one, place in found if place.precision in ("exact", "near", None)]
        found = [pair for pair in found if all(_beside(pair[0], head) for head in objects)]
    if not found:
        return None
    clause = _clause_tokens(token)
    return max(found, key=lambda pair: _fit(token, pair[0], pair[1], sentence, clause))[1]


def _beside(one: Candidate, head: Any) -> bool:
    """Whether a place can be an object's: any for a pronoun, one in its noun phrase for a place noun."""
    if head.lemma_.lower() not in words("place"):
        return True
    return bool(head.left_edge.i <= one.first <= head.i + 2)


def refers_back(token: Any, objects: Sequence[Any]) -> bool:
    """Whether the objects of a territory word mean the place spoken of: "it", "the town", "part of it"."""
    if token.dep_ in ("acl", "relcl") and any(head.i == token.head.i for head in objects):
        return False
    if any(child.lower_ == "there" for child in token.subtree):
        return True
    return all(_is_anaphor(head) for head in objects if head.pos_ in ("PRON", "NOUN"))


def _is_anaphor(head: Any) -> bool:
    if head.pos_ == "PRON":
        return True
    inner = prepositional(head, "of")
    if inner:
        return all(_is_anaphor(part) for part in inner)
    modifiers = {child.lower_ for child in head.children if child.dep_ in ("amod", "compound", "nummod")}
    definite = any(child.lower_ in ("the", "this", "that") for child in head.children)
    return definite and modifiers <= words("anaphoric_modifier")


def _names_one_of(root: Any, heads: set[int]) -> bool:
    """Whether a place's name is one of the objects or its name: "the town of X", "X airport", "X, a town"."""
    if root.i in heads:
        return True
    below = root
    for above in ancestors(root):
        of = above.lower_ == "of" or below.dep_ in ("compound", "appos", "nmod", "poss", "conj")
        if not of and not (below.dep_ == "pobj" and above.lower_ == "of"):
            return False
        if above.i in heads:
            return True
        below = above
    return False


def _clause_tokens(token: Any) -> set[int]:
    verb = token if token.pos_ == "VERB" else next((a for a in ancestors(token) if a.pos_ == "VERB"), token)
    return {part.i for part in verb.subtree}


def _fit(token: Any, one: Candidate, place: Place, sentence: Sentence, clause: set[int]) -> tuple[float, int]:
    doc = sentence.doc
    before = doc[one.first - 1].lower_ if one.first else ""
    score = 0.0
    score += 2.0 if one.first in clause else 0.0
    score += 1.0 if before in ("in", "at", "near", "of", "outside", "around", "inside") else 0.0
    score += 0.5 if place.id is not None else 0.0
    score -= (
        1.5 if place.precision in ("country",) else 0.5 if place.precision in ("admin1", "region") else 0.0
    )
    score -= 1.0 if before in ("from", "to") else 0.0
    distance = min(abs(one.first - token.i), abs(one.last - token.i))
    return score - 0.05 * distance, -distance
