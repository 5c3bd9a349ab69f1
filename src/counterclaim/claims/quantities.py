"""Figures tied to what they count: killed, injured, displaced, attacks, fighters and so on.

A number is attached to its noun by the dependency parse (`counting`), and the noun, or the number alone, to the
word that says what happened to it: a verb ("killed 12 soldiers"), a participle ("12 soldiers dead"), a noun
("the deaths of 14"), a toll ("the toll rose to 40"). Nothing is added up: each figure is as the text says it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from counterclaim.claims.counting import Counted, counted_numbers, noun_span
from counterclaim.claims.quantity_words import QuantityWords, lemma_of, plural, quantity_words
from counterclaim.model import Quantity, Span
from counterclaim.text.numbers import Number

MAX_TOKENS = 400
"""Tokens of a sentence that are read."""

_MAX_CLIMB = 6
_MAX_BACK = 14
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OBJECTS = frozenset({"dobj", "obj", "nsubjpass", "oprd", "attr", "dative"})
_FIGHTING = frozenset({"fighters", "troops"})
_EVENTS = frozenset({"attacks", "airstrikes", "shells", "plots", "jailbreaks"})
_THINGS = frozenset({"vehicles", "weapons", "sites"})


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, where the noun it counts stands, and the word that says what happened; document offsets.

    `part` marks a figure inside one that was said before it ("12 people, including four children"): it must not be
    added to that total.
    """

    quantity: Quantity
    noun_start: int | None
    noun_end: int | None
    trigger_start: int | None
    part: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a figure counts, by which word. `other` is a second kind that the same figure counts; when it is
    `divided` between the two ("killed or wounded"), it is at most of each."""

    what: str
    trigger: Any
    part: bool = False
    other: str | None = None
    divided: bool = False


def find_quantities(doc: Any, offset: int = 0, text: str | None = None) -> list[Figure]:
    """The figures of one parsed sentence (a spaCy Doc or Span), in the order of the text; parts follow their totals.

    `offset` is where the sentence begins in the document. `text` is the sentence as the document has it, of the
    same length, where the parsed copy differs from it in case.
    """
    tokens = list(doc)[:MAX_TOKENS]
    if not tokens:
        return []
    base = int(tokens[0].idx)
    words = str(doc.text) if text is None else text
    source = _Source(words, base, offset)
    figures: list[Figure] = []
    used: set[int] = set()
    for counted in counted_numbers(tokens, words, base):
        reading = _read(counted, figures, source)
        if reading is None:
            continue
        used.update(token.i for token in (counted.root, counted.anchor))
        figures += source.figures(counted, reading)
    for token in tokens:
        single = _single(token, used)
        if single is not None:
            figures.append(source.single(token, single))
    return sorted(figures, key=lambda figure: figure.quantity.span.start)


@dataclass(frozen=True, slots=True)
class _Source:
    """The sentence's text and the shift from spaCy's offsets to the document's."""

    text: str
    base: int
    offset: int

    def at(self, position: int) -> int:
        return position - self.base + self.offset

    def span(self, start: int, end: int) -> Span:
        return Span(start + self.offset, end + self.offset, self.text[start:end])

    def figures(self, counted: Counted, reading: _Reading) -> Iterator[Figure]:
        number, place = counted.number, noun_span(counted)
        for what in (reading.what, reading.other):
            if what is None:
                continue
            low = None if reading.divided and number.high != 0 else number.low
            if low is None and number.high is None:
                continue  # "more than 250 killed or wounded" bounds neither
            quantity = Quantity(
                what,
                _of(counted.noun, what),
                low,
                number.high,
                number.approximate,
                self.span(number.start, number.end),
            )
            yield Figure(
                quantity,
                self.at(place[0]) if place else None,
                self.at(place[1]) if place else None,
                self.at(reading.trigger.idx) if reading.trigger is not None else None,
                reading.part,
            )

    def single(self, token: Any, reading: _Reading) -> Figure:
        start = min(
            [part.idx for part in token.children if part.dep_ in ("det", "amod", "compound", "poss")]
            + [token.idx]
        )
        end = token.idx + len(token.text)
        place = noun_span(Counted(Number(1, 1, False, 0, 0), token, token, token))
        quantity = Quantity(
            reading.what, _of(token, reading.what), 1, 1, False, self.span(start - self.base, end - self.base)
        )
        return Figure(
            quantity,
            self.at(place[0]) if place else None,
            self.at(place[1]) if place else None,
            self.at(reading.trigger.idx),
            reading.part,
        )


