"""Our events beside those of a coded data set: which are in both, which in one, and where the two differ.

After MELTT (Donnay, Dunford, McGrath, Backer and Cunningham 2019, Integrating Conflict Event Data, Journal of Conflict
Resolution 63): pairs within a window of days and kilometres are candidates, agreement of type, actors and figures
tells which are one event, and each event has at most one partner.
"""

from counterclaim.matching.coded import BadCell, CodedEvent
from counterclaim.matching.comparing import Comparison, compare
from counterclaim.matching.formats import FORMATS
from counterclaim.matching.ours import Ours, ours
from counterclaim.matching.reading import read_coded
from counterclaim.matching.windows import Windows

__all__ = [
    "FORMATS",
    "BadCell",
    "CodedEvent",
    "Comparison",
    "Ours",
    "Windows",
    "compare",
    "ours",
    "read_coded",
]
