"""Find the words of a sentence that report an event."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.claims.gates import is_one_of_series
from counterclaim.claims.idioms import is_idiom
from counterclaim.claims.lexicon import TriggerRule, base, reporting_verbs, trigger_rules, words
from counterclaim.claims.place_words import place_words
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.stoppages import is_stoppage
from counterclaim.claims.syntax import (
    SUBJECTS,
    ancestors,
    antecedent,
    children,
    is_passive,
    objects,
    prepositional,
    subject,
)

_POS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "a"}
_PHRASE_REACH = 12
_PHRASE_DEPTH = 3
_NOMINAL = frozenset({"dobj", "pobj", "nsubj", "nsubjpass"})
_TIMES = frozenset({"DATE", "TIME"})
_PLACES = frozenset({"place", "site", "name"})
"""Needs that only the place itself meets, not where something was done."""
PERSONS = frozenset({"him", "her", "them", "me", "us", "he", "she", "they", "we"})


@dataclass(frozen=True, slots=True)
class Tests:
    """What the document knows of a token: is it part of a place's name, does it name a state's forces, a party?

    `named`: the model has looked for names; if it has not, what `place` takes for a name may be a person's too.
    """

    place: Callable[[Any], bool]
    state: Callable[[Any], bool]
    actor: Callable[[Any], bool]
    named: bool = True


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word (or phrase, by its head token) and the rule that it met."""

    token: Any
    rule: TriggerRule


def find_triggers(sentence: Sentence, tests: Tests) -> list[Trigger]:
    """Triggers in the order of the text; a word that is part of a longer trigger is not one itself."""
    found: list[Trigger] = []
    used: set[int] = set()
    for trigger, words_used in sorted(
        _matches(sentence, tests),
        key=lambda pair: (-len(pair[1]), pair[0].rule.frame == "weapon", pair[0].token.i),
    ):
        if used.isdisjoint(words_used):
            found.append(trigger)
            used |= words_used
    return sorted(found, key=lambda trigger: int(trigger.token.i))


def may_trigger(sentence: Sentence, actor: Callable[[Any], bool]) -> bool:
    """Whether a sentence parsed without entities can have a trigger, whatever they turn out to be.

    `actor`: does a token name an actor.
    """

    def may_be_name(token: Any) -> bool:
        if sentence.in_capitals or token.text in place_words("particles"):
            return True
        return any(char.isupper() for char in token.text)

    tests = Tests(may_be_name, lambda _: True, actor, named=False)
    return next(_matches(sentence, tests), None) is not None


def _matches(sentence: Sentence, tests: Tests) -> Iterator[tuple[Trigger, set[int]]]:
    """For each word that heads a trigger the first rule it meets, with the indices of the words of the phrase."""
    for token in sentence.doc:
        pos = _part_of_speech(token)
        rules = _candidates(token, pos) if pos is not None else ()
        if not rules or (pos == "n" and (token.ent_type_ in _TIMES or _is_of_name(token))):
            continue
        if is_idiom(token, str(pos)):
            continue
        if pos == "n" and (is_stoppage(token) or is_one_of_series(token) or _is_craft_acted_on(token)):
            continue
        near = _near(token) if any(len(rule.words) > 1 for rule in rules) else {}
        for rule in rules:
            parts = _phrase(token, rule, near)
            if parts is not None and _met(token, rule, tests):
                yield Trigger(token, rule), {part.i for part in parts}
                break


def _part_of_speech(token: Any) -> str | None:
    """That of the rules that a word can meet; by its place in the clause, where a model takes it for an adjective."""
    if token.pos_ == "ADJ" and (token.dep_ in _NOMINAL or _is_counted(token)):
        return "n"
    if _is_participle(token):
        return "v"
    return _POS.get(token.pos_)


def _is_counted(token: Any) -> bool:
    """Whether an adjective stands for people with their number: "spoke of two dead"."""
    return bool(token.dep_ == "amod" and token.head.pos_ == "NUM" and token.head.i < token.i)


def _is_participle(token: Any) -> bool:
    """Whether a verb form is said of a subject as an adjective is: "is encircled", "remains contested"."""
    return bool(
        token.pos_ == "ADJ"
        and (token.lower_.endswith("ed") or (base(token), "v") in trigger_rules())
        and (token.dep_ == "acomp" or any(child.dep_ in ("auxpass", "cop") for child in token.children))
    )


def _candidates(token: Any, pos: str) -> tuple[TriggerRule, ...]:
    rules = trigger_rules()
    lemma = base(token)
    found = rules.get((lemma, pos), ())
    if not found and _is_participle(token):
        found = rules.get((lemma.removesuffix("ed"), pos), ()) or rules.get(
            (lemma.removesuffix("d"), pos), ()
        )
    if lemma != token.lower_:
        found = (*rules.get((token.lower_, pos), ()), *found)
    return found


