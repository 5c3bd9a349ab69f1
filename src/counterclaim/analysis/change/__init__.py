"""Change points of counts: between which dates a rate changed, by how much, and whether collection would explain it."""

from counterclaim.analysis.change.finding import (
    EXPLAINED,
    STAYS,
    UNCLEAR,
    Found,
    Held,
    dates,
    find,
    find_both,
)
from counterclaim.analysis.change.series import LEAST, MOST, Series
from counterclaim.analysis.change.windows import Change

__all__ = [
    "EXPLAINED",
    "LEAST",
    "MOST",
    "STAYS",
    "UNCLEAR",
    "Change",
    "Found",
    "Held",
    "Series",
    "dates",
    "find",
    "find_both",
]
