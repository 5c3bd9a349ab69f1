"""Estimates of an event by a rule, each with its explanation, and how much they hang on single origins."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counterclaim.events.estimates.conclusion import Conclusion
from counterclaim.events.estimates.figures import COUNTED, Figure, said
from counterclaim.events.estimates.rules import DEFAULT, Rule
from counterclaim.events.estimates.standing import Standing, Word, Words, standing, words
from counterclaim.events.provenance import Contexts
from counterclaim.model import Claim, Estimate


@dataclass(frozen=True, slots=True)
class Explained:
    """An estimate with the figures that stand behind it, and those that they supersede."""

    estimate: Estimate
    standing: Standing
    conclusion: Conclusion


@dataclass(frozen=True, slots=True)
class Without:
    """The estimate when some figures are left out. All null when nothing is left.

    `left_out` says which; `origin` is the one left out where it is one. `moved` is how far best moves, null
    where nothing is left to move.
    """

    left_out: str
    origin: str | None
    low: int | None
    best: int | None
    high: int | None
    moved: int | None


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """One estimate beside what it would be without some of its sources."""

    estimate: Estimate
    without: tuple[Without, ...]


INTERESTED, SINGLE = "interested parties", "figures of one origin alone"
ORIGIN = "one origin"


def estimates(
    claims: Iterable[Claim],
    contexts: Contexts,
    rule: Rule = DEFAULT,
    *,
    by_origin: Mapping[str, list[Claim]] | None = None,
) -> tuple[Estimate, ...]:
    """Estimates of every figure that the claims state. What nobody states has no estimate: it is not zero.

    `by_origin` is the claims by origin, where that is known already.
    """
    heard = _heard(claims, contexts, rule, by_origin)
    return tuple(one.estimate for one in _concluded(words(heard), rule))


def explained(
    claims: Iterable[Claim],
    contexts: Contexts,
    rule: Rule = DEFAULT,
    *,
    by_origin: Mapping[str, list[Claim]] | None = None,
) -> tuple[Explained, ...]:
    """As `estimates`, each with what made it."""
    return _concluded(words(_heard(claims, contexts, rule, by_origin)), rule)


def sensitivity(claims: Iterable[Claim], contexts: Contexts, rule: Rule = DEFAULT) -> tuple[Sensitivity, ...]:
    """Each estimate without interested parties, without figures that one origin alone gives, and without each
    origin in turn; an estimate that rests on one origin has nothing left without it.
    """
    heard = _heard(claims, contexts, rule)
    everyone, observers = words(heard), words(one for one in heard if not one.interested)
    return tuple(
        one
        for what in COUNTED
        if what in everyone
        for one in _sensitivity(what, everyone[what], observers, rule)
    )


def _sensitivity(what: str, spoken: Mapping[str, Word], observers: Words, rule: Rule) -> list[Sensitivity]:
    """The sensitivity of the estimates of one kind; `spoken` is what each origin says of it."""
    uninterested = _estimates(observers.get(what, {}), what, rule)
    left_out = {
        origin: _estimates({name: word for name, word in spoken.items() if name != origin}, what, rule)
        for origin in spoken
    }
    found = []
    for one in _concluded({what: spoken}, rule):
        estimate, of = one.estimate, one.estimate.of
        meeting = _meeting(one.standing)
        agreed = _estimates({name: word for name, word in spoken.items() if name in meeting}, what, rule)
        behind = sorted({figure.origin for figure in one.standing.figures})
        without = (
            _without(estimate, INTERESTED, None, uninterested.get(of)),
            _without(estimate, SINGLE, None, agreed.get(of)),
            *(_without(estimate, ORIGIN, origin, left_out[origin].get(of)) for origin in behind),
        )
        found.append(Sensitivity(estimate, without))
    return found


def _heard(
    claims: Iterable[Claim],
    contexts: Contexts,
    rule: Rule,
    by_origin: Mapping[str, list[Claim]] | None = None,
) -> list[Figure]:
    """The figures that a rule hears."""
    return [one for one in said(claims, contexts, by_origin) if one.what in rule.kinds and rule.keeps(one)]


def _estimates(spoken: Mapping[str, Word], what: str, rule: Rule) -> dict[str | None, Estimate]:
    return {one.estimate.of: one.estimate for one in _concluded({what: spoken}, rule)}


def _concluded(spoken: Words, rule: Rule) -> tuple[Explained, ...]:
    found = []
    for stands in standing(spoken):
        if stands.of is not None and not rule.sides:
            continue
        conclusion = rule.conclude(stands.figures)
        found.append(Explained(_estimate(stands, conclusion, rule), stands, conclusion))
    return tuple(found)


def _estimate(stands: Standing, conclusion: Conclusion, rule: Rule) -> Estimate:
    return Estimate(
        what=stands.what,
        of=stands.of,
        low=conclusion.low,
        best=conclusion.best,
        high=conclusion.high,
        rule=rule.id,
        claims=tuple(sorted({claim for figure in stands.figures for claim in figure.claims})),
    )


def _meeting(stands: Standing) -> set[str]:
    """The origins whose standing figure another origin's can agree with."""
    figures = stands.figures
    return {
        one.origin
        for one in figures
        if any(other.origin != one.origin and _meet(one, other) for other in figures)
    }


def _meet(one: Figure, other: Figure) -> bool:
    """Whether two figures can both be true: their intervals share a number."""
    low = max((bound for bound in (one.low, other.low) if bound is not None), default=0)
    high = min((bound for bound in (one.high, other.high) if bound is not None), default=low)
    return low <= high


def _without(estimate: Estimate, left_out: str, origin: str | None, found: Estimate | None) -> Without:
    if found is None:
        return Without(left_out, origin, None, None, None, None)
    moved = None if found.best is None or estimate.best is None else found.best - estimate.best
    return Without(left_out, origin, found.low, found.best, found.high, moved)
