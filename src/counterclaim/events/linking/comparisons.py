"""How two claims compare, feature by feature: each comparison puts a pair on one of its levels.

Levels are words for people; `data/link_weights.tsv` says what each is worth. The form is that of probabilistic
record linkage (Fellegi & Sunter 1969, A Theory for Record Linkage), with weights that are learned together
because the features depend on each other.
"""

from __future__ import annotations

from counterclaim.events.linking import told, when_where, who_what
from counterclaim.events.linking.measures import Comparison, Levels

__all__ = ["COMPARISONS", "Comparison", "Levels"]

COMPARISONS = (
    when_where.TIME,
    when_where.PLACE,
    when_where.PLACE_WORDS,
    who_what.TYPE,
    told.TRIGGER,
    who_what.SIDES,
    who_what.SIDE_WORDS,
    who_what.ROLES,
    who_what.KILLED,
    who_what.INJURED,
    who_what.OTHER_FIGURES,
    who_what.METHOD,
    told.WORDING,
    told.NAMES,
    told.DOCUMENT,
    told.PUBLISHER,
    when_where.PUBLICATION,
    when_where.DELAY,
    who_what.HOLDER,
    who_what.DENIAL,
)
"""Every comparison, in the order in which a pair is explained."""
