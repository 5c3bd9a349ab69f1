"""How likely an incident is one that a reader of reports of war would want as a claim, by weights learnt from text.

A logistic regression over features of the sentence, the paragraph and the report. The weights are in
``data/relevance.tsv``; ``scripts/train_relevance.py`` makes them, and decision 0013 says from what and what they
are worth.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import exp
from typing import Any

from counterclaim.claims.fields import words_by_field
from counterclaim.claims.gates import is_plain, words_of_war
from counterclaim.claims.lexicon import reporting_verbs, words
from counterclaim.claims.syntax import SUBJECTS, ancestors
from counterclaim.claims.told import ANYBODY, STATE_BODIES, Told
from counterclaim.claims.weights import read_weights
from counterclaim.reference.event_types import family

Features = Mapping[str, float]

ALWAYS = "always"
THRESHOLD = 0.25
"""Below this an incident makes no claim. Chosen by the training script's rule, on the texts that it learns from."""

_MOST = 3
_MOST_SIGNS = 6
_SHORT = 8
_SHARES = 10.0
_NAMED = 3
_AN_AGE_AGO, _LONG_AGO = 1990, 1945
_CONDITIONS = frozenset({"if", "unless", "until", "whether", "when", "before", "lest"})
_ENTITIES = {"GPE": "a country or town", "NORP": "a people", "PERSON": "a person", "MONEY": "money"}
_YOU = frozenset({"you", "your", "yours"})
_WE = frozenset({"i", "my", "me", "we", "our", "us"})
_PEOPLE = 5.0
"""Share of the words of a paragraph that are "you" or "we", times this, is a feature."""


def relevance(found: Features) -> float:
    """The logistic function of the sum of the weights of features; one that was not learnt counts nothing."""
    score = sum(parts(found).values())
    return 1 / (1 + exp(-score)) if score >= 0 else exp(score) / (1 + exp(score))


def parts(found: Features) -> dict[str, float]:
    """What each feature adds to the log-odds."""
    known = read_weights("relevance.tsv")
    return {name: value * known.get(name, 0.0) for name, value in found.items()}


def named(found: Features) -> str:
    """The features that raise and lower it most."""
    added = {name: value for name, value in parts(found).items() if name != ALWAYS and value}
    ordered = sorted(added, key=lambda name: (-abs(added[name]), name))
    raised = [name for name in ordered if added[name] > 0][:_NAMED]
    lowered = [name for name in ordered if added[name] < 0][:_NAMED]
    return f"raised by {', '.join(raised) or 'nothing'}; lowered by {', '.join(lowered) or 'nothing'}"


def features(told: Told) -> dict[str, float]:
    """Features of an incident, each 0 to 6, named in words; one that is 0 is left out."""
    found: dict[str, float] = {ALWAYS: 1.0}
    for some in (_facts(told), _words(told), _clause(told), _sentence(told)):
        found.update((name, float(value)) for name, value in some if value)
    return found


def _facts(told: Told) -> Iterator[tuple[str, float]]:
    """Who, to whom, where, when, how many, by whose word."""
    actors, targets, year = told.actors, told.targets, told.year
    yield "other incidents in its sentence", min(_MOST, told.together)
    yield f"type of the family {family(told.event_type)}", 1
    yield f"modality {told.modality}", 1
    yield "no actor", not actors
    yield "known actor", told.known
    yield "actor of a state", any(one.id and one.id.startswith(STATE_BODIES) for one in actors)
    yield "no target", not targets
    yield "known target", any(one.id and one.id not in ANYBODY for one in targets)
    yield "somebody or something armed", told.armed
    yield "place in its sentence", told.placed
    yield "no place", told.place is None
    yield "place of the gazetteer", told.place is not None and told.place.id is not None
    yield "time in its sentence", told.timed
    yield "long ago", year is not None and _LONG_AGO <= year < _AN_AGE_AGO
    yield "an age ago", year is not None and year < _LONG_AGO
    yield "figure", bool(told.figures)
    yield "source", told.sourced
    yield "weapon or tactic", told.incident.method is not None
    yield "word of force", is_plain(told.incident.main.token)
    yield "trigger of several words", len(told.incident.main.rule.words) > 1


