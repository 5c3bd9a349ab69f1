"""What a text says there is to see."""

from __future__ import annotations

import pytest

from tests.claims.conftest import Reader


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("A video showed the execution of two soldiers near Palmyra on Monday.", ["video"]),
        ("Satellite images show that the army shelled the village of Marea on 3 March.", ["satellite"]),
        ("Witnesses said the army shelled the town of Douma on Monday.", ["witness"]),
        ("Doctors counted 14 bodies after the army shelled Douma on Monday.", ["body_count"]),
        ("Photographs showed that the army shelled Douma on Monday.", ["photo"]),
        ("The army shelled Douma on Monday.", []),
        ("The soldiers killed a photographer who took pictures in Douma on Monday.", []),
    ],
)
def test_kinds(read_claims: Reader, text: str, kinds: list[str]) -> None:
    found = read_claims(text)
    assert found
    assert [one.kind for one in found[0].evidence] == kinds


def test_words_are_those_of_the_text(read_claims: Reader) -> None:
    text = "Two soldiers were killed near Hit on Monday. The group published photographs of their identity cards."
    (claim,) = read_claims(text)
    assert [one.kind for one in claim.evidence] == ["photo"]
    assert all(text[one.span.start : one.span.end] == one.span.text for one in claim.evidence)
