"""Claims, documents and events as dicts: the contract's keys, and nothing lost."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.model import (
    Attribution,
    Claim,
    Document,
    Event,
    GazetteerEntry,
    Kind,
    Modality,
    Place,
    PlacePrecision,
    Quantity,
    SourceType,
    Span,
    TimeBasis,
    TimePrecision,
    Verification,
    When,
)
from counterclaim.model.serialize import (
    claim_from_dict,
    claim_to_dict,
    document_from_dict,
    document_header,
    document_to_dict,
    event_from_dict,
    event_to_dict,
)

FINITE = st.floats(allow_nan=False, allow_infinity=False)
MAYBE = st.none() | FINITE
ENTRIES = st.builds(GazetteerEntry, lat=FINITE, lon=FINITE, radius_km=FINITE)
PLACES = st.builds(
    Place,
    span=st.builds(Span),
    id=st.none() | st.text(max_size=5),
    name=st.none() | st.text(max_size=5),
    lat=MAYBE,
    lon=MAYBE,
    radius_km=MAYBE,
    precision=st.none() | st.sampled_from(PlacePrecision),
    relation=st.none() | st.dictionaries(st.text(max_size=5), MAYBE, max_size=2),
    score=MAYBE,
    alternatives=st.lists(ENTRIES, max_size=2).map(tuple),
)
WHENS = st.builds(When, span=st.none() | st.builds(Span), basis=st.sampled_from(TimeBasis))
CLAIMS = st.builds(Claim, place=st.none() | PLACES, when=st.none() | WHENS, confidence=FINITE)
DOCUMENTS = st.builds(Document, published=st.none() | WHENS, title=st.none() | st.text(max_size=5))
EVENTS = st.builds(Event, place=st.none() | PLACES, when=st.none() | WHENS)


def through_json(data: object) -> object:
    return json.loads(json.dumps(data, allow_nan=False))


@settings(max_examples=60, deadline=None)
@given(CLAIMS)
def test_a_claim_comes_back(claim: Claim) -> None:
    assert claim_from_dict(through_json(claim_to_dict(claim, {"title": "x"}))) == claim


@settings(max_examples=60, deadline=None)
@given(DOCUMENTS)
def test_a_document_comes_back(document: Document) -> None:
    assert document_from_dict(through_json(document_to_dict(document))) == document


@settings(max_examples=60, deadline=None)
@given(EVENTS)
def test_an_event_comes_back(event: Event) -> None:
    assert event_from_dict(through_json(event_to_dict(event))) == event


BARE = Claim(
    id="c_1",
    document_id="d_1",
    sentence=Span(0, 5, "Clash"),
    trigger=Span(0, 5, "Clash"),
    kind=Kind.EVENT,
    event_type="armed_clash",
    modality=Modality.REPORTED,
    verification=Verification.NONE,
    attribution=(),
    actors=(),
    targets=(),
    quantities=(),
    place=None,
    when=None,
    control=None,
    method=None,
    evidence=(),
    cites=(),
    confidence=0.5,
    extractor="rules/0.1.0",
)
DOCUMENT = Document(
    id="d_1",
    path="a.txt",
    text="Clash",
    sha256="0" * 64,
    media_type="text/plain",
    title="A clash",
    published=When("2018-05-04", date(2018, 5, 4), date(2018, 5, 4), TimePrecision.DAY),
)


def test_unknown_values_are_there_and_null() -> None:
    assert claim_to_dict(BARE, document_header(DOCUMENT)) == {
        "schema": "counterclaim.claim/1",
        "id": "c_1",
        "document": {
            "id": "d_1",
            "path": "a.txt",
            "url": None,
            "title": "A clash",
            "publisher": None,
            "published": "2018-05-04",
            "language": None,
        },
        "sentence": {"start": 0, "end": 5, "text": "Clash"},
        "trigger": {"start": 0, "end": 5, "text": "Clash"},
        "kind": "event",
        "event_type": "armed_clash",
        "modality": "reported",
        "verification": "none",
        "attribution": [],
        "actors": [],
        "targets": [],
        "quantities": [],
        "place": None,
        "when": None,
        "control": None,
        "method": None,
        "evidence": [],
        "cites": [],
        "confidence": 0.5,
        "extractor": {"name": "rules", "version": "0.1.0"},
    }


def test_parts_have_the_keys_of_the_contract() -> None:
    claim = replace(
        BARE,
        attribution=(Attribution("Desk", SourceType.PUBLISHER),),
        quantities=(Quantity("killed", None, 250, None, True, Span(3, 8, "250+")),),
        place=Place(Span(1, 2, "X"), relation={"east of": 20}),
        when=When("2018/..", date(2018, 1, 1), None, TimePrecision.YEAR, TimeBasis.NARRATIVE),
    )
    data = claim_to_dict(claim, {})
    assert data["attribution"] == [
        {
            "name": "Desk", "type": "publisher", "actor": None, "interested": False,
            "text": None, "start": None, "end": None,
        }
    ]  # fmt: skip
    assert data["quantities"] == [
        {
            "what": "killed", "of": None, "low": 250, "high": None, "approximate": True,
            "text": "250+", "start": 3, "end": 8,
        }
    ]  # fmt: skip
    assert list(data["place"]) == [
        "text", "start", "end", "id", "name", "admin1", "country", "lat", "lon", "radius_km", "precision",
        "relation", "score", "alternatives",
    ]  # fmt: skip
    assert data["when"] == {
        "text": None, "start": None, "end": None, "edtf": "2018/..", "from": "2018-01-01", "to": None,
        "precision": "year", "basis": "narrative",
    }  # fmt: skip


@pytest.mark.parametrize("extractor", ["rules/0.1.0", "rules", "a/b/c", "rules/", "", "/"])
def test_extractor_names_come_back(extractor: str) -> None:
    claim = replace(BARE, extractor=extractor)
    assert claim_from_dict(claim_to_dict(claim, {})) == claim


def test_a_damaged_dict_is_refused() -> None:
    data = claim_to_dict(BARE, {})
    with pytest.raises(ValueError):
        claim_from_dict({**data, "kind": "rumour"})
    with pytest.raises(KeyError):
        claim_from_dict({key: value for key, value in data.items() if key != "trigger"})
