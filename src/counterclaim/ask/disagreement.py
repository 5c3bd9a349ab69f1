"""Which event its sources disagree about most, by a stated rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterclaim.ask.event import EventView
from counterclaim.ask.view import RecordView
from counterclaim.model import Modality

Json = Mapping[str, Any]
_LOOKED_AT = 200


def most_disputed(view: RecordView) -> EventView | None:
    """The event with most disagreement between its sources; null when the record has no events.

    Contested events, those that one origin states and another denies, come first: the one with most pairs of
    a stating and a denying source. Where none is contested, it is the event whose figures lie furthest apart,
    as the ratio of high to low, and last the one with most origins. Of many events, those with most origins
    are looked at.
    """
    contested = list(view.iter_events(status="contested", order="-origins", limit=_LOOKED_AT))
    events = contested or list(view.iter_events(order="-origins", limit=_LOOKED_AT))
    views = [view.event(event["id"]) for event in events]
    return max(views, key=lambda found: (*_disagreement(found), found.id), default=None)


def _disagreement(found: EventView) -> tuple[int, float, int]:
    denying = {_speaker(claim) for claim in found.claim_dicts if claim["modality"] == Modality.DENIED}
    stating = {_speaker(claim) for claim in found.claim_dicts if claim["modality"] != Modality.DENIED}
    spread = max((_spread(item) for item in found.explain()), default=1.0)
    return len(denying) * len(stating), spread, found.row["origins"]


def _spread(estimate: Json) -> float:
    low, high = estimate["low"], estimate["high"]
    return 1.0 if low is None or high is None else (high + 1) / (low + 1)


def _speaker(claim: Json) -> str:
    links = claim["attribution"]
    return str(links[-1]["actor"] or links[-1]["name"]) if links else str(claim["document"]["id"])
