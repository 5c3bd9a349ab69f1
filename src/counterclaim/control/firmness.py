"""How firmly a place is held: how sure, for how long, how contested lately and on whose word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from counterclaim.control.emissions import against_itself
from counterclaim.control.model import Control, Hold
from counterclaim.control.reigns import LONG_AGO
from counterclaim.control.statements import Says, Statement
from counterclaim.control.states import CONTESTED, UNKNOWN
from counterclaim.control.strip import back

LATELY = 90
"""Days that count as lately."""
LONG = 90.0
"""Days after which a hold has half of what time can give it."""


@dataclass(frozen=True, slots=True)
class Firmness:
    """The likeliest holder and what its hold rests on.

    `holder` is null where nobody is likeliest: contested or unknown. `since` is the first day from which it has been
    the likeliest answer without a break, as known on the day asked about, and `days` their number. `contested` is
    the mean chance of contest in the last 90 days. `sources` counts the origins that have said so of it in these
    days, `disinterested` those of them that belong to no party or have said it against their own. `score` is from 0
    to 1.
    """

    holder: str | None
    probability: float
    since: date | None
    days: int
    contested: float
    sources: int
    disinterested: int
    score: float


def firmness(control: Control, place: str, statements: Iterable[Statement], on: date) -> Firmness:
    """Firmness of a place on a day, as known on that day.

    The score is the product of four shares: the probability, what was not contested lately,
    ``(1 + n) / (2 + n)`` of n disinterested sources and ``1 - 2 ** -(1 + days / 90)`` of the days held. Each can
    make a hold doubtful, and none can make it firm alone. It orders places; it is no probability.
    """
    return firmnesses(control, {place: [one for one in statements if one.place == place]}, on)[place]


def firmnesses(control: Control, told: Mapping[str, Sequence[Statement]], on: date) -> dict[str, Firmness]:
    """`firmness` of many places, each with what is said of it."""
    heard = {place: [one for one in some if one.said <= on] for place, some in told.items()}
    begin = {place: _begin(some, on) for place, some in heard.items()}
    return {
        one.place: _firm(one, heard[one.place], on, begin[one.place])
        for one in control.holds(begin, on, LATELY)
    }


def _begin(told: Sequence[Statement], on: date) -> date:
    """The first day that counts."""
    first = min((one.said for one in told), default=on)
    return max(first, back(on, LONG_AGO))


def _firm(hold: Hold, told: Sequence[Statement], on: date, begin: date) -> Firmness:
    name = hold.state
    holder = None if name in (CONTESTED, UNKNOWN) else name
    if holder is None:
        return Firmness(None, hold.probability, None, 0, hold.contested, 0, 0, 0.0)
    since = max(hold.since, begin)
    held = (on - since).days
    said = [one for one in told if _for(one, holder) and (on - one.said).days <= LATELY]
    sources = {one.source for one in said}
    fair = len({one.source for one in said if not one.interested or against_itself(one)})
    sure = hold.probability
    score = sure * (1.0 - hold.contested) * (1 + fair) / (2 + fair) * (1.0 - 2.0 ** -(1.0 + held / LONG))
    return Firmness(holder, sure, since, held, hold.contested, len(sources), fair, score)


def _for(one: Statement, holder: str) -> bool:
    return one.party == holder and not one.denied and one.says in (Says.HELD, Says.GAINED, Says.RELIEVED)
