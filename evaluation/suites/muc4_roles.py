"""The five roles and the incident type, scored as by GTT (Du, Rush and Cardie 2021, github.com/xinyadu/gtt).

Templates of a document are paired one to one so that the document's F1 is greatest; only templates of one
type pair. A given entity is right when all its strings are strings of one gold entity of that role, in
lower case and without punctuation and articles. The type of a paired template is one more right answer.
What stands in templates without a pair is wrong, or missed.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.suites.muc4_align import Gain, align

ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_MARKS = str.maketrans("", "", string.punctuation)

Entity = frozenset[str]


@dataclass(frozen=True)
class Template:
    """A type ("attack", in gold also "bombing / attack") and the entities of each role."""

    type: str
    roles: Mapping[str, tuple[Entity, ...]]

    def size(self) -> int:
        """Answers in it: its entities and its type."""
        return 1 + sum(len(self.roles.get(role, ())) for role in ROLES)


@dataclass(slots=True)
class Tally:
    """Right and all answers given, found and all answers of gold."""

    right: float = 0
    given: int = 0
    found: float = 0
    gold: int = 0

    def add(self, other: Tally) -> None:
        """Add the counts of a document."""
        self.right += other.right
        self.given += other.given
        self.found += other.found
        self.gold += other.gold

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1."""
        precision = self.right / self.given if self.given else 0.0
        recall = self.found / self.gold if self.gold else 0.0
        return {"precision": precision, "recall": recall, "f1": _harmonic(precision, recall)}


def template(type_: str, roles: Mapping[str, Iterable[Iterable[str]]]) -> Template:
    """A template with its strings in the form in which they are compared."""
    return Template(
        type_,
        {
            role: tuple(entity for strings in entities if (entity := frozenset(map(normal, strings)) - {""}))
            for role, entities in roles.items()
        },
    )


def gold_templates(row: Mapping[str, Any]) -> list[Template]:
    """Templates of a document of the processed form, each once."""
    found: list[Template] = []
    for one in row["templates"]:
        roles = {role: [[mention[0] for mention in entity] for entity in one.get(role, ())] for role in ROLES}
        made = template(one["incident_type"], roles)
        if made not in found:
            found.append(made)
    return found


def normal(text: str) -> str:
    """A string in the form in which it is compared."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_MARKS)).split())


def score(given: Sequence[Template], gold: Sequence[Template]) -> Tally:
    """Counts of one document, its templates paired at best."""
    tally = Tally(given=sum(one.size() for one in given), gold=sum(one.size() for one in gold))
    gains = [[_gain(one, other) for other in gold] for one in given]

    def worth(gain: Gain) -> float:
        return _harmonic(
            gain[0] / tally.given if tally.given else 0.0, gain[1] / tally.gold if tally.gold else 0.0
        )

    for first, second in align(gains, worth):
        gain = gains[first][second] or (0.0, 0.0)
        tally.right += gain[0]
        tally.found += gain[1]
    return tally


def _gain(given: Template, gold: Template) -> Gain | None:
    if given.type not in gold.type:
        return None
    right = found = 1
    for role in ROLES:
        ours, theirs = given.roles.get(role, ()), gold.roles.get(role, ())
        right += sum(any(one <= other for other in theirs) for one in ours)
        found += sum(any(one <= other for one in ours) for other in theirs)
    return float(right), float(found)


def _harmonic(a: float, b: float) -> float:
    return 2 * a * b / (a + b) if a + b else 0.0
