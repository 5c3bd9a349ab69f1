"""Bodies of one state count as one side: its government, its ministry of defence, its forces, its police."""

from __future__ import annotations

import re

_BODY_OF_STATE = re.compile(r"[a-z]+\.([A-Z]{2})")


def side(actor_id: str) -> str:
    """The side that an actor is on: ``state.RU`` for the bodies of a state, itself for any other."""
    body = _BODY_OF_STATE.fullmatch(actor_id)
    return f"state.{body.group(1)}" if body else actor_id
