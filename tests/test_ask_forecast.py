"""Forecasts from a record: which events are counted, in which month, known when, and with which covariates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

import counterclaim.ask.forecast as asking
from counterclaim import open_record
from counterclaim.analysis.forecast import Panel
from counterclaim.analysis.forecast.answer import Forecast, forecast
from counterclaim.ask.forecast import record_forecast
from counterclaim.errors import UsageError
from counterclaim.model import Kind, Modality, TimePrecision, When, content_id
from counterclaim.pipeline.linking import link_record
from counterclaim.record import Record
from tests.factories import killed
from tests.small_record import OBSERVATORY, Report, claim_of, document_of

PLACES = ("Abu Kamal", "Mayadin")


def on(month: int, day: int) -> When:
    found = date(2017, month, day)
    return When(found.isoformat(), found, found, TimePrecision.DAY)


def save(
    record: Record, number: int, published: When, when: When, low: int, high: int, **changed: Any
) -> None:
    """A report of one incident, in words of its own, so that it is linked to no other."""
    name = PLACES[number % 2]
    sentence = f"The Observatory said incident {number} killed people in {name} ({'x' * number})."
    report = Report(f"Desk {number}", 1, sentence, OBSERVATORY, name, when)
    document = replace(document_of(report), id=content_id("d", "forecast", number), published=published)
    claim = replace(
        claim_of(report, document),
        id=content_id("c", "forecast", number),
        kind=Kind.EVENT,
        event_type="suicide_bomb",
        quantities=(killed(low, high),),
        **changed,
    )
    record.save_document(document, document.text.encode(), [claim], reader="test")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A bomb a month from January to September 2017, except June, of which nothing was published; and odd ones."""
    path = tmp_path_factory.mktemp("forecast") / "bombs.sqlite"
    with Record.open(path, create=True) as record:
        for month in (1, 2, 3, 4, 5, 7, 8, 9):
            save(record, month, on(month, 20), on(month, 5), 10 * month, 10 * month + 5)
        save(record, 20, on(9, 1), on(3, 28), 100, 100)
        save(record, 21, on(9, 2), on(6, 10), 1, 1)
        save(
            record, 22, on(9, 3), When("2017", date(2017, 1, 1), date(2017, 12, 31), TimePrecision.YEAR), 7, 7
        )
        save(record, 23, on(4, 3), on(4, 30), 7, 7, modality=Modality.THREATENED)
        link_record(record)
    return str(path)


@pytest.fixture
def panels(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Panel]]:
    """The panels that forecasts are made of."""
    seen: list[Panel] = []

    def kept(panel: Panel, *given: Any, **named: Any) -> Forecast:
        seen.append(panel)
        return forecast(panel, *given, **named)

    monkeypatch.setattr(asking, "forecast", kept)
    return iter([seen])


def test_deaths_of_a_record(address: str, panels: Iterator[list[Panel]]) -> None:
    with open_record(address) as view:
        found = record_forecast(view, {"of": "killed", "by": "admin1", "end": "2017-09", "months": 1})
    (panel,) = next(panels)
    assert panel.units == ("SY: Deir ez-Zor",)
    best = panel.middle[:, 0]
    assert len(best) == 9
    assert np.isnan(best[5])
    assert 110 <= best[2] - 20 <= 120
    assert np.ptp(panel.values[:, 0, 0]) > 1
    assert 30 <= panel.past(panel.start + 3).middle[2, 0] <= 35
    assert panel.covariates["threats"][3, 0] == 1
    assert panel.covariates["attrition"][0, 0] == 1
    assert found.units[0].months == ("2017-10",)
    said = " ".join(found.warnings)
    assert "1 events are of months in which nothing was published" in said
    assert "1 events may have begun in several months" in said


def test_the_last_month_is_left_out_until_it_is_over(address: str) -> None:
    with open_record(address) as view:
        found = record_forecast(view, {"units": ("SY",), "months": 2})
        assert found.origin == "2017-08"
        assert found.to_dict()["forecasts"][0]["past"][2] == {
            "month": "2017-03",
            "low": 2,
            "best": 2,
            "high": 2,
        }
        with pytest.raises(UsageError, match="by country or admin1"):
            record_forecast(view, {"by": "village"})
        with pytest.raises(UsageError, match="nothing to forecast"):
            record_forecast(view, {"country": "IQ"})
        with pytest.raises(UsageError, match="1 to 12 months"):
            record_forecast(view, {"months": 0})
        with pytest.raises(UsageError, match="no counts of 'IQ'"):
            record_forecast(view, {"units": ("IQ",)})
