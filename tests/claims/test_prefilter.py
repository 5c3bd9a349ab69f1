"""The cheap filters before the parse and before the entities let through all that can make a claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.claims import Resources
from counterclaim.claims.actors import Mentions
from counterclaim.claims.lexicon import TriggerRule, trigger_rules, words
from counterclaim.claims.prefilter import forms, may_report, may_show
from counterclaim.claims.selection import select
from counterclaim.claims.sentence import (
    RawSentence,
    Sentence,
    find_entities,
    language_model,
    parse,
    remembered_forms,
)
from counterclaim.claims.tokens import Words
from counterclaim.claims.triggers import Tests as TokenTests
from counterclaim.claims.triggers import find_triggers, may_trigger
from counterclaim.model import Role, Span
from tests.claims.conftest import Reader

RULES = sorted({rule for rules in trigger_rules().values() for rule in rules}, key=str)
NAMES = {"name": "Zorbatan", "place": "Ansongo", "people": "Ahmed", "armed": "guards"}

TELLING = (
    "Gunmen killed four soldiers near Ansongo.",
    "The army's shelling of the town went on.",
    "They were driven out of Taiz by the rebels.",
    "He blew himself up at a checkpoint.",
    "Rebels re-took the base at dawn.",
    "A car bomb went off beside the mosque.",
    "We will liberate al-Bab.",
    "TROOPS SEIZED THE PORT OF ADEN.",
    "Ahmed Saleh was captured on Monday.",
    "The counter-attack on Kobani failed.",
    "Troops left the city to the Houthis.",
    "Police opened fire, wounding three protesters.",
)
QUIET = (
    "The museum opens at nine on weekdays.",
    "She won a prize for her second novel.",
    "Prices of bread rose by a tenth.",
    "The minister was asked about the budget.",
    "Take a seat.",
    "He left early.",
)


def raw(text: str, start: int = 0) -> RawSentence:
    return RawSentence(Span(start, start + len(text), text), Role.BODY, 0)


def parsed(text: str, *, entities: bool = True) -> Sentence:
    (sentence,) = parse([raw(text)], entities=entities)
    return sentence


def sentence_for(rule: TriggerRule, need: str) -> str:
    """Words of a rule, with what one of its needs asks for."""
    kind = need.removeprefix("subj:").removeprefix("held:")
    said = f"They {' '.join(rule.words)}"
    if kind.startswith("prep:"):
        return f"It was {kind.removeprefix('prep:')} their {' '.join(rule.words)}."
    if kind == "light":
        return f"They launch an {' '.join(rule.words)}."
    if kind in ("none", "state"):
        return f"{said}."
    return f"{said} the {NAMES.get(kind) or min(words(kind))}."


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{' '.join(rule.words)} {rule.pos} {rule.needs}")
def test_every_row_of_the_triggers_passes(rule: TriggerRule) -> None:
    text = " ".join(sentence_for(rule, need) for need in rule.needs or ("none",))
    assert may_report(text, names_actor=False)


@pytest.mark.parametrize("text", TELLING)
def test_what_has_a_trigger_passes_both_filters(text: str) -> None:
    tests = TokenTests(lambda token: token.pos_ == "PROPN" or sure(text), lambda _: True, lambda _: False)
    assert find_triggers(parsed(text), tests)
    assert may_report(text, names_actor=False)
    assert may_trigger(parsed(text, entities=False), lambda _: False)


def sure(text: str) -> bool:
    return text.isupper()


@pytest.mark.parametrize("text", QUIET)
def test_other_sentences_are_not_parsed(text: str) -> None:
    assert not may_report(text, names_actor=False)


def test_a_weak_word_needs_company() -> None:
    assert not may_report("They arrived at noon.", names_actor=False)
    assert may_report("They arrived at noon.", names_actor=True)
    assert may_report("The rebels arrived.", names_actor=False)


@given(st.sampled_from(sorted({word for rule in RULES for word in rule.words if word.isalpha()})))
def test_forms_hold_what_the_lemmatizer_takes_for_one(word: str) -> None:
    for form in forms(word):
        assert form == form.lower()
    assert {word, f"{word}s"} <= forms(word)
    irregular = language_model().get_pipe("lemmatizer").lookups.get_table("lemma_exc")["verb"]
    assert {form for form, lemmas in irregular.items() if word in lemmas} <= forms(word)


def test_words_of_evidence() -> None:
    assert may_show("Photographs of the bodies were shown.")
    assert not may_show("He spoke for an hour.")


def test_entities_found_later_are_those_of_the_whole_pipeline() -> None:
    whole = [parsed(text) for text in TELLING]
    later = [parsed(text, entities=False) for text in TELLING]
    assert not any(token.ent_type_ for one in later for token in one.doc)
    find_entities(later)
    for one, other in zip(whole, later, strict=True):
        assert [token.ent_type_ for token in one.doc] == [token.ent_type_ for token in other.doc]
        assert [token.dep_ for token in one.doc] == [token.dep_ for token in other.doc]


@pytest.mark.parametrize(
    "text", [*TELLING, *QUIET, "There isn't a gonna-be, y'all ai n't got ta go.", "  Let's  go ."]
)
def test_remembered_forms_are_those_of_the_pipeline(text: str) -> None:
    model = language_model()
    (whole,) = model.pipe([text])
    (ours,) = model.pipe([text], disable=["attribute_ruler", "lemmatizer", "ner"])
    for _ in ("learnt", "looked up"):
        words = Words(ours, remembered_forms())
        assert [(one.pos_, one.lemma_) for one in words] == [(one.pos_, one.lemma_) for one in whole]


def test_speakers_come_along_and_the_rest_does_not(resources: Resources) -> None:
    texts = [
        "The mayor spoke of rents.",
        "Colonel Sow said so.",
        '"They killed two men," he added.',
        "It rained.",
    ]
    told, at = [], 0
    for text in texts:
        told.append(raw(text, at))
        at += len(text) + 1
    selection = select(told, Mentions([], resources.actors))
    said = [one.span.text for one in selection.telling.values()]
    assert texts[2] in said
    assert texts[1] in said
    assert texts[3] not in [one.span.text for one in selection.parsed.values()]


def test_without_time_the_first_sentences_are_read(resources: Resources) -> None:
    told = [raw(f"Gunmen killed {number} men.", number * 100) for number in range(1_000)]
    selection = select(told, Mentions([], resources.actors), deadline=0.0)
    assert selection.reached is not None
    assert 0 < len(selection.telling) < len(told)
    assert max(selection.parsed) == selection.reached


def test_the_model_forgets_the_words_of_a_document(
    read_claims: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("counterclaim.claims.sentence.MOST_WORDS", 0)
    assert read_claims("Gunmen killed four soldiers near Qopiwuzxara.")
    assert "Qopiwuzxara" not in language_model().vocab.strings
