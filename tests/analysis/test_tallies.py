"""Tallies of small frames that were counted by hand, against a plain count of random ones, and of a million events."""

from __future__ import annotations

import time
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
import pytest

from counterclaim.analysis.frames import CLAIMS, EVENTS, Frames, prepare
from counterclaim.analysis.periods import calendar
from counterclaim.analysis.rates import Count, rate
from counterclaim.analysis.tallies import Asked, sizes, tally
from counterclaim.errors import UsageError
from tests.analysis.frames import claim, event, frames

JAN, MARCH = date(2017, 1, 1), date(2017, 3, 31)
SMALL = frames(
    [
        event("e1", "2017-01-05", actors=["IS"], country="SY", killed_low=3, killed_best=4, killed_high=5),
        event(
            "e2",
            "2017-01-31",
            "2017-02-01",
            actors=["IS", "Army"],
            country="SY",
            killed_low=10,
            killed_best=10,
        ),
        event("e3", "2017-03-02", actors=["Army"], country="IQ"),
        event("e4", "2017-01-01", "2017-03-31", actors=["IS"], country="SY"),
        event("e5", None, actors=[], country=None),
        event("e6", "2017-02-02", actors=["IS"], country="SY", status="retracted"),
    ],
    [
        claim("c1", "e1", source="SOHR", origin="sohr", document_id="d1", killed_low=3, killed_high=5),
        claim(
            "c2",
            "e1",
            source="IS",
            interested=True,
            modality="claimed",
            origin="is",
            killed_low=9,
            killed_high=9,
        ),
        claim("c3", "e2", source="SOHR", origin="sohr", document_id="d1", killed_low=10),
        claim("c4", "e3", source="Army", interested=True, modality="claimed", origin="army"),
        claim("c5", "e3", source="IS", interested=True, modality="denied", origin="is"),
        claim("c6", "e4", source="SOHR", origin="sohr"),
        claim("c7", "e5", source="Army", interested=True, modality="foiled", origin="army"),
        claim("c8", "e6", source="SOHR", origin="sohr"),
        claim("c9", None, source="IS", modality="threatened", interested=True),
    ],
)


def rows(frames: Frames, **asked: Any) -> list[dict[str, Any]]:
    return tally(frames, Asked(**asked)).cells.to_dicts()


def test_by_month() -> None:
    found = {row["period"]: row for row in rows(SMALL, period="month", start=JAN, end=MARCH)}
    assert list(found) == ["2017-01", "2017-02", "2017-03", None]
    january = found["2017-01"]
    assert (january["reported"], january["claimed"], january["both"]) == (2, 1, 1)
    assert (january["documents"], january["origins"]) == (2, 2)
    assert sorted(january["events"]) == ["e1", "e2"]
    assert sorted(january["claims"]) == ["c1", "c2", "c3"]
    exact = rate(Count(2, 31), "month")
    assert [january[f"reported_rate{part}"] for part in ("", "_low", "_high")] == pytest.approx(
        [exact.value, exact.low, exact.high]
    )
    february = found["2017-02"]
    assert (february["reported"], february["denied"], february["days"]) == (0, 1, 28)
    assert february["reported_rate_high"] > 0
    assert found["2017-03"]["claimed"] == 1
    assert found["2017-03"]["reported"] == 0
    aside = found[None]
    assert (aside["reported"], aside["foiled"], aside["reported_rate"], aside["days"]) == (1, 1, None, None)


def test_by_actor_an_event_is_in_each_row() -> None:
    answer = tally(SMALL, Asked(by=("actor",), start=JAN, end=MARCH))
    found = {row["actor"]: row for row in answer.cells.to_dicts() if row["period"]}
    assert found["IS"]["reported"] == 3
    assert found["Army"]["reported"] == 1
    assert found["Army"]["claimed"] == 1
    assert found[None]["reported"] == 0
    assert any("do not add up" in note for note in answer.notes)


def test_by_source_counts_what_each_states() -> None:
    found = {row["source"]: row for row in rows(SMALL, by=("source",), start=JAN, end=MARCH) if row["period"]}
    assert (found["SOHR"]["reported"], found["SOHR"]["claimed"]) == (3, 0)
    assert (found["IS"]["claimed"], found["IS"]["denied"]) == (1, 1)
    assert sorted(found["SOHR"]["events"]) == ["e1", "e2", "e4", "e6"]


