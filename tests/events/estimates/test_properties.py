"""What holds of every rule, whatever is claimed."""

from dataclasses import replace
from itertools import pairwise

import hypothesis.strategies as st
from hypothesis import given, settings

from counterclaim.events.estimates import COUNTED, RULES, estimates, find_rule, sensitivity, total
from counterclaim.model import Claim, Modality, Quantity, Span, Verification
from tests.events.estimates.made import contexts
from tests.factories import claim

NOUNS = (
    None,
    "people",
    "civilians",
    "children",
    "soldiers",
    "militants",
    "forces.IQ",
    "islamic_state",
    "camels",
)
WORDS = ("x", "dozens", "several", "hundreds")
NAMES = (*RULES, "party:islamic_state")


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    one, other = sorted((draw(st.integers(0, 60)), draw(st.integers(0, 60))))
    low, high = draw(st.sampled_from([(one, one), (one, other), (one, None), (None, other)]))
    words = draw(st.sampled_from(WORDS))
    return Quantity(
        draw(st.sampled_from(COUNTED[:2])),
        draw(st.sampled_from(NOUNS)),
        low,
        high,
        words != "x",
        Span(0, 1, words),
    )


@st.composite
def claims(draw: st.DrawFn) -> list[Claim]:
    made = []
    for number in range(draw(st.integers(1, 6))):
        one = claim(
            str(draw(st.integers(1, 5))),
            number,
            source=draw(st.sampled_from(["forces.IQ", "islamic_state", "desk", "monitor"])),
            interested=draw(st.booleans()),
            modality=draw(st.sampled_from([Modality.REPORTED, Modality.CLAIMED, Modality.DENIED])),
            quantities=tuple(draw(st.lists(quantities(), max_size=3))),
        )
        made.append(replace(one, verification=draw(st.sampled_from(list(Verification)))))
    return made


@given(claims(), st.sampled_from(NAMES))
@settings(max_examples=150, deadline=None)
def test_low_best_high_are_in_order_and_of_something_said(made: list[Claim], name: str) -> None:
    for one in estimates(made, contexts(*made), find_rule(name)):
        stated = [bound for bound in (one.low, one.best, one.high) if bound is not None]
        assert stated
        assert all(low <= high for low, high in pairwise(stated))
        behind = [claim for claim in made if claim.id in one.claims]
        assert behind
        assert all(total(claim, one.what) is not None for claim in behind)


@given(claims(), st.randoms(use_true_random=False), st.sampled_from(NAMES))
@settings(max_examples=80, deadline=None)
def test_the_order_of_claims_does_not_matter(made: list[Claim], random, name: str) -> None:
    mixed = list(made)
    random.shuffle(mixed)
    rule = find_rule(name)
    assert estimates(made, contexts(*made), rule) == estimates(mixed, contexts(*made), rule)


@given(claims(), st.integers(0, 5), st.sampled_from(NAMES))
@settings(max_examples=80, deadline=None)
def test_saying_it_again_changes_nothing(made: list[Claim], which: int, name: str) -> None:
    again = replace(made[which % len(made)], id="c_again")

    def values(claims: list[Claim]) -> list[tuple]:
        found = estimates(claims, contexts(*made), find_rule(name))
        return [(one.what, one.of, one.low, one.best, one.high) for one in found]

    assert values([*made, again]) == values(made)


@given(claims())
@settings(max_examples=60, deadline=None)
def test_a_rule_invents_no_figure(made: list[Claim]) -> None:
    silent = [replace(one, quantities=()) for one in made]
    assert estimates(silent, contexts(*silent)) == ()
    said = {quantity.what for one in made for quantity in one.quantities}
    assert {one.what for one in estimates(made, contexts(*made))} <= said


@given(claims(), st.sampled_from(NAMES))
@settings(max_examples=40, deadline=None)
def test_sensitivity_is_the_estimate_of_what_is_left(made: list[Claim], name: str) -> None:
    where, rule = contexts(*made), find_rule(name)
    whole = estimates(made, where, rule)
    found = sensitivity(made, where, rule)
    assert tuple(one.estimate for one in found) == whole
    left = {(one.what, one.of): one for one in estimates(_observers(made), where, rule)}
    for one in found:
        expected = left.get((one.estimate.what, one.estimate.of))
        got = one.without[0]
        assert (got.low, got.best, got.high) == (
            (expected.low, expected.best, expected.high) if expected else (None, None, None)
        )


def _observers(made: list[Claim]) -> list[Claim]:
    return [one for one in made if not one.source.interested]
