"""What every answer carries, and which requests get none: security headers, host names, methods."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
WILDCARD = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with, not bound to

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


class Guard:
    """ASGI middleware: only known host names and reading methods pass, and every answer gets `HEADERS`.

    A page on another site can make a browser ask a local server under a name of its own (DNS rebinding), so
    a request must name the server as the operator does. An address given as a number cannot be rebound: all
    of them pass when the server listens on every address.
    """

    def __init__(self, app: ASGIApp, *, host: str, allowed_hosts: Iterable[str] = ()) -> None:
        self.app = app
        self.names = LOOPBACK | {name.strip("[]").lower() for name in (host, *allowed_hosts)}
        self.any_address = host in WILDCARD

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers[name] = value
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self.app)(scope, receive, send_guarded)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        if not self._known(Headers(scope=scope).get("host", "")):
            return PlainTextResponse("This server does not answer to that host name.\n", status_code=421)
        if scope["method"] not in {"GET", "HEAD"}:
            refused = "This server is for reading only.\n"
            return PlainTextResponse(refused, status_code=405, headers={"Allow": "GET, HEAD"})
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
