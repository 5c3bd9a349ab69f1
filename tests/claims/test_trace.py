"""Every field of a claim has the words and the rule that gave it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.claims import Extraction, Reason, Resources, extract
from counterclaim.claims.trace import in_order
from counterclaim.model import Block, Claim, Document, NoteMark, Reference, Role, TimePrecision, When

Read = Callable[..., Extraction]
REPORT = (
    "Between 10 and 15 fighters were wounded on Tuesday night when a roadside bomb hit their convoy some 20 km "
    "east of Palmyra, two district officials told the agency. "
    "The Syrian army captured the town of Sukhna from the Islamic State, it said in a statement. "
    "Three of the group's fighters were killed. The claim could not be independently verified. "
    "The army denied it. "
    "Police foiled an attack on a market in Homs on 12 March, the ministry said."
)


@pytest.fixture(scope="module")
def explained(resources: Resources) -> Read:
    def read(text: str, **values: object) -> Extraction:
        day = date(2018, 3, 15)
        given = {
            "publisher": "Desk",
            "published": When("2018-03-15", day, day, TimePrecision.DAY),
            "blocks": (Block(0, len(text), Role.BODY),) if text else (),
            **values,
        }
        return extract(
            Document("d_test", "test.txt", text, "0" * 64, "text/plain", language="en", **given),  # type: ignore[arg-type]
            resources,
        )

    return read


def of(found: Extraction, claim: Claim, field: str) -> list[Reason]:
    return [one for one in found.reasons[claim.id] if one.field == field]


def rule(found: Extraction, claim: Claim, field: str) -> str:
    """The rule that decided a field."""
    return of(found, claim, field)[-1].rule


def fields_of(claim: Claim) -> set[str]:
    """The fields that a claim has a value for, with a place in each list."""
    lists = ("attribution", "actors", "targets", "quantities", "evidence")
    items = {f"{name}[{at}]" for name in lists for at in range(len(getattr(claim, name)))}
    single = {
        name
        for name in ("place", "when", "control", "method", "cites")
        if getattr(claim, name) not in (None, ())
    }
    always = {"trigger", "kind", "event_type", "modality", "verification", "confidence"}
    return items | single | always


def test_every_field_with_a_value_has_a_reason(explained):
    found = explained(REPORT)
    assert len(found.claims) >= 4
    for claim in found.claims:
        told = {one.field for one in found.reasons[claim.id]}
        assert fields_of(claim) <= told
        assert all(one.rule for one in found.reasons[claim.id])


def test_spans_are_those_of_the_text(explained):
    found = explained(REPORT)
    spans = [one.span for reasons in found.reasons.values() for one in reasons if one.span]
    assert spans
    assert all(REPORT[span.start : span.end] == span.text for span in spans)


def test_reasons_are_of_the_claims_that_are_given(explained):
    found = explained(REPORT)
    assert {claim.id for claim in found.claims} <= set(found.reasons)


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        ("Gunmen killed four soldiers in Homs on Monday.", "trigger", "row 'kill' (verb) of triggers.tsv"),
        (
            "Gunmen killed four soldiers in Homs on Monday.",
            "actors[0]",
            "the subject, for the trigger 'killed'",
        ),
        ("Four soldiers were killed in Homs on Monday.", "targets[0]", "the subject of the passive"),
        ("Gunmen killed four soldiers in Homs on Monday.", "quantities[0]", "'killed' says what is counted"),
        ("Gunmen killed four soldiers in Homs on Monday.", "when", "counted from the publication"),
        ("Gunmen killed four soldiers in Homs on 12 March 2018.", "when", "stated in the sentence"),
        ("Gunmen killed four soldiers in Homs.", "when", "the week that ends with the publication"),
        ("Gunmen killed nine civilians in Homs on Monday.", "event_type", "were civilians"),
        ("The Syrian army captured the town of Sukhna on Monday.", "event_type", "a state's forces"),
        ("The Syrian army captured the town of Sukhna on Monday.", "control", "frame take"),
        ("The Syrian army captured Sukhna on Monday.", "actors[0].id", "the registry of actors"),
        ("The army could shell Homs.", "modality", "the clause has 'could'"),
        ("The army denied shelling Homs on Monday.", "modality", "denie"),
        (
            "Gunmen killed four soldiers in Homs, police said.",
            "attribution[1]",
            "the verb of saying is 'said'",
        ),
        ("According to police, gunmen killed four in Homs.", "attribution[1]", "named with 'According'"),
        ("Gunmen killed four soldiers 20 km east of Homs.", "place.relation", "'east of' 20 km"),
        ("An air strike killed four soldiers in Homs on Monday.", "method", "the trigger 'strike'"),
    ],
)
def test_rule_of_a_field(explained, text, field, words):
    found = explained(text)
    assert words in rule(found, found.claims[0], field)


def test_verification_of_a_later_sentence(explained):
    text = "Gunmen killed four soldiers in Homs on Monday. The claim could not be independently verified."
    found = explained(text)
    claim = found.claims[0]
    decided = of(found, claim, "verification")[-1]
    assert claim.verification == "unverified"
    assert "a sentence behind it" in decided.rule
    assert decided.span is not None
    assert decided.span.start > claim.sentence.end


def test_place_of_the_story(explained):
    found = explained("Rebels attacked a base in Homs on Monday. Nine soldiers were abducted.")
    last = found.claims[-1]
    decided = of(found, last, "place")[-1]
    assert last.place is not None
    assert "the place that the story told of last" in decided.rule
    assert decided.span == last.place.span


def test_a_denial_takes_over_the_claim_before(explained):
    found = explained("The Syrian army shelled a market in Homs on Monday. The army denied it.")
    denial = found.claims[-1]
    assert denial.modality == "denied"
    assert rule(found, denial, "event_type") == "that of the claim that is denied"
    assert of(found, denial, "event_type")[-1].span == found.claims[0].trigger


def test_cited_notes(explained):
    text = "Gunmen killed four soldiers in Homs on Monday.[1]\n\n[1] The Daily Example, 4 March 2018."
    end = text.index("\n")
    found = explained(
        text,
        blocks=(Block(0, end, Role.BODY), Block(end + 2, len(text), Role.FOOTNOTE)),
        references=(Reference("1", end + 2, len(text)),),
        note_marks=(NoteMark(end - 3, end, "1"),),
    )
    (mark,) = of(found, found.claims[0], "cites")
    assert mark.span is not None
    assert mark.span.text == "[1]"
    assert "the note that the sentence cites" in rule(found, found.claims[0], "attribution[1]")


def test_people_told_of_again(explained):
    text = "Troops captured a courier in Homs on Monday. Later the courier was held in a prison."
    found = explained(text)
    for claim in found.claims:
        for number, quantity in enumerate(claim.quantities):
            assert (quantity.of is None) or of(found, claim, f"quantities[{number}].of")


_FIELDS = st.sampled_from(
    ["cites", "actors[0]", "actors[0].id", "actors[1]", "actors[11]", "trigger", "when"]
)


@given(st.lists(_FIELDS))
@settings(max_examples=50)
def test_order_is_by_field_and_keeps_steps_as_they_came(fields):
    reasons = [Reason(field, None, str(number)) for number, field in enumerate(fields)]
    ordered = in_order(reasons)
    assert sorted(ordered, key=str) == sorted(reasons, key=str)
    assert in_order(ordered) == ordered
    for field in set(fields):
        steps = [int(one.rule) for one in ordered if one.field == field]
        assert steps == sorted(steps)
    names = [one.field.split("[")[0].split(".")[0] for one in ordered]
    assert names == sorted(names, key=["trigger", "actors", "when", "cites"].index)
