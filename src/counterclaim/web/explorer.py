"""The explorer's files, as ``make app`` builds them: one page for all its addresses, which its script reads."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

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


def add_explorer(app: FastAPI, built: Path = BUILT) -> None:
    """Have `app` answer the explorer's addresses."""
    index = built / "index.html"

    async def page(_: Request) -> Response:
        if not index.is_file():
            return HTMLResponse(_NOT_BUILT, status_code=503)
        return HTMLResponse(index.read_bytes(), headers={"Cache-Control": "no-cache"})

    for route in ROUTES:
        app.add_route(route, page, methods=["GET", "HEAD"], include_in_schema=False)
    if built.is_dir():
        app.mount("/", GZipMiddleware(_Files(directory=built), minimum_size=800, compresslevel=5))


class _Files(StaticFiles):
    """The built files. Those under ``assets`` have a hash in their name, and never change."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        found = await super().get_response(path, scope)
        lasting = path.replace("\\", "/").startswith("assets/") and found.status_code in (200, 304)
        found.headers["Cache-Control"] = "public, max-age=31536000, immutable" if lasting else "no-cache"
        return found
