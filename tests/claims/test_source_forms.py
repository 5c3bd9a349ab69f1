"""Sources in forms that parsers misread, and the outlets that stand around them."""

from __future__ import annotations

import pytest

from tests.claims.conftest import Reader


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Jets bombed a grain store at Axum, the committee of the elders wrote in a letter.",
            ["the committee of the elders"],
        ),
        ("Soldiers shot two fishermen off Mannar, a Tamil newspaper alleged.", ["a Tamil newspaper"]),
        (
            "Herdsmen killed 12 farmers in Guma, the chairman of the council, Caleb Aba, told newsmen.",
            ["Caleb Aba"],
        ),
        ("The SDF accuse Turkey of shelling the village of Ain Dara.", ["Syrian Democratic Forces"]),
        ("As reported by Kurdish media, a drone killed two men in Qamishli.", ["Kurdish media"]),
        (
            "A report seen by Der Spiegel says that paramilitaries killed 40 villagers.",
            ["Der Spiegel", "A report"],
        ),
        (
            "In a statement carried by the SANA news agency, the militia said it had shot two deserters.",
            ["SANA", "militia"],
        ),
        (
            "Speaking to Al-Mayadeen, a colonel said gunmen had killed three guards.",
            ["Al-Mayadeen", "a colonel"],
        ),
        ("By its own account the militia lost 12 men near Paranthan.", ["the militia"]),
    ],
)
def test_chains(text: str, names: list[str], read_claims: Reader) -> None:
    chain = read_claims(text, publisher=None)[0].attribution
    assert [one.name.removeprefix("the ").removeprefix("The ") for one in chain] == [
        name.removeprefix("the ") for name in names
    ]
