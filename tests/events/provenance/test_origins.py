"""Claims of one origin count once, in each of the ways in which they can be of one."""

from __future__ import annotations

import pytest

from counterclaim.events.provenance import Provenance, origins, trace
from counterclaim.model import SourceType
from tests.events.provenance.reports import (
    ARMY,
    MONITOR,
    Report,
    only,
    origin_names,
    report,
    source,
    split,
    traced,
)

RUN = "twelve words that no two desks would ever write down alike by chance"
SHORT = "Shells fell on the old market at noon"


@pytest.mark.parametrize(
    ("reports", "name", "because"),
    [
        ([report(1, "Desk A"), report(2, "Desk B", family=1)], "Desk A", "Desk B has the text of Desk A"),
        (
            [report(1, "Desk A", credit="Reuters"), report(2, "Desk B", credit="Reuters")],
            "Reuters",
            "Desk B prints a report of Reuters",
        ),
        (
            [report(1, "Reuters"), report(2, "Desk B", credit="Reuters")],
            "Reuters",
            "Desk B prints a report of Reuters",
        ),
        (
            [
                report(1, "Desk A", words=f"On Monday {RUN}."),
                report(2, "Desk B", words=f"But {RUN}, it said."),
            ],
            "Desk A",
            "Desk B has the same words as Desk A",
        ),
        (
            [report(1, "Desk A", words=SHORT), report(2, "Desk B", words=SHORT)],
            "Desk A",
            "Desk B has the same words as Desk A",
        ),
        ([report(1, "Desk A"), report(2, "Desk B", "Desk A")], "Desk A", "Desk B cites Desk A"),
        (
            [report(1, "Desk A", MONITOR), report(2, "Desk B", MONITOR)],
            "Syrian Observatory for Human Rights",
            "Desk B cites Syrian Observatory for Human Rights",
        ),
        (
            [report(1, "Desk A", MONITOR), report(2, "Desk B", "Desk A")],
            "Syrian Observatory for Human Rights",
            "Desk B cites Desk A; Desk A cites Syrian Observatory for Human Rights",
        ),
        (
            [report(1, "Desk A", "Brig. Gen. Yahya Rasool"), report(2, "Desk B", "Rasool")],
            "Brig. Gen. Yahya Rasool",
            "Desk B cites Brig. Gen. Yahya Rasool",
        ),
        (
            [report(1, "The Daily Star"), report(2, "www.dailystar.com")],
            "The Daily Star",
            "says so itself",
        ),
        ([report(1, "Reuters"), report(2, "Thomson Reuters")], "Reuters", "Reuters says so itself"),
        (
            [report(1, "Desk A", "officials"), report(2, "Desk A", "residents")],
            "unnamed source of Desk A",
            "Desk A has it from somebody whom nobody can name",
        ),
        (
            [
                report(1, "Desk A", MONITOR),
                report(1, "Desk A", source("the monitor", SourceType.MONITOR), sentence=2),
            ],
            "Syrian Observatory for Human Rights",
            "Desk A cites Syrian Observatory for Human Rights",
        ),
    ],
    ids=[
        "copy",
        "a wire story under two names",
        "an agency and who prints it",
        "a long run of words",
        "a whole short sentence",
        "who cites",
        "both cite one",
        "who cites whom cites",
        "an official by surname",
        "a publisher spelled in two ways",
        "a publisher of the registry",
        "an outlet's unnamed sources",
        "the monitor",
    ],
)
def test_two_claims_are_of_one_origin(reports: list[Report], name: str, because: str) -> None:
    found = only(*reports)
    assert found.name == name
    assert because in found.reasons[reports[-1][0].id]
    assert len(found.claims) == len(reports)


@pytest.mark.parametrize(
    "reports",
    [
        [report(1, "Desk A"), report(2, "Desk B")],
        [report(1, "Desk A", "officials"), report(2, "Desk B", "officials")],
        [report(1, "Desk A", "Syrian officials"), report(2, "Desk B", "Syrian officials")],
        [report(1, "Desk A", "a Kirkuk resident"), report(2, "Desk B", "a Kirkuk resident")],
        [report(1, "Desk A", MONITOR), report(2, "Desk B", ARMY)],
        [report(1, "Desk A", words="Two were killed."), report(2, "Desk B", words="Two were killed.")],
        [report(1, "Desk A", "Ali Hassan"), report(2, "Desk B", "Omar Hassan")],
        [report(1, None), report(2, None)],
    ],
    ids=[
        "two desks",
        "unnamed",
        "of a country",
        "residents",
        "named",
        "stock phrase",
        "surnames",
        "no publisher",
    ],
)
def test_two_claims_are_of_two_origins(reports: list[Report]) -> None:
    assert len(traced(*reports).origins) == 2


def test_unnamed_sources_are_one_when_one_desk_cites_the_other() -> None:
    assert origin_names(report(1, "Desk A", "officials"), report(2, "Desk B", "Desk A", "officials")) == [
        "unnamed source of Desk A"
    ]


