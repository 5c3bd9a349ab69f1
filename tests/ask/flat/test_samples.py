"""Samples of a forecast outlast a process, and are drawn again once a count is another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from counterclaim.analysis.forecast import backtest
from counterclaim.analysis.forecast.answer import forecast
from counterclaim.ask.flat import samples
from tests.analysis.forecast.panels import negative_binomial


def test_kept_samples_make_the_same_forecast(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = negative_binomial(10, [30.0, 3.0])
    fresh = forecast(panel, 1).to_dict()
    where = samples.Samples(tmp_path / "cache")
    assert forecast(panel, 1, kept=where).to_dict() == fresh
    files = sorted((tmp_path / "cache").glob("*.npz"))
    assert len(files) == 1 + len(fresh["backtest"]["origins"])
    with monkeypatch.context() as once:
        once.setattr(backtest, "draw", lambda *_: pytest.fail("drawn again"))
        assert forecast(panel, 1, kept=where).to_dict() == fresh
    files[0].write_bytes(b"damaged")
    assert forecast(panel, 1, kept=where).to_dict() == fresh
    values = panel.values.copy()
    values[0, -1, 0] += 50
    other = forecast(replace(panel, values=values), 1, kept=where).to_dict()
    assert other["forecasts"] != fresh["forecasts"]


def test_large_ones_are_not_kept_and_old_ones_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(samples, "MOST_VALUES", 10)
    monkeypatch.setattr(samples, "MOST_FILES", 2)
    where = samples.Samples(tmp_path)
    where.put("a", {"ours": np.zeros(11)})
    assert where.get("a") is None
    for key in "bcd":
        where.put(key, {"ours": np.arange(3.0)})
    assert len(list(tmp_path.iterdir())) == 2
