"""Relevance: what the learned model drops where no gate does, and what `explain` says of it."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.claims import Resources, extract
from counterclaim.claims.relevance_model import ALWAYS, named, parts, relevance
from counterclaim.claims.weights import read_weights
from counterclaim.model import Block, Document, Role
from tests.claims.conftest import Reader

FOUND = st.dictionaries(st.sampled_from(sorted(read_weights("relevance.tsv"))), st.floats(0, 6), max_size=20)


@given(FOUND)
def test_a_probability(found: Mapping[str, float]) -> None:
    assert 0 <= relevance(found) <= 1


@given(FOUND, st.sampled_from(sorted(read_weights("relevance.tsv"))))
def test_a_weight_moves_it_its_way(found: Mapping[str, float], name: str) -> None:
    more = relevance({**found, name: found.get(name, 0.0) + 1.0})
    assert (more - relevance(found)) * read_weights("relevance.tsv")[name] >= 0


def test_what_was_not_learnt_counts_nothing() -> None:
    assert relevance({ALWAYS: 1.0, "no such feature": 3.0}) == relevance({ALWAYS: 1.0})


@given(FOUND)
def test_the_strongest_feature_is_named(found: Mapping[str, float]) -> None:
    added = {name: value for name, value in parts(found).items() if name != ALWAYS and value}
    highest = max(added.values(), key=abs, default=None)
    strongest = [name for name, value in added.items() if value == highest]
    assert not strongest or any(name in named(found) for name in strongest)


@pytest.mark.parametrize(
    "text",
    [
        "The orchestra's brass section opened fire in the second movement and the choir answered every salvo.",
        "Patients attacked by the virus died within a week, the researchers found in a study of the vaccine.",
    ],
)
def test_no_claim(read_claims: Reader, text: str) -> None:
    assert read_claims(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Clashes in several areas of the eastern countryside of Homs.",
        "Gunmen killed four teachers at a school in Maiduguri on Monday, police said.",
        "Rebels shelled the stadium in Donetsk on Monday, killing two players.",
    ],
)
def test_a_claim_all_the_same(read_claims: Reader, text: str) -> None:
    assert read_claims(text)


def test_explained(resources: Resources) -> None:
    text = "Rebels ambushed an army convoy near Gao on Monday."
    blocks = (Block(0, len(text), Role.BODY),)
    document = Document("d_test", "test.txt", text, "0" * 64, "text/plain", language="en", blocks=blocks)
    found = extract(document, resources)
    (claim,) = found.claims
    rules = [one.rule for one in found.reasons[claim.id] if one.field == "confidence"]
    assert any(rule.startswith("relevance ") and "raised by " in rule for rule in rules)