def test_figures_keep_their_columns_apart_and_open_ends_open() -> None:
    found = rows(SMALL, of="killed", start=JAN, end=date(2017, 1, 31))[0]
    assert (found["counted"], found["no_figure"]) == (2, 0)
    assert (found["claimed_low"], found["claimed_high"]) == (9, 9)
    assert (found["reported_low"], found["reported_high"], found["reported_open"]) == (13, None, 1)
    assert (found["estimated_low"], found["estimated_best"], found["estimated_high"]) == (13, 14, None)
    assert found["estimated_open"] == 1
    spread = (16 + 100) / 14
    exact = rate(Count(14, 31), "month", dispersion=spread)
    assert (found["estimated_rate_low"], found["estimated_rate_high"]) == pytest.approx(
        (exact.low, exact.high)
    )
    assert sizes(SMALL, Asked(of="killed", start=JAN, end=MARCH)) == [4, 10]


def test_claims() -> None:
    found = {row["modality"]: row for row in rows(SMALL, of="claims", by=("modality",))}
    assert found["reported"]["reported"] == 3  # c8 is of a retracted event
    assert found["reported"]["denied"] == 1
    assert found["claimed"]["claimed"] == 2
    assert found["threatened"]["other"] == 1
    assert "events" not in found["reported"]


def test_nothing_found() -> None:
    empty = frames([], [])
    answer = tally(empty, Asked(period="month", start=JAN, end=MARCH))
    assert [row["reported"] for row in answer.cells.to_dicts()] == [0, 0, 0]
    assert answer.cells["reported_rate_high"].min() > 0  # type: ignore[operator]
    undated = tally(empty, Asked())
    assert undated.cells.height == 0
    assert any("no rates" in note for note in undated.notes)
    figures = tally(empty, Asked(of="killed", by=("actor",), start=JAN, end=MARCH))
    assert figures.cells.height == 0


def test_one_day_alone() -> None:
    (found,) = rows(frames([event("e", "2017-01-05")], [claim("c", "e")]))
    assert (found["period"], found["days"], found["reported"]) == ("2017-01-05/2017-01-05", 1, 1)