def _near(token: Any) -> dict[str, list[Any]]:
    """The words in reach of a verb by each form that a rule can ask for, the nearest in the parse first."""
    found: dict[str, list[Any]] = {}
    for part in _reach(token):
        for form in {part.lower_, base(part)}:
            found.setdefault(form, []).append(part)
    return found


def _phrase(token: Any, rule: TriggerRule, near: Mapping[str, Sequence[Any]]) -> list[Any] | None:
    """Tokens of a rule's words around `token`, its anchor; null when one is missing."""
    if len(rule.words) == 1:
        other = rule.anchor in words("particle_verb") and any(child.dep_ == "prt" for child in token.children)
        return None if other else [token]
    if rule.pos == "n" and rule.anchor == rule.words[-1]:
        return _words_before(token, rule.words[:-1])
    parts = [token]
    for word in rule.words[1:]:
        match = next(
            (one for one in near.get(word, ()) if one not in parts and _belongs(one, parts, rule)), None
        )
        if match is None:
            return None
        parts.append(match)
    return parts


def _belongs(part: Any, parts: Sequence[Any], rule: TriggerRule) -> bool:
    """Whether a word hangs on the words of a phrase found so far, and not on another noun: "lost battles on the ground".

    That of which a noun is a measure does ("a series of raids"), and a modifier of the next word of the phrase or of an
    object that is found or made so ("made safe three mines").
    """
    if part.i < parts[0].i and parts[0].head == part:
        return True  # what a participle is said of
    before = part
    for above in part.ancestors:
        if above in parts:
            return True
        if above.pos_ in ("NOUN", "PROPN") and not _leads_on(before, part, above, rule):
            return False
        before = above
    return False


def _leads_on(below: Any, part: Any, noun: Any, rule: TriggerRule) -> bool:
    if below is part:
        state = part.dep_ == "amod" and rule.anchor in words("leaving_in_a_state") | words("making")
        return base(noun) in rule.words or state  # "found two dead civilians"
    return bool(below.lower_ == "of")


def _words_before(token: Any, before_it: tuple[str, ...]) -> list[Any] | None:
    parts = [token]
    for distance, word in enumerate(reversed(before_it), 1):
        if token.i - distance < 0:
            return None
        before = token.nbor(-distance)
        if before.lower_ != word and base(before) != word:
            return None
        parts.append(before)
    return parts


def _reach(token: Any) -> list[Any]:
    """Tokens below a verb that can belong to its phrase, near it and not deep in its clause; and what a participle is said of."""
    near: list[Any] = [token.head] if token.dep_ == "acl" and token.tag_ == "VBN" else []
    level = [token]
    for _ in range(_PHRASE_DEPTH):
        level = [
            child
            for part in level
            for child in part.children
            if abs(child.i - token.i) <= _PHRASE_REACH and child.dep_ not in SUBJECTS
        ]
        near += level
    return near


def _met(token: Any, rule: TriggerRule, tests: Tests) -> bool:
    return all(_need(token, need, rule.words[1:], tests) for need in rule.needs)


def _need(token: Any, need: str, particles: Sequence[str], tests: Tests) -> bool:
    """Whether a need is met. `particles` are the words of the phrase behind its verb: "fell on the village"."""
    if need.startswith("subj:"):
        agent, wanted = _named_agent(token), need.removeprefix("subj:")
        doers = [] if agent is None else [part for part in measured(agent) if not is_stoppage(part)]
        return any(_is(part, wanted, tests) for part in doers)
    if need == "light":
        return token.dep_ in ("dobj", "nsubjpass") and base(token.head) in words("light_verb")
    if need.startswith("held:"):
        verb = next((above for above in ancestors(token) if above.pos_ in ("VERB", "AUX")), None)
        held = subject(verb) if verb is not None else None
        return held is not None and any(
            _is(part, need.removeprefix("held:"), tests) for part in measured(held)
        )
    if need.startswith("prep:"):
        return bool(token.head.pos_ == "ADP" and token.head.lower_ == need.removeprefix("prep:"))
    under = ("of", "into") if need in _PLACES else ("of", "from", "into", "in")
    led = prepositional(token, *particles) if token.pos_ in ("VERB", "AUX") and particles else []
    patients = (
        [*objects(token), *led] if led and not is_passive(token) else _patients(token, *under, *particles)
    )
    if need == "explosive":
        patients = [*patients, *prepositional(token, "on", "over", "upon")]
    if need == "none":
        return not patients
    if need in _PLACES:
        patients = [one for one in patients if one.ent_type_ != "PERSON" or tests.place(one)]
    return any(_is(part, need, tests) for patient in patients for part in measured(patient))


def _named_agent(token: Any) -> Any | None:
    """Who does it; for "they" in what somebody says of himself ("rebels said they hit"), who says it."""
    agent = _agent(token)
    if (
        agent is not None
        and agent.pos_ == "PRON"
        and token.dep_ == "ccomp"
        and base(token.head) in reporting_verbs()
    ):
        return subject(token.head) or agent
    return agent


