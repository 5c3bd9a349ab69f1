"""How events stand to each other: part of a battle, in answer to another, spanned by a tally."""

from counterclaim.events.relations.relating import relate

__all__ = ["relate"]
