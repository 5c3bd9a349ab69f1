"""Each rule gives what its codebook says: the worked cases of the docs, as they stand there."""

import re
from pathlib import Path

import pytest

from counterclaim.errors import UsageError
from counterclaim.events.estimates import RULES, find_rule
from counterclaim.events.estimates.words import vague_count, weights
from tests.events.estimates.figures import figures

PAGE = Path(__file__).parents[3] / "docs" / "estimates.md"
ROW = re.compile(r"^\| (.+?) \| (\w+) \| (\w+) \| (\w+) \|$", re.MULTILINE)


def cases() -> list[tuple[str, str, tuple[int | None, ...]]]:
    text = PAGE.read_text("utf-8")
    found = []
    for part in text.split("| case: ")[1:]:
        name = part.partition(" |")[0]
        table = part.partition("\n\n")[0]
        for said, *bounds in ROW.findall(table):
            if not said.startswith("---"):
                found.append((name, said, tuple(None if one == "null" else int(one) for one in bounds)))
    return found


CASES = cases()


@pytest.mark.parametrize(
    ("name", "said", "expected"), CASES, ids=[f"{name}-{said}" for name, said, _ in CASES]
)
def test_worked_cases(name: str, said: str, expected: tuple[int | None, ...]) -> None:
    rule = find_rule(name)
    heard = [one for one in figures(said) if rule.keeps(one)]
    found = rule.conclude(heard) if heard else None
    assert ((found.low, found.best, found.high) if found else (None, None, None)) == expected


def test_every_rule_has_cases() -> None:
    shown = {name.partition(":")[0] for name, _, _ in CASES}
    assert shown == {*RULES, "party"}
    assert len(CASES) > 30


def test_the_meaning_names_the_weights() -> None:
    said = RULES["range"].meaning
    for words, name in (
        ("an observer weighs", "observer"),
        ("a party", "party"),
        ("enemy's losses", "enemy"),
    ):
        assert f"{words} {weights()[name]}" in said


def test_rules_by_name_and_id() -> None:
    assert find_rule("range") is find_rule("range/2") is RULES["range"]
    assert find_rule("party:forces.SY").id == "party:state.SY/1"
    for wrong in ("mean", "", "party:", "RANGE"):
        with pytest.raises(UsageError, match="range, acled, ucdp, conservative, party:ID"):
            find_rule(wrong)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("dozens of people", 12),
        ("several dozen", 12),
        ("tens of thousands", 10_000),
        ("hundreds", 100),
        ("a few", 3),
        ("at least 116", None),
        ("some 7,000", None),
        ("people", None),
    ],
)
def test_vague_words(words: str, value: int | None) -> None:
    assert vague_count(words) == value
