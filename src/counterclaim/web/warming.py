"""Asks an application of its own accord, so that no reader waits for what is made at the first question."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from importlib import import_module
from threading import Thread

from starlette.types import ASGIApp, Message

from counterclaim.ask import RecordView
from counterclaim.ask.index import EventIndex
from counterclaim.errors import CounterclaimError
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


def preparing(
    view: RecordView, app: Callable[[], ASGIApp]
) -> Callable[[object], AbstractAsyncContextManager[None]]:
    """While a server runs: have what analysis and control need ready, on a thread of each of its processes.

    Of a record, only what its build has kept is read: anything else is worked out for who asks for it.
    Not before it forks: a copy would wait for ever for the threads of Polars, and for a module that was being loaded.
    """

    def prepare() -> None:
        from counterclaim.ask.activity.asking import put_together
        from counterclaim.ask.flat.whole import is_kept

        load_later()
        with suppress(CounterclaimError):  # who asks for what needs it is told
            if is_kept(view.record, view.registry):
                put_together(view)
                asyncio.run(_get(app(), f"{API}/control", ""))

    @asynccontextmanager
    async def lifespan(_: object) -> AsyncIterator[None]:
        Thread(target=prepare, name="preparing", daemon=True).start()
        yield

    return lifespan


def load_later() -> None:
    """Load the libraries that questions of analysis need."""
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
