"""The made-up claims and the measurement of linking."""

import json
from collections import Counter
from itertools import islice

import pytest
from benchmarks.linking_growth import growth, measure
from benchmarks.synthetic_claims import synthetic_claims

from benchmarks import linking_growth
from counterclaim.model import Kind, Modality, PlacePrecision


def test_same_seed_same_claims_and_another_seed_others() -> None:
    assert list(synthetic_claims(300, 3)) == list(synthetic_claims(300, 3))
    assert list(synthetic_claims(300, 3)) != list(synthetic_claims(300, 4))


def test_it_is_a_stream() -> None:
    assert len(list(islice(synthetic_claims(10_000_000), 50))) == 50


def test_it_has_what_makes_linking_hard() -> None:
    made = list(synthetic_claims(4_000, 5))
    assert len(made) == 4_000
    claims = [one.claim for one in made]
    assert len({one.id for one in claims}) == 4_000
    assert {one.claim.kind is Kind.TALLY for one in made if one.event is None} == {True}
    assert any(one.modality is Modality.DENIED for one in claims)
    assert any(one.context.family != one.claim.document_id for one in made)
    assert {one.place.precision for one in claims if one.place} >= {
        PlacePrecision.EXACT,
        PlacePrecision.NEAR,
        PlacePrecision.ADMIN1,
    }
    assert any(one.place is None for one in claims)
    assert any(one.when is None for one in claims)
    told = Counter(one.event for one in made if one.event is not None)
    assert 1.5 < sum(told.values()) / len(told) < 4
    assert max(told.values()) >= 8
    days = [one.context.published for one in made if one.context.published]
    assert (max(days) - min(days)).days > 1_000
    by_document: dict[str, set[int | None]] = {}
    for one in made:
        by_document.setdefault(one.claim.document_id, set()).add(one.event)
    assert max(map(len, by_document.values())) >= 3
    towns = Counter(one.place.id for one in claims if one.place and one.place.precision == "exact")
    (_, most), *_ = towns.most_common()
    assert most > 10 * sorted(towns.values())[len(towns) // 2]


def test_figures_of_one_event_can_disagree() -> None:
    figures: dict[int | None, set[int | None]] = {}
    for one in synthetic_claims(2_000, 5):
        figures.setdefault(one.event, set()).update(each.low for each in one.claim.quantities)
    assert any(len(values) > 2 for event, values in figures.items() if event is not None)


def test_a_measurement_has_its_figures() -> None:
    figures = measure(400, 7)
    assert figures["claims"] == 400
    assert 0.5 < figures["b3_f1"] <= 1
    assert 0.5 < figures["events"] / figures["true_events"] < 2
    assert figures["pairs_per_claim"] > 0.2
    assert figures["peak_mib"] >= figures["linking_mib"] >= 0


def test_growth_is_a_slope_of_logarithms() -> None:
    sizes = [{"claims": 10.0**n, "seconds": 3 * 10.0 ** (2 * n)} for n in (2, 3, 4)]
    assert growth(sizes, "seconds") == 2
    assert growth(sizes[:1], "seconds") is None
    assert growth([*sizes, {"claims": 10.0, "seconds": 0.0}], "seconds") is None


def test_the_command_prints_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert linking_growth.main(["--sizes", "200", "400", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert [one["claims"] for one in printed["sizes"]] == [200, 400]
    assert printed["seconds_growth"] is not None
    with pytest.raises(SystemExit):
        linking_growth.main(["--sizes", "0"])
