"""The explorer's first JavaScript is small, and its files carry no foreign address."""

from __future__ import annotations

import gzip
import json
import re
from typing import Any

import pytest

from tests.browser_tests.browsing import APP, required

MOST_BYTES = 250_000


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    """Vite's list of what it built."""
    path = APP / ".vite/manifest.json"
    if not path.is_file():
        (pytest.fail if required() else pytest.skip)("the explorer is not built (make app)")
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def needed(manifest: dict[str, Any], *names: str) -> set[str]:
    """The chunks that the named ones import at once."""
    found: set[str] = set()
    left = [*names]
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += manifest[name].get("imports", [])
    return found


def test_the_first_javascript_is_small_and_the_map_is_apart(manifest: dict[str, Any]) -> None:
    first = needed(manifest, "index.html", "src/routes/explore/Page.svelte")
    assert "src/lib/map/engine.ts" in manifest
    assert "src/lib/map/engine.ts" not in first
    size = sum(len(gzip.compress((APP / manifest[name]["file"]).read_bytes())) for name in first)
    assert 20_000 < size < MOST_BYTES


def test_the_page_has_no_inline_script_or_style() -> None:
    if not (APP / "index.html").is_file():
        (pytest.fail if required() else pytest.skip)("the explorer is not built (make app)")
    page = (APP / "index.html").read_text("utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page)
    assert not re.search(r"(?:src|href)=\"(?!/)", page)
