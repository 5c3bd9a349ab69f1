"""Who holds a place: the control part of claims whose trigger is about territory."""

from __future__ import annotations

from counterclaim.claims.lexicon import phrases
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.trace import Because
from counterclaim.model import ActorMention, ActorRole, Control, ControlChange

TERRITORY_FRAMES = frozenset({"take", "lose", "hold", "held", "leave", "fall", "oust", "contested"})
_SIEGES = {"siege": ControlChange.BESIEGED, "siege_relieved": ControlChange.RELIEVED}


def control(
    event_type: str, frame: str, actors: tuple[ActorMention, ...], targets: tuple[ActorMention, ...]
) -> Because[Control] | None:
    """Control that a territory or siege trigger states; null for any other trigger."""
    if event_type in _SIEGES:
        return Because(Control(_SIEGES[event_type], None), f"the event type {event_type} says so")
    if not is_territory(frame, event_type):
        return None
    if frame == "contested":
        return Because(Control(ControlChange.CONTESTED, None), "the trigger is of frame contested")
    holder = _of_role((*actors, *targets), ActorRole.HOLDER)
    former = _of_role((*actors, *targets), ActorRole.FORMER_HOLDER)
    rule = f"the trigger is of frame {frame}; "
    if frame in ("hold", "held"):
        return Because(Control(ControlChange.HELD, holder), rule + "the holder is who has that role")
    if holder is None and former is not None:
        return Because(Control(ControlChange.LOST, former), rule + "only who held it before is named")
    return Because(Control(ControlChange.GAINED, holder), rule + "the holder is who has that role")


def _of_role(mentions: tuple[ActorMention, ...], role: ActorRole) -> str | None:
    found = next((one for one in mentions if one.role is role), None)
    if found is None:
        return None
    return found.id or found.span.text


def territory_type(frame: str, holder_is_state: bool, sentence: Sentence) -> Because[str] | None:
    """Event type of a territory trigger, after the ACLED codebook.

    A state's forces regain; anybody else overtakes; without a fight it is a transfer. Null where the trigger's
    own type holds.
    """
    if frame == "leave" and (deal := phrases("under_deal").search(sentence.span.text)):
        return Because("evacuation", f"the sentence says '{deal[0]}'")
    if frame not in {"take", "lose", "fall", "oust"}:
        return None
    if peaceful := phrases("without_fight").search(sentence.span.text):
        return Because("non_violent_transfer_of_territory", f"the sentence says '{peaceful[0].lower()}'")
    if holder_is_state:
        return Because("government_regains_territory", "who takes it is a state's forces")
    return Because(
        "non_state_actor_overtakes_territory", "who takes it is no state's forces, or is not known"
    )


def is_territory(trigger_frame: str, event_type: str) -> bool:
    """Whether a trigger makes a control claim."""
    return (trigger_frame in TERRITORY_FRAMES and event_type != "evacuation") or event_type in _SIEGES
