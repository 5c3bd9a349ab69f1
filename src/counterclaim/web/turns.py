"""Turns for questions that read the record: a few are answered at once, the others wait in line.

Threads that compute at the same time only slow each other down, and each holds a connection to the record.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import ParamSpec, TypeVar

from anyio import CapacityLimiter, to_thread

Given = ParamSpec("Given")
Found = TypeVar("Found")

_TURNS = CapacityLimiter(4)


async def in_turn(function: Callable[Given, Found], *args: Given.args, **kwargs: Given.kwargs) -> Found:
    """What a function gives, called in another thread when it is its turn."""
    return await to_thread.run_sync(partial(function, *args, **kwargs), limiter=_TURNS)
