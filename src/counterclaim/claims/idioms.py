"""Words of force that tell of none by what goes with them: "lost control of the car", "the talks fell through"."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from counterclaim.claims.lexicon import base
from counterclaim.claims.syntax import is_passive, objects, prepositional, subject
from counterclaim.errors import ReferenceDataError

ANYTHING = "*"
_COLUMNS = 4
_PARTICLES = frozenset({"prt", "advmod", "prep", "acomp"})
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl"})

Idioms = Mapping[tuple[str, str], tuple[tuple[str, frozenset[str]], ...]]


@cache
def idioms() -> Idioms:
    """What makes a word no word of force, by its base form and part of speech: ``data/idioms.tsv``.

    Raises:
        ReferenceDataError: a row is not of four columns, or names something unknown.
    """
    text = files("counterclaim.claims").joinpath("data/idioms.tsv").read_text("utf-8")
    rows = [line for line in text.splitlines() if line and not line.startswith("#")]
    found: dict[tuple[str, str], list[tuple[str, frozenset[str]]]] = {}
    for row in rows[1:]:
        cells = row.split("\t")
        if len(cells) != _COLUMNS or cells[2] not in _WITH:
            raise ReferenceDataError(
                f"idioms.tsv: {row!r} is not a row of four columns with a known relation"
            )
        lemma, pos, beside, listed = cells
        anchor = lemma.split()[0]
        found.setdefault((anchor, pos), []).append((beside, frozenset(listed.split())))
    return {key: tuple(rules) for key, rules in found.items()}


def is_idiom(token: Any, pos: str) -> bool:
    """Whether what goes with a word (``v`` or ``n``) makes it one of no force."""
    for beside, listed in idioms().get((base(token), pos), ()):
        others = _WITH[beside](token)
        if others and (ANYTHING in listed or any(base(one) in listed for one in others)):
            return True
    return False


def _objects(token: Any) -> list[Any]:
    if is_passive(token):
        done_to = token.head if token.dep_ == "acl" else subject(token)
        return [done_to] if done_to is not None else []
    return objects(token)


def _subjects(token: Any) -> list[Any]:
    if token.pos_ not in ("VERB", "AUX"):
        return [child for child in token.children if child.dep_ in ("compound", "poss", "nmod")]
    if is_passive(token):
        return prepositional(token, "by")
    doer = subject(token)
    return [doer] if doer is not None else []


def _of(token: Any) -> list[Any]:
    return [part for one in (token, *objects(token)) for part in prepositional(one, "of")]


def _particles(token: Any) -> list[Any]:
    """Particles right behind the verb; a preposition is one where nothing follows it."""
    return [
        child
        for child in token.children
        if child.i == token.i + 1 and child.dep_ in _PARTICLES and not any(True for _ in child.children)
    ]


def _clauses(token: Any) -> list[Any]:
    return [child for child in token.children if child.dep_ in _CLAUSES and child.i > token.i]


_WITH = {
    "object": _objects,
    "subject": _subjects,
    "of": _of,
    "in": lambda token: prepositional(token, "in"),
    "to": lambda token: prepositional(token, "to"),
    "particle": _particles,
    "clause": _clauses,
}
