"""Whose report a text says it is."""

from __future__ import annotations

import pytest

from counterclaim.events.provenance import CreditKind, credit

BODY = " Two people were killed when a shell hit a house, residents said. " * 12


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (f"BEIRUT (Reuters) - {BODY}", "Reuters", "agency"),
        (f"Shell kills two\n\nBEIRUT, Jan 3 (AFP) -- {BODY}", "Agence France-Presse", "agency"),
        (f"Shell kills two in Homs AFP, Sunday 5 Jun 2016 {BODY}", "Agence France-Presse", "agency"),
        (f"Shell kills two\nReuters\n{BODY}", "Reuters", "agency"),
        (f"DAMASCUS, SANA - {BODY}", "SANA", "agency"),
        (f"{BODY} --Reuters", "Reuters", "agency"),
        (f"{BODY} (Source: Xinhua)", "Xinhua", "agency"),
        (
            f"{BODY} This is an edited translation of an article published by Al Nahar Weekly.",
            "Al Nahar Weekly",
            "translation",
        ),
        (f"{BODY} Translated from the Arabic original in Al Nahar.", "Al Nahar", "translation"),
        (f"{BODY} This article was originally published by Middle Gazette.", "Middle Gazette", "reprint"),
        (f"{BODY} Republished with permission from the River Post.", "the River Post", "reprint"),
    ],
)
def test_credits(text: str, name: str, kind: str) -> None:
    found = credit(text, "Desk A")
    assert found is not None
    assert (found.name, found.kind) == (name, CreditKind(kind))
    assert found.words


@pytest.mark.parametrize(
    "text",
    [
        f"HOMS {BODY}",
        f"Rebels (Jaysh al-Islam) - {BODY}",
        f"BEIRUT (AFP, Reuters) - {BODY}",
        f"Officials told Reuters that {BODY}",
        f"{BODY} Smoke over the town on Monday (photo by AFP)",
        f"{BODY} Agencies contributed to this report",
        "",
    ],
)
def test_no_credit(text: str) -> None:
    assert credit(text, "Desk A") is None


def test_a_publisher_does_not_credit_itself() -> None:
    assert credit(f"BEIRUT (Reuters) - {BODY}", "Reuters") is None
    assert credit(BODY, "Desk A", ["Reuters"]) is not None


def test_hostile_text_takes_no_time() -> None:
    for text in (
        "(" * 5000,
        "A" * 5000,
        "A " * 3000,
        "- (" * 2000,
        "translated from the " * 500,
        "12 Jan " * 900,
    ):
        assert credit(text) is None