def _of(noun: Any | None, what: str) -> str | None:
    """Whose figure it is: the noun in its plural; null where the noun only repeats what is counted."""
    words = quantity_words()
    if noun is None or what in _EVENTS or noun.pos_ == "PRON":
        return None
    lemma = lemma_of(noun)
    if noun.tag_ == "NNPS" or (noun.ent_type_ == "NORP" and noun.tag_ == "NNS"):
        return str(noun.text).capitalize()
    if (
        lemma in ("other", "one", "casualty", "loss", "life", "victim")
        or words.counted.get(lemma) == what not in _FIGHTING
    ):
        about = [child for child in noun.children if child.dep_ in ("compound", "amod", "nmod")]
        about += [part for child in noun.children if child.lower_ == "of" for part in child.children]
        return next(
            (plural(lemma_of(part)) for part in about if lemma_of(part) in words.classes["people"]), None
        )
    if noun.pos_ not in ("NOUN", "PROPN") or what == "territory_share":
        return None
    if noun.tag_ == "NNP" or (
        noun.tag_ == "NN" and lemma not in words.classes["people"] and words.class_of(noun) is None
    ):
        title = next((lemma_of(child) for child in noun.children if child.dep_ == "compound"), lemma)
        return plural(title) if title in words.classes["people"] or lemma in words.counted else None
    named = words.names.get(f"{noun.nbor(-1).lower_} {lemma}") if noun.i > 0 else None
    if named:
        return named
    return plural(lemma)


def _read(counted: Counted, before: Sequence[Figure], source: _Source) -> _Reading | None:
    words = quantity_words()
    if counted.percent:
        return _share(counted, words)
    part = _is_part(counted, words)
    if part:
        total = next((one for one in reversed(before) if not one.part), None)
        if total is not None and total.quantity.what not in _THINGS | _EVENTS:
            trigger = _token_at(counted.root.doc, total.trigger_start, source)
            return _Reading(total.quantity.what, trigger, part=True)
    part = part and any(not one.part for one in before)
    reading = _governed(counted, words) or _toll(counted, words) or _itself(counted, words)
    if reading is None or (counted.number.high == 0 and reading.what in _FIGHTING | _THINGS):
        return None
    return replace(reading, part=part or reading.part)


def _token_at(doc: Any, start: int | None, source: _Source) -> Any | None:
    if start is None:
        return None
    return next((token for token in doc if source.at(token.idx) == start), None)


def _is_part(counted: Counted, words: QuantityWords) -> bool:
    """Whether the figure is some of a total: "including four children", "two of whom", "among them 30 women"."""
    noun = counted.noun
    if noun is not None and noun.pos_ == "PRON":
        return noun.lower_ in words.lists["part_pronouns"]
    token = counted.anchor
    for _ in range(_MAX_CLIMB):
        if token.dep_ == "pobj" or token.dep_ == "pcomp":
            return token.head.lower_ in words.lists["part_prepositions"]
        if token.dep_ == "dobj" and token.head.lower_ in words.lists["part_prepositions"]:
            return True
        if token.dep_ not in ("conj", "appos"):
            return False
        token = token.head
    return False


def _share(counted: Counted, words: QuantityWords) -> _Reading | None:
    """ "Controls 40 per cent of the city"."""
    percent = next(
        (token for token in _around(counted.root) if token.lower_ in ("percent", "%", "cent")), None
    )
    if percent is None:
        return None
    territory = [
        part
        for child in percent.children
        if child.dep_ == "prep" and child.lower_ == "of"
        for part in child.children
        if part.dep_ == "pobj"
        and (lemma_of(part) in words.classes["territory"] or part.ent_type_ in ("GPE", "LOC"))
    ]
    if not territory:
        return None
    verb = percent
    for _ in range(_MAX_CLIMB):
        if lemma_of(verb) in words.classes["control"] or verb.lower_ in words.classes["control"]:
            return _Reading("territory_share", verb)
        if verb.head.i == verb.i:
            break
        verb = verb.head
    return None


