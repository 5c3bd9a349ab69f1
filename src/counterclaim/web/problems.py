"""What went wrong, as ``application/problem+json`` (RFC 9457) with a member that says what to do."""

from __future__ import annotations

import http
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from typing_extensions import TypedDict

from counterclaim.errors import RecordBusy, RecordError, UsageError
from counterclaim.safe import visible

MEDIA = "application/problem+json"


class Problem(TypedDict):
    """Why there is no answer, and what to do."""

    type: str
    title: str
    status: int
    detail: str
    what_to_do: str


_ADVICE = {
    400: "Correct the address; /api/v1/openapi.json lists what each one takes.",
    404: "Look for it by /api/v1/search?q=, or in the collections under /api/v1/collections.",
    405: "Ask with GET or HEAD.",
    406: "Ask for application/geo+json, application/json or text/csv.",
    421: "Ask by the name that the operator gave this server, or start it with --allow-host NAME.",
    429: "Wait as long as Retry-After says, and ask less often.",
    500: "Ask again; if it stays, report it with the address that you asked.",
    503: "Ask again in a minute; if it stays, the record's file or database needs its operator.",
}


def problem(status: int, detail: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """The answer of that status."""
    body: Problem = {
        "type": "about:blank",
        "title": http.HTTPStatus(status).phrase,
        "status": status,
        "detail": visible(detail)[:1000],
        "what_to_do": _ADVICE.get(status, _ADVICE[400] if status < 500 else _ADVICE[500]),
    }
    return JSONResponse(body, status_code=status, media_type=MEDIA, headers=headers)


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What OpenAPI says of problems that a route may answer with."""
    example = {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "sort is one of date, claims, documents, origins, killed, id",
        "what_to_do": _ADVICE[400],
    }
    return {
        status: {
            "description": http.HTTPStatus(status).phrase,
            "content": {
                MEDIA: {
                    "schema": {"$ref": "#/components/schemas/Problem"},
                    "example": {
                        **example,
                        "title": http.HTTPStatus(status).phrase,
                        "status": status,
                        "what_to_do": _ADVICE[status],
                    },
                }
            },
        }
        for status in statuses
    }


def add_handlers(app: FastAPI) -> None:
    """Have `app` answer its errors with problems."""

    @app.exception_handler(UsageError)
    def wrong_question(_: Request, error: UsageError) -> Response:
        return problem(400, str(error))

    @app.exception_handler(RequestValidationError)
    def wrong_value(_: Request, error: RequestValidationError) -> Response:
        return problem(400, "; ".join(f"{item['loc'][-1]}: {item['msg']}" for item in error.errors()))

    @app.exception_handler(RecordError)
    def record_failed(_: Request, error: RecordError) -> Response:
        return problem(503, str(error), {"Retry-After": "60"} if isinstance(error, RecordBusy) else None)

    @app.exception_handler(HTTPException)
    def refused(_: Request, error: HTTPException) -> Response:
        detail = str(error.detail)
        if error.status_code == 404 and detail == "Not Found":
            detail = "there is nothing at this address"
        return problem(error.status_code, detail, dict(error.headers or {}))

    @app.exception_handler(Exception)
    def broken(_: Request, __: Exception) -> Response:
        return problem(500, "the server failed to answer this")
