"""Every filter, alone and together, on both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from record_factory import READER, make_claim, make_document, make_event, make_place, on, raw_of, span
from sqlalchemy import text

from counterclaim.errors import UsageError
from counterclaim.model import (
    ActorMention,
    ActorRole,
    Attribution,
    Claim,
    Kind,
    Modality,
    SourceType,
    Span,
)
from counterclaim.record import Filters, Record, schema
from counterclaim.record.engine import reading, writing
from counterclaim.record.filters import LONGEST


def claims_of_two_documents() -> dict[str, Claim]:
    """Claims by a name of the tests: `raid` and `siege` of document 0, `denial` and `bare` of document 1."""
    first, second = make_document(0), make_document(1)
    attack = Attribution("Ministry of Defence", SourceType.PARTY, "mod", True)
    return {
        "raid": make_claim(first, 0, event_type="raid", when=on(date(2018, 3, 10))),
        "siege": make_claim(
            first,
            1,
            kind=Kind.CONTROL,
            event_type="siege",
            when=on(date(2018, 4, 1), end=date(2018, 4, 30)),
            place=make_place(id="g:9", name="Maʿarrat an-Nuʿmān", country="SY", span=span("near")),
            attribution=(Attribution("Desk Á", SourceType.PUBLISHER), attack),
            actors=(ActorMention(span("officials"), ActorRole.HOLDER, "hts", "Hay'at Tahrir al-Sham"),),
        ),
        "denial": make_claim(
            second,
            0,
            modality=Modality.DENIED,
            sentence=Span(0, 40, "Жители Київа: 100% of Deir-ez-Zor_city fell"),
            place=make_place(id="g:10", name="Київ", country="UA"),
            when=on(date(2018, 5, 1), end=None),
            attribution=(attack,),
        ),
        "bare": make_claim(second, 1, place=None, when=None, attribution=(), actors=(), targets=()),
    }


CLAIMS = claims_of_two_documents()


def fill(record: Record) -> Record:
    for number in (0, 1):
        document = make_document(number)
        if number == 1:
            document = replace(document, title="Statement", publisher="Wire Service", published=None)
        of_it = [claim for claim in CLAIMS.values() if claim.document_id == document.id]
        record.save_document(document, raw_of(number), of_it, reader=READER)
    record.linking.put_events(
        [],
        [
            make_event(1, CLAIMS["raid"], status="corroborated", origins=2, documents=2),
            make_event(2, CLAIMS["siege"], CLAIMS["denial"], status="disputed"),
        ],
    )
    return record


@pytest.fixture(scope="module")
def records(
    tmp_path_factory: pytest.TempPathFactory, new_module_database: Callable[[], str]
) -> Iterator[list[Record]]:
    """A record of each kind, only to be read."""
    addresses = [str(tmp_path_factory.mktemp("query") / "r.sqlite"), new_module_database()]
    made = [fill(Record.open(address, create=True)) for address in addresses]
    yield made
    for record in made:
        record.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, records: list[Record]) -> Record:
    return records[request.param == "postgresql"]


QUESTIONS: list[tuple[dict[str, Any], str]] = [
    ({}, "raid siege denial bare"),
    ({"actor": "hts"}, "siege"),
    ({"actor": "TAHRIR al sham"}, "siege"),
    ({"actor": "tah"}, ""),
    ({"actor": "fighters"}, "raid siege denial"),
    ({"place": "g:1"}, "raid"),
    ({"place": "maarrat"}, "siege"),
    ({"place": "Ma'arrat an Nu"}, "siege"),
    ({"place": "київ"}, "denial"),
    ({"place": "palmyra"}, "raid denial"),
    ({"place": "%"}, ""),
    ({"place": "_"}, ""),
    ({"country": "sy"}, "raid siege"),
    ({"event_type": "raid"}, "raid"),
    ({"kind": "control"}, "siege"),
    ({"modality": "denied"}, "denial"),
    ({"status": "disputed"}, "siege denial"),
    ({"source": "ministry of defence"}, "siege denial"),
    ({"source": "defence MINISTRY"}, ""),
    ({"source": "minist"}, ""),
    ({"source": "desk a"}, "raid siege"),
    ({"source": "wire"}, "denial bare"),
    ({"document": make_document(0).id}, "raid siege"),
    ({"date_to": date(2018, 3, 9)}, ""),
    ({"date_to": date(2018, 3, 10)}, "raid"),
    ({"date_from": date(2018, 3, 11)}, "siege denial"),
    ({"date_from": date(2018, 4, 15), "date_to": date(2018, 4, 16)}, "siege"),
    ({"date_from": date(2020, 1, 1)}, "denial"),
    ({"text": "wounded palmyra"}, "raid siege bare"),
    ({"text": '"near Palmyra"'}, "raid siege bare"),
    ({"text": '"Palmyra near"'}, ""),
    ({"text": "palmyra convoy"}, "raid siege"),
    ({"text": "statement"}, "denial bare"),
    ({"text": "wound*"}, "raid siege bare"),
    ({"text": "wound"}, ""),
    ({"text": "київа"}, "denial"),
    ({"text": "deir ez zor"}, "denial"),
    ({"text": "Deir-ez-Zor"}, "denial"),
    ({"text": "zor deir"}, "denial"),
    ({"text": '"zor deir"'}, ""),
    ({"text": "100%"}, "denial"),
    ({"text": "!!!"}, ""),
    ({"text": 'NOT "'}, ""),
    ({"actor": "sdf", "country": "SY", "text": "officials"}, "raid"),
    ({"actor": "sdf", "source": "ministry"}, "denial"),
]


def test_claims(filled: Record) -> None:
    names = {claim.id: name for name, claim in CLAIMS.items()}
    for question, expected in QUESTIONS:
        page = filled.claims(Filters(**question))
        found = {names[row["id"]] for row in page.rows}
        assert found == set(expected.split()), question
        assert page.total == len(page.rows)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ({}, {1, 2}),
        ({"status": "corroborated"}, {1}),
        ({"event_type": "siege"}, {2}),
        ({"place": "maarrat", "country": "SY"}, {2}),
        ({"modality": "denied"}, {2}),
        ({"modality": "denied", "kind": "control"}, set()),
        ({"source": "ministry"}, {2}),
        ({"text": "convoy"}, {1, 2}),
        ({"actor": "sdf"}, {1, 2}),
        ({"document": make_document(1).id}, {2}),
        ({"date_to": date(2018, 3, 31)}, {1}),
    ],
)
def test_events(filled: Record, question: dict[str, Any], expected: set[int]) -> None:
    page = filled.events(Filters(**question))
    assert {row["id"] for row in page.rows} == {make_event(n, CLAIMS["raid"]).id for n in expected}
    assert page.total == len(expected)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ({}, {0, 1}),
        ({"source": "wire service"}, {1}),
        ({"source": "ministry"}, set()),
        ({"actor": "hts"}, {0}),
        ({"status": "disputed"}, {0, 1}),
        ({"status": "corroborated"}, {0}),
        ({"document": make_document(0).id}, {0}),
        ({"date_from": date(2018, 3, 15)}, {0}),
        ({"text": "statement"}, {1}),
    ],
)
def test_documents(filled: Record, question: dict[str, Any], expected: set[int]) -> None:
    page = filled.documents(Filters(**question))
    assert {row["id"] for row in page.rows} == {make_document(number).id for number in expected}


def test_rows_of_documents(filled: Record) -> None:
    (row,) = filled.documents(Filters(source="wire")).rows
    document = make_document(1)
    assert row == {
        "id": document.id, "path": document.path, "url": document.url, "title": "Statement",
        "publisher": "Wire Service", "authors": ["A. Writer", "B. Author"], "published": None,
        "language": "en", "media_type": "text/plain", "sha256": document.sha256,
        "problems": ["the page number was cut"], "family": None, "copy_of": None, "claims": 2,
    }  # fmt: skip


def test_order_and_pages(filled: Record) -> None:
    def ids(**question: Any) -> list[str]:
        return [row["id"] for row in filled.claims(Filters(**question)).rows]

    by_date = [CLAIMS[name].id for name in ("raid", "siege", "denial", "bare")]
    assert ids() == by_date
    assert ids(order="-date") == [*by_date[2::-1], by_date[3]]
    assert ids(order="id") == sorted(by_date)
    assert ids(limit=2, offset=1) == by_date[1:3]
    assert ids(limit=0) == []
    assert ids(offset=3) == by_date[3:]
    assert filled.claims(Filters(limit=1, offset=9)).total == 4
    assert [row["origins"] for row in filled.events(Filters(order="-origins", limit=1)).rows] == [2]
    for order in ("place", "", "--date", "id; DROP TABLE claims"):
        with pytest.raises(UsageError, match="cannot be ordered"):
            ids(order=order)


@pytest.mark.parametrize("of", ["claims", "events", "documents"])
@pytest.mark.parametrize(
    "question", [{}, {"order": "-date", "limit": 2, "offset": 1}, {"place": "maarrat"}, {"text": "!"}]
)
def test_rows_one_by_one_are_those_of_the_page(filled: Record, of: Any, question: dict[str, Any]) -> None:
    filters = Filters(**question)
    assert list(filled.iter_rows(of, filters)) == getattr(filled, of)(filters).rows


@pytest.mark.parametrize(
    "wrong",
    [
        {"limit": -1},
        {"offset": -1},
        {"actor": "x" * (LONGEST + 1)},
        {"date_from": date(2018, 2, 1), "date_to": date(2018, 1, 1)},
    ],
)
def test_a_question_that_makes_no_sense(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        Filters(**wrong)


def test_a_question_of_too_many_words(record: Record) -> None:
    with pytest.raises(UsageError, match="50 words"):
        record.claims(Filters(text="a " * 51))


def test_by_the_beginning_of_an_id(filled: Record) -> None:
    raid = CLAIMS["raid"]
    event = make_event(1, raid)
    for asked in (event.id, event.id[:10]):
        detail = filled.event(asked)
        assert detail is not None
        assert detail.event.id == event.id
    claim = filled.claim(raid.id[:12])
    assert claim is not None
    assert claim["id"] == raid.id
    assert filled.document(make_document(0).id[:12]) is not None
    for ask in (filled.event, filled.claim, filled.document):
        for nothing in ("x_1", "", "%", "\x00", "e\udc00"):
            assert ask(nothing) is None
    with pytest.raises(UsageError, match="several ids"):
        filled.event("e_")
    assert filled.raw("0" * 64) is None


def test_search_follows_replacing_and_deleting(record: Record) -> None:
    filled = fill(record)
    document = make_document(0)
    new = make_claim(document, 7, sentence=Span(0, 10, "A bridge collapsed"))
    filled.save_document(replace(document, title="Bridge"), raw_of(0), [new], reader=READER)
    assert [row["id"] for row in filled.claims(Filters(text="bridge collapsed")).rows] == [new.id]
    assert filled.claims(Filters(text="convoy")).total == 0
    if "://" not in filled.address:
        with writing(filled._engine) as connection:
            connection.execute(text("UPDATE claims SET words = 'viaduct' WHERE words LIKE '%bridge%'"))
            check = "INSERT INTO claim_search(claim_search, rank) VALUES ('integrity-check', 1)"
            connection.execute(text(check))
        assert filled.claims(Filters(text="bridge")).total == 0
        assert filled.claims(Filters(text="viaduct")).total == 1


TEXTS = ("actor", "place", "country", "event_type", "kind", "status", "source", "text", "document")
NASTY = st.text(
    st.one_of(st.characters(), st.sampled_from("%_*\"'\\;():&|!<->-\x00\ud800 azАяل0١\u0301ʿ")), max_size=25
)


@settings(max_examples=70, deadline=None)
@given(
    st.fixed_dictionaries(
        {},
        optional=dict.fromkeys(TEXTS, NASTY),
    ),
    st.sampled_from(["claims", "events", "documents"]),
)
def test_any_text_is_a_question_with_one_answer(
    records: list[Record], question: dict[str, str], kind: str
) -> None:
    answers = [getattr(record, kind)(Filters(**question, order="id")) for record in records]
    assert answers[0] == answers[1]


@settings(max_examples=70, deadline=None)
@given(st.data())
def test_any_words_of_a_sentence_find_it_on_both(records: list[Record], data: st.DataObject) -> None:
    sentence = CLAIMS["denial"].sentence.text
    start = data.draw(st.integers(0, len(sentence)))
    asked = sentence[start : data.draw(st.integers(start, len(sentence)))]
    one, two = (record.claims(Filters(text=asked)) for record in records)
    assert one == two


def test_the_documentation_names_every_table_and_column(records: list[Record]) -> None:
    page = (Path(__file__).parents[2] / "docs" / "record.md").read_text("utf-8")
    internal = {"published_span", "locator_hash", "claim_id", "name_key", "place_key", "publisher_key"}
    for table in schema.metadata.sorted_tables:
        assert f"| `{table.name}` |" in page
        for column in table.c:
            assert column.name in internal or f"`{column.name}`" in page, f"{table.name}.{column.name}"
    query = page.partition("```sql\n")[2].partition("```")[0]
    for record in records:
        with reading(record._engine) as connection:
            assert connection.execute(text(query)).mappings().all() == []
