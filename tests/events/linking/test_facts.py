"""What linking takes out of a claim."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from counterclaim.events.linking.facts import OPEN_DAYS, STANDING_DAYS, can_link, facts
from counterclaim.model import Attribution, Kind, Modality, SourceType, TimeBasis, When
from tests.factories import claim, day, killed, place

NINTH = date(2017, 11, 9)


def test_a_day_is_itself_and_no_guess() -> None:
    found = facts(claim("a", when=day("2017-11-09")))
    assert (found.first, found.last, found.guessed) == (NINTH.toordinal(), NINTH.toordinal(), False)


def test_without_a_time_it_is_the_week_before_publication_or_unknown() -> None:
    found = facts(claim("a"), NINTH)
    assert (found.first, found.last, found.guessed) == (NINTH.toordinal() - 7, NINTH.toordinal(), True)
    assert facts(claim("a")).first is None


def test_an_open_time_is_two_weeks_and_a_guess() -> None:
    since = facts(claim("a", when=When("2017-11-09/..", NINTH, None, None)))
    until = facts(claim("a", when=When("../2017-11-09", None, NINTH, None)))
    assert (since.first, since.last, since.guessed) == (
        NINTH.toordinal(),
        NINTH.toordinal() + OPEN_DAYS,
        True,
    )
    assert (until.first, until.last, until.guessed) == (
        NINTH.toordinal() - OPEN_DAYS,
        NINTH.toordinal(),
        True,
    )


def test_a_standing_toll_looks_farther_back() -> None:
    when = When("../2017-11-09", None, NINTH, None, TimeBasis.PUBLISHED)
    found = facts(claim("a", when=when))
    assert (found.first, found.last, found.guessed) == (
        NINTH.toordinal() - STANDING_DAYS,
        NINTH.toordinal(),
        True,
    )


def test_place_sides_and_figures() -> None:
    found = facts(claim("a", where=place(35, 40), actors=("gov.SY",), quantities=(killed(3, None),)))
    assert (found.lat, found.lon, found.reach_km, found.coarse) == (35, 40, 3.0, False)
    assert found.figures == (("killed", 3, None),)
    assert found.actors == {"state.SY"}
    assert facts(claim("a", where=place(35, 40, precision="country"))).coarse
    assert facts(claim("a")).coarse


def test_the_publisher_is_the_outermost_source_if_it_is_one() -> None:
    one = claim("a")
    published = replace(one, attribution=(Attribution("Desk", SourceType.PUBLISHER),))
    assert facts(published).publisher == "Desk"
    assert facts(claim("a", source="army")).publisher is None


@pytest.mark.parametrize(
    ("kind", "modality", "links"),
    [
        (Kind.EVENT, Modality.REPORTED, True),
        (Kind.CONTROL, Modality.DENIED, True),
        (Kind.EVENT, Modality.PLANNED, False),
        (Kind.TALLY, Modality.REPORTED, False),
        (Kind.STRENGTH, Modality.REPORTED, False),
    ],
)
def test_what_is_said_to_have_happened_can_link(kind: Kind, modality: Modality, links: bool) -> None:
    assert can_link(claim("a", kind=kind, modality=modality)) is links
