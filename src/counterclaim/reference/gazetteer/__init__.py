"""The gazetteer: places by name, across spellings, and by where they are."""

from counterclaim.reference.gazetteer.lookup import Gazetteer, Level, NameMatch

__all__ = ["Gazetteer", "Level", "NameMatch"]
