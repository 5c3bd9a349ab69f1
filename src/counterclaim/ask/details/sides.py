"""An actor's own entry and what stands for it: the bodies of a state for the state."""

from __future__ import annotations

from counterclaim.reference.actors import Actor, ActorRegistry
from counterclaim.reference.actors.sides import side

_STATE = "state."
_BODIES = ("gov", "forces", "police", "mod")


def entry(registry: ActorRegistry, id_: str) -> Actor | None:
    """The registry's entry; for a state (``state.SY``) that of its government."""
    return registry.get(f"gov.{id_.removeprefix(_STATE)}" if id_.startswith(_STATE) else id_)


def bodies(registry: ActorRegistry, id_: str) -> list[str]:
    """The ids that an actor goes by in claims: its own; for a state those of all its bodies."""
    if not id_.startswith(_STATE):
        return [id_]
    country = id_.removeprefix(_STATE)
    known = [f"{body}.{country}" for body in _BODIES if registry.get(f"{body}.{country}")]
    return [id_, *known]


def same_side(registry: ActorRegistry, id_: str) -> list[str]:
    """The ids of all that are one side with an actor: the bodies of its state, or itself alone."""
    return bodies(registry, side(id_))
