"""Whose word counts: what each word lets one hear of an event, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.errors import UsageError
from counterclaim.events import DocumentContext
from counterclaim.events.estimates import estimates, find_rule
from counterclaim.events.hearing import check_word, estimates_of, hear, source_key, speaker_of, words_of
from counterclaim.model import Attribution, Claim, Modality, SourceType
from tests.factories import claim, killed

CONTEXTS = {
    f"d{number}": DocumentContext(f"d{number}", desk, date(2017, 11, 1 + number))
    for number, desk in enumerate(("Desk A", "Desk B", "SANA", "Desk C", "Desk D", "Reuters"))
}


def said(document: int, toll: int | None, source: str | None = None, **more: object) -> Claim:
    """A claim of a document with a number of dead; parties to the conflict are interested."""
    figures = () if toll is None else (killed(toll, toll),)
    interested = source is not None and source != "sohr"
    made = claim(f"d{document}", quantities=figures, source=source, interested=interested, **more)
    publisher = CONTEXTS[f"d{document}"].publisher or ""
    return replace(made, attribution=(Attribution(publisher, SourceType.PUBLISHER), *made.attribution))


def toll(claims: Sequence[Claim], word: str) -> tuple[int | None, int | None, int | None] | None:
    for one in estimates_of(hear(claims, CONTEXTS, word)):
        if one.what == "killed" and one.of is None:
            return one.low, one.best, one.high
    return None


def test_each_word_has_its_own_figures():
    claims = [said(0, 10), said(1, 40, "islamic_state"), said(3, 12, "sohr"), said(4, 3, "gov.SY")]
    assert toll(claims, "everyone") == (3, 10, 40)
    assert toll(claims, "no_parties") == (10, 10, 12)
    assert toll(claims, "side:islamic_state") == (40, 40, 40)
    assert toll(claims, "side:forces.SY") == toll(claims, "side:state.SY") == (3, 3, 3)
    assert toll(claims, "two_origins") == (3, 10, 40)
    assert toll(claims, "side:sdf") is None


def test_two_origins_must_state_the_event_and_give_the_figure():
    alone = [said(0, 10), said(3, None, modality=Modality.DENIED, source="gov.SY")]
    assert not hear(alone, CONTEXTS, "two_origins").claims
    two = [said(0, 10), said(1, None)]
    assert len(hear(two, CONTEXTS, "two_origins").claims) == 2
    assert toll(two, "two_origins") is None
    assert toll(two, "everyone") == (10, 10, 10)


def test_a_party_s_own_outlet_speaks_for_it():
    own = said(2, 7, actors=("forces.SY",))
    assert speaker_of(own) == "state.SY"
    assert toll([own], "side:state.SY") == (7, 7, 7)
    assert not hear([own], CONTEXTS, "no_parties").claims
    passed_on = said(2, 7, "sohr")
    assert speaker_of(passed_on) == "sohr"


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10_000), dice=st.randoms(use_true_random=False))
def test_words_do_not_depend_on_order_and_agree_with_the_rules(seed: int, dice: Random):
    random = Random(seed)
    claims = [
        replace(
            said(
                random.randrange(6),
                random.choice([None, 1, 4, 9]),
                random.choice([None, "sohr", "islamic_state", "gov.SY", "forces.SY"]),
                modality=random.choice([Modality.REPORTED, Modality.CLAIMED, Modality.DENIED]),
            ),
            id=f"c{number}",
        )
        for number in range(random.randint(1, 7))
    ]
    found = words_of(claims, CONTEXTS)
    shuffled = dice.sample(claims, len(claims))
    assert words_of(shuffled, CONTEXTS) == found
    by_word = {one.word: one for one in found}
    assert by_word["everyone"].claims == len(claims)
    everyone = [one for one in estimates(claims, CONTEXTS) if one.of is None]
    assert list(by_word["everyone"].figures) == everyone
    for word, one in by_word.items():
        assert 0 < one.claims <= len(claims)
        assert 0 < one.origins <= by_word["everyone"].origins
        if word.startswith("side:") and all(c.document_id not in ("d2", "d5") for c in claims):
            rule = find_rule(f"party:{word.removeprefix('side:')}")
            assert list(one.figures) == [
                each for each in estimates(claims, CONTEXTS, rule) if each.of is None
            ]


def test_sources_have_the_keys_of_origins():
    assert source_key(Attribution("Syrian army", SourceType.PARTY, "forces.SY")) == "actor:state.SY"
    assert source_key(Attribution("Example Desk", SourceType.PUBLISHER)) == "name:exampledesk"
    assert source_key(Attribution("witnesses", SourceType.WITNESS)) is None
    (everyone,) = [one for one in words_of([said(0, 1, "sohr")], CONTEXTS) if one.word == "everyone"]
    assert [key for key, _ in everyone.sources] == ["actor:sohr", "name:deska"]


@pytest.mark.parametrize("word", ["", "side:", "nobody", "Everyone", "side"])
def test_what_is_no_word_is_refused(word):
    with pytest.raises(UsageError, match="two_origins"):
        check_word(word)
