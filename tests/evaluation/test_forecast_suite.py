from __future__ import annotations

import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from evaluation.__main__ import main
from evaluation.suites.forecast import BASELINES, countries, governorates, run, yearly


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Two countries to March 2019, a month missing; three governorates of 20 months of events."""
    rng = np.random.default_rng(1)
    (tmp_path / "country_month").mkdir()
    rows = [
        f"{year * 12 + month},{country},{rng.poisson(20 * country)}.0,2024,{year},{month},{country},Name"
        for country in (0, 3)
        for year in (2017, 2018, 2019)
        for month in range(1, 13)
        if year < 2019 or month < 4
        if (country, year, month) != (3, 2018, 2)
    ]
    header = "month_id,country_id,ged_sb,vintage,year,month,id,name"
    (tmp_path / "country_month" / "later.csv").write_text("\n".join([header, *rows]), "utf-8")
    (tmp_path / "ucdp_syria").mkdir()
    events = [
        f"{at},{name},{2016 + month // 12}-{month % 12 + 1:02d}-0{day},{2 * day},{3 * day},{9 * day}"
        for at, name in enumerate(("Homs", "Idlib", ""))
        for month in range(20)
        for day in (1, 2)
    ]
    text = "\n".join(["id,adm_1,date_start,low,best,high", *events])
    (tmp_path / "ucdp_syria" / "events.csv.gz").write_bytes(gzip.compress(text.encode()))
    return tmp_path


def test_panels(data: Path) -> None:
    panel = countries([data / "country_month" / "later.csv"])
    assert panel.units == ("0", "3")
    assert panel.months == 27
    assert np.isnan(panel.middle[13, 1])
    syria = governorates([data / "ucdp_syria" / "events.csv.gz"])
    assert syria.units == ("Homs", "Idlib")
    assert syria.middle.tolist() == [[9, 9]] * 20
    assert 6 <= syria.values.min() < syria.values.max() <= 27


def test_a_year_is_forecast_from_october_as_far_as_it_is_known(data: Path) -> None:
    (made,) = yearly(countries([data / "country_month" / "later.csv"])).items()
    assert made[0] == "2019"
    assert made[1].origin == 2018 * 12 + 9
    assert made[1].leads == (3, 4, 5)


def test_figures(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["forecast", "--data", str(data), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    for part in (found, found["ucdp_syria"]):
        assert {"ours", *BASELINES, "windows"} <= set(part)
        for name in ("ours", *BASELINES):
            assert {"crps", "ign", "mis", "coverage90"} <= set(part[name])
        assert part["ours"]["crps"] < part["zero"]["crps"]
    assert set(found["windows"]) == {"2019"}
    assert set(found["ucdp_syria"]["windows"]) == {"2017-06"}
    assert sum(found["windows"]["2019"]["pit"]) == pytest.approx(1)


def test_without_data(tmp_path: Path) -> None:
    assert main(["forecast", "--data", str(tmp_path)]) == 2
    with pytest.raises(FileNotFoundError):
        run(tmp_path)
