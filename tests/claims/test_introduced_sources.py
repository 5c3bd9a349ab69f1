"""Sources that lead back to others, who can be one at all, and what sort they are."""

from __future__ import annotations

import pytest

from counterclaim.model import Attribution, Claim, SourceType
from tests.claims.conftest import Reader


def last_source(claims: list[Claim]) -> Attribution:
    return claims[-1].attribution[-1]


@pytest.mark.parametrize(
    ("text", "name", "actor"),
    [
        (
            "The Sudan Doctors Network said gunmen killed nine traders in Nyala. The group said four children were "
            "among the dead.",
            "The Sudan Doctors Network",
            None,
        ),
        (
            "The Syrian Observatory for Human Rights said Islamic State fighters killed nine people in Palmyra. The "
            "UK-based monitor said five more died in Sukhna.",
            "Syrian Observatory for Human Rights",
            "sohr",
        ),
        (
            "Islamic State fighters killed nine people in Palmyra, the Syrian Observatory for Human Rights said. Five "
            "more died in Sukhna, according to the group, which relies on activists on the ground.",
            "Syrian Observatory for Human Rights",
            "sohr",
        ),
        (
            "A source at the interior ministry told Reuters that gunmen killed nine traders in Nyala. The source said "
            "five more had been shot in Kutum.",
            "A source at the interior ministry",
            None,
        ),
        (
            "Colonel Ali Musa, a spokesman for the Syrian Democratic Forces, said militants killed nine fighters in "
            "Raqqa. Musa said shells fell on Tabqa, killing two.",
            "Colonel Ali Musa",
            "sdf",
        ),
        (
            "Al-Shabaab attacked a base in Baidoa, killing nine soldiers. The group said it had killed thirty.",
            "Al-Shabaab",
            "al_shabaab",
        ),
    ],
)
def test_who_was_introduced_is_meant(read_claims: Reader, text: str, name: str, actor: str | None) -> None:
    found = last_source(read_claims(text))
    assert (found.name, found.actor) == (name, actor)


def test_the_words_of_the_text_are_kept(read_claims: Reader) -> None:
    found = last_source(
        read_claims(
            "The Sudan Doctors Network said gunmen killed nine traders in Nyala. The group said four children were "
            "among the dead."
        )
    )
    assert found.span is not None
    assert found.span.text == "The group"


def test_another_description_is_another_source(read_claims: Reader) -> None:
    (claim, *_) = read_claims(
        "State television, citing the provincial news site, which in turn quoted an unnamed colonel, said rebels "
        "had shot down a helicopter over Kutum on Monday."
    )
    assert [one.name for one in claim.attribution[1:]] == [
        "State television",
        "the provincial news site",
        "an unnamed colonel",
    ]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "The mayor said the strikes had hit a school in Gao, adding that nine traders were killed.",
            ["The mayor"],
        ),
        (
            "Nine traders died and the source added that gunmen had shelled Gao.",
            ["the source"],
        ),
        (
            "Gunmen killed nine traders on Friday in the western province of Darfur said the Sudanese Doctors Union.",
            ["the Sudanese Doctors Union"],
        ),
        (
            "Gunmen shelled the market in Nyala on Friday and killed nine traders the network added.",
            ["the network"],
        ),
        ("Nine traders were killed in Nyala, according to the latest death toll.", []),
    ],
)
def test_what_cannot_speak_is_no_source(read_claims: Reader, text: str, chain: list[str]) -> None:
    assert [one.name for one in read_claims(text)[-1].attribution[1:]] == chain


@pytest.mark.parametrize(
    ("text", "sort", "interested"),
    [
        ("Shells killed two men in Sumy, the local outlet Kharkiv Today wrote.", SourceType.AGENCY, False),
        ("Ethiopian state television said rebels had killed nine people in Adwa.", SourceType.AGENCY, True),
        ("The Civil Defence said Russian aircraft killed nine people in Idlib.", SourceType.AGENCY, False),
        ("The White Helmets said shelling killed nine people in Idlib.", SourceType.MONITOR, False),
        ("Anadolu Agency reported that M23 fighters killed nine people in Goma.", SourceType.AGENCY, False),
        ("The Ethiopian army said militants killed nine people in Adwa.", SourceType.PARTY, True),
        ("TASS said Ukrainian forces killed nine people in Donetsk.", SourceType.AGENCY, True),
    ],
)
def test_sort_and_interest(read_claims: Reader, text: str, sort: SourceType, interested: bool) -> None:
    found = last_source(read_claims(text, published="2023-05-04"))
    assert (found.type, found.interested) == (sort, interested)


def test_who_is_told_is_an_outlet_whatever_its_name(read_claims: Reader) -> None:
    (claim,) = read_claims("A nurse told Al-Rafid that gunmen killed nine traders in Nyala.")
    assert [(one.name, one.type) for one in claim.attribution[1:]] == [
        ("Al-Rafid", SourceType.AGENCY),
        ("A nurse", SourceType.OFFICIAL),
    ]
