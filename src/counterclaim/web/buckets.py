"""A token bucket for each client's address: so many answers a second, and bursts."""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Callable

BURST = 10
"""Seconds' worth of requests that may come at once."""
_MOST = 10_000
"""Addresses that are remembered, those that asked last."""


class Buckets:
    """`take` gives 0 where a request may be answered, else the seconds to wait.

    IPv6 addresses of one /64, which one subscriber has, share a bucket. It is used from one thread.
    """

    def __init__(self, per_second: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._size, self._clock = per_second, per_second * BURST, clock
        self._of: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, address: str) -> int:
        """Take one token of an address."""
        key, now = _bucket(address), self._clock()
        left, then = self._of.pop(key, (float(self._size), now))
        left = min(self._size, left + (now - then) * self._rate)
        allowed = left >= 1.0
        self._of[key] = (left - 1.0 if allowed else left, now)
        if len(self._of) > _MOST:
            self._of.popitem(last=False)
        return 0 if allowed else max(1, math.ceil((1.0 - left) / self._rate))


def _bucket(address: str) -> str:
    if ":" not in address:
        return address
    try:
        return str(ipaddress.IPv6Network((address.partition("%")[0], 64), strict=False))
    except ValueError:
        return address
