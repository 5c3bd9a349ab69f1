"""A lead without a time takes that of the sentence that tells the same event again."""

from __future__ import annotations

from datetime import date

from counterclaim.model import TimeBasis

from .conftest import Reader

LEAD = "Gunmen attacked a convoy in Gao, killing four soldiers."


def test_the_day_comes_from_the_next_sentence(read_claims: Reader) -> None:
    claims = read_claims(LEAD + " Six other soldiers were wounded in the attack in Gao on Tuesday.")
    first = claims[0].when
    assert first is not None
    assert (first.start, first.end, first.basis) == (
        date(2018, 3, 13),
        date(2018, 3, 13),
        TimeBasis.NARRATIVE,
    )


def test_another_place_gives_no_day(read_claims: Reader) -> None:
    claims = read_claims(LEAD + " Six soldiers were wounded in an attack in Baghdad on Tuesday.")
    assert claims[0].when is not None
    assert claims[0].when.basis is TimeBasis.PUBLISHED


def test_nothing_older_than_the_week_before_publication(read_claims: Reader) -> None:
    claims = read_claims(LEAD + " Three soldiers were killed in an attack in Gao on 3 May 2014.")
    assert claims[0].when is not None
    assert claims[0].when.basis is TimeBasis.PUBLISHED
