"""Writes the examples of OpenAPI for the answers about one thing: ``python -m tests.detail_examples``.

They come from the small record of the tests, with lists cut to two.
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from counterclaim.ask import open_record
from counterclaim.ask.details import Details
from tests.small_record import make_record

FILE = Path(__file__).parents[1] / "src/counterclaim/web/data/detail_examples.json"
_MOST = 2


def main() -> None:
    """Write the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = make_record(Path(folder) / "r.sqlite")
        with open_record(path) as view:
            FILE.parent.mkdir(exist_ok=True)
            text = json.dumps(answers(view), indent=1, ensure_ascii=True, sort_keys=False)
            FILE.write_text(text + "\n", "utf-8")


def answers(view: Any) -> dict[str, Any]:
    """An answer of each kind, short."""
    details = Details(view)
    event = next(view.iter_events(place="Abu Kamal", order="-documents"))
    document = next(view.iter_documents(source="Desk B"))["id"]
    found = {
        "event": details.event(event["id"]),
        "origins": details.origins(event["id"]),
        "document": details.document(document),
        "place": details.place("p-abu-kamal"),
        "actor": details.actor("islamic-state"),
        "source": details.source("name:deskb"),
        "about": details.about() | {"address": "euphrates.sqlite"},
    }
    return {name: _short(answer) for name, answer in found.items()}


def _short(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _short(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_short(item) for item in value[:_MOST]]
    return value


if __name__ == "__main__":
    main()
