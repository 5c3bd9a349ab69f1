"""Any claim, document and event that the types allow comes back from both databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict, replace

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from record_factory import READER, make_claim, make_document, raw_of

from counterclaim.model import Claim, Document, Event, GazetteerEntry, Place, Span, When
from counterclaim.record import Record

FINITE = st.floats(allow_nan=False, allow_infinity=False)
MAYBE = st.none() | FINITE
TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
NUMBER = st.integers(-(10**30), 10**30)
OFFSET = st.integers(0, 2**62)
SPANS = st.builds(Span, OFFSET, OFFSET, TEXT)
PLACES = st.builds(
    Place,
    span=SPANS,
    name=st.none() | TEXT,
    country=st.none() | TEXT,
    lat=MAYBE,
    lon=MAYBE,
    radius_km=MAYBE,
    relation=st.none() | st.dictionaries(TEXT, MAYBE, max_size=2),
    score=MAYBE,
    alternatives=st.lists(
        st.builds(GazetteerEntry, lat=FINITE, lon=FINITE, radius_km=FINITE), max_size=2
    ).map(tuple),
)
WHENS = st.builds(When, edtf=TEXT, span=st.none() | SPANS)
DOCUMENT = make_document()


def without_nul(value: Claim | Event | Document) -> bool:
    return "\\x00" not in repr(asdict(value))


CLAIMS = st.builds(
    Claim,
    id=st.just("c_1"),
    document_id=st.just(DOCUMENT.id),
    sentence=SPANS,
    place=st.none() | PLACES,
    when=st.none() | WHENS,
    confidence=FINITE,
).filter(without_nul)
DOCUMENTS = st.builds(
    Document,
    id=st.just(DOCUMENT.id),
    sha256=st.just(DOCUMENT.sha256),
    text=TEXT,
    published=st.none() | WHENS,
    url=st.none() | TEXT,
    problems=st.lists(TEXT).map(tuple),
).filter(without_nul)
EVENTS = st.builds(
    Event,
    id=st.just("e_1"),
    claims=st.just(("c_1",)),
    place=st.none() | PLACES,
    when=st.none() | WHENS,
    documents=st.integers(0, 2**31 - 1),
    origins=st.integers(0, 2**31 - 1),
).filter(without_nul)


@pytest.fixture(scope="module")
def both(
    tmp_path_factory: pytest.TempPathFactory, new_module_database: Callable[[], str]
) -> Iterator[list[Record]]:
    addresses = [str(tmp_path_factory.mktemp("any") / "r.sqlite"), new_module_database()]
    records = [Record.open(address, create=True) for address in addresses]
    yield records
    for record in records:
        record.close()


@settings(
    max_examples=25, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)  # shrinking is slow
@given(DOCUMENTS, CLAIMS, EVENTS)
def test_any_value_comes_back(both: list[Record], document: Document, claim: Claim, event: Event) -> None:
    for record in both:
        record.save_document(document, raw_of(0), [claim], reader=READER)
        record.linking.put_events([], [event])
        assert record.document(document.id) == document
        assert list(record.iter_claims()) == [claim]
        detail = record.event(event.id)
        assert detail is not None
        assert detail.event == event
    assert both[0].digest() == both[1].digest()


def test_the_factory_is_among_them(both: list[Record]) -> None:
    claim = replace(make_claim(DOCUMENT), id="c_1")
    for record in both:
        record.save_document(DOCUMENT, raw_of(0), [claim], reader=READER)
        assert list(record.iter_claims()) == [claim]