def _around(root: Any) -> list[Any]:
    return [token for token in root.doc[root.i : root.i + 4]]


def _governed(counted: Counted, words: QuantityWords) -> _Reading | None:
    """What the words around the noun say happened to it."""
    noun = counted.anchor if counted.noun is None else counted.noun
    joined = counted.anchor.dep_ in ("conj", "appos")
    return (
        _neighbour(counted, words)
        or (_behind(noun, words) if joined else None)
        or _clause(counted.anchor, noun, words)
        or _modifier(noun, words)
        or (_modifier(counted.anchor, words) if counted.anchor.i != noun.i else None)
        or _verb_before(counted, noun, words)
    )


def _verb_before(counted: Counted, noun: Any, words: QuantityWords) -> _Reading | None:
    """What the words say where the parse fails: "killed at least six", "injuring a woman and 19 others"."""
    doc = noun.doc
    first = next(
        (token for token in doc if token.idx + len(token.text) > counted.number.start + doc[0].idx), None
    )
    if first is None or first.i == 0:
        return None
    before = doc[first.i - 1]
    if before.pos_ == "VERB" and lemma_of(before) in words.patient:
        return _patient(noun, before, words)
    if lemma_of(noun) != "other" or before.lower_ not in ("and", ","):
        return None
    for token in reversed(doc[max(0, first.i - _MAX_BACK) : first.i]):
        if token.pos_ == "VERB" and lemma_of(token) in words.patient | words.agent:
            return _Reading((words.patient | words.agent)[lemma_of(token)], token)
    return None


def _clause(token: Any, noun: Any, words: QuantityWords) -> _Reading | None:
    """The verb or noun that governs `token`, by its part in the clause; `noun` is what is counted.

    What stands in apposition to another figure ("12 people, five of them soldiers") is part of it.
    """
    part = False
    for _ in range(_MAX_CLIMB):
        above = token.head if token.dep_ in ("conj", "appos") and token.head.pos_ != "VERB" else None
        above = above or _joined_to(token, words)
        if above is None or above.i == token.i:
            break
        part = part or token.dep_ == "appos"
        if above.pos_ == "VERB":
            reading = _patient(noun, above, words)
            return replace(reading, part=part) if reading else None
        token = above
    reading = None
    if token.dep_ in _OBJECTS:
        reading = _patient(noun, token.head, words)
    elif token.dep_ == "nsubj":
        reading = _subject(noun, token.head, words)
    elif token.dep_ == "pobj":
        reading = _prepositional(noun, token.head, words)
    return replace(reading, part=part or reading.part) if reading else None


def _joined_to(token: Any, words: QuantityWords) -> Any | None:
    """What "along with 12 soldiers", "including 12 soldiers" or "as well as 12 soldiers" is joined to."""
    head = token.head
    if token.dep_ == "conj" and head.pos_ == "VERB" and token.pos_ in ("NOUN", "PROPN", "NUM"):
        return head
    if token.dep_ != "pobj":
        return None
    if head.lower_ == "with" and head.i > 0 and head.nbor(-1).lower_ in ("along", "together"):
        above = head.head
        return above.head if above.lower_ in ("along", "together") else above
    if head.lower_ in words.lists["part_prepositions"] or head.lower_ == "besides":
        return head.head
    return None


def _patient(noun: Any, verb: Any, words: QuantityWords) -> _Reading | None:
    lemma = lemma_of(verb)
    if lemma in words.lists["not_armed"] and lemma_of(noun) in words.lists["armed"]:
        return None
    if lemma in words.patient:
        kind = words.class_of(noun)
        what = words.patient[lemma]
        if kind in _THINGS:
            return _Reading(kind, verb) if what in ("killed", "sites") else None
        if what == "sites":
            return None
        return _shared(_Reading(what, verb), verb, words)
    if lemma in words.lists["raising"]:
        return _raised(noun, verb, words)
    by_class = words.patient_by_class.get(lemma, {})
    kind = words.class_of(noun)
    if kind is None and noun.like_num:
        kind = "people"
    state = _state_behind(noun, words)
    if lemma == "shoot" and kind == "people" and state is None and not _shot_dead(verb):
        return _conjunct(noun, verb, words)  # someone shot may live
    if (
        kind in ("people", None)
        and state is not None
        and lemma in ("take", "leave", "hold", "find", "report", "shoot")
    ):
        return _Reading(state[0], state[1])
    if kind in by_class:
        return _Reading(by_class[kind], verb)
    if lemma in words.agent and verb.dep_ in ("acl", "relcl"):
        return _Reading(words.agent[lemma], verb)
    if lemma == "be" and verb.dep_ == "auxpass" and lemma_of(verb.head) in words.patient:
        return _patient(noun, verb.head, words)  # "also killed were 12 soldiers"
    if lemma == "be":
        return _copula(verb, words)
    return _conjunct(noun, verb, words) or _held(verb, words)


