"""Events: which claims are about one thing, and what follows from them."""

from counterclaim.events.linking import link
from counterclaim.events.origins import DocumentContext

__all__ = ["DocumentContext", "link"]