def _words(told: Told) -> Iterator[tuple[str, float]]:
    """Words of war and of other fields in the sentence, the paragraph and the report."""
    own = {one.token.lower_ for one in told.incident.triggers}
    sentence = {*words_of_war(told.incident.main.token.doc.text)} - own
    around = {*words_of_war(told.around)} - own
    yield "words of war in its sentence", min(4, len(sentence)) / 2
    yield "words of war around it", min(_MOST_SIGNS, len(around)) / 2
    yield "firm words of war around it", min(_MOST, len(around - words("weak_sign_of_war"))) / 2
    fields = words_by_field(told.around)
    yield "words of other fields", min(5, len(frozenset().union(*fields.values())))
    yield "share of other fields in the report", min(_MOST, _SHARES * told.elsewhere)
    for name, some in fields.items():
        yield f"{name} words", min(2, len(some))
    spoken = told.around.lower().split()
    yield "speaks to the reader", min(2, _PEOPLE * sum(one in _YOU for one in spoken) / (len(spoken) + 10))
    yield "speaks of itself", min(2, _PEOPLE * sum(one in _WE for one in spoken) / (len(spoken) + 10))


def _clause(told: Told) -> Iterator[tuple[str, float]]:
    """Form of the trigger and of the clause that it stands in."""
    token = told.incident.main.token
    verb = next((one for one in (token, *ancestors(token)) if one.pos_ in ("VERB", "AUX")), token)
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    subjects = [child for child in verb.children if child.dep_ in (*SUBJECTS, "nsubjpass")]
    yield "noun", told.incident.main.rule.pos == "n"
    yield "plural noun", token.tag_ in ("NNS", "NNPS")
    yield "past tense", token.tag_ == "VBD"
    yield "ing-form", token.tag_ == "VBG"
    yield "present tense", verb.tag_ in ("VBP", "VBZ") and not helpers
    yield "modal verb", any(child.tag_ == "MD" for child in helpers)
    yield "negated", any(child.dep_ == "neg" for one in (verb, token) for child in one.children)
    yield "no subject", not subjects
    yield "subject 'you'", any(one.lower_ == "you" for one in subjects)
    yield "a person as subject", any(one.ent_type_ == "PERSON" for one in subjects)
    yield "a country as subject", any(one.ent_type_ == "GPE" for one in subjects)
    yield "somebody's", any(child.dep_ == "poss" for child in token.children)
    yield "subordinate clause", token.dep_ in ("advcl", "relcl", "acl")
    yield "in quotation marks", token.i > 0 and token.nbor(-1).text in ('"', "“", "‘", "'")
    above = [one for one in (token, *ancestors(token)) if one.dep_ != "ROOT"]
    yield "in an adverbial clause", any(one.dep_ == "advcl" for one in above)
    yield "in a relative clause", any(one.dep_ == "relcl" for one in above)
    marks = {
        child.lower_ for one in (token, *ancestors(token)) for child in one.children if child.dep_ == "mark"
    }
    yield "in a condition", not _CONDITIONS.isdisjoint(marks)


def _sentence(told: Told) -> Iterator[tuple[str, float]]:
    """What else the sentence has."""
    doc: Any = told.incident.main.token.doc
    finite = [one for one in doc if one.tag_ in ("VBD", "VBP", "VBZ")]
    past = any(one.tag_ == "VBD" for one in finite)
    past = past or any(one.dep_ == "aux" and one.lower_ in ("has", "have", "had") for one in doc)
    kinds = {one.ent_type_ for one in doc}
    yield "no past tense in its sentence", not past
    yield "no finite verb in its sentence", not finite
    yield "short sentence", len(doc) < _SHORT
    yield "verb of saying in its sentence", any(one.lemma_.lower() in reporting_verbs() for one in doc)
    yield "date in its sentence", bool(kinds & {"DATE", "TIME"})
    yield "a work of art in its sentence", "WORK_OF_ART" in kinds
    for kind, name in _ENTITIES.items():
        yield f"{name} in its sentence", kind in kinds
