from __future__ import annotations

from datetime import date

from counterclaim.events import DocumentContext
from counterclaim.events.bias import fit
from counterclaim.events.bias.claims import statements
from counterclaim.events.bias.limits import limits
from tests.factories import claim, killed


def context(name: str, day: int = 1) -> DocumentContext:
    return DocumentContext(name, name, date(2020, 1, day))


def test_latest_figure_of_each_origin() -> None:
    claims = [
        claim("a", quantities=(killed(10, 10),)),
        claim("b", quantities=(killed(12, None),)),
        claim("c", quantities=(killed(14, 14),), source="desk-a"),
    ]
    contexts = {"a": context("Desk A"), "b": context("Desk B", 2), "c": context("Desk C", 3)}
    found = sorted(statements("e", claims, contexts), key=lambda one: one.source)
    assert [(one.source, one.low, one.high) for one in found] == [
        ("name:deska", 14, 14),
        ("name:deskb", 12, None),
    ]
    assert {(one.item, one.whose, one.category) for one in found} == {("e", "everyone", "killed")}


def test_limits_name_the_anchor() -> None:
    said = " ".join(limits(None))
    assert "nothing to compare" in said
    assert "No anchor was named" in said
    assert "not identified" in said
    assert "against SOHR" in " ".join(limits(fit([]), ["SOHR"]))
