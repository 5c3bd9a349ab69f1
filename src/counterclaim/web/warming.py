"""Asks an application of its own accord, so that no reader waits for what is made at the first question."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from importlib import import_module
from threading import Thread

from starlette.types import ASGIApp, Message

from counterclaim.ask.index import EventIndex
from counterclaim.events.hearing import EVERYONE
from counterclaim.web.kept import API

_LATER = (
    "scipy.stats",
    "lightgbm",
    "counterclaim.ask.mix",
    "counterclaim.ask.spread",
    "counterclaim.ask.indicators",
)
"""What questions of analysis load, a second and more of the processor."""


@asynccontextmanager
async def loading_later(_: object) -> AsyncIterator[None]:
    """While a server runs: `load_later` in each of its processes.

    Not before it forks: a copy would wait for ever for a module that a thread of the first process was loading.
    """
    load_later()
    yield


def load_later() -> None:
    """Load what analysis needs on a thread of its own: the server is ready before."""
    Thread(target=_load, name="loading", daemon=True).start()


def _load() -> None:
    for name in _LATER:
        with suppress(ImportError, OSError):  # who asks for what needs it is told
            import_module(name)


def warm(app: ASGIApp, index: EventIndex) -> None:
    """Ask a question of each kind, and what the explorer asks first."""
    events = index.current.events
    first = events.ids[0] if events.ids else ""
    asked = [
        ("facets", ""),
        *(
            ("facets", f"word={word}")
            for word in events.words
            if not word.startswith("side:") and word != EVERYONE
        ),
        ("facets", "bbox=0,0,1,1&datetime=2017"),
        ("timeline", ""),
        *(("collections/events/items", f"sort={sort}") for sort in ("date", "-date", "-killed")),
        ("collections/claims/items", "limit=1"),
        ("tiles/events/0/0/0.mvt", ""),
        ("search", "q=a"),
        (f"events/{first}", ""),
    ]

    async def ask() -> None:
        for path, query in asked:
            await _get(app, f"{API}/{path}", query)

    asyncio.run(ask())


async def _get(app: ASGIApp, path: str, query: str) -> None:
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(b"host", b"localhost"), (b"accept-encoding", b"gzip")],
        "client": ("127.0.0.1", 0),
        "server": ("127.0.0.1", 80),
    }

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(_: Message) -> None:
        return

    await app(scope, receive, send)