def _raised(noun: Any, verb: Any, words: QuantityWords) -> _Reading | None:
    """ "Were said to be killed", "is feared dead", "were reported missing"."""
    for child in verb.children:
        lemma = lemma_of(child)
        if child.dep_ in ("xcomp", "ccomp", "oprd", "acomp", "advcl") and child.i > noun.i:
            if child.lower_ in words.state:
                return _Reading(words.state[child.lower_], child)
            if lemma in words.patient and child.tag_ == "VBN":
                return _patient(noun, child, words)
            if lemma in words.agent:
                return _Reading(words.agent[lemma], child)
    return None


def _shot_dead(verb: Any) -> bool:
    """ "Shot dead", "shot to death"."""
    doc = verb.doc
    return any(token.lower_ in ("dead", "death") for token in doc[verb.i + 1 : verb.i + 4]) or any(
        child.lower_ == "dead" for child in verb.children
    )


def _conjunct(noun: Any, verb: Any, words: QuantityWords) -> _Reading | None:
    """The verb joined to one that says nothing of a figure: "were beaten and killed", "resisted and were killed"."""
    if words.class_of(noun) in _THINGS:
        return None
    for child in verb.children:
        if child.dep_ != "conj" or any(part.dep_ in _SUBJECTS for part in child.children):
            continue
        passive = any(part.dep_ == "auxpass" for part in child.children)
        own = any(part.dep_ == "dobj" and part.i != noun.i for part in child.children)
        what = words.patient.get(lemma_of(child), "sites")
        if what != "sites" and not own and (passive or (child.i - verb.i <= 3 and child.tag_ == verb.tag_)):
            return _Reading(what, child)
        if child.tag_ in ("VBD", "VBN", "VBP") and lemma_of(child) in words.agent and noun.i < verb.i:
            return _Reading(words.agent[lemma_of(child)], child)
    return None


def _held(verb: Any, words: QuantityWords) -> _Reading | None:
    """ "Were taken into custody", "remain in captivity"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "into", "behind"):
            for target in child.children:
                if target.lower_ in words.custody:
                    return _Reading(words.custody[target.lower_], verb)
    return None


def _shared(reading: _Reading, word: Any, words: QuantityWords) -> _Reading:
    """With the other kind of "kidnapped and murdered five" or, divided, of "30 killed or wounded"."""
    doc = word.doc
    for step in (1, -1):
        at = word.i + 2 * step
        if not 0 <= at < len(doc) or doc[word.i + step].lower_ not in ("or", "and", "/"):
            continue
        beside = doc[at]
        other = words.patient.get(lemma_of(beside)) or words.state.get(beside.lower_)
        if (
            other is None
            or other in (reading.what, "sites")
            or (beside.tag_ != word.tag_ and beside.pos_ != word.pos_)
        ):
            continue
        if any(_is_own(child, step) for child in beside.children):
            continue
        divided = doc[word.i + step].lower_ != "and" or {reading.what, other} == {"killed", "injured"}
        return replace(reading, other=other, divided=divided)
    return reading


def _is_own(child: Any, step: int) -> bool:
    """Whether a verb has an argument that keeps it from sharing the figure of the verb before or behind it."""
    if step < 0:
        return bool(child.dep_ in ("dobj", "nsubjpass"))
    numbered = child.like_num or any(part.dep_ == "nummod" for part in child.children)
    return bool(child.dep_ in _SUBJECTS or (child.dep_ == "dobj" and numbered and child.i > child.head.i + 1))


def _subject(noun: Any, verb: Any, words: QuantityWords) -> _Reading | None:
    lemma = lemma_of(verb)
    if lemma == "be":
        return _copula(verb, words)
    if lemma in words.agent:
        if lemma in words.lists["not_armed"] and lemma_of(noun) in words.lists["armed"]:
            return None
        return _Reading(words.agent[lemma], verb)
    acts = any(child.dep_ in ("dobj", "obj", "ccomp", "xcomp") for child in verb.children)
    has_aux = any(child.dep_ == "aux" for child in verb.children)
    if lemma in words.patient and verb.tag_ in ("VBD", "VBN") and not acts and not has_aux:
        return _patient(noun, verb, words)  # "20 others injured": a passive without its auxiliary
    if lemma in ("suffer", "sustain"):
        hurt = [
            child
            for child in verb.children
            if child.dep_ == "dobj" and child.lemma_ in ("injury", "wound", "burn")
        ]
        return _Reading("injured", verb) if hurt else None
    if lemma in ("go", "report", "remain"):
        return _copula(verb, words) or _held(verb, words)
    return _conjunct(noun, verb, words)


def _copula(verb: Any, words: QuantityWords) -> _Reading | None:
    """ "12 were dead", "30 people are missing", "among the dead were 12 soldiers"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "among":
            for target in child.children:
                if target.lower_ in words.state:
                    return _Reading(words.state[target.lower_], target, part=True)
    for child in verb.children:
        if child.dep_ in ("acomp", "attr", "oprd", "advcl", "xcomp") and child.lower_ in words.state:
            return _shared(_Reading(words.state[child.lower_], child), child, words)
    return _held(verb, words)


