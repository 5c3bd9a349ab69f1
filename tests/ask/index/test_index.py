"""The index agrees with a slow plain computation, pages give everything once, and it goes with the record."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.ask import RecordView, open_record
from counterclaim.ask.index import Asked, EventIndex, asked
from counterclaim.ask.index import live as live_module
from counterclaim.ask.index.asked import LISTS
from counterclaim.ask.index.clusters import spots
from counterclaim.ask.index.counting import facets, timeline, totals, words_in
from counterclaim.ask.index.masks import masks
from counterclaim.ask.index.paging import ORDERS, page
from counterclaim.ask.index.searching import find
from counterclaim.errors import RecordError, UsageError
from counterclaim.pipeline.linking import link_record
from counterclaim.record import Record
from tests.ask.index.slow import EPOCH, meets, plain_events
from tests.ask.index.war import ACTORS, START, TYPES, make_record, save, some_claims


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordView]:
    with open_record(make_record(tmp_path_factory.mktemp("war") / "r.sqlite", 1, 40)) as opened:
        yield opened


@pytest.fixture(scope="module")
def index(view: RecordView) -> EventIndex:
    return EventIndex(view.record, view.registry)


@pytest.fixture(scope="module")
def plain(view: RecordView) -> dict[str, list]:
    words = (
        "everyone",
        "no_parties",
        "two_origins",
        "side:islamic_state",
        "side:state.SY",
        "side:sohr",
        "side:x",
    )
    return {word: plain_events(view, word) for word in words}


DAYS = st.one_of(st.none(), st.integers((START - EPOCH).days - 5, (START - EPOCH).days + 420))
QUESTIONS = st.builds(
    Asked,
    word=st.sampled_from(
        [
            "everyone",
            "no_parties",
            "two_origins",
            "side:islamic_state",
            "side:state.SY",
            "side:sohr",
            "side:x",
        ]
    ),
    bbox=st.sampled_from(
        [None, None, (40.0, 34.0, 41.0, 36.0), (170.0, -20.0, -170.0, -10.0), (-180, -90, 180, 90)]
    ),
    first=st.one_of(st.none(), DAYS),
    last=st.one_of(st.none(), DAYS),
    located=st.sampled_from([None, None, None, True, False]),
    type=st.sampled_from([(), (), TYPES[:1], TYPES[1:3]]),
    actor=st.sampled_from([(), (), ACTORS[:2]]),
    target=st.sampled_from([(), (), ACTORS[1:2]]),
    side=st.sampled_from([(), (), ACTORS[:1]]),
    country=st.sampled_from([(), (), ("SY",), ("IQ", "FJ")]),
    admin1=st.sampled_from([(), (), (), ("SY/Deir ez-Zor",)]),
    place=st.sampled_from([(), (), (), ("p1", "p3")]),
    source=st.sampled_from([(), (), ("name:deska",), ("actor:sohr", "name:nobody")]),
    status=st.sampled_from([(), (), ("contested", "single_origin")]),
    modality=st.sampled_from([(), (), ("denied",)]),
    method=st.sampled_from([(), (), ("mortar",)]),
    kind=st.sampled_from([(), (), ("event",)]),
)


@settings(max_examples=80, deadline=None)
@given(question=QUESTIONS)
def test_filters_facets_and_figures_agree_with_a_plain_computation(
    index: EventIndex, plain: dict[str, list], question: Asked
) -> None:
    now = index.now()
    found = masks(now.events, question, index.text_mask(now))
    wanted = [one for one in plain[question.word] if meets(one, question, LISTS)]
    ids = [now.events.ids[row] for row in np.flatnonzero(found.all())]
    assert ids == [one.event.id for one in wanted]
    numbers = totals(now.events, question.word, found.all())
    killed = [one.killed for one in wanted if one.killed is not None]
    assert numbers["total"] == len(wanted)
    assert numbers["undated"] == sum(one.event.when is None for one in wanted)
    assert numbers["killed"] == {
        "low": sum(low or 0 for low, _, _ in killed),
        "best": sum(best or 0 for _, best, _ in killed),
        "high": sum(max(bound or 0 for bound in one) for one in killed),
        "events": len(killed),
        "open": sum(high is None for _, _, high in killed),
    }
    counted = facets(now.events, question, found, now.labels)
    for name in LISTS:
        others = [one for one in plain[question.word] if meets(one, question, LISTS, leave_out=name)]
        expected = Counter(value for one in others for value in one.values(name))
        assert {row["value"]: row["count"] for row in counted[name]} == expected, name
    periods = Counter(
        f"{one.event.when.start:%Y-%m}"
        for one in plain[question.word]
        if one.event.when and meets(one, question, LISTS, leave_out="period")
    )
    assert {row["value"]: row["count"] for row in counted["period"]} == periods


@settings(max_examples=40, deadline=None)
@given(question=QUESTIONS, by=st.sampled_from(["day", "week", "month", "year", "auto"]))
def test_the_timeline_counts_each_dated_event_once(
    index: EventIndex, plain: dict[str, list], question: Asked, by: str
) -> None:
    now = index.now()
    found = timeline(now.events, question, masks(now.events, question, index.text_mask(now)), by)
    wanted = [one for one in plain[question.word] if meets(one, question, LISTS)]
    dated = [one for one in wanted if one.event.when is not None]
    assert sum(row["events"] for row in found["bins"]) == len(dated)
    assert found["undated"] == len(wanted) - len(dated)
    assert sum(row["killed_best"] for row in found["bins"]) == sum(
        (one.killed or (0, 0))[1] or 0 for one in dated
    )
    ends = [(date.fromisoformat(row["from"]), date.fromisoformat(row["to"])) for row in found["bins"]]
    assert all(first <= last for first, last in ends)
    assert all(a[1] < b[0] for a, b in itertools.pairwise(ends))
    if question.first is None and question.last is None:
        for one in dated:
            assert any(first <= one.event.when.start <= last for first, last in ends)


@settings(max_examples=60, deadline=None)
@given(
    question=QUESTIONS,
    sort=st.sampled_from([*ORDERS, *(f"-{name}" for name in ORDERS)]),
    size=st.integers(1, 9),
)
def test_pages_give_everything_once_and_in_order(
    index: EventIndex, question: Asked, sort: str, size: int
) -> None:
    now = index.now()
    mask = masks(now.events, question, index.text_mask(now)).all()
    whole, end = page(now.events, question.word, mask, sort, None, None)
    assert end is None
    assert sorted(whole.tolist()) == np.flatnonzero(mask).tolist()
    seen: list[int] = []
    cursor = None
    while True:
        rows, cursor = page(now.events, question.word, mask, sort, size, cursor)
        seen += rows.tolist()
        if cursor is None:
            break
        assert len(rows) == size
    assert seen == whole.tolist()


def test_orders_put_what_has_no_value_last(index: EventIndex, plain: dict[str, list]) -> None:
    now = index.now()
    mask = masks(now.events, Asked(), index.text_mask(now)).all()
    killed = {one.event.id: one.killed[1] if one.killed else None for one in plain["everyone"]}
    for sort in ("killed", "-killed"):
        rows, _ = page(now.events, "everyone", mask, sort, None, None)
        values = [killed[now.events.ids[row]] for row in rows.tolist()]
        stated = [value for value in values if value is not None]
        assert stated == sorted(stated, reverse=sort.startswith("-"))
        assert None not in values[: len(stated)]


@settings(max_examples=40, deadline=None)
@given(question=QUESTIONS, z=st.integers(0, 9))
def test_the_tiles_of_a_zoom_hold_every_located_event_once(
    index: EventIndex, question: Asked, z: int
) -> None:
    now = index.now()
    mask = masks(now.events, question, index.text_mask(now)).all()
    rows = np.flatnonzero(mask & now.events.located)
    tiles = {(int(now.events.x[row] * 2**z), int(now.events.y[row] * 2**z)) for row in rows}
    total, best = 0, 0
    for x, y in tiles:
        for spot in spots(now.events, now.curve, question.word, mask, z, x, y):
            total += spot.many
            best += spot.best or 0
            assert 0 <= spot.x <= 1
            assert 0 <= spot.y <= 1
            west, south, east, north = spot.box
            assert west <= east
            assert south <= north
    assert total == len(rows)
    assert best == totals(now.events, question.word, mask & now.events.located)["killed"]["best"]


def test_words_are_counted_under_the_other_filters(index: EventIndex, plain: dict[str, list]) -> None:
    now = index.now()
    question = Asked(word="no_parties", country=("SY",))
    counted = {
        row["value"]: row["count"]
        for row in words_in(now.events, masks(now.events, question, index.text_mask(now)), now.labels)
    }
    for word in ("everyone", "no_parties", "two_origins", "side:islamic_state"):
        assert counted[word] == sum(meets(one, question, LISTS) for one in plain[word])


def test_full_text_finds_events_by_their_sentences(index: EventIndex, view: RecordView) -> None:
    now = index.now()
    found = masks(now.events, asked(q="market bridge"), index.text_mask(now)).all()
    assert not found.any()
    found = masks(now.events, asked(q="mark*"), index.text_mask(now)).all()
    expected = {event["id"] for event in view.iter_events(text="mark*")}
    assert {now.events.ids[row] for row in np.flatnonzero(found)} == expected
    assert expected


def test_a_search_finds_sentences_and_names(index: EventIndex, view: RecordView) -> None:
    found = find(index.now(), view.record, "mayad", 5)
    assert [(one["id"], one["name"]) for one in found["places"]] == [("p1", "Mayadin")]
    assert found["events"] == []
    found = find(index.now(), view.record, "market", 3)
    assert len(found["events"]) == len(found["documents"]) == 3
    assert all("market" in one["snippet"] for one in found["documents"])
    assert find(index.now(), view.record, "desk a", 3)["sources"][0]["key"] == "name:deska"
    assert find(index.now(), view.record, "islamic", 3)["actors"][0]["id"] == "islamic_state"
    assert find(index.now(), view.record, "%", 3) == {
        "events": [], "documents": [], "places": [], "actors": [], "sources": []
    }  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"bbox": "1,2,3"},
        {"bbox": "1,5,3,2"},
        {"bbox": "nan,0,1,1"},
        {"bbox": "a,b,c,d"},
        {"datetime": "yesterday"},
        {"datetime": "2018/2017"},
        {"datetime": "2017-13"},
        {"word": "nobody"},
        {"word": "side:"},
        {"lists": {"type": ["unheard"]}},
        {"lists": {"actor": [str(n) for n in range(51)]}},
    ],
)
def test_wrong_questions_are_refused(wrong: dict) -> None:
    with pytest.raises(UsageError):
        asked(**wrong)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2017-11-08", "2017-11-08", "2017-11-08"),
        ("2017-11", "2017-11-01", "2017-11-30"),
        ("2016-02/..", "2016-02-01", None),
        ("../2016-02", None, "2016-02-29"),
        ("2017-11-08T12:00:00Z/2017-11-09T00:00:00+02:00", "2017-11-08", "2017-11-09"),
        ("/2017", None, "2017-12-31"),
    ],
)
def test_intervals(text: str, first: str | None, last: str | None) -> None:
    found = asked(datetime=text)
    days = [
        date.fromordinal(one + EPOCH.toordinal()).isoformat() if one is not None else None
        for one in (found.first, found.last)
    ]
    assert days == [first, last]


def test_it_goes_with_the_record(nowhere: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_module, "_LOOK_SECONDS", 0.0)
    monkeypatch.setattr(live_module, "_REST", 0.0)
    documents = some_claims(3, 12)
    names = list(documents)
    with Record.open(nowhere, create=True) as record:
        for name in names[:6]:
            save(record, name, documents[name])
        link_record(record)
        with open_record(nowhere) as view:
            index = EventIndex(view.record, view.registry)
            before = index.now()
            assert index.now() is before
            for name in names[6:]:
                save(record, name, documents[name])
            link_record(record)
            assert index.now() is before, "the old one answers while the new one is made"
            assert index._making is not None
            index._making.join(30)
            after = index.now()
            assert after.events.ids == sorted(event["id"] for event in view.iter_events())
            assert len(after.events) != len(before.events)


def test_both_databases_give_one_index(nowhere: str, view: RecordView, index: EventIndex) -> None:
    make_record(nowhere, 1, 40)
    with open_record(nowhere) as other:
        found = EventIndex(other.record, other.registry).now()
        here = index.now()
        assert found.events.ids == here.events.ids
        for question in (Asked(), Asked(word="no_parties", country=("SY",)), Asked(q="market")):
            counted = [
                facets(now.events, question, masks(now.events, question, of.text_mask(now)), now.labels)
                for now, of in ((found, EventIndex(other.record, other.registry)), (here, index))
            ]
            assert counted[0] == counted[1]


def test_a_record_without_words_says_what_to_do(tmp_path: Path) -> None:
    path = make_record(tmp_path / "r.sqlite", 4, 5)
    with Record.open(path) as record:
        with record.linking._writing() as connection:
            connection.exec_driver_sql("DELETE FROM event_words")
        with open_record(path) as view, pytest.raises(RecordError, match="counterclaim build"):
            EventIndex(view.record, view.registry)
        link_record(record)
        with open_record(path) as view:
            assert len(EventIndex(view.record, view.registry).now().events)


def test_an_empty_record_has_an_empty_index(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    Record.open(path, create=True).close()
    with open_record(path) as view:
        index = EventIndex(view.record, view.registry)
        now = index.now()
        found = masks(now.events, Asked(), index.text_mask(now))
        assert totals(now.events, "everyone", found.all())["total"] == 0
        assert facets(now.events, Asked(), found, now.labels)["type"] == []
        assert timeline(now.events, Asked(), found, "auto")["bins"] == []
        assert page(now.events, "everyone", found.all(), "date", 10, None)[0].tolist() == []
        assert find(now, view.record, "market", 5)["events"] == []
