from __future__ import annotations

from typing import Any

import pytest

from counterclaim.claims.idioms import idioms, is_idiom
from counterclaim.claims.lexicon import base
from tests.claims.conftest import Reader

IDIOMS = (
    ("He lost control of his pickup near Lyon.", "lose"),
    ("Oil fell after the meeting in Vienna.", "fall"),
    ("The talks fell through on Friday.", "fall"),
    ("Rain began to fall in Lyon.", "fall"),
    ("Chefs demonstrated recipes in the market.", "demonstrate"),
    ("The bill was withdrawn in May.", "withdraw"),
    ("They used her card to withdraw money.", "withdraw"),
    ("The residents fought to save the library.", "fight"),
    ("The building has changed hands twice.", "change"),
    ("He is battling extradition.", "battle"),
    ("She was taken to a hospital in Davis.", "take"),
    ("The investor seized control of the company.", "seize"),
    ("He was held without bail on Friday.", "hold"),
    ("The minister came under fire over delays.", "come"),
    ("Hundreds fled the scene.", "flee"),
    ("Thieves blew up a cash machine in Utrecht.", "blow"),
    ("The union attacked the decision.", "attack"),
    ("The bill was attacked by the union.", "attack"),
    ("Maria Lopez attacked Juan Perez for voting with the government.", "attack"),
)
OF_FORCE = (
    ("The army lost control of the town on Monday.", "lose"),
    ("The town fell to the rebels on Friday.", "fall"),
    ("Students demonstrated in Lyon on Friday.", "demonstrate"),
    ("Troops withdrew from the village in May.", "withdraw"),
    ("The rebels fought government troops near Gao.", "fight"),
    ("The village has changed hands twice.", "change"),
    ("The army is battling insurgents.", "battle"),
    ("The men were taken to a camp near Gao.", "take"),
    ("The rebels seized control of the airport.", "seize"),
    ("The men were held without water in a camp.", "hold"),
    ("Hundreds fled the town.", "flee"),
    ("Militants blew up a bridge near Gao.", "blow"),
    ("The rebels attacked the village for supporting the army.", "attack"),
    ("The rebels attacked the market.", "attack"),
)


def word(nlp: Any, text: str, lemma: str) -> Any:
    return next(token for token in nlp(text) if base(token) == lemma and token.pos_ == "VERB")


@pytest.mark.parametrize(("text", "lemma"), IDIOMS)
def test_what_goes_with_it_makes_it_no_word_of_force(nlp: Any, text: str, lemma: str) -> None:
    assert is_idiom(word(nlp, text, lemma), "v")


@pytest.mark.parametrize(("text", "lemma"), OF_FORCE)
def test_the_same_words_of_force(nlp: Any, text: str, lemma: str) -> None:
    assert not is_idiom(word(nlp, text, lemma), "v")


def test_every_row_is_of_a_word_that_reports_an_event() -> None:
    assert {pos for _, pos in idioms()} == {"v", "n"}


@pytest.mark.parametrize(
    "text",
    [
        "The rebels left the capital in darkness.",
        "Militiamen levied a toll on every lorry.",
        "Health workers confirmed the toll.",
        "Seven soldiers were caught as they tried to break out of a hotel.",
    ],
)
def test_no_claim(text: str, read_claims: Reader) -> None:
    assert [one.event_type for one in read_claims(text)] == []


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Rebels killed 12 soldiers near Kutum, the third attack of its kind this month.", "killed"),
        ("Militants blew up a bridge near Kutum, the fourth such attack this month.", "blew"),
        ("Gunmen raided Kutum on Friday, the deadliest raid since 2015.", "raided"),
    ],
)
def test_what_only_counts_an_event_among_its_like(text: str, trigger: str, read_claims: Reader) -> None:
    (claim,) = read_claims(text)
    assert claim.trigger.text == trigger
    assert claim.actors
