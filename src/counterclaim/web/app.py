"""The application: pages, JSON, one stylesheet, and what guards them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from counterclaim import __version__
from counterclaim.ask import RecordView
from counterclaim.errors import RecordError, UsageError
from counterclaim.web.api import api_router
from counterclaim.web.guard import Guard
from counterclaim.web.pages import message_page, page_router

API = "/api/"


def create_app(view: RecordView, *, host: str = "127.0.0.1", allowed_hosts: Iterable[str] = ()) -> Guard:
    """The application over `view`. It answers to loopback names, `host` and `allowed_hosts`."""
    app = FastAPI(
        title="Counterclaim",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
    )
    app.include_router(page_router(view))
    app.include_router(api_router(view))
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"))

    @app.exception_handler(UsageError)
    def wrong_question(request: Request, error: UsageError) -> Response:
        return _message(request, 400, "That cannot be asked", str(error))

    @app.exception_handler(RequestValidationError)
    def wrong_value(request: Request, error: RequestValidationError) -> Response:
        text = "; ".join(f"{item['loc'][-1]}: {item['msg']}" for item in error.errors())
        return _message(request, 400, "That cannot be asked", text)

    @app.exception_handler(RecordError)
    def record_failed(request: Request, error: RecordError) -> Response:
        return _message(request, 503, "The record cannot be read", str(error))

    @app.exception_handler(HTTPException)
    def refused(request: Request, error: HTTPException) -> Response:
        return _message(request, error.status_code, "There is nothing here", str(error.detail))

    return Guard(app, host=host, allowed_hosts=allowed_hosts)


def _message(request: Request, status: int, heading: str, text: str) -> Response:
    if request.url.path.startswith(API):
        return JSONResponse({"error": text}, status_code=status)
    return message_page(request, status, heading, text)