def _agent(token: Any) -> Any | None:
    if token.pos_ in ("VERB", "AUX"):
        if is_passive(token):
            return next(iter(prepositional(token, "by")), None)
        return subject(token)
    doer = next(iter(prepositional(token, "by")), None)
    if doer is None and token.dep_ == "dobj" and base(token.head) in words("light_verb"):
        return subject(token.head)
    return doer


def _patients(token: Any, *under: str) -> list[Any]:
    """What a trigger acts on; of a verb, `under` are the prepositions whose objects count."""
    if token.dep_ == "acomp" and token.tag_ in ("VBN", "JJ"):
        said_of = subject(token.head)
        return [said_of] if said_of is not None else []
    if token.pos_ in ("VERB", "AUX"):
        if is_passive(token):
            named = next(iter(children(token, "nsubjpass")), None)
            patient = token.head if token.dep_ == "acl" and named is None else subject(token)
            return [patient] if patient is not None else []
        relative = [token.head] if token.dep_ == "relcl" and _object_gap(token) else []
        shared = [] if objects(token) else [one for verb in children(token, "conj") for one in objects(verb)]
        return objects(token) + shared + prepositional(token, *under) + relative
    owners = [antecedent(owner) for owner in children(token, "compound", "nmod", "poss")]
    return prepositional(token, "of", "on", "against", "over", "for", "between") + _between(token) + owners


def _between(noun: Any) -> list[Any]:
    """Whom a noun is between, where its verb stands before them: "an encounter is under way between ..."."""
    return prepositional(noun.head, "between") if noun.dep_ in SUBJECTS else []


def _is_craft_acted_on(noun: Any) -> bool:
    """Whether a craft is no attacker: "shot down a gunship", not "used gunships"."""
    if noun.dep_ not in ("dobj", "nsubjpass") or base(noun) not in words("craft"):
        return False
    return base(noun.head) not in words("sends_craft")


def _is_of_name(noun: Any) -> bool:
    """Whether a noun is a capitalised part of a name: "Samarra Barrage", "the Battle of Vienna café"."""
    if noun.tag_ not in ("NNP", "NNPS") or not noun.text.istitle():
        return False
    return noun.i > 0 and (noun.nbor(-1).text.istitle() or noun.nbor(-1).lower_ in ("the", "of"))


def measured(noun: Any) -> list[Any]:
    """A noun, and what it is a measure or a part of: "hundreds of crates of rockets", "the whole of the town"."""
    found = [noun]
    for _ in range(_PHRASE_DEPTH):
        inner = prepositional(found[-1], "of")
        if not inner:
            break
        found.append(inner[0])
    return found


def _object_gap(verb: Any) -> bool:
    """Whether a relative clause leaves out its object: "the town that they took"."""
    return any(child.lower_ in ("that", "which", "whom") and child.dep_ == "dobj" for child in verb.children)


def _is_named_person(token: Any, tests: Tests) -> bool:
    """Whether a token is of a person's name, or a party's somebody ("a Taliban courier").

    A model takes towns for persons where the name begins alike.
    """
    if not tests.named and tests.place(token):
        return True
    if any(child.dep_ in ("compound", "amod", "nmod") and tests.actor(child) for child in token.children):
        return token.pos_ == "NOUN" and base(token) not in words("place") | words("weapon") | words("object")
    if token.ent_type_ != "PERSON" or tests.place(token) or tests.actor(token):
        return False
    return not any(part.lower_ in words("name_particle") for part in token.subtree)


def _is_unknown_name(token: Any, tests: Tests) -> bool:
    """Whether a token heads a proper name that may be of a place, known or not."""
    if token.tag_ not in ("NNP", "NNPS") or tests.actor(token) or token.ent_type_ in _TIMES:
        return False
    return not tests.named or token.ent_type_ != "PERSON" or tests.place(token)


def _is(token: Any, kind: str, tests: Tests) -> bool:
    if kind == "state":
        return tests.state(token)
    if kind in ("armed", "rebel") and token.tag_ in ("NNPS", "NNP") and tests.actor(token):
        return kind == "armed" or not tests.state(token)
    if kind in ("armed", "rebel") and any(child.lower_ == "armed" for child in children(token, "amod")):
        return True  # "armed men"
    if kind == "name":
        return _is_unknown_name(token, tests)
    if kind in ("civilian", "fleeing") and token.tag_ == "NNPS" and token.ent_type_ == "NORP":
        return not tests.actor(token) and base(token) not in words("armed")
    if kind == "place" and (tests.place(token) or token.lower_ == "it"):
        return True
    if kind == "people" and token.pos_ == "NUM" and token.dep_ in ("nsubj", "nsubjpass", "dobj"):
        return True
    if kind == "people" and (token.lower_ in PERSONS or _is_named_person(token, tests)):
        return True
    if kind == "place" and base(token) in words("part") and not prepositional(token, "of"):
        return False  # "took part"
    listed = words(kind)
    return base(token) in listed or token.lower_ in listed or token.lower_.removesuffix("s") in listed
