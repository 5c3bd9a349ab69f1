"""Sentences: offsets stay true, abbreviations do not end one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.text.sentences import split_sentences


def sentences(text: str) -> list[str]:
    return [text[a:b] for a, b in split_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two died. Three fled.", ["Two died.", "Three fled."]),
        ("Gen. Okoro spoke. He left.", ["Gen. Okoro spoke.", "He left."]),
        ("The U.S. said so. J. Mora agreed.", ["The U.S. said so.", "J. Mora agreed."]),
        ('"We won." The army denied it.', ['"We won."', "The army denied it."]),
        ("It rose by 2.5 per cent. Then fell.", ["It rose by 2.5 per cent.", "Then fell."]),
        ("Hard\nwrapped text.\n\nNew one", ["Hard\nwrapped text.", "New one"]),
        ("They took the town.[3] It fell.", ["They took the town.[3]", "It fell."]),
        ("   ", []),
    ],
)
def test_split(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet="ab. !?\n\"'A1", max_size=200))
def test_every_character_that_is_not_space_is_in_one_sentence(text: str) -> None:
    covered = [i for a, b in split_sentences(text) for i in range(a, b)]
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)
