"""A record's flat columns as frames, read once for each of its states: what tallies, mixes and forecasts are made of."""

from counterclaim.ask.flat.meeting import between, claims_meeting, events_meeting, named
from counterclaim.ask.flat.whole import Whole, everything

__all__ = ["Whole", "between", "claims_meeting", "events_meeting", "everything", "named"]
