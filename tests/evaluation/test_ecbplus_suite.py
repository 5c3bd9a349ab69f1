from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from evaluation.suites import ecbplus
from evaluation.suites.ecbplus_claims import Mention, conflict_topics, mentions
from evaluation.suites.ecbplus_corpus import Text, read_corpus

from counterclaim.model import Modality

ADDRESS = "http : / / www . some - paper . com / 2013 / mar / 14 / riot . html"
RIOT = [
    ADDRESS,
    "Gunmen attack a market in Mosul",
    "Gunmen attacked a market in Mosul on Tuesday , killing 1 , 200 people .",
    "The attack was `` the worst '' , it ' s said .",
]
OTHER = ["Militants attacked a market in Mosul on Tuesday .", "The deal was not signed ."]


def anchors(numbers: tuple[int, ...]) -> str:
    return "".join(f'<token_anchor t_id="{number}"/>' for number in numbers)


def write(path: Path, sentences: list[str], marks: list[tuple[str, tuple[int, ...]]], chains: str) -> None:
    tokens, number = "", 0
    for place, sentence in enumerate(sentences):
        for word in sentence.split():
            number += 1
            tokens += f'<token t_id="{number}" sentence="{place}" number="0">{word}</token>\n'
    marked = "".join(
        f'<{kind} m_id="{mark}">{anchors(numbers)}</{kind}>' for mark, (kind, numbers) in enumerate(marks)
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        f'<Document doc_name="{path.name}">{tokens}<Markables>{marked}<ACTION_OCCURRENCE m_id="99" '
        f'RELATED_TO="" TAG_DESCRIPTOR="t"/></Markables><Relations>{chains}</Relations></Document>',
        encoding="utf-8",
    )


def chain(mark: int) -> str:
    return (
        f'<CROSS_DOC_COREF r_id="7" note="ACT1"><source m_id="{mark}"/><target m_id="99"/></CROSS_DOC_COREF>'
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    first = len(ADDRESS.split()) + len(RIOT[1].split())  # tokens before the second sentence of the story
    spots = [
        ("ACTION_OCCURRENCE", (first - 4,)),
        ("HUMAN_PART_PER", (first + 1,)),
        ("ACTION_OCCURRENCE", (first + 2,)),
        ("LOC_GEO", (first + 6,)),
        ("TIME_DATE", (first + 8,)),
        ("ACTION_OCCURRENCE", (first + 10,)),
        ("ACTION_OCCURRENCE", (first + 17,)),
    ]
    write(folder / "ecbplus" / "36" / "36_1ecbplus.xml", RIOT, spots, chain(2))
    marks = [("ACTION_OCCURRENCE", (2,)), ("LOC_GEO", (6,)), ("NEG_ACTION_OCCURRENCE", (14,))]
    write(folder / "ecbplus" / "36" / "36_1ecb.xml", OTHER, marks, chain(0))
    write(folder / "ecbplus" / "37" / "37_2ecb.xml", [OTHER[1]], [("ACTION_OCCURRENCE", (5,))], "")
    write(folder / "ecbplus" / "37" / "37_3ecb.xml", [OTHER[1]], [], "")
    rows = "\n".join(["36,1ecbplus,2", "36,1ecb,0", "36,1ecb,1", "37,2ecb,0"])
    table = folder / "ecbplus" / "ECBplus_coreference_sentences.csv"
    table.write_text(f"Topic,File,Sentence Number\n{rows}\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def texts(data: Path) -> dict[str, Text]:
    return {text.name: text for text in read_corpus(data / "ecbplus")}


@pytest.fixture(scope="module")
def found(data: Path) -> list[Mention]:
    return mentions(data / "ecbplus")


def test_tokens_become_a_text(texts: dict[str, Text]) -> None:
    text = texts["36_1ecbplus"]
    assert text.text.splitlines() == [
        "Gunmen attack a market in Mosul",
        "Gunmen attacked a market in Mosul on Tuesday, killing 1,200 people.",
        "The attack was “the worst”, it's said.",
    ]
    assert all(text.text[one.span.start : one.span.end] == one.span.text for one in text.markables)


def test_address_publisher_and_day(texts: dict[str, Text]) -> None:
    text = texts["36_1ecbplus"]
    assert (text.publisher, text.published) == ("some-paper.com", date(2013, 3, 14))
    assert (texts["36_1ecb"].publisher, texts["36_1ecb"].published) == (None, None)


def test_only_checked_sentences_of_listed_texts(texts: dict[str, Text]) -> None:
    assert "37_3ecb" not in texts
    assert [one.span.text for one in texts["36_1ecbplus"].events] == ["attacked", "killing"]


def test_chains_across_documents_and_alone(found: list[Mention]) -> None:
    assert [(one.claim.trigger.text, one.chain) for one in found] == [
        ("attacked", "36/ACT1"),
        ("signed", "36_1ecb/2"),
        ("attacked", "36/ACT1"),
        ("killing", "36_1ecbplus/5"),
        ("signed", "37_2ecb/0"),
    ]


def test_a_mention_as_a_claim(found: list[Mention]) -> None:
    claim = found[2].claim
    assert (claim.event_type, found[2].lemma, found[2].participants) == (
        "armed_clash",
        "attack",
        ("Gunmen", "Mosul", "Tuesday"),
    )
    assert claim.place is not None
    assert (claim.place.country, claim.place.span.text) == ("IQ", "Mosul")
    assert claim.when is not None
    assert claim.when.start == date(2013, 3, 12)
    assert [one.span.text for one in claim.actors] == ["Gunmen"]
    assert found[0].claim.when is None  # "Tuesday" is marked in the other text only, and this one has no date


def test_what_was_not_done_is_denied(found: list[Mention]) -> None:
    assert [one.claim.modality for one in found if one.lemma == "sign"] == [
        Modality.DENIED,
        Modality.REPORTED,
    ]


def test_topics_about_violence(found: list[Mention]) -> None:
    assert conflict_topics(found) == {"36"}


def test_run_on_a_folder_of_the_same_layout(data: Path) -> None:
    figures: Any = ecbplus.run(data)
    assert {"conll_f1", "b3_f1", "ceafe_f1", "muc_f1", "lea_f1"} <= figures.keys()
    assert (figures["mentions"], figures["chains"]) == (5, 4)
    assert (figures["conflict"]["mentions"], figures["conflict"]["topics"]) == (4, 1)
    assert figures["lemma_in_topic_baseline"]["conll_f1"] == 1.0
    assert figures["lemma_baseline"]["conll_f1"] < 1.0
    assert figures["own_mentions"]["recall"] == pytest.approx(2 / 5)
    assert figures["conflict"]["own_mentions"]["precision"] == 1.0


def test_missing_data(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        ecbplus.run(tmp_path)
