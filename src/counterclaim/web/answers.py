"""JSON answers, written at once by the serialiser of Pydantic: their form is checked by tests, not on each request."""

from __future__ import annotations

from typing import Any

from pydantic_core import to_json
from starlette.responses import Response


def json_response(value: Any, media: str = "application/json") -> Response:
    """`value` as JSON."""
    return Response(to_json(value, inf_nan_mode="null"), media_type=media)
