"""The explorer's files, as ``make app`` builds them: one page for all its addresses, which its script reads."""

from __future__ import annotations

import html
from collections.abc import Awaitable, Callable
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from counterclaim.web.basemap import OWN, Basemap

BUILT = Path(__file__).parent / "app"
ROUTES = (
    "/",
    "/events/{rest:path}",
    "/documents/{rest:path}",
    "/places/{rest:path}",
    "/actors/{rest:path}",
    "/sources/{rest:path}",
    "/tallies",
    "/trends",
    "/forecast",
    "/control",
    "/about",
)
_NOT_BUILT = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Counterclaim</title>
<h1>The explorer is not built</h1>
<p>This is a checkout without it. <code>make app</code> builds it; then start the server again.</p>
<p>The API works: <a href="/api/v1/">/api/v1/</a>.</p>
</html>
"""


def add_explorer(app: FastAPI, basemap: Basemap | None = None, built: Path = BUILT) -> None:
    """Have `app` answer the explorer's addresses. Its page is told of the base map by an element of its head."""
    index = built / "index.html"
    told = (
        f'<meta name="counterclaim-basemap" content="{html.escape(basemap.as_json())}">' if basemap else ""
    ).encode()

    async def page(_: Request) -> Response:
        if not index.is_file():
            return HTMLResponse(_NOT_BUILT, status_code=503)
        text = index.read_bytes().replace(b"<head>", b"<head>" + told, 1)
        return HTMLResponse(text, headers={"Cache-Control": "no-cache"})

    for route in ROUTES:
        app.add_route(route, page, methods=["GET", "HEAD"], include_in_schema=False)
    if basemap and basemap.path:
        app.add_route(OWN, _archive(basemap.path), methods=["GET", "HEAD"], include_in_schema=False)
    if built.is_dir():
        app.mount("/", GZipMiddleware(_Files(directory=built), minimum_size=800, compresslevel=5))


def _archive(path: Path) -> Callable[[Request], Awaitable[Response]]:
    """Answers parts of a file: a browser reads a few bytes of it for each tile."""

    async def answer(_: Request) -> Response:
        return FileResponse(path, media_type="application/vnd.pmtiles", headers={"Cache-Control": "no-cache"})

    return answer


class _Files(StaticFiles):
    """The built files. Those under ``assets`` have a hash in their name, and never change."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        found = await super().get_response(path, scope)
        lasting = path.replace("\\", "/").startswith("assets/") and found.status_code in (200, 304)
        found.headers["Cache-Control"] = "public, max-age=31536000, immutable" if lasting else "no-cache"
        return found
