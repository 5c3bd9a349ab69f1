"""Answers of the API kept as bytes while the record is as it is: entity tags, 304, and gzip made once.

An answer depends on the record's state and the address alone, so that its tag is known before it is made.
"""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections import OrderedDict
from dataclasses import dataclass
from functools import partial
from threading import Lock
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counterclaim import __version__
from counterclaim.ask.index import EventIndex

MOST_BYTES = 64 * 1024**2
"""Bytes of answers that are kept."""
LARGEST = 2 * 1024**2
"""A larger answer is passed on as it comes, and not kept."""
_SMALLEST_GZIP = 800
_SOON = 128 * 1024
"""A shorter answer is packed where it is: that takes less time than handing it to another thread."""
_LEVEL = 3
API = "/api/v1"


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, plain and, where it is worth it, packed."""

    headers: list[tuple[bytes, bytes]]
    body: bytes
    packed: bytes | None

    @property
    def size(self) -> int:
        """Bytes that it takes to keep."""
        return len(self.body) + len(self.packed or b"") + 500


class Kept:
    """ASGI middleware over the API, which is read only. What is not answered with 200 is passed on."""

    def __init__(self, app: ASGIApp, index: EventIndex) -> None:
        self.app, self._index = app, index
        self._answers: OrderedDict[bytes, Answer] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not scope["path"].startswith(API):
            await self.app(scope, receive, send)
            return
        if scope["method"] == "HEAD":
            scope, send = {**scope, "method": "GET"}, _without_body(send)
        snapshot = self._index.current if not self._index.due else await run_in_threadpool(self._index.now)
        scope["snapshot"] = snapshot
        asked = Headers(scope=scope)
        key = _key(snapshot.events.state, scope, asked.get("accept", ""))
        tag = f'W/"{key.hex()[:32]}"'
        if _matches(asked.get("if-none-match"), tag):
            await _send(send, 304, _headers([], tag), b"")
            return
        packs = "gzip" in asked.get("accept-encoding", "")
        known = self._find(key)
        if known is not None:
            await _answer(send, known, tag, packs)
            return
        await self.app(scope, receive, _Recorder(self, send, key, tag, packs))

    def keep(self, key: bytes, answer: Answer) -> None:
        """Keep an answer, and let go of those that were not asked for longest."""
        with self._lock:
            old = self._answers.pop(key, None)
            self._answers[key] = answer
            self._bytes += answer.size - (old.size if old else 0)
            while self._bytes > MOST_BYTES:
                self._bytes -= self._answers.popitem(last=False)[1].size

    def _find(self, key: bytes) -> Answer | None:
        with self._lock:
            found = self._answers.get(key)
            if found is not None:
                self._answers.move_to_end(key)
            return found


class _Recorder:
    """Takes an answer as the application sends it: whole ones are kept, long ones passed on piece by piece."""

    def __init__(self, kept: Kept, send: Send, key: bytes, tag: str, packs: bool) -> None:
        self._kept, self._send, self._key, self._tag, self._packs = kept, send, key, tag, packs
        self._start: Message = {}
        self._parts: list[bytes] = []
        self._size = 0
        self._passing = False
        self._packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, 31)

    async def __call__(self, message: Message) -> None:
        """One message of the application."""
        if message["type"] == "http.response.start":
            self._start = message
            if message["status"] != 200:
                self._passing, self._packs = True, False
                await self._send(message)
            return
        if message["type"] != "http.response.body":
            await self._send(message)
            return
        more, body = message.get("more_body", False), message.get("body", b"")
        if self._passing:
            await self._pass(body, more)
            return
        self._parts.append(body)
        self._size += len(body)
        if not more:
            await self._whole()
        elif self._size > LARGEST:
            await self._begin_passing()

    async def _whole(self) -> None:
        body = b"".join(self._parts)
        packed = None
        if len(body) >= _SMALLEST_GZIP:
            make = partial(gzip.compress, body, _LEVEL, mtime=0)
            packed = make() if len(body) < _SOON else await run_in_threadpool(make)
        answer = Answer(list(self._start["headers"]), body, packed)
        if len(body) <= LARGEST:
            self._kept.keep(self._key, answer)
        await _answer(self._send, answer, self._tag, self._packs)

    async def _begin_passing(self) -> None:
        self._passing = True
        headers = [(name, value) for name, value in self._start["headers"] if name != b"content-length"]
        if self._packs:
            headers.append((b"content-encoding", b"gzip"))
        await self._send({**self._start, "headers": _headers(headers, self._tag)})
        await self._pass(b"".join(self._parts), more=True)

    async def _pass(self, body: bytes, more: bool) -> None:
        if self._packs:
            body = self._packer.compress(body) + (b"" if more else self._packer.flush())
        await self._send({"type": "http.response.body", "body": body, "more_body": more})


def _without_body(send: Send) -> Send:
    """Sends the heads of answers alone."""

    async def send_head(message: Message) -> None:
        await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

    return send_head


def _key(state: str, scope: Scope, accept: str) -> bytes:
    """A hash of all that an answer depends on; parameters in any order are one question."""
    query = sorted(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
    host = dict(scope["headers"]).get(b"host", b"").decode("latin-1")
    parts = (__version__, state, scope["scheme"], host, scope["path"], repr(query), accept)
    return hashlib.blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _matches(given: str | None, tag: str) -> bool:
    """Whether If-None-Match names the tag; weak comparison."""
    if given is None:
        return False
    bare = tag.removeprefix("W/")
    return given.strip() == "*" or any(one.strip().removeprefix("W/") == bare for one in given.split(","))


def _headers(of: list[tuple[bytes, bytes]], tag: str) -> list[tuple[bytes, bytes]]:
    headers = MutableHeaders(raw=list(of))
    headers["etag"] = tag
    headers["cache-control"] = "private, no-cache"
    headers.add_vary_header("Accept, Accept-Encoding")
    return headers.raw


async def _answer(send: Send, answer: Answer, tag: str, packs: bool) -> None:
    headers = MutableHeaders(raw=list(answer.headers))
    body = answer.body
    if packs and answer.packed is not None:
        headers["content-encoding"] = "gzip"
        body = answer.packed
    headers["content-length"] = str(len(body))
    await _send(send, 200, _headers(headers.raw, tag), body)


async def _send(send: Send, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
