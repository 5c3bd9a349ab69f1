"""Events: which claims are about one thing, and what follows from them."""

from counterclaim.events.linking import link
from counterclaim.events.provenance import DocumentContext, document_context

__all__ = ["DocumentContext", "document_context", "link"]
