from __future__ import annotations

from collections.abc import Callable

import pytest

from counterclaim.model import Claim

Reader = Callable[..., list[Claim]]


def whose(claims: list[Claim], *kinds: str) -> list[str | None]:
    return [one.of for claim in claims for one in claim.quantities if one.what in kinds]


@pytest.mark.parametrize(
    "again",
    [
        "After a search the police detained the courier.",
        "He was detained without a shot.",
        "The suspect was detained after a search.",
    ],
)
def test_the_same_person_told_again_is_of_the_same_people(read_claims: Reader, again: str) -> None:
    text = f"The police arrested a Taliban courier in Khost on Monday. {again}"
    assert whose(read_claims(text), "captured", "detained") == ["taliban", "taliban"]


@pytest.mark.parametrize(
    "another",
    [
        "The police later detained another suspect.",
        "The police also detained a shopkeeper.",
        "The police also detained two suspects.",
    ],
)
def test_others_keep_whose_they_are(read_claims: Reader, another: str) -> None:
    text = f"The police arrested a Taliban courier in Khost on Monday. {another}"
    found = whose(read_claims(text), "captured", "detained")
    assert len(found) == 2
    assert found[0] == "taliban" != found[1]


def test_the_dead_are_not_the_captured(read_claims: Reader) -> None:
    text = "The army captured two rebels in Khost on Monday. On Tuesday two individuals were killed there."
    assert whose(read_claims(text), "killed") == ["individuals"]
