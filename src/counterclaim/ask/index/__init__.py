"""All events of a record as columns in memory: filters, facets, a timeline, pages and map tiles in milliseconds."""

from counterclaim.ask.index.asked import Asked, asked
from counterclaim.ask.index.live import EventIndex, Snapshot

__all__ = ["Asked", "EventIndex", "Snapshot", "asked"]
