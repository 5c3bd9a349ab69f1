"""docs/actors.md says what the registry does."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from counterclaim.reference.actors import ActorKind, ActorRegistry
from counterclaim.reference.actors.reading import KEYS
from counterclaim.reference.actors.types import MUTUAL, RelationKind

PAGE = (Path(__file__).parents[3] / "docs" / "actors.md").read_text("utf-8")
REGISTRY = ActorRegistry.load()


def rows(title: str) -> list[list[str]]:
    """The cells of the first table under a heading, without its head."""
    under = re.split(rf"^#+ {re.escape(title)}$", PAGE, flags=re.MULTILINE)[1].lstrip()
    lines = [
        line for line in under.split("\n\n## ")[0].split("\n### ")[0].splitlines() if line.startswith("|")
    ]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.mark.parametrize("case", rows("Worked cases"), ids=lambda case: case[0])
def test_worked_cases(case: list[str]) -> None:
    words, when, actor = case[:3]
    day, country = when.split(", ")
    found = REGISTRY.find(words, on=date.fromisoformat(day), country=country.strip("`"))
    assert len(found) == 1
    assert (found[0].actor.id if found[0].actor else "none") == actor.strip("`")


def test_keys_kinds_and_relations_are_all_there() -> None:
    keys = [key for row in rows("An entry") for key in re.findall(r"`(\w+)`", row[0])]
    assert set(keys) == KEYS
    kinds = next(row[1] for row in rows("An entry") if row[0] == "`kind`")
    assert set(re.findall(r"`(\w+)`", kinds)) == set(ActorKind)
    relations = {row[0].strip("`"): row[2] for row in rows("Relations")}
    assert relations == {kind: "yes" if kind in MUTUAL else "no" for kind in RelationKind}


def test_the_entry_shown_is_a_good_one(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)[0], encoding="utf-8")
    actor = ActorRegistry.load(path).get("nusra_front")
    assert actor is not None
    assert actor.uncertain == "when it was founded"
