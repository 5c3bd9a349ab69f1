"""The answer: a range of the number of all people, with what it rests on and what it does not say."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from counterclaim.analysis.undercount.averaging import LEVEL, Range, Weighed, average
from counterclaim.analysis.undercount.bayes import posterior
from counterclaim.analysis.undercount.bounds import chapman, independence, lower_bound
from counterclaim.analysis.undercount.checks import Checked, check, check_average, check_other
from counterclaim.analysis.undercount.lists import Lists
from counterclaim.analysis.undercount.loglinear import Model

CHAPMAN = "Chapman's estimate of two lists, interval of Sadinle (2009)"
LOGLINEAR = "log-linear models averaged by BIC, interval of model-averaged profile likelihood"


@dataclass(frozen=True, slots=True)
class Dependence:
    """A model by the interactions it has, lists by name; its weight and its own range (no ends when refused)."""

    interactions: tuple[tuple[str, ...], ...]
    weight: float
    range: Range


@dataclass(frozen=True, slots=True)
class Undercount:
    """What lists of deaths say about how many there were.

    `range` is null when an estimate was refused, with the reasons in `refused`. `lower_bound` is Chao's, itself an
    estimate and null where no two lists share anybody; `independent` the estimate that assumes unconnected lists, for
    comparison; `bayes` the range of the other method. Ranges are of all people, seen and unseen, at `level`.
    """

    lists: tuple[str, ...]
    observed: int
    level: float
    method: str
    range: Range | None
    lower_bound: float | None
    independent: float | None
    bayes: Range | None
    models: tuple[Dependence, ...]
    refused: tuple[str, ...]
    warnings: tuple[str, ...]
    assumptions: tuple[str, ...]
    cannot_say: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The answer in words that may be printed."""
        known = f"{self.observed:,} people on {len(self.lists)} lists"
        if self.range is None or self.range.high is None:
            least = f"; at least about {self.lower_bound:,.0f} in all" if self.lower_bound else ""
            return f"{known}{least}; how many more cannot be said."
        return (
            f"{known}; between {self.range.low:,.0f} and {self.range.high:,.0f} in all ({self.level:.0%} interval), if the "
            "assumptions hold."
        )


def estimate(lists: Lists, level: float = LEVEL) -> Undercount:
    """How many people there are, on the lists and on none, or why that cannot be said."""
    first = check(lists)
    if first.refused:
        return _answer(lists, level, first, None, (), None)
    if len(lists.names) == 2:
        return _answer(lists, level, first, chapman(lists, level), (), posterior(lists).range(level))
    found = average(lists, level)
    models = tuple(_dependence(lists, one) for one in found.models)
    then = check_average(lists, found)
    bayes = posterior(lists).range(level)
    checked = _joined(first, then, check_other(found.range, bayes))
    if checked.refused:
        return _answer(lists, level, checked, None, models, None)
    return _answer(lists, level, checked, found.range, models, bayes)


def _joined(*checks: Checked) -> Checked:
    return Checked(sum((one.refused for one in checks), ()), sum((one.warnings for one in checks), ()))


def _answer(
    lists: Lists,
    level: float,
    checked: Checked,
    found: Range | None,
    models: tuple[Dependence, ...],
    bayes: Range | None,
) -> Undercount:
    shared = lists.observed > lists.on(1)
    two = len(lists.names) == 2
    words = _words()
    return Undercount(
        lists=lists.names,
        observed=lists.observed,
        level=level,
        method=CHAPMAN if two else LOGLINEAR,
        range=found,
        lower_bound=lower_bound(lists) if shared else None,
        independent=independence(lists) if shared else None,
        bayes=bayes,
        models=models,
        refused=checked.refused,
        warnings=checked.warnings,
        assumptions=words["assumptions"] + words["two_lists" if two else "more_lists"],
        cannot_say=words["cannot_say"],
    )


def _dependence(lists: Lists, one: Weighed) -> Dependence:
    return Dependence(_interactions(lists, one.fitted.model), one.weight, one.range)


def _interactions(lists: Lists, model: Model) -> tuple[tuple[str, ...], ...]:
    """The interactions that no other holds, by the names of their lists."""
    top = (one for one in model if not any(one != other and one & other == one for other in model))
    return tuple(sorted((lists.named(one) for one in top), key=lambda names: (-len(names), names)))


@cache
def _words() -> dict[str, tuple[str, ...]]:
    text = files("counterclaim.analysis.undercount").joinpath("data", "words.toml").read_text("utf-8")
    return {name: tuple(sentences) for name, sentences in tomllib.loads(text).items()}
