"""Claims to events: features of pairs, a score that can be read, and clusters."""

from counterclaim.events.linking.candidates import DAYS as CLOSE_DAYS
from counterclaim.events.linking.clustering import JOIN, Linked, clusters
from counterclaim.events.linking.facts import Facts, can_link, facts, interval
from counterclaim.events.linking.linking import (
    POSSIBLE,
    Mark,
    cluster,
    fingerprint,
    groups,
    link,
    links,
    mark,
)
from counterclaim.events.linking.summary import summarise

__all__ = [
    "CLOSE_DAYS",
    "JOIN",
    "POSSIBLE",
    "Facts",
    "Linked",
    "Mark",
    "can_link",
    "cluster",
    "clusters",
    "facts",
    "fingerprint",
    "groups",
    "interval",
    "link",
    "links",
    "mark",
    "summarise",
]
