from __future__ import annotations

import pytest

from tests.claims.conftest import Reader


@pytest.mark.parametrize(
    "text",
    [
        "The number of civilians killed by Boko Haram in Bama now stands at 40.",
        "The toll of the raid on Bama has risen to 40, the army said.",
        "The governor put the number of people killed in Bama at 40.",
    ],
)
def test_what_a_toll_has_come_to_does_not_say_when(read_claims: Reader, text: str) -> None:
    found = read_claims("Gunmen raided Gwoza on 12 March 2018, killing three. " + text)
    toll = next(one for one in found if any(figure.low == 40 for figure in one.quantities))
    assert toll.when is not None
    assert (toll.when.start, toll.when.edtf, toll.when.basis) == (None, "../2018-03-15", "published")


def test_a_toll_with_a_day_keeps_it(read_claims: Reader) -> None:
    found = read_claims("The number of civilians killed in Bama on 10 March 2018 stands at 40.")
    assert [one.when.edtf for one in found if one.when] == ["2018-03-10"]
