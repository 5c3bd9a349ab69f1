"""How the figures of one event follow: by which rule, from which claims, and what they hang on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property

from counterclaim.ask.rows import Row
from counterclaim.errors import UsageError
from counterclaim.events.estimates import (
    DEFAULT,
    UNKNOWN,
    Explained,
    Figure,
    Rule,
    Sensitivity,
    Superseded,
    Without,
    estimates,
    explained,
    find_rule,
    party_rule,
    sensitivity,
)
from counterclaim.events.provenance import Contexts
from counterclaim.model import Claim
from counterclaim.reference.actors.sides import side

_PARTY = "party:"


@dataclass(frozen=True)
class EventFigures:
    """The claims of an event, in the order they are shown, with what the rules need beside them.

    `name` gives an actor's or a side's name by its id.
    """

    claims: Sequence[Claim]
    contexts: Contexts
    name: Callable[[str], str]

    def rule(self, asked: str | None) -> Rule:
        """The rule of that name; the default without one. A party is asked for by its id or its name.

        Raises:
            UsageError: there is no such rule, or no such party speaks in this event.
        """
        if asked is None:
            return DEFAULT
        rule = find_rule(asked)
        if not asked.startswith(_PARTY):
            return rule
        wanted = asked.removeprefix(_PARTY)
        for party, names in sorted(self._parties.items()):
            if party == side(wanted) or wanted.casefold() in {name.casefold() for name in names}:
                return party_rule(party)
        known = ", ".join(sorted(self._parties)) or "none"
        raise UsageError(f"no party {wanted[:200]!r} speaks in this event; those that do: {known}")

    def estimates(self, rule: Rule) -> list[Row]:
        """Estimates as the record has them."""
        return [
            {**asdict(one), "claims": list(one.claims)} for one in estimates(self.claims, self.contexts, rule)
        ]

    def explain(self, rule: Rule) -> list[Row]:
        """Each estimate with the figures behind it, those superseded, and the reasons in words."""
        return [self.row(one, rule) for one in explained(self.claims, self.contexts, rule)]

    def row(self, one: Explained, rule: Rule) -> Row:
        """One estimate as `explain` gives it."""
        estimate, weights = one.estimate, {figure.claims: weight for figure, weight in one.conclusion.weights}
        return {
            "what": estimate.what,
            "of": self.whose(estimate.of),
            "low": estimate.low,
            "best": estimate.best,
            "high": estimate.high,
            "rule": estimate.rule,
            "claims": list(estimate.claims),
            "numbers": self._places(estimate.claims),
            "meaning": rule.meaning,
            "reasons": self._reasons(one),
            "figures": [
                {**self._figure(figure), "weight": weights.get(figure.claims)}
                for figure in one.standing.figures
            ],
            "superseded": [self._superseded(old) for old in one.standing.superseded],
        }

    def sensitivity(self, rule: Rule) -> list[Row]:
        """Each estimate without some of its sources: a row for each that is left out."""
        return [
            self._without(found, one)
            for found in sensitivity(self.claims, self.contexts, rule)
            for one in found.without
        ]

    def whose(self, of: str | None) -> str | None:
        """The name of a side, as shown: null for everyone."""
        return "unknown side" if of == UNKNOWN else of and self.name(of)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {claim.id: number for number, claim in enumerate(self.claims, start=1)}

    @cached_property
    def _sources(self) -> dict[str, str]:
        """Whose word each claim is, by its id."""
        return {claim.id: self._source(claim) for claim in self.claims}

    @cached_property
    def _parties(self) -> dict[str, set[str]]:
        parties: dict[str, set[str]] = {}
        for claim in self.claims:
            if claim.source is not None and claim.source.actor is not None:
                actor = claim.source.actor
                parties.setdefault(side(actor), set()).update({actor, claim.source.name, self.name(actor)})
        return parties

    def _source(self, claim: Claim) -> str:
        if claim.source is not None:
            return claim.source.name
        return self.contexts[claim.document_id].publisher or "a report without a source"

    def _figure(self, figure: Figure) -> Row:
        return {
            "source": self._label(figure),
            "low": figure.low,
            "high": figure.high,
            "text": figure.text,
            "approximate": figure.approximate,
            "interested": figure.interested,
            "about": figure.about.value,
            "partial": figure.partial,
            "published": figure.published.isoformat() if figure.published else None,
            "claims": list(figure.claims),
            "numbers": self._places(figure.claims),
        }

    def _superseded(self, old: Superseded) -> Row:
        return {**self._figure(old.earlier), "said": shown(old.earlier), "by": self._said_by([old.by])}

    def _without(self, found: Sensitivity, one: Without) -> Row:
        estimate = found.estimate
        left = one.left_out
        if one.origin is not None:
            left = self._origins.get(one.origin, one.origin)
        return {
            "what": estimate.what,
            "of": self.whose(estimate.of),
            "without": left,
            "low": one.low,
            "best": one.best,
            "high": one.high,
            "moved": one.moved,
        }

    def _reasons(self, one: Explained) -> list[str]:
        """Why low, best and high are what they are, a sentence each."""
        conclusion = one.conclusion
        reasons = [
            f"{bound} {value}: {self._said_by(figures)}"
            for bound, value, figures in (
                ("low", conclusion.low, conclusion.low_from),
                ("high", conclusion.high, conclusion.high_from),
            )
            if value is not None and figures
        ]
        if conclusion.weights:
            voted = "; ".join(
                f"{shown(figure)} of {self._label(figure)}, weight {weight}"
                for figure, weight in conclusion.weights
            )
            best = f"best {conclusion.best}: the weighted median of {voted}"
        elif conclusion.best is None:
            best = f"best not stated: {conclusion.reason}"
        else:
            best = f"best {conclusion.best}: {conclusion.reason}, {self._said_by(conclusion.best_from)}"
        return [*reasons[:1], best, *reasons[1:]]

    def _said_by(self, figures: Sequence[Figure]) -> str:
        return "; ".join(
            f"{shown(figure)} of {self._label(figure)} (claim {', '.join(map(str, self._places(figure.claims)))})"
            for figure in figures
        )

    @cached_property
    def _origins(self) -> dict[str, str]:
        """A name to show for each origin: that of whoever speaks in its first claim."""
        names: dict[str, str] = {}
        for one in explained(self.claims, self.contexts):
            for figure in one.standing.figures:
                names.setdefault(figure.origin, self._label(figure))
        return names

    def _label(self, figure: Figure) -> str:
        return self._sources.get(figure.claims[0], figure.origin)

    def _places(self, claims: Sequence[str]) -> list[int]:
        return sorted(self._numbers[id_] for id_ in claims if id_ in self._numbers)


def shown(figure: Figure) -> str:
    """A figure as said: ``116``, ``about 10 to 15``, ``at least 250``, ``up to 30``, ``at least 24 ("dozens")``."""
    low, high = figure.low, figure.high
    if low is None:
        said = f"up to {high:,}"
    elif high is None:
        said = f"at least {low:,}"
    else:
        said = f"{low:,}" if low == high else f"{low:,} to {high:,}"
    if figure.vague is not None:
        return f'{said} ("{figure.text}")'
    return f"about {said}" if figure.approximate else said
