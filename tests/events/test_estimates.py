"""Low, best and high follow from the claims by the rule; statuses by the table."""

from dataclasses import replace
from datetime import date

import pytest

from counterclaim.events.estimates import estimates, total
from counterclaim.events.origins import DocumentContext, origin, origins
from counterclaim.events.status import status
from counterclaim.model import Attribution, Claim, Modality, SourceType, Span
from tests.factories import claim, killed


def contexts(*claims: Claim, families: dict[str, str] | None = None) -> dict[str, DocumentContext]:
    given = families or {}
    return {
        c.document_id: DocumentContext(
            given.get(c.document_id, c.document_id), None, date(2017, 10, int(c.document_id))
        )
        for c in claims
    }


def test_worked_case() -> None:
    """Army: 300. A monitor: 80, later 90 to 110. A copy of the army's figure counts once."""
    claims = [
        claim("1", source="army", quantities=(killed(300, 300),)),
        claim("2", source="monitor", quantities=(killed(80, 80),)),
        claim("3", source="monitor", quantities=(killed(90, 110),)),
        claim("4", source="army", quantities=(killed(300, 300),)),
    ]
    (found,) = estimates(claims, contexts(*claims))
    assert (found.low, found.best, found.high) == (90, 90, 300)
    assert len(found.claims) == 2


def test_not_stated_is_not_zero() -> None:
    claims = [claim("1", source="army")]
    assert estimates(claims, contexts(*claims)) == ()


def test_an_open_bound_stays_open() -> None:
    claims = [claim("1", source="a", quantities=(killed(250, None),))]
    (found,) = estimates(claims, contexts(*claims))
    assert (found.low, found.best, found.high) == (250, 250, None)


def test_a_denial_gives_no_figure() -> None:
    claims = [claim("1", source="a", modality=Modality.DENIED, quantities=(killed(9, 9),))]
    assert estimates(claims, contexts(*claims)) == ()


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([killed(12, 12, "people"), killed(4, 4, "children")], (12, 12)),
        ([killed(5, 5, "soldiers"), killed(2, 3, "civilians"), killed(4, 4, "police")], (11, 12)),
        ([killed(24, None, "people")], (24, None)),
    ],
    ids=["total and part", "sum of sides", "dozens"],
)
def test_total_of_one_claim(figures: list, expected: tuple[int | None, int | None]) -> None:
    assert total(claim("1", quantities=tuple(figures)), "killed") == expected


def test_origin_is_the_one_whose_word_it_is() -> None:
    same = [claim("1", source="monitor"), claim("2", source="monitor"), claim("3")]
    found = origins(same, contexts(*same))
    assert {len(claims) for claims in found.values()} == {2, 1}
    copy = claim("5")
    assert origin(copy, contexts(copy, families={"5": "3"})) == "3"


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([claim("1", source="a"), claim("2", source="b")], "corroborated"),
        ([claim("1", source="a", interested=True), claim("2", source="b", interested=True)], "parties_only"),
        ([claim("1", source="a"), claim("2", source="a")], "single_origin"),
        ([claim("1", source="a"), claim("2", source="b", modality=Modality.DENIED)], "contested"),
        ([claim("1", source="b", modality=Modality.DENIED)], "denied"),
        ([claim("1", source="b", modality=Modality.FOILED)], "foiled"),
    ],
    ids=["corroborated", "parties", "single", "contested", "denied", "foiled"],
)
def test_status_table(claims: list[Claim], expected: str) -> None:
    assert status(claims, contexts(*claims)) == expected


def test_a_circle_of_citations_is_one_origin() -> None:
    """A monitor's figure goes to desk A, from A to D, and from D back to A."""
    claims = [claim("1", source="monitor"), claim("2"), claim("3")]
    cited = [
        replace(claims[1], attribution=(named("Desk A"),)),
        replace(claims[2], attribution=(named("Desk D"),)),
    ]
    where = {
        "1": DocumentContext("1", "Desk A", date(2017, 10, 1)),
        "2": DocumentContext("2", "Desk D", date(2017, 10, 2)),
        "3": DocumentContext("3", "Desk A", date(2017, 10, 3)),
    }
    assert len(origins([claims[0], cited[0]], where)) == 1
    circle = [cited[0], cited[1]]
    assert len(origins(circle, where)) == 1


def test_a_copy_has_the_origin_of_what_it_copies() -> None:
    first, copy = claim("1"), claim("2")
    where = {
        "1": DocumentContext("1", "Desk A", date(2017, 10, 1)),
        "2": DocumentContext("1", "Desk D", date(2017, 10, 2)),
    }
    assert len(origins([first, copy], where)) == 1


def test_at_least_more_than_anyone_says_stays_open() -> None:
    claims = [
        claim("1", source="a", quantities=(killed(250, None),)),
        claim("2", source="b", quantities=(killed(100, 100),)),
    ]
    (found,) = estimates(claims, contexts(*claims))
    assert (found.low, found.best, found.high) == (100, 100, None)


def named(name: str) -> Attribution:
    return Attribution(name, SourceType.AGENCY, span=Span(0, len(name), name))
