"""Chains of sources, read from sentences written for these tests."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.claims.attribution import find_voices, noted_source
from counterclaim.claims.attribution.quotations import quotations
from counterclaim.model import Block, Claim, Document, Modality, Reference, Role, SourceType
from tests.claims.conftest import Reader


def names(claim: Claim) -> list[str]:
    """The chain after the publisher."""
    return [one.name for one in claim.attribution[1:]]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("The attack on the market, the mayor said, killed five soldiers.", ["the mayor"]),
        (
            "Gunmen stormed the station, and at least nine recruits were killed before dawn, said a captain "
            "speaking by telephone.",
            ["a captain"],
        ),
        ("In the words of the mayor, gunmen killed nine traders.", ["the mayor"]),
        ("As the mayor put it, gunmen killed nine traders.", ["the mayor"]),
        ("By the mayor's count, gunmen killed nine traders.", ["the mayor"]),
        ("Gunmen are said by the mayor to have killed nine traders.", ["the mayor"]),
        ("Nine traders killed in raid on Gao: mayor", ["mayor"]),
        ("Police: nine traders killed in raid on Gao", ["Police"]),
        (
            "The agency quoted the channel as citing two nurses as saying that nine traders were killed.",
            ["The agency", "the channel", "two nurses"],
        ),
        (
            "State television, citing a provincial website, which in turn quoted an unnamed colonel, said "
            "gunmen had killed nine traders.",
            ["State television", "a provincial website", "an unnamed colonel"],
        ),
        ("Nine traders were killed, the paper said, quoting a nurse.", ["the paper", "a nurse"]),
        (
            "According to the bulletin, citing a nurse, gunmen killed nine traders.",
            ["the bulletin", "a nurse"],
        ),
        (
            "Nine traders were killed (so the bulletin, quoting a nurse) on Monday.",
            ["the bulletin", "a nurse"],
        ),
        (
            "A spokesman for the militia, Ali Musa, said gunmen killed nine traders.",
            ["A spokesman for the militia"],
        ),
        ("Nine traders were killed, the private channel Al-Rafid said.", ["Al-Rafid"]),
        ("The mayor told reporters that gunmen had killed nine traders.", ["The mayor"]),
        (
            "Three officials, none of whom wished to be named, said gunmen had killed nine traders.",
            ["Three officials"],
        ),
        ("The mayor said he was well; gunmen killed nine traders.", []),
        ("Gunmen from the town killed nine traders, and the mayor wants to say that it was over.", []),
    ],
)
def test_chain(read_claims: Reader, text: str, chain: list[str]) -> None:
    claim = max(read_claims(text), key=lambda one: len(one.quantities))
    assert names(claim) == chain


def test_a_relative_clause_has_the_speaker_of_its_sentence(read_claims: Reader) -> None:
    claims = read_claims(
        "Troops recaptured Damasak, which Boko Haram had held since November, military sources said."
    )
    assert [names(claim) for claim in claims] == [["military sources"]] * len(claims)
    assert len(claims) == 2
    assert all(claim.attribution[-1].interested for claim in claims)


@pytest.mark.parametrize(
    ("text", "interested"),
    [
        ("A captain said gunmen killed nine traders.", True),
        ("The defence ministry said gunmen killed nine traders.", True),
        ("Police said gunmen killed nine traders.", True),
        ("A retired colonel said gunmen killed nine traders.", False),
        ("A nurse said gunmen killed nine traders.", False),
        ("A hospital source said gunmen killed nine traders.", False),
    ],
)
def test_interest(read_claims: Reader, text: str, interested: bool) -> None:
    claim = read_claims(text)[0]
    assert claim.attribution[-1].interested is interested


def test_a_quotation_goes_on_until_its_end(read_claims: Reader) -> None:
    claims = read_claims(
        'Shells fell on the market. "They came at night," the mayor said. "They killed my two brothers. '
        'They shot nine traders."'
    )
    assert [names(claim) for claim in claims if "brothers" in claim.sentence.text] == [["the mayor"]]
    assert [names(claim) for claim in claims if "traders" in claim.sentence.text] == [["the mayor"]]


def test_who_ends_a_quotation_speaks_from_its_beginning(read_claims: Reader) -> None:
    (claim, *_) = read_claims('"They came at night. They killed nine traders. We ran," said a nurse.')
    assert names(claim) == ["a nurse"]


def test_who_was_introduced_is_whom_he_means(read_claims: Reader) -> None:
    claims = read_claims("The commander of the brigade smiled. He said that gunmen had killed nine traders.")
    assert names(claims[0]) == ["The commander of the brigade"]


def test_a_publisher_is_not_its_own_source(read_claims: Reader) -> None:
    (claim,) = read_claims("In March the Desk counted 84 killings in Ituri.", publisher="Sahel Incident Desk")
    assert names(claim) == []


@pytest.mark.parametrize(
    "text",
    [
        "The mayor denied that gunmen had killed nine traders.",
        "The mayor rejected as false a report that gunmen had killed nine traders.",
        "It is not true that gunmen killed nine traders, the mayor said.",
        "There is no truth in reports that gunmen had killed nine traders, the mayor said.",
    ],
)
def test_denied(read_claims: Reader, text: str) -> None:
    claim = read_claims(text)[0]
    assert claim.modality is Modality.DENIED
    assert names(claim) == ["The mayor" if text.startswith("The") and "truth" not in text else "the mayor"]


def test_to_have_had_no_part_is_a_denial(read_claims: Reader) -> None:
    first, second = read_claims(
        "Nine traders were killed in an air strike on Atarib on Monday. Moscow said it had no planes in the area."
    )
    assert second.modality is Modality.DENIED
    assert second.event_type == first.event_type


def _document(text: str, *, references: tuple[Reference, ...] = ()) -> Document:
    blocks, at = [], 0
    for part in text.split("\n\n"):
        blocks.append(Block(at, at + len(part), Role.BODY))
        at += len(part) + 2
    return Document(
        "d",
        "t",
        text,
        "0" * 64,
        "text/plain",
        publisher="The Review",
        blocks=tuple(blocks),
        references=references,
    )


INTERVIEW = """Captain Rami Haddad led a company until May. The Review spoke to him in Hama.

