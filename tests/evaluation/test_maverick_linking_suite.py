from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from evaluation.suites import maverick_linking
from evaluation.suites.maverick_claims import Report, reports

from counterclaim.model import ActorRole, PlacePrecision

BLANK = {
    "latitude": "",
    "longitude": "",
    "city": "",
    "location": "",
    "geo_precision": "3.0",
    "event_context": "Unknown",
    "target": "Unknown",
    **{f"actor{n}{part}": "" for n in range(1, 7) for part in ("", "_violence")},
    **{f"actor{n}_{part}": "0.0" for n in range(1, 7) for part in ("perpetrator", "victim")},
    **{f"{what}_{end}": "0" for what in ("deaths", "injuries") for end in ("low", "best", "high")},
}
NAKURU = {"city": "Nakuru", "latitude": "-0.30719", "longitude": "36.07225"}


def row(number: int, event: str, day: str, source: str, **fields: str) -> dict[str, str]:
    author = source.partition(" (")[0]
    told = {
        "id": str(number),
        "event_id": event,
        "country": "Kenya",
        "source": source,
        "source_author": author,
    }
    return {**BLANK, **told, "date_start": day, "date_end": day, **fields}


ROWS = [
    row(
        1,
        "A",
        "2007-12-30",
        "Some Agency (2007-12-31) Two shot\nin Nakuru",
        **NAKURU,
        actor1="Police (Kenya)",
        actor1_violence="Crowd control measures; Shooting",
        actor1_perpetrator="1.0",
        actor2="Unknown citizens (Kenya)",
        actor2_victim="1.0",
        actor3="Unknown actor (Kenya)",
        deaths_low="2",
        deaths_best="2",
        deaths_high="3",
        target="Other ethnic group",
    ),
    row(2, "A", "2007-12-30", "A Paper (2008-01-02) Police kill two", **NAKURU, actor1_violence="Shooting"),
    row(3, "B", "2007-12-30", "A Paper (2008-01-02) Police kill two", **NAKURU, event_context="Clash"),
    row(4, "C", "2008-01-10", "A Paper (2008-01-11) More trouble", **NAKURU, date_end="2008-01-07"),
    row(5, "D", "2007-12-30", "Radio (2007-12-31) Unrest reported"),
]


def written(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    (folder / "maverick").mkdir()
    written(folder / "maverick" / "event_reports.csv", ROWS)
    return folder


@pytest.fixture(scope="module")
def read(data: Path) -> list[Report]:
    return reports(data / "maverick" / "event_reports.csv")


def test_a_report_as_a_claim(read: list[Report]) -> None:
    claim, context = read[0].claim, read[0].context
    assert (claim.sentence.text, claim.event_type, claim.method) == (
        "Two shot in Nakuru",
        "excessive_force_against_protesters",
        "small_arms",
    )
    assert [(one.span.text, one.id, one.role) for one in claim.actors] == [
        ("Police", "police.KE", ActorRole.PERPETRATOR)
    ]
    assert [one.span.text for one in claim.targets] == ["citizens", "Other ethnic group"]
    assert [(one.what, one.low, one.high) for one in claim.quantities] == [("killed", 2, 3)]
    assert claim.place is not None
    assert claim.place.precision is PlacePrecision.EXACT
    assert (context.publisher, str(context.published)) == ("Some Agency", "2007-12-31")


def test_spans_lie_in_one_text(read: list[Report]) -> None:
    claim = read[0].claim
    every = [claim.sentence, claim.trigger, *(one.span for one in (*claim.actors, *claim.targets))]
    every += [one.span for one in claim.quantities]
    every += [one.span for one in (claim.place, claim.when) if one and one.span]
    for one, following in zip(sorted(every), sorted(every)[1:], strict=False):
        assert one.end < following.start
    assert all(one.end - one.start == len(one.text) for one in every)


def test_rows_of_one_source_are_of_one_document(read: list[Report]) -> None:
    documents = [one.claim.document_id for one in read]
    assert documents[1] == documents[2]
    assert len(set(documents)) == 4


def test_dates_in_the_wrong_order_and_places_without_a_point(read: list[Report]) -> None:
    when, place = read[3].claim.when, read[4].claim.place
    assert when is not None
    assert when.edtf == "2008-01-07/2008-01-10"
    assert place is not None
    assert (place.country, place.precision) == ("KE", PlacePrecision.COUNTRY)


def test_the_event_is_nowhere_in_what_is_linked(read: list[Report], tmp_path: Path) -> None:
    written(tmp_path / "other.csv", [{**one, "event_id": "one"} for one in ROWS])
    other = reports(tmp_path / "other.csv")
    assert {one.event_id for one in other} == {"one"}
    assert [(one.claim, one.context) for one in other] == [(one.claim, one.context) for one in read]


def test_the_window(read: list[Report]) -> None:
    claims = [one.claim for one in read]
    clusters = {frozenset(cluster) for cluster in maverick_linking.window(claims)}
    assert {len(cluster) for cluster in clusters} == {1, 2}
    # One document does not tell an event twice, so one of its two reports stays alone.
    assert (
        frozenset({claims[0].id, claims[1].id}) in clusters
        or frozenset({claims[0].id, claims[2].id}) in clusters
    )


def test_run_on_a_folder_of_the_same_layout(data: Path) -> None:
    figures: Any = maverick_linking.run(data)
    assert {"conll_f1", "b3_f1", "lea_f1"} <= figures.keys()
    assert (figures["reports"], figures["events"]) == (5, 4)
    assert figures["singletons"].keys() >= {"conll_f1"}
    assert figures["window_baseline"]["conll_f1"] > figures["one_each_baseline"]["conll_f1"]
    assert 0 <= figures["conll_f1"] <= 1


def test_every_report_is_in_one_cluster(read: list[Report]) -> None:
    every = [claim for cluster in maverick_linking.linked(read) for claim in cluster]
    assert sorted(every) == sorted(one.claim.id for one in read)


def test_mistakes_are_shown(read: list[Report]) -> None:
    one_event = [Report(one.claim, one.context, "E") for one in read]
    lines = list(maverick_linking.mistakes(one_event))
    assert lines[0] == "split\tE"
    assert len(lines) == 1 + len(read)


def test_missing_data(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        maverick_linking.run(tmp_path)
