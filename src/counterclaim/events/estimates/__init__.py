"""Low, best and high of an event's figures, by named rules that can be replayed and chosen per question.

`estimates` gives them as the record keeps them, `explained` with what made each bound, `sensitivity` with what each
would be without some of its sources. A rule (`find_rule`) is a pure function over `Figure`: of each independent origin
the figure that stands today.
"""

from counterclaim.events.estimates.concluding import (
    Explained,
    Sensitivity,
    Without,
    estimates,
    explained,
    sensitivity,
)
from counterclaim.events.estimates.conclusion import Conclusion
from counterclaim.events.estimates.counting import UNKNOWN, total
from counterclaim.events.estimates.figures import COUNTED, About, Figure
from counterclaim.events.estimates.rules import DEFAULT, RULES, Rule, find_rule, party_rule
from counterclaim.events.estimates.standing import Standing, Superseded

RULE = DEFAULT.id
"""The id of the default rule, by which the record keeps estimates."""

__all__ = [
    "COUNTED",
    "DEFAULT",
    "RULE",
    "RULES",
    "UNKNOWN",
    "About",
    "Conclusion",
    "Explained",
    "Figure",
    "Rule",
    "Sensitivity",
    "Standing",
    "Superseded",
    "Without",
    "estimates",
    "explained",
    "find_rule",
    "party_rule",
    "sensitivity",
    "total",
]
