"""The types that the explorer has of the API are those that the API gives."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from tests.api_document import api_document

HASH = Path(__file__).parents[2] / "frontend/src/lib/api/schema.sha256"


def test_the_types_are_of_this_api() -> None:
    document = json.dumps(api_document(), indent=1) + "\n"
    assert hashlib.sha256(document.encode()).hexdigest() == HASH.read_text().strip(), "run `make app-types`"