def _prepositional(noun: Any, preposition: Any, words: QuantityWords) -> _Reading | None:
    head, word = preposition.head, preposition.lower_
    lemma = lemma_of(head)
    if word in ("of", "to", "among", "for") and lemma in words.event_of and head.pos_ in ("NOUN", "PROPN"):
        if word == "for" and lemma not in ("death",):
            return None
        if lemma == "life" and lemma_of(head.head) not in words.lists["life_verbs"]:
            return None
        return _Reading(words.event_of[lemma], head)
    if word == "to" and head.pos_ == "VERB":
        harm = next((child for child in head.children if child.dep_ == "dobj" and child.i < noun.i), None)
        if harm is not None and lemma_of(harm) in words.event_of:
            return _Reading(words.event_of[lemma_of(harm)], harm)
    if word == "of" and lemma in words.lists["thing_nouns"]:
        kind = words.class_of(noun)
        if kind == "people" and lemma in ("loss", "capture"):
            return _Reading("killed" if lemma == "loss" else "captured", head)
        return _Reading(kind, head) if kind in _THINGS else None
    if (
        word in ("on", "against", "at")
        and words.class_of(noun) == "sites"
        and lemma in ("strike", "attack", "airstrike", "raid")
    ):
        return _Reading("sites", head)
    return None


def _modifier(noun: Any, words: QuantityWords) -> _Reading | None:
    """A participle or adjective on the noun: "12 soldiers killed in", "12 wounded soldiers", "who were killed"."""
    found = _behind(noun, words)
    if found is not None:
        return found
    for child in noun.children:
        if child.dep_ in ("relcl", "acl") and child.pos_ in ("VERB", "AUX"):
            reading = _relative(noun, child, words)
            if reading is not None:
                return reading
    for child in noun.children:
        if child.dep_ in ("amod", "nmod", "compound") and child.i < noun.i and child.lower_ in words.state:
            return _Reading(words.state[child.lower_], child)
    return None


def _relative(noun: Any, verb: Any, words: QuantityWords) -> _Reading | None:
    who = [child for child in verb.children if child.dep_ in _SUBJECTS]
    if verb.dep_ == "acl" and verb.tag_ == "VBN" and not who:
        return _patient(noun, verb, words)
    for child in who:
        if child.lower_ in ("who", "which", "that"):
            if child.dep_ == "nsubjpass":
                return _patient(noun, verb, words)
            return (
                _Reading(words.agent[lemma_of(verb)], verb)
                if lemma_of(verb) in words.agent
                else _copula(verb, words)
            )
    return None


def _behind(noun: Any, words: QuantityWords) -> _Reading | None:
    found = _state_behind(noun, words)
    return _shared(_Reading(found[0], found[1]), found[1], words) if found else None


