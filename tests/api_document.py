"""Print the API's OpenAPI document, for `make app-types`: ``python -m tests.api_document``."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from counterclaim.ask import open_record
from counterclaim.web import create_app
from tests.browser import Browser
from tests.small_record import make_record


def api_document() -> dict[str, Any]:
    """The document that the server gives for any record."""
    with (
        tempfile.TemporaryDirectory() as folder,
        open_record(make_record(Path(folder) / "small.sqlite")) as view,
    ):
        found: dict[str, Any] = Browser(create_app(view)).get("/api/v1/openapi.json").json()
    return found


if __name__ == "__main__":
    sys.stdout.write(json.dumps(api_document(), indent=1) + "\n")
