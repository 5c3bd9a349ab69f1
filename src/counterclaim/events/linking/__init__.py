"""Claims to events: features of pairs, a score that can be read, and clusters."""

from counterclaim.events.linking.candidates import DAYS as CLOSE_DAYS
from counterclaim.events.linking.clustering import JOIN
from counterclaim.events.linking.facts import Facts, can_link, facts
from counterclaim.events.linking.linking import POSSIBLE, cluster, fingerprint, link, links, mark
from counterclaim.events.linking.summary import summarise

__all__ = [
    "CLOSE_DAYS",
    "JOIN",
    "POSSIBLE",
    "Facts",
    "can_link",
    "cluster",
    "facts",
    "fingerprint",
    "link",
    "links",
    "mark",
    "summarise",
]
