"""Events: which claims are about one thing, and what follows from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lazy import names_of

if TYPE_CHECKING:
    from counterclaim.events.linking import link as link
    from counterclaim.events.provenance import DocumentContext as DocumentContext
    from counterclaim.events.provenance import document_context as document_context

__all__ = ["DocumentContext", "document_context", "link"]

__getattr__ = names_of(
    __name__, {"DocumentContext": "provenance", "document_context": "provenance", "link": "linking"}
)