Q: How did the summer go?

A: Badly. They shelled our post. [Ed.: The rebels deny it.] We left.

Q: And then?

A: Then we slept."""


def test_the_interviewee_speaks_in_the_answers_and_the_editor_in_his_notes() -> None:
    voices = find_voices(_document(INTERVIEW))

    def who(words: str) -> str | None:
        found = voices.at(INTERVIEW.index(words))
        return found.name if found else None

    assert who("They shelled") == who("We left") == who("Then we slept") == "Captain Rami Haddad"
    assert who("The rebels deny") == "editor"
    assert who("How did") is None
    assert who("Captain Rami") is None
    answer = voices.at(INTERVIEW.index("We left"))
    assert answer is not None
    assert answer.interested


def test_turns_by_name() -> None:
    text = "HD: Did you lose it?\n\nGENERAL: We took it back.\n\nHD: When?\n\nGENERAL: In May."
    voices = find_voices(_document(text))
    said = voices.at(text.index("In May"))
    assert said is not None
    assert (said.name, said.interested) == ("GENERAL", True)
    assert voices.at(text.index("When?")) is None


def test_a_text_with_headings_that_ask_is_no_interview() -> None:
    text = "What happened?\n\nShells fell on the town.\n\nWhat next?\n\nNobody knows."
    assert find_voices(_document(text)).at(text.index("Shells")) is None


@pytest.mark.parametrize(
    ("note", "name", "kind"),
    [
        (
            '[1] "Clashes at the gate", Aleppo Courier, 17 January 2018.',
            "Aleppo Courier",
            SourceType.DOCUMENT,
        ),
        (
            "[1] Northern News Agency, 3 May 2016, https://example.org/a",
            "Northern News Agency",
            SourceType.AGENCY,
        ),
        ("[1] Ibid., p. 4.", None, None),
    ],
)
def test_the_source_that_a_footnote_names(note: str, name: str | None, kind: SourceType | None) -> None:
    document = _document(note, references=(Reference("1", 0, len(note)),))
    found = noted_source(document, ("1",))
    assert (found.name if found else None) == name
    assert (found.type if found else None) == kind
    if found is not None and found.span is not None:
        assert note[found.span.start : found.span.end] == found.span.text


@pytest.mark.parametrize(
    ("text", "inside", "found", "still"),
    [
        ('He said "no" twice.', False, ['"no"'], False),
        ("“We won,” he said, “and left.", False, ["“We won,”", "“and left."], True),
        ('We left." He smiled.', True, ['We left."'], False),
        ("The mayor's men didn't go.", False, [], False),
    ],
)
def test_quotations(text: str, inside: bool, found: list[str], still: bool) -> None:
    stretches, opened = quotations(text, inside=inside)
    assert [text[start:end] for start, end in stretches] == found
    assert opened is still


@given(st.text(alphabet="ab .,'\"“”‘’`", max_size=80), st.booleans())
def test_quotations_are_in_order_and_apart(text: str, inside: bool) -> None:
    stretches, _ = quotations(text, inside=inside)
    ends = [0, *(end for _, end in stretches)]
    assert all(
        before <= start < end <= len(text) for before, (start, end) in zip(ends, stretches, strict=False)
    )
