"""What every answer carries, and which requests get none: security headers, host names, methods, too many at once."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from counterclaim.web.buckets import Buckets
from counterclaim.web.problems import problem

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
WILDCARD = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with, not bound to

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; worker-src 'self' blob:; style-src 'self'; img-src 'self' data: blob:; "
        "connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
"""Headers of every answer. One that says nothing of ``Cache-Control`` gets ``no-store``."""


def headers_with(tiles: str) -> dict[str, str]:
    """`HEADERS`, but pages may also read pictures and tiles of the origin `tiles`; empty is none."""
    policy = HEADERS["Content-Security-Policy"]
    if tiles:
        policy = re.sub(r"(img-src|connect-src) [^;]*", rf"\g<0> {tiles}", policy)
    return {**HEADERS, "Content-Security-Policy": policy}


class Guard:
    """ASGI middleware: only known host names and reading methods pass, and every answer gets `HEADERS`.

    A page on another site can make a browser ask a local server under a name of its own (DNS rebinding), so
    a request must name the server as the operator does. An address given as a number cannot be rebound: all
    of them pass when the server listens on every address.

    Scripts of `origins` may read the answers (CORS); there are none at first. One client's address gets
    `per_second` answers a second, with bursts of ten times as many; 0 is any number. Pages may read tiles of the
    origin `tiles`.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        host: str,
        allowed_hosts: Iterable[str] = (),
        origins: Iterable[str] = (),
        per_second: int = 0,
        tiles: str = "",
    ) -> None:
        self.app = app
        self.names = LOOPBACK | {name.strip("[]").lower() for name in (host, *allowed_hosts)}
        self.any_address = host in WILDCARD
        self.origins = frozenset(origins)
        self.headers = [
            (name.lower().encode(), value.encode()) for name, value in headers_with(tiles).items()
        ]
        self.buckets = Buckets(per_second) if per_second else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        given = Headers(scope=scope)
        origin = given.get("origin")

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=list(message["headers"]))
                headers.raw.extend(self.headers)
                headers.setdefault("Cache-Control", "no-store")
                if self.origins:
                    headers.add_vary_header("Origin")
                if origin in self.origins:
                    headers["Access-Control-Allow-Origin"] = origin
                message = {**message, "headers": headers.raw}
            await send(message)

        refusal = self._refusal(scope, given)
        await (refusal or self.app)(scope, receive, send_guarded)

    def _refusal(self, scope: Scope, given: Headers) -> Response | None:
        if not self._known(given.get("host", "")):
            return problem(421, "This server does not answer to that host name.")
        if scope["method"] not in {"GET", "HEAD"}:
            return problem(405, "This server is for reading only.", {"Allow": "GET, HEAD"})
        if self.buckets is not None and (wait := self.buckets.take((scope.get("client") or ("",))[0])):
            return problem(429, "There are too many requests from this address.", {"Retry-After": str(wait)})
        return None

    def _known(self, host: str) -> bool:
        name = host_name(host)
        if name in self.names:
            return True
        return self.any_address and _is_address(name)


def host_name(host: str) -> str:
    """The name in a Host header, without port and brackets, lower case."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.rpartition(":")[0].lower() if host.count(":") == 1 else host.lower()


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
