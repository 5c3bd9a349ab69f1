"""Who holds a place: the control part of claims whose trigger is about territory."""

from __future__ import annotations

from counterclaim.claims.sentence import Sentence
from counterclaim.model import ActorMention, ActorRole, Control, ControlChange

TERRITORY_FRAMES = frozenset({"take", "lose", "hold", "held", "leave", "fall", "oust", "contested"})
_SIEGES = {"siege": ControlChange.BESIEGED, "siege_relieved": ControlChange.RELIEVED}
_WITHOUT_FIGHT = (
    "without a fight", "without resistance", "without fighting", "unopposed", "no resistance",
    "without firing a shot", "without a shot", "without bloodshed", "bloodless", "peacefully", "found empty", "abandoned by",
)


def control(
    event_type: str, frame: str, actors: tuple[ActorMention, ...], targets: tuple[ActorMention, ...]
) -> Control | None:
    """Control that a territory or siege trigger states; null for any other trigger."""
    if event_type in _SIEGES:
        return Control(_SIEGES[event_type], None)
    if frame not in TERRITORY_FRAMES:
        return None
    if frame == "contested":
        return Control(ControlChange.CONTESTED, None)
    holder = _of_role((*actors, *targets), ActorRole.HOLDER)
    former = _of_role((*actors, *targets), ActorRole.FORMER_HOLDER)
    if frame in ("hold", "held"):
        return Control(ControlChange.HELD, holder)
    if holder is None and former is not None:
        return Control(ControlChange.LOST, former)
    return Control(ControlChange.GAINED, holder)


def _of_role(mentions: tuple[ActorMention, ...], role: ActorRole) -> str | None:
    found = next((one for one in mentions if one.role is role), None)
    if found is None:
        return None
    return found.id or found.span.text


def territory_type(frame: str, holder_is_state: bool, sentence: Sentence, default: str) -> str:
    """Event type of a territory trigger, after the ACLED codebook.

    A state's forces regain; anybody else overtakes; without a fight it is a transfer.
    """
    if frame not in {"take", "lose", "fall", "oust"}:
        return default
    if any(words in sentence.span.text.lower() for words in _WITHOUT_FIGHT):
        return "non_violent_transfer_of_territory"
    return "government_regains_territory" if holder_is_state else "non_state_actor_overtakes_territory"


def is_territory(trigger_frame: str, event_type: str) -> bool:
    """Whether a trigger makes a control claim."""
    return trigger_frame in TERRITORY_FRAMES or event_type in _SIEGES
