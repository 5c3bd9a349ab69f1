"""One thing of a record in full, JSON-ready: an event, a document, a place, an actor, a source, the record itself."""

from counterclaim.ask.details.asked import Details

__all__ = ["Details"]
