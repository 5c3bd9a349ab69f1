"""The strategy-shift reading in words that may be printed: no more than its interval says."""

from __future__ import annotations

import math

from counterclaim.analysis.mix.strategy import Side, Strategy, contradictions
from counterclaim.analysis.mix.tables import reading
from counterclaim.analysis.rates import Bounds
from counterclaim.analysis.words import number

_NAMED = 2
_SHOWN = 3


def in_words(found: Strategy, *, later: bool) -> str:
    """What `found` says of A; `later`: A is of a time after B, so that it is a shift and no mere difference."""
    if not found.enough:
        return "there are too few events to read a strategy from"
    if found.odds is None:
        none = "attrition" if not found.a.attrition else "taking and holding of places"
        return f"no {none} is reported on either side, and no strategy can be read"
    if not found.differs:
        return "no shift can be told from noise" if later else "no difference can be told from noise"
    more = found.odds.low > 1
    if not later:
        than = "more" if more else "less"
        return f"attrition, against taking and holding places, is {than} common in A than in B"
    if not more:
        return "moved from attrition toward taking and holding places"
    above_all = " and ".join(found.a.tactics[:_NAMED])
    gave_up = found.b.holding and found.a.holding and _gave_up(found.b.holding, found.a.holding)
    verb = (
        "gave up holding places and went over to"
        if gave_up
        else "moved from taking and holding places toward"
    )
    return f"{verb} attrition (above all {above_all})"


def _gave_up(before: Bounds, after: Bounds) -> bool:
    return before.low >= reading().gave_up_from and after.high <= reading().gave_up_to


def sentence(found: Strategy, who: str, *, later: bool) -> str:
    """The reading of `who` with its figures."""
    words = in_words(found, later=later)
    figures = f"attrition is {_share(found.a)} in A and {_share(found.b)} in B"
    if found.odds is not None:
        wider = ", which allows for clusters" if found.dispersion > 1 else ""
        figures += f"; odds ratio {_ratio(found.odds)}{wider}"
    if not found.differs or not later:
        return f"Of {who}, {words}: {figures}."
    if found.explained:
        return (
            f"What is reported of {who} {words}, but so did who reports it, and within the same kinds of sources no such"
            f" shift can be told: {figures}. It is not to be read as a change of strategy."
        )
    return f"By what is reported, {who} {words}: {figures}."


def rests_on(found: Strategy) -> str:
    """How many events the reading rests on, and how many of these on a party's word only."""
    either = sum(side.attrition + side.hold for side in (found.a, found.b))
    all_ = found.a.events + found.b.events
    party = found.a.party_only + found.b.party_only
    return (
        f"it rests on {either:,} of {all_:,} events, those whose type or method says which of the two postures it is;"
        f" {party:,} of them rest on the word of a party to the conflict only"
    )


def warnings(found: Strategy) -> list[str]:
    """What speaks against the reading."""
    said = [rests_on(found)]
    if not found.enough:
        said.append(f"a side needs {reading().least_events} events of either posture to be read")
    if found.odds is not None and not math.isfinite(found.odds.value):
        said.append("one of the postures was not seen on one side: the odds ratio has no upper end")
    if found.dispersion > 1:
        said.append(
            f"the months' shares scatter {found.dispersion:.1f} times as much as by chance: the interval is widened for it"
        )
    if found.explained:
        said.append("who reports changed with it: a change in collection would look the same")
    elif _shifted(found):
        said.append(f"the kinds of sources changed between B and A; {_within(found)}")
    for part in found.carried[:_SHOWN]:
        alone = sum((found.a.attrition, found.a.hold, found.b.attrition, found.b.hold)) - sum(part.table)
        said.append(
            f"it is carried by one source: without the {alone:,} events that only {part.name} states, it cannot be told"
        )
    said += [
        f"the events that sources of the kind {part.name} state say the opposite (odds ratio {_ratio(part.odds)})"
        for part in contradictions(found)
        if part.odds
    ]
    return said


def _shifted(found: Strategy) -> bool:
    return found.sources_shifted is not None and found.sources_shifted < reading().shift_of_sources


def _within(found: Strategy) -> str:
    """What the kinds of sources say that have not changed."""
    how = f" (odds ratio {_ratio(found.adjusted)})" if found.adjusted else ""
    if found.differs:
        return f"within them the reading is the same{how}"
    told = found.adjusted is not None and not found.adjusted.low <= 1 <= found.adjusted.high
    return f"within them {'there is a difference' if told else 'none can be told either'}{how}"


def _share(side: Side) -> str:
    both = side.attrition + side.hold
    if side.share is None:
        return "of neither kind"
    low, high = (f"{100 * end:.0f}" for end in (side.share.low, side.share.high))
    return f"{side.attrition:,} of {both:,} ({100 * side.share.value:.0f} %, 95 % interval {low} to {high})"


def _ratio(odds: Bounds) -> str:
    if not math.isfinite(odds.value):
        return f"at least {number(odds.low)} (95 % interval)"
    high = number(odds.high) if math.isfinite(odds.high) else "no upper end"
    return f"{number(odds.value)}, 95 % interval {number(odds.low)} to {high}"
