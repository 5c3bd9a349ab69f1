"""The named rules: each a small pure function from the figures that stand to low, best and high."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from counterclaim.errors import UsageError
from counterclaim.events.estimates import codebooks
from counterclaim.events.estimates.conclusion import Conclusion
from counterclaim.events.estimates.figures import COUNTED, About, Figure
from counterclaim.events.estimates.intervals import hull, lower_median, middle
from counterclaim.events.estimates.words import weights
from counterclaim.reference.actors.sides import side

PARTY = "party:"
_ASKED = 200
"""Characters of a rule's name that an error repeats."""


def _all(_: Figure) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Rule:
    """How low, best and high follow from figures.

    `id` is the name with the version that estimates are stored with, `meaning` the rule in words, `source`
    where it comes from. `conclude` takes the figures of one kind and side, at most one an origin, never none.
    `keeps` says which figures it hears at all. `kinds` are those it has a rule for; `sides` is false for one
    that gives figures of everyone alone.
    """

    id: str
    meaning: str
    source: str
    conclude: Callable[[Sequence[Figure]], Conclusion]
    keeps: Callable[[Figure], bool] = field(default=_all)
    kinds: tuple[str, ...] = COUNTED
    sides: bool = True

    @property
    def name(self) -> str:
        """What it is asked for by: its id without the version."""
        return self.id.rpartition("/")[0]


def weight(figure: Figure) -> int:
    """Weight of a figure in `range`, by who speaks of whose losses."""
    if not figure.interested:
        return weights()["observer"]
    return weights()["enemy" if figure.about is About.ENEMY else "party"]


def conclude_range(figures: Sequence[Figure]) -> Conclusion:
    """The interval over the figures, and their weighted lower median.

    Figures that leave some out are "at least" for high, and for low only where there is nothing else; they are
    never best. A vague count ("dozens") bounds, and is best only where nobody gives a number.
    """
    return _interval(figures, weight)


def conclude_equal(figures: Sequence[Figure]) -> Conclusion:
    """As `conclude_range`, each figure with the same weight."""
    return _interval(figures, lambda _: 1)


def _interval(figures: Sequence[Figure], weigh: Callable[[Figure], int]) -> Conclusion:
    whole = [one for one in figures if not one.partial]
    low, _ = hull([one.bounds for one in whole or figures])
    _, high = hull([one.bounds for one in figures])
    counted = [one for one in whole if one.vague is None] or whole
    voted = [(middle((one.low, one.high)), weigh(one)) for one in counted]
    best = lower_median(voted) if voted else None
    return Conclusion(
        low,
        best,
        high,
        low_from=tuple(one for one in whole or figures if one.low == low and low is not None),
        best_from=tuple(one for one in counted if middle((one.low, one.high)) == best),
        high_from=tuple(one for one in whole if one.high == high and high is not None),
        weights=tuple((one, weigh(one)) for one in counted),
        reason="" if voted else "nobody counts all of them",
    )


RANGE = Rule(
    "range/2",
    "Each independent origin counts once, with its latest figure. Low is the least of these figures and high the "
    "greatest; high is not stated where somebody says 'at least' more than anybody's greatest. Best is their "
    "weighted lower median: an observer weighs 4, a party 2, a party on its enemy's losses 1. The range "
    "is what is said; it is no confidence interval.",
    "Counterclaim",
    conclude_range,
)
CONSERVATIVE = Rule(
    "conservative/1",
    "As range, from origins alone that are no party to the conflict, each with the same weight.",
    "Counterclaim",
    conclude_equal,
    keeps=lambda figure: not figure.interested,
)
ACLED = Rule(
    "acled/1",
    "One figure of reported deaths: the lowest that a reliable origin gives, or the one that most origins agree "
    "on where two or more do. Vague words count as ACLED counts them: several 3, tens 10, dozens 12, hundreds "
    "100. It has no low and high, no sides and no injured.",
    "ACLED Codebook, 'Reported fatalities', and ACLED's FAQ on fatalities",
    codebooks.conclude_acled,
    kinds=("killed",),
    sides=False,
)
UCDP = Rule(
    "ucdp/1",
    "Deaths alone. Best is the figure of the most reliable origin, the lowest of several; low and high are the "
    "lowest and the highest figure of origins that can be relied on. A party's figure of its enemy's deaths, and "
    "what the text calls disputed, count only where there is nothing else.",
    "UCDP GED Codebook (Högbladh); Sundberg and Melander 2013",
    codebooks.conclude_ucdp,
    kinds=("killed",),
)
DEFAULT = RANGE
RULES = {rule.name: rule for rule in (RANGE, ACLED, UCDP, CONSERVATIVE)}
"""The rules by name; `find_rule` gives also ``party:X`` for any party."""


def party_rule(party: str) -> Rule:
    """What one party alone says: `party` is the id of the actor or its side."""
    speaker = side(party)
    return Rule(
        f"{PARTY}{speaker}/1",
        "As range, from the words of this party alone.",
        "Counterclaim",
        conclude_equal,
        keeps=lambda figure: figure.speaker == speaker,
    )


def find_rule(name: str) -> Rule:
    """The rule of that name or id. Raises `UsageError`, which lists them, when there is none."""
    for rule in RULES.values():
        if name in (rule.name, rule.id):
            return rule
    party = name.removeprefix(PARTY).removesuffix("/1")
    if name.startswith(PARTY) and party:
        return party_rule(party)
    known = ", ".join((*RULES, f"{PARTY}ID"))
    raise UsageError(f"there is no rule {name[:_ASKED]!r}; there are {known}")
