"""Who does it and to whom, in the many forms in which a sentence can say so."""

from __future__ import annotations

import pytest

from tests.claims.conftest import Reader


@pytest.mark.parametrize(
    ("text", "actors", "targets"),
    [
        ("Two journalists died at the hands of militiamen in Sabha.", ["militiamen"], ["Two journalists"]),
        (
            "On 8 February units of the Third Front ambushed a police patrol near Florencia.",
            ["units of the Third Front"],
            ["a police patrol"],
        ),
        (
            "The opposition blamed the killing of four students on the presidential guard.",
            ["the presidential guard"],
            ["four students"],
        ),
        ("Kidnappers killed nine loggers near Muidumbe.", ["Kidnappers"], ["nine loggers"]),
        ("The rebels shelled a kindergarten in Horlivka.", ["The rebels"], ["a kindergarten"]),
        ("Assailants set fire to a Catholic church in Pano Aqil.", ["Assailants"], ["a Catholic church"]),
        (
            "An airliner was shot down over Ukraine, Kiev said, by separatists.",
            ["separatists"],
            ["An airliner"],
        ),
        ("Eleven people were killed by shelling in Horlivka.", [], ["Eleven people"]),
        ("A car bomb killed eleven passengers in Hilla.", [], ["eleven passengers"]),
    ],
)
def test_who_does_it_to_whom(text: str, actors: list[str], targets: list[str], read_claims: Reader) -> None:
    claim = read_claims(text)[-1]
    assert [one.span.text for one in claim.actors] == actors
    assert [one.span.text for one in claim.targets] == targets


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("Nigerian and Chadian troops attacked a camp near Damasak.", {"forces.NG", "forces.TD"}),
        ("Soldiers from Chad and Niger attacked a camp near Damasak.", {"forces.TD", "forces.NE"}),
        ("A drone strike by the United States killed four militants in Miranshah.", {"gov.US"}),
        ("Boko Haram attacked Gwoza on Sunday. Its fighters killed 20 villagers.", {"boko_haram"}),
    ],
)
def test_actors_that_the_registry_knows(text: str, ids: set[str], read_claims: Reader) -> None:
    assert {one.id for one in read_claims(text)[-1].actors} == ids


def test_a_pronoun_leads_to_those_named_before_it(read_claims: Reader) -> None:
    claim = read_claims("Militants seized ten workers near Jos and shot them.")[-1]
    assert [(one.span.text, one.name) for one in claim.targets] == [("them", "ten workers")]


def test_the_owner_of_a_post_loses_it(read_claims: Reader) -> None:
    (claim,) = read_claims("Karen rebels overran a junta outpost near Myawaddy.")
    assert ("former_holder", "junta") in [(one.role, one.span.text) for one in claim.targets]


def test_the_speaker_is_meant_by_it(read_claims: Reader) -> None:
    claim = read_claims("The militia said it had shelled a barracks near Misrata.")[0]
    assert [one.name for one in claim.actors] == ["The militia"]
