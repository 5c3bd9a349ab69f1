"""MUC-4: templates of terrorist incidents in newswire texts, all in capitals.

The folder holds `raw`, with a folder for each part of the corpus and in it texts and official answer keys,
and `processed`, the five roles and the incident type as JSON lines. `--split tst1+tst2` names parts of
`raw`; without it all are scored. `muc4_roles` and `muc4_slots` are the two scorers, `muc4_answers` makes
templates of claims.

``python -m evaluation.suites.muc4 [SPLIT]`` prints the templates given and those of gold where they differ.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from counterclaim.reference.actors import ActorRegistry
from counterclaim.reference.gazetteer import Gazetteer
from evaluation.options import DEFAULTS, SuiteOptions
from evaluation.reading import missing, read_texts
from evaluation.suites import muc4_keys
from evaluation.suites.muc4_answers import Answer, answers
from evaluation.suites.muc4_keys import Key
from evaluation.suites.muc4_roles import ROLES, Tally, Template, gold_templates, score
from evaluation.suites.muc4_slots import Scorer

FOLDER = "muc4"
DATA = Path("../shared/data")


@dataclass(frozen=True, slots=True)
class Judged:
    """A document: what was given, and gold in both forms."""

    id: str
    given: list[Answer]
    roles: list[Template]
    keys: list[Key]

    def tally(self) -> Tally:
        """Counts of the roles and the type."""
        return score([one.roles for one in self.given], self.roles)


def run(data: Path, options: SuiteOptions = DEFAULTS) -> dict[str, object]:
    """Figures over the documents of the split. Raises FileNotFoundError without the data."""
    total, documents = Tally(), 0
    gazetteer = Gazetteer.open()
    scorer = Scorer(lambda name: next(iter(gazetteer.countries_in(name.title())), None))
    for one in judged(data / FOLDER, options.split):
        total.add(one.tally())
        scorer.add([given.slots for given in one.given], one.keys)
        documents += 1
    slots = {slot: {"f1": counts.f1} for slot, counts in scorer.counts.items()}
    return {"role_type": total.figures(), "slots": slots, "documents": documents}


def judged(folder: Path, split: str | None) -> Iterator[Judged]:
    """Read the documents of a split and make their templates."""
    parts = muc4_keys.folders(folder, split)
    texts = {name: text for part in parts for name, text in muc4_keys.read_texts(part).items()}
    keys = [key for part in parts for key in muc4_keys.read_keys(part)]
    roles = processed(folder / "processed")
    registry = ActorRegistry.load()
    for (name, _), reading in zip(texts.items(), read_texts(texts.values()), strict=True):
        given = answers(reading.document, reading.claims, registry) if reading else []
        yield Judged(name, given, roles.get(name, []), [key for key in keys if key.document == name])


def processed(folder: Path) -> dict[str, list[Template]]:
    """Templates of the processed form by document."""
    found = {}
    for path in sorted(folder.glob("*.json")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            found[row["docid"]] = gold_templates(row)
    if not found:
        raise missing(folder)
    return found


def misses(data: Path, split: str | None) -> None:
    """Print the templates of every document that is not wholly right."""
    for one in judged(data / FOLDER, split):
        tally = one.tally()
        if tally.right < tally.given or tally.found < tally.gold:
            print(one.id, file=sys.stderr)
            for mark, found in (("gave", [given.roles for given in one.given]), ("gold", one.roles)):
                for template in found:
                    print(f"    {mark} {_shown(template)}", file=sys.stderr)


def _shown(template: Template) -> str:
    parts = [
        f"{role} {' | '.join('/'.join(sorted(entity)) for entity in template.roles[role])}"
        for role in ROLES
        if template.roles.get(role)
    ]
    return "; ".join([template.type, *parts])


if __name__ == "__main__":
    misses(DATA, sys.argv[1] if len(sys.argv) > 1 else None)
