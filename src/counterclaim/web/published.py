"""Every answer of the API as it may be published: the one place where names are masked and points coarsened."""

from __future__ import annotations

import re
from typing import Any

from pydantic_core import from_json, to_json
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counterclaim.ask.masking import Masker
from counterclaim.web.kept import API

_JSON = re.compile(r"application/(?:[\w.-]+\+)?json\b")
_SVG = re.compile(r"image/svg\b")
_WRITTEN = re.compile(r'(?<=>)[^<>]{2,}(?=</)|(?<=aria-label=")[^"<>]{2,}(?=")')

_SOON = 64 * 1024
"""A shorter answer is looked through where it is: that takes less time than handing it to another thread."""


class Published:
    """ASGI middleware over the API. What answers in streams asks `scope["masker"]` itself."""

    def __init__(self, app: ASGIApp, masker: Masker) -> None:
        self.app, self._masker = app, masker

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if (
            scope["type"] != "http"
            or not scope["path"].startswith(API)
            or scope["path"].endswith("openapi.json")
        ):
            await self.app(scope, receive, send)
            return
        scope["masker"] = self._masker
        await self.app(scope, receive, _Rewritten(send, self._masker))


class _Rewritten:
    """Holds a JSON answer or a drawing until it is whole, and sends it masked."""

    def __init__(self, send: Send, masker: Masker) -> None:
        self._send, self._masker = send, masker
        self._start: Message = {}
        self._parts: list[bytes] = []
        self._form = ""

    async def __call__(self, message: Message) -> None:
        """One message of the application."""
        if message["type"] == "http.response.start":
            media = Headers(raw=message["headers"]).get("content-type", "")
            self._form = "json" if _JSON.match(media) else "svg" if _SVG.match(media) else ""
            if self._form and message["status"] == 200:
                self._start = message
                return
            self._form = ""
        if not self._form or message["type"] != "http.response.body":
            await self._send(message)
            return
        self._parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            body = b"".join(self._parts)
            few = len(body) < _SOON
            body = self._rewritten(body) if few else await run_in_threadpool(self._rewritten, body)
            headers = MutableHeaders(raw=list(self._start["headers"]))
            headers["content-length"] = str(len(body))
            await self._send({**self._start, "headers": headers.raw})
            await self._send({**message, "body": body})

    def _rewritten(self, body: bytes) -> bytes:
        if self._form == "svg":
            return _WRITTEN.sub(lambda match: self._masker.text(match[0]), body.decode()).encode()
        value: Any = from_json(body)
        shown = self._masker.answer(value)
        return body if shown is value else to_json(shown, inf_nan_mode="null")
