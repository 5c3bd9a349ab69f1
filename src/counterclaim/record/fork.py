"""Descriptors that a forked child must not keep.

A child that outlives its killed parent would hold the parent's build lock, and the server's half-done
transaction, open. So each child closes its copies as soon as it starts.
"""

from __future__ import annotations

import contextlib
import os
from typing import Any

from sqlalchemy import Engine, event

_descriptors: set[int] = set()


def keep(descriptor: int) -> None:
    """Close `descriptor` in every child from now on."""
    _descriptors.add(descriptor)


def release(descriptor: int) -> None:
    """Forget `descriptor`; call it before closing."""
    _descriptors.discard(descriptor)


def closed_in_children(engine: Engine) -> None:
    """Do so with the socket of every connection of `engine`, a PostgreSQL one."""

    @event.listens_for(engine, "connect")
    def connected(connection: Any, record: Any) -> None:
        record.info["descriptor"] = connection.fileno()
        keep(record.info["descriptor"])

    @event.listens_for(engine, "close")
    def closed(_: Any, record: Any) -> None:
        release(record.info.pop("descriptor", -1))


def _close_all() -> None:
    for descriptor in _descriptors:
        with contextlib.suppress(OSError):
            os.close(descriptor)
    _descriptors.clear()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_close_all)
