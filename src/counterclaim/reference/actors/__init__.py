"""The registry of actors: parties to conflicts, states' bodies, monitors and agencies."""

from counterclaim.reference.actors.registry import ActorRegistry
from counterclaim.reference.actors.types import Actor, ActorKind, ActorMatch

__all__ = ["Actor", "ActorKind", "ActorMatch", "ActorRegistry"]
