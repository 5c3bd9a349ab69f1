"""Why a claim is the word of its origin, in words."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.events.provenance.citations import Citations, Step
from counterclaim.events.provenance.voices import Path

RELATIONS = {
    "cites": "cites",
    "copies": "has the text of",
    "prints": "prints a report of",
    "told_by": "has it from somebody unnamed",
    "same_words": "has the same words as",
    "outlet_of": "is an outlet of",
    "through": "has it, through others, from",
}
"""How one has it from another, as a verb between their names."""


def reason(path: Path, steps: Sequence[Step], graph: Citations) -> str:
    """The steps from the publisher of a claim to its origin, one clause each; or that it speaks itself."""
    at = path.voices[0].key
    clauses = []
    for number, step in enumerate(steps):
        elsewhere = "" if number < len(path.relations) else " where it tells of this event"
        clauses.append(_clause(graph.voices[at].name, step, graph) + elsewhere)
        at = step.source
    ring = graph.components[graph.component(at)]
    if len(ring) > 1:
        names = " and ".join(graph.voices[key].name for key in ring)
        clauses.append(f"{names} have it from one another")
    return "; ".join(dict.fromkeys(clauses)) or f"{path.last.name} says so itself"


def _clause(name: str, step: Step, graph: Citations) -> str:
    if step.relation == "told_by":
        return f"{name} has it from somebody whom nobody can name"
    return f"{name} {RELATIONS[step.relation]} {graph.voices[step.source].name}"