def _state_behind(noun: Any, words: QuantityWords) -> tuple[str, Any] | None:
    """The word right behind a noun that says in what state it is: "12 people dead", "five soldiers prisoner"."""
    if noun.i + 1 >= len(noun.doc):
        return None
    after = noun.nbor(1)
    if after.lower_ in ("more", "others") and after.i + 1 < len(noun.doc):
        after = after.nbor(1)
    if after.lower_ not in words.state or after.pos_ in ("AUX",):
        return None
    if any(child.dep_ in ("dobj", "obj") for child in after.children):
        return None
    if after.dep_ in ("compound", "nmod") and after.head.i > after.i:
        return None
    return words.state[after.lower_], after


def _neighbour(counted: Counted, words: QuantityWords) -> _Reading | None:
    """A participle of the state right behind the number itself: "12 dead, 30 wounded"."""
    if counted.noun is not None:
        return None
    return _behind(counted.root, words)


def _toll(counted: Counted, words: QuantityWords) -> _Reading | None:
    """ "The death toll rose to 40", "the number of wounded is now 45"."""
    token, verb = counted.anchor, None
    for _ in range(_MAX_CLIMB):
        if token.head.i == token.i:
            break
        token = token.head
        if (
            token.pos_ in ("VERB", "AUX", "NOUN")
            and lemma_of(token) in words.lists["toll_verbs"] | words.lists["toll_heads"]
        ):
            verb = token
            break
        if token.pos_ == "VERB":
            break
    if verb is None:
        return _toll_before(counted, words)
    heads = [verb] + [child for child in verb.children if child.dep_ in _SUBJECTS | {"dobj", "attr"}]
    for head in heads:
        what = _toll_kind(head, words) if lemma_of(head) in words.lists["toll_heads"] else None
        if what:
            return _Reading(what, head)
    return _toll_before(counted, words)


def _toll_before(counted: Counted, words: QuantityWords) -> _Reading | None:
    """The toll that the words before a number name, where the parse does not join them."""
    doc = counted.root.doc
    first = next(
        (token for token in doc if token.idx + len(token.text) > counted.number.start + doc[0].idx), None
    )
    if counted.noun is not None and words.class_of(counted.noun) != "people":
        return None
    if first is None or first.i == 0:
        return None
    link = doc[first.i - 1]
    if link.lower_ not in ("to", "at", "of", "as") and lemma_of(link) not in words.lists["toll_verbs"]:
        return None
    for token in reversed(doc[max(0, first.i - _MAX_BACK) : first.i - 1]):
        if token.lower_ in (",", ";", ".", "and", "but") or token.like_num:
            return None
        if lemma_of(token) in words.lists["toll_heads"]:
            what = _toll_kind(token, words)
            return _Reading(what, token) if what else None
    return None


def _toll_kind(head: Any, words: QuantityWords) -> str | None:
    """What a toll counts: of deaths by itself, else by the noun before it or behind its "of"."""
    inside = [child for child in head.children if child.dep_ in ("compound", "amod", "nmod")]
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "for"):
            for target in child.children:
                inside.append(target)
                inside += [
                    part for part in target.children if part.dep_ in ("acl", "amod", "conj", "compound")
                ]
    for child in inside:
        what = (
            words.toll_kinds.get(child.lower_)
            or words.toll_kinds.get(lemma_of(child))
            or words.state.get(child.lower_)
        )
        if what:
            return what
    return "killed" if lemma_of(head) == "toll" else None


def _itself(counted: Counted, words: QuantityWords) -> _Reading | None:
    """A noun that says by itself what it counts: "14 deaths", "52 attacks", "30 shells", "12 tanks destroyed"."""
    noun = counted.noun
    if noun is None:
        return None
    lemma = lemma_of(noun)
    before = noun.nbor(-1).lower_ if noun.i > 0 else ""
    pair = f"{before} {lemma}"
    if pair in words.compound:
        return _Reading(words.compound[pair], noun)
    if (
        counted.number.low == 0
        and counted.number.high == 0
        and lemma in ("casualty", "loss", "life", "victim")
    ):
        return _Reading("killed", noun)
    thing = _thing(noun, pair, words)
    if thing is not None:
        return thing
    what = words.counted.get(lemma)
    if what is None and lemma in ("person", "people", "family", "man") and before == "displaced":
        what = "displaced"
    if what in _FIGHTING and _is_trigger_of_other(noun):
        return None
    if what is None and lemma == "personnel":
        what = "troops" if before in ("military", "security", "army") else None
    if what is None and lemma in ("man", "strong") and _under_arms(noun):
        what = "fighters"
    return _Reading(what, noun) if what else None


