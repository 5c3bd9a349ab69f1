"""A client that asks an application directly, without a network."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx


class Browser:
    """Requests to `app` under the address `base`, one at a time; redirects are shown, not followed."""

    def __init__(self, app: Any, base: str = "http://127.0.0.1:8765", *, raise_errors: bool = True) -> None:
        self._transport = httpx.ASGITransport(app, raise_app_exceptions=raise_errors)
        self._base = base

    def request(self, method: str, path: str, **values: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            async with httpx.AsyncClient(transport=self._transport, base_url=self._base) as client:
                return await client.request(method, path, **values)

        return asyncio.run(ask())

    def get(self, path: str, **values: Any) -> httpx.Response:
        return self.request("GET", path, **values)
