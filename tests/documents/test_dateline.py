"""The day that a report gives of itself."""

from __future__ import annotations

import pytest

from counterclaim.documents.blocks import segment
from counterclaim.documents.dateline import stated_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("KABUL, Afghanistan (Sept. 8, 2012)\nA force detained two men.", "2012-09-08"),
        (
            "2010-02-CA-033\nFor Release\n\nKABUL, Afghanistan (Feb. 6) - On Jan. 30, a team found a cache.",
            "2010-02-06",
        ),
        ("GUATEMALA CITY, 4 FEB 90 (ACAN) -- [TEXT] A COLUMN ATTACKED A FARM.", "1990-02-04"),
        ("NAIROBI, Feb. 14, 2019 - Fighters stormed an outpost.", "2019-02-14"),
        ("NAIROBI, Feb. 14 - Fighters stormed an outpost.", None),
        ("Fighters stormed an outpost on 3 May 2018 and 4 May 2018.", None),
        ("In March 2017, 12 men met.\nThey talked.", None),
        ("", None),
    ],
)
def test_stated_date(text: str, day: str | None) -> None:
    found = stated_date(text, segment(text))
    assert (found.edtf if found else None) == day


def test_time_does_not_explode() -> None:
    assert stated_date("A" + ", a" * 50_000, segment("A")) is None
