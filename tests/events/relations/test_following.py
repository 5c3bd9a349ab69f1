"""What answers or follows what, by the words of the text."""

import pytest

from counterclaim.events.relations.cues import cues
from counterclaim.events.relations.following import deeds
from counterclaim.model import Claim
from tests.events.relations.telling import Told, tell, town

AIR = "air_drone_strike"
BOMB = "remote_explosive_landmine_ied"
FIRST = tell(
    "A roadside bomb struck a convoy in Marah.",
    "bomb",
    BOMB,
    "2019-03-01",
    town("Marah"),
    ("rebels",),
    ("army",),
)


def strike(text: str, when: str = "2019-03-03", **changes: object) -> Claim:
    given = {"where": town("Sahl", 35.8, 39.0), "actors": ("army",), "number": 3} | changes
    return tell(text, text.split()[0], AIR, when, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Warplanes bombed Sahl in retaliation for the bombing in Marah, the army said.", "responds_to"),
        ("Warplanes bombed Sahl in response to the attack on the convoy in Marah.", "responds_to"),
        ("Warplanes bombed Sahl two days after the attack in Marah.", "follows"),
        ("Warplanes bombed Sahl in retaliation for the attack on Friday.", "responds_to"),
        (
            "Warplanes bombed Sahl two days after the attack in Marah and in revenge for the attack in Marah.",
            "responds_to",
        ),
        ("Strikes on Sahl came two days after a roadside bomb in Marah.", "follows"),
    ],
)
def test_words_link_an_event_to_the_one_that_they_point_at(text: str, kind: str) -> None:
    answer = strike(text)
    told = Told(FIRST, answer)
    (relation,) = told.relations
    assert (relation.kind, relation.of, relation.to) == (kind, told.event(answer), told.event(FIRST))
    assert relation.claims == (answer.id,)


def test_a_phrase_can_stand_first() -> None:
    text = "Two days after the bombing in Marah, warplanes struck Sahl."
    answer = tell(text, "struck", AIR, "2019-03-03", town("Sahl", 35.8, 39.0), ("army",), number=3)
    told = Told(FIRST, answer)
    assert told.pairs("follows") == {(told.event(answer), told.event(FIRST))}


def test_the_event_of_the_phrase_itself_goes_first() -> None:
    text = "Warplanes bombed Sahl hours after rebels shelled Qasr."
    answer = strike(text)
    shelled = tell(
        text,
        "shelled",
        "shelling_artillery_missile_attack",
        "2019-03-03",
        town("Qasr", 34.0, 38.0),
        ("rebels",),
        number=3,
    )
    told = Told(FIRST, answer, shelled)
    assert told.pairs("follows") == {(told.event(answer), told.event(shelled))}


def test_two_that_fit_alike_are_none() -> None:
    again = tell(
        "A bomb struck a bus in Marah.",
        "bomb",
        BOMB,
        "2019-02-26",
        town("Marah"),
        ("rebels",),
        ("civilians",),
        number=1,
    )
    answer = strike("Warplanes bombed Sahl in retaliation for the bombing in Marah.")
    assert Told(FIRST, again, answer).pairs("responds_to") == set()


@pytest.mark.parametrize(
    "answer",
    [
        strike("Warplanes bombed Sahl in retaliation for the bombing in Qasr."),
        strike("Warplanes bombed Sahl in retaliation for the ceasefire in Marah."),
        strike("Warplanes bombed Sahl in retaliation for the bombing in Marah.", "2019-02-20"),
        strike("Warplanes bombed Sahl in retaliation for the bombing in Marah.", actors=("rebels",)),
        strike("Warplanes bombed Sahl hours after the bombing in Marah.", "2019-03-20"),
        strike("Warplanes bombed Sahl and Marah was bombed too."),
    ],
    ids=["another place", "another kind", "later", "one's own deed", "too long ago", "no cue"],
)
def test_what_does_not_fit_is_not_followed(answer: Claim) -> None:
    assert Told(FIRST, answer).relations == []


def test_another_report_of_the_same_place_shortly_before_counts() -> None:
    first = tell(
        "A bomb struck soldiers in Marah.",
        "bomb",
        BOMB,
        "2019-03-01",
        town("Marah"),
        ("rebels",),
        ("army",),
        document="x",
    )
    answer = strike(
        "Warplanes bombed Marah in revenge for the bombing in Marah.",
        where=town("Marah"),
        targets=("rebels",),
    )
    told = Told(first, answer)
    assert told.pairs("responds_to") == {(told.event(answer), told.event(first))}


def test_cues_of_hostile_sentences_take_no_time() -> None:
    assert len(list(cues("hours after " * 400))) > 100
    assert list(cues("during " + "a " * 3000 + "offensive")) == []
    assert list(cues("\n" * 4000)) == []


def test_deeds_are_general_or_of_a_kind() -> None:
    assert "explosion" in deeds("the attack on the town")
    assert deeds("a truce in the town") == {"agreement"}
    assert deeds("the weather") == frozenset()