def _is_trigger_of_other(noun: Any) -> bool:
    """Whether a fighting noun only qualifies another one: "two militant leaders"."""
    return noun.dep_ in ("compound", "nmod", "poss") and noun.head.i > noun.i


def _under_arms(noun: Any) -> bool:
    behind = " ".join(token.lower_ for token in noun.doc[noun.i + 1 : noun.i + 3])
    return behind in ("under arms", "in arms") or "armed" in [child.lower_ for child in noun.children]


def _thing(noun: Any, pair: str, words: QuantityWords) -> _Reading | None:
    lemma, kind = lemma_of(noun), words.class_of(noun)
    fired = lemma in words.lists["shells"] or pair in words.lists["shell_compounds"]
    if kind not in _THINGS and not fired:
        return None
    for governor in _governors(noun):
        name = lemma_of(governor)
        if fired and name in words.lists["firing"]:
            return _Reading("shells", governor)
        if kind in _THINGS and name in words.lists["things"] | words.lists["thing_nouns"]:
            acts = _acts(noun, governor)
            return None if acts else _Reading(kind, governor)
    return _Reading("shells", noun) if fired and kind is None else None


def _acts(noun: Any, verb: Any) -> bool:
    """Whether the thing is the active subject: "two tanks attacked the village"."""
    token = noun
    for _ in range(_MAX_CLIMB):
        if token.head.i == verb.i:
            return bool(
                token.dep_ == "nsubj"
                or token.dep_ in ("agent", "prep")
                and token.lower_ in ("by", "with", "from", "in")
            )
        token = token.head
    return False


def _governors(noun: Any) -> list[Any]:
    """The words above a noun up to its verb, and the participles on it."""
    found = [
        child
        for child in noun.children
        if child.dep_ in ("acl", "relcl", "amod") and child.pos_ in ("VERB", "ADJ")
    ]
    token = noun
    for _ in range(_MAX_CLIMB):
        if token.head.i == token.i:
            break
        token = token.head
        if token.pos_ in ("VERB", "NOUN"):
            found.append(token)
        if token.pos_ == "VERB":
            break
    return found


def _single(token: Any, used: set[int]) -> _Reading | None:
    """One person named by a noun without a number: "a soldier was killed", "killed its commander"."""
    words = quantity_words()
    if token.i in used or not _is_one_person(token, words):
        return None
    reading = _clause(token, token, words) if token.dep_ not in ("appos",) else None
    if reading is None:
        reading = next(
            (
                found
                for child in token.children
                if child.dep_ in ("acl", "relcl") and (found := _relative(token, child, words))
            ),
            None,
        )
    if reading is None or reading.what not in words.lists["single_kinds"] or reading.trigger.i in used:
        return None
    if any(
        child.dep_ == "neg" or (child.dep_ == "aux" and child.tag_ == "TO")
        for child in reading.trigger.children
    ):
        return None
    inside = token.dep_ == "pobj" and token.head.lower_ in words.lists["part_prepositions"]
    return replace(reading, other=None, part=reading.part or inside)


def _is_one_person(token: Any, words: QuantityWords) -> bool:
    if token.lower_ in words.lists["single_pronouns"]:
        return True
    determiners = [child.lower_ for child in token.children if child.dep_ in ("det", "poss", "predet")]
    if any(word not in words.lists["single_determiners"] and not _possessive(token) for word in determiners):
        return False
    if any(child.dep_ in ("nummod", "neg") for child in token.children):
        return False
    if token.tag_ not in ("NN", "NNP"):
        return False
    if lemma_of(token) in words.lists["single_people"]:
        return bool(determiners) or token.dep_ == "conj" or token.tag_ == "NNP"
    titles = (lemma_of(child) for child in token.children if child.dep_ == "compound")
    return any(title in words.lists["single_people"] for title in titles) or token.ent_type_ == "PERSON"


def _possessive(token: Any) -> bool:
    return any(child.dep_ == "poss" and child.pos_ in ("NOUN", "PROPN") for child in token.children)
