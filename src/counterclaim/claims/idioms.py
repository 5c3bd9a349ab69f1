"""Words of force that tell of none by what goes with them: "lost control of the car", "the talks fell through"."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from importlib.resources import files
from typing import Any

from counterclaim.claims.lexicon import base, words
from counterclaim.claims.syntax import is_passive, objects, prepositional, subject
from counterclaim.errors import ReferenceDataError

ANYTHING = "*"
_COLUMNS = 4
_PARTICLES = frozenset({"prt", "advmod", "prep", "acomp"})
_CLAUSES = frozenset({"xcomp", "ccomp", "advcl"})
_PREPOSITIONS = (
    "in",
    "on",
    "to",
    "from",
    "off",
    "into",
    "over",
    "for",
    "at",
    "as",
    "with",
    "without",
    "through",
)

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
    return acts_on_ideas(token) or is_blame(token)


def acts_on_ideas(token: Any) -> bool:
    """Whether all that a word of force acts on is nothing that arms can hit: "attacked the plan", "fight the closure"."""
    if base(token) not in words("force_on_ideas"):
        return False
    acted_on = (
        prepositional(token, "on", "against", "into") if token.pos_ in ("NOUN", "PROPN") else objects(token)
    )
    if is_passive(token):
        acted_on = [one for one in (subject(token),) if one is not None]
    abstract = words("abstraction")
    return bool(acted_on) and all(base(one) in abstract for one in acted_on)


def is_blame(verb: Any) -> bool:
    """Whether somebody is attacked by words: one person, "for" what he did or said."""
    if verb.pos_ != "VERB" or base(verb) not in words("blaming"):
        return False
    reasons = [child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("for", "over")]
    said = any(
        part.dep_ == "pcomp" or base(part) in words("abstraction") | words("conduct")
        for one in reasons
        for part in one.children
    )
    return said and any(one.ent_type_ == "PERSON" or base(one) in words("rival") for one in _objects(verb))


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


def _behind(preposition: str, token: Any) -> list[Any]:
    return prepositional(token, preposition)


def _clauses(token: Any) -> list[Any]:
    return [child for child in token.children if child.dep_ in _CLAUSES and child.i > token.i]


_WITH: Mapping[str, Callable[[Any], list[Any]]] = {
    "object": _objects,
    "subject": _subjects,
    "of": _of,
    "particle": _particles,
    "clause": _clauses,
    **{name: partial(_behind, name) for name in _PREPOSITIONS},
}
