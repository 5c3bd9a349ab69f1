"""Who holds a place: the control part of claims whose trigger is about territory."""

from __future__ import annotations

from counterclaim.claims.lexicon import phrases
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.trace import Because
from counterclaim.model import ActorMention, ActorRole, Control, ControlChange, Quantity

TERRITORY_FRAMES = frozenset({"take", "lose", "hold", "held", "leave", "fall", "oust", "contested"})
_SIEGES = {"siege": ControlChange.BESIEGED, "siege_relieved": ControlChange.RELIEVED}


def control(
    event_type: str,
    frame: str,
    actors: tuple[ActorMention, ...],
    targets: tuple[ActorMention, ...],
    quantities: tuple[Quantity, ...] = (),
) -> Because[Control] | None:
    """Control that a territory or siege trigger states; null for any other trigger.

    A share of the territory among `quantities` ("about a quarter of it") is that of the holder.
    """
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
        held = Control(ControlChange.HELD, holder, share=_share(quantities))
        return Because(held, rule + "the holder is who has that role")
    if holder is None and former is not None:
        return Because(Control(ControlChange.LOST, former), rule + "only who held it before is named")
    gained = Control(ControlChange.GAINED, holder, share=_share(quantities))
    return Because(gained, rule + "the holder is who has that role")


def _share(quantities: tuple[Quantity, ...]) -> float | None:
    """The part of a territory, from 0 to 1, that a figure states; of a range its middle."""
    stated = next((one for one in quantities if one.what == "territory_share"), None)
    bounds = [one for one in (stated.low, stated.high) if one is not None] if stated is not None else []
    return min(sum(bounds) / len(bounds) / 100.0, 1.0) if bounds else None


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


def noted_type(change: ControlChange, by_state: bool) -> Because[str]:
    """Event type of a note that says who took or holds a place, after the ACLED codebook."""
    if change in (ControlChange.BESIEGED, ControlChange.RELIEVED):
        event_type = next(name for name, said in _SIEGES.items() if said is change)
        return Because(event_type, f"it says that the place is {change}")
    if change is ControlChange.GAINED and by_state:
        return Because("government_regains_territory", "who takes it is a state's forces")
    if change is ControlChange.GAINED:
        return Because(
            "non_state_actor_overtakes_territory", "who takes it is no state's forces, or is not known"
        )
    if change is ControlChange.LOST:
        return Because("non_violent_transfer_of_territory", "it says that somebody left the place")
    return Because("territory_held", f"it says that the place is {change}")


def is_territory(trigger_frame: str, event_type: str) -> bool:
    """Whether a trigger makes a control claim."""
    return (trigger_frame in TERRITORY_FRAMES and event_type != "evacuation") or event_type in _SIEGES
