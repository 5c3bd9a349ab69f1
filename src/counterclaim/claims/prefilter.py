"""Which sentences may report an event, by their words alone: the others are never parsed.

A sentence passes when its words can meet a rule of ``data/triggers.tsv``: it has a form of every word of the rule, and
for each of the rule's needs a word of that list, or a name where a name can stand for it. What passes may still
report nothing; what does not cannot have a trigger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from counterclaim.claims.evidence import nouns_of_evidence
from counterclaim.claims.gates import DISOWNING
from counterclaim.claims.lexicon import TriggerRule, attribution_words, irregular_table, trigger_rules, words
from counterclaim.claims.place_words import place_words
from counterclaim.claims.sentence import language_model
from counterclaim.claims.triggers import PERSONS

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NAMED = frozenset({"place", "people", "civilian", "fleeing"})
"""Needs that a name meets, whether or not anybody knows it."""
_OF_ACTOR = frozenset({"armed", "people", "rebel"})
"""Needs that the name of a known actor meets."""
_NEGATIONS = frozenset({"not", "never", "t"})

_A_NAME, _AN_ACTOR = "A NAME", "AN ACTOR"
"""Stand among the words of a sentence for what they are."""

Test = tuple[frozenset[str], ...]
"""Sets of words, of each of which a sentence must have one."""


def may_report(text: str, *, names_actor: bool) -> bool:
    """Whether a sentence can have a trigger. `names_actor`: it names an actor of the registry."""
    spelled = _WORD.findall(text)
    present = {word.lower() for word in spelled}
    present.update(part for word in tuple(present) if "-" in word for part in word.split("-"))
    hits = present & _tests().keys()
    if not hits:
        return False
    if any(word != word.lower() and word.lower() not in _no_names() for word in spelled):
        present.add(_A_NAME)
    if names_actor:
        present.add(_AN_ACTOR)
    return any(all(not present.isdisjoint(one) for one in test) for hit in hits for test in _tests()[hit])


def may_show(text: str) -> bool:
    """Whether a sentence has a word for what there is to see: photographs, documents, bodies, witnesses."""
    return not _shown().isdisjoint(word.lower() for word in _WORD.findall(text))


@cache
def _shown() -> frozenset[str]:
    return frozenset().union(*map(forms, nouns_of_evidence()))


@cache
def _tests() -> Mapping[str, tuple[Test, ...]]:
    """What else a sentence must have, by each form of a rule's main word; the easiest first."""
    tests: dict[str, set[Test]] = {}
    for rules in trigger_rules().values():
        for rule in rules:
            for form in forms(rule.anchor):
                tests.setdefault(form, set()).add(_test(rule))
    for verb, test in _denials():
        for form in forms(verb):
            tests.setdefault(form, set()).add(test)
    return {form: ((),) if () in found else tuple(sorted(found, key=len)) for form, found in tests.items()}


def _denials() -> Iterator[tuple[str, Test]]:
    """The verbs of `gates.denies_what_was_said`, with what must stand beside them."""
    for verb in attribution_words()["verbs"]["deny"]:
        yield verb, ()
    lists = attribution_words()["denials"]
    for verb in DISOWNING:
        yield verb, (frozenset({"no"}), frozenset().union(*map(forms, lists["no_part"])))
        yield verb, (_NEGATIONS, lists["not_done"])


def _test(rule: TriggerRule) -> Test:
    others = [word for word in rule.words if word != rule.anchor]
    needed = (_need(need.removeprefix("subj:").removeprefix("held:")) for need in rule.needs)
    return (*map(forms, others), *(one for one in needed if one is not None))


@cache
def _need(need: str) -> frozenset[str] | None:
    """Words of which one meets a need; null where any sentence may."""
    if need in ("none", "state"):
        return None
    if need == "name":
        return frozenset({_A_NAME})
    if need.startswith("prep:"):
        return frozenset({need.removeprefix("prep:")})
    listed = words("light_verb") if need == "light" else words(need)
    found = frozenset().union(*map(forms, listed), *(_WORD.findall(word) for word in listed))
    if need in _NAMED:
        found |= {_A_NAME, *(PERSONS if need == "people" else {"it"})}
    return found | {_AN_ACTOR} if need in _OF_ACTOR else found


@cache
def _no_names() -> frozenset[str]:
    """Words that are no names at the start of a sentence, and names of times."""
    return frozenset(language_model().Defaults.stop_words) | place_words("times")


@cache
def forms(word: str) -> frozenset[str]:
    """All forms that the lemmatizer, or our own table, may take for forms of a base form."""
    found = {word, f"{word}s", f"{word}es", f"{word}ed", f"{word}d", f"{word}ing"}
    if word.endswith("e"):
        found.add(f"{word[:-1]}ing")
    if word.endswith("y"):
        found |= {f"{word[:-1]}ies", f"{word[:-1]}ied"}
    if word.endswith("f"):
        found.add(f"{word[:-1]}ves")
    if word.endswith("man"):
        found.add(f"{word[:-3]}men")
    return frozenset(found | _irregular_forms().get(word, set()))


@cache
def _irregular_forms() -> Mapping[str, set[str]]:
    """Irregular forms of each base form, by the model's exceptions and our table."""
    exceptions = language_model().get_pipe("lemmatizer").lookups.get_table("lemma_exc")
    found: dict[str, set[str]] = {}
    for table in exceptions.values():
        for form, lemmas in table.items():
            for lemma in lemmas:
                found.setdefault(lemma, set()).add(form)
    for form, lemma in irregular_table().items():
        found.setdefault(lemma, set()).add(form)
    return found
