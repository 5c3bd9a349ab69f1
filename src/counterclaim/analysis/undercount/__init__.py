"""Undercount: how many deaths are on none of several lists (multiple-systems estimation)."""

from counterclaim.analysis.undercount.averaging import Range
from counterclaim.analysis.undercount.estimate import Dependence, Undercount, estimate
from counterclaim.analysis.undercount.lists import Lists
from counterclaim.analysis.undercount.reading import read_lists

__all__ = ["Dependence", "Lists", "Range", "Undercount", "estimate", "read_lists"]