def test_a_lead_goes_with_the_source_that_its_report_names_next() -> None:
    lead = report(1, "Desk A")
    found = traced(
        lead,
        report(1, "Desk A", MONITOR, sentence=1),
        report(1, "Desk A", ARMY, sentence=9),
        report(2, "B", ARMY),
    )
    by_name = {one.name: one for one in found.origins}
    assert set(by_name) == {"Syrian Observatory for Human Rights", "Syrian armed forces"}
    monitor = by_name["Syrian Observatory for Human Rights"]
    assert lead[0].id in monitor.reasons
    assert lead[0].id not in monitor.own
    assert "where it tells of this event" in monitor.reasons[lead[0].id]


def test_interest_is_of_those_who_speak_themselves() -> None:
    """That a desk prints an army's figure as its own does not make the army uninterested."""
    found = only(report(1, "Desk A", ARMY, sentence=1), report(1, "Desk A"))
    assert found.interested
    assert found.type is SourceType.PARTY


def test_a_partys_own_outlet_has_an_interest_in_its_war() -> None:
    (found,) = traced(report(1, "SANA", actors=("forces.SY",))).origins
    assert found.interested
    (found,) = traced(report(1, "SANA", actors=("forces.NG",))).origins
    assert not found.interested


def test_an_outlet_and_its_party_are_one_where_both_speak() -> None:
    itself = source("Islamic State", SourceType.PARTY, actor="islamic_state", interested=True)
    outlet = source("Amaq", SourceType.AGENCY, actor="amaq", interested=True)
    assert origin_names(report(1, "Desk A", itself), report(2, "Desk B", outlet)) == ["Islamic State"]
    assert origin_names(report(2, "Desk B", outlet)) == ["Amaq News Agency"]


def test_who_prints_a_denial_has_its_own_account_from_elsewhere() -> None:
    from counterclaim.model import Modality

    denial = report(1, "Desk A", ARMY, sentence=3, modality=Modality.DENIED)
    assert origin_names(report(1, "Desk A"), denial) == ["Desk A", "Syrian armed forces"]


def test_claims_of_an_origin_are_in_the_order_of_time() -> None:
    late, early = report(1, "Desk A", MONITOR, day=9), report(2, "Desk B", MONITOR, day=3)
    (claims,) = origins(*split([late, early])).values()
    assert [claim.id for claim in claims] == [early[0].id, late[0].id]


@pytest.mark.parametrize("names", [["A", "B"], ["A", "B", "C"], ["A", "B", "C", "D"]])
def test_circles_are_found_with_the_claims_that_make_them(names: list[str]) -> None:
    desks = [f"Gazette {name}" for name in names]
    cited = [*desks[1:], desks[0]]
    reports = [report(n, desk, other) for n, (desk, other) in enumerate(zip(desks, cited, strict=True), 1)]
    aside = report(9, "Gazette Z", MONITOR)
    found = traced(*reports, aside)
    (ring,) = found.circles
    assert {voice.name for voice in ring.voices} == set(desks)
    assert {claim.id for claim in ring.claims} == {one.id for one, _ in reports}
    following = [voice.name for voice in ring.voices]
    assert all(
        cited[desks.index(name)] == after
        for name, after in zip(following, [*following[1:], following[0]], strict=True)
    )
    assert len(found.origins) == 2
    (joint,) = (one for one in found.origins if len(one.voices) > 1)
    assert "have it from one another" in joint.reasons[reports[0][0].id]


def test_a_circle_that_has_a_source_outside_is_of_that_source() -> None:
    """A monitor's figure goes to A, from A to D, and from D back to A."""
    reports = [
        report(1, "Desk A", MONITOR),
        report(2, "Desk D", "Desk A"),
        report(3, "Desk A", "Desk D"),
    ]
    found = traced(*reports)
    assert [one.name for one in found.origins] == ["Syrian Observatory for Human Rights"]
    (ring,) = found.circles
    assert {claim.id for claim in ring.claims} == {reports[1][0].id, reports[2][0].id}


def test_copies_of_each_other_are_no_circle_of_citations() -> None:
    assert not traced(report(1, "Desk A", words=SHORT), report(2, "Desk B", words=SHORT)).circles


def test_five_thousand_claims_of_one_event() -> None:
    """As many desks, each citing the one before it: no step looks at all pairs of claims or of desks."""
    reports = [report(1, "Gazette 1", day=1)]
    reports += [
        report(n, f"Gazette {n}", f"Gazette {n - 1}", day=1, words=f"{n} {RUN}") for n in range(2, 5001)
    ]
    claims, contexts = split(reports)
    found: Provenance = trace(claims, contexts)
    (origin,) = found.origins
    assert (origin.name, len(origin.claims)) == ("Gazette 1", 5000)