@pytest.mark.parametrize(
    "asked",
    [
        {"of": "tanks"},
        {"by": ("colour",)},
        {"by": ("actor", "actor")},
        {"period": "hour"},
        {"per": "week"},
        {"start": MARCH, "end": JAN},
    ],
)
def test_what_cannot_be_asked(asked: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        tally(SMALL, Asked(**{"start": JAN, "end": MARCH, **asked}))


@pytest.mark.parametrize(
    ("period", "labels"),
    [
        ("week", ["2017-W13", "2017-W14"]),
        ("quarter", ["2017-Q1", "2017-Q2"]),
        ("year", ["2017"]),
        ("day", ["2017-03-31", "2017-04-01", "2017-04-02", "2017-04-03"]),
        (None, ["2017-03-31/2017-04-03"]),
    ],
)
def test_calendar_has_only_the_days_asked_for(period: str | None, labels: list[str]) -> None:
    found = calendar(date(2017, 3, 31), date(2017, 4, 3), period)
    assert found["period"].to_list() == labels
    assert found["days"].sum() == 4
    with pytest.raises(UsageError):
        calendar(date(2017, 4, 3), date(2017, 3, 31), period)


def synthetic(n: int, seed: int = 0) -> tuple[pl.DataFrame, pl.DataFrame]:
    """`n` events and half as many claims again, of 60 actors, 300 sources and ten years."""
    draw = np.random.default_rng(seed)
    m = n + n // 2
    of = np.concatenate([np.arange(n), draw.integers(0, n, m - n)])
    begins = np.datetime64("2010-01-01") + draw.integers(0, 3650, n)
    length = np.where(draw.random(n) < 0.9, 0, draw.integers(1, 40, n))
    killed, place = draw.integers(0, 30, n), draw.integers(0, 5000, n)

    def picked(name: str, kinds: int, size: int) -> pl.Series:
        return pl.Series([f"{name} {k}" for k in range(kinds)]).gather(draw.integers(0, kinds, size))

    def chosen(values: list[str], chances: list[float], size: int) -> pl.Series:
        return pl.Series(values).gather(draw.choice(len(values), size, p=chances))

    events = pl.DataFrame(
        {
            "id": [f"e_{number:024x}" for number in range(n)],
            "event_type": picked("type", 4, n),
            "status": chosen(["single_origin", "parties_only", "retracted"], [0.7, 0.28, 0.02], n),
            "country": pl.Series(["SY", "IQ"]).gather(place % 2),
            "admin1": pl.Series([f"province {k}" for k in range(30)]).gather(place % 30),
            "place": pl.Series([f"place {k}" for k in range(5000)]).gather(place),
            **dict.fromkeys(("lat", "lon"), draw.uniform(30, 40, 5000)[place]),
            "from": begins,
            "to": begins + length,
            "killed_low": killed,
            "killed_best": killed + 1,
            "killed_high": killed + 5,
        }
    ).with_columns(
        pl.col("from", "to").cast(pl.Date),
        actors=pl.concat_list(picked("actor", 60, n).alias("a"), picked("actor", 60, n).alias("b")),
        targets=pl.concat_list(picked("actor", 60, n).alias("c")),
    )  # fmt: skip
    claims = pl.DataFrame(
        {
            "id": [f"c_{number:024x}" for number in range(m)],
            "event_id": events["id"].gather(of),
            "document_id": picked("document", n // 2 + 1, m),
            "origin": picked("origin", 3000, m),
            "source": picked("source", 300, m),
            "modality": chosen(["reported", "claimed", "denied", "foiled"], [0.6, 0.3, 0.05, 0.05], m),
            "interested": draw.random(m) < 0.3,
            "killed_low": killed[of],
            "killed_high": killed[of] + 3,
            **{
                key: events[key].gather(of)
                for key in ("event_type", "status", "from", "to", "actors", "targets")
            },
        }
    )
    return _whole(events, EVENTS), _whole(claims, CLAIMS)


def _whole(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    missing = {name: pl.lit(None, kind) for name, kind in schema.items() if name not in frame.columns}
    return frame.with_columns(**missing).select(pl.col(name).cast(kind) for name, kind in schema.items())


def test_agrees_with_a_plain_count() -> None:
    """By actor, source and month, event by event in Python."""
    events, claims = synthetic(400, seed=5)
    counts: dict[tuple[Any, ...], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    by_id = {row["id"]: row for row in events.to_dicts()}
    start, end = date(2012, 3, 10), date(2015, 6, 20)
    for one in claims.to_dicts():
        of = by_id[one["event_id"]]
        first = of["from"].replace(day=1)
        days = ((first + timedelta(days=32)).replace(day=1) - first).days
        placed = start <= of["from"] <= end and (of["to"] - of["from"]).days < days
        gone, stated = of["status"] == "retracted", one["modality"] in ("reported", "claimed")
        for actor in set(of["actors"]):
            cell = counts[actor, one["source"], max(first, start) if placed else None]
            cell["claims"].add(one["id"])
            if stated and not gone:
                cell["claimed" if one["interested"] else "reported"].add(of["id"])
    asked = Asked(by=("actor", "source"), period="month", start=start, end=end)
    found = tally(prepare(events, claims), asked).cells
    seen = 0
    for row in found.to_dicts():
        cell = counts.get((row["actor"], row["source"], row["from"]), {})
        assert set(row["claims"]) == cell.get("claims", set())
        assert row["claimed"] == len(cell.get("claimed", ()))
        assert row["reported"] == len(cell.get("reported", ()))
        seen += bool(cell)
    assert seen == len(counts)


def test_order_changes_nothing() -> None:
    events, claims = synthetic(300, seed=6)
    asked = Asked(by=("actor", "country"), period="quarter", of="killed")
    one = tally(prepare(events, claims), asked).cells.drop("events", "claims")
    other = tally(prepare(events.reverse(), claims.reverse()), asked).cells.drop("events", "claims")
    assert one.equals(other)


@pytest.mark.slow
@pytest.mark.parametrize(
    "asked",
    [
        {"by": ("actor",), "period": "month"},
        {"of": "killed", "by": ("admin1",), "period": "year"},
    ],
)
def test_a_million_events(million: Frames, asked: dict[str, Any]) -> None:
    """Two seconds on two processors, whoever else uses them: four of processor time."""
    began = time.process_time()
    found = tally(million, Asked(**asked))
    spent = time.process_time() - began
    assert found.cells.height > 100
    assert spent < 4


@pytest.fixture(scope="module")
def million() -> Frames:
    return prepare(*synthetic(1_000_000))
