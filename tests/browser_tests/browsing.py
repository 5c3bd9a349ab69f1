"""Chromium, and pages of it that notice what a page of the explorer must never do."""

from __future__ import annotations

import json
import os
import shutil
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from playwright.sync_api import Browser, ConsoleMessage, Page, Request

ROOT = Path(__file__).parents[2]
APP = ROOT / "src/counterclaim/web/app"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--use-gl=angle",  # WebGL in software: the map needs it
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
]
PHONE, DESK = (390, 844), (1440, 900)
PATIENCE_MS = 30_000
DRAWN = ".map[data-drawn=true]"


def chromium() -> str | None:
    """Where a Chromium is, or null."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def required() -> bool:
    """Whether a machine without Chromium fails the tests, as CI's must."""
    return os.environ.get("BROWSER_TESTS") == "required"


@dataclass
class Watched:
    """A page with what went wrong on it."""

    page: Page
    base: str
    wrong: list[str] = field(default_factory=list)

    def open(self, path: str, wait: str | None = None) -> None:
        """Go to a path of the app, and wait for what is named."""
        self.page.goto(self.base + path)
        if wait:
            self.page.wait_for_selector(wait)

    def explore(self, query: str = "") -> None:
        """Open Explore and wait until map and numbers are there."""
        self.open(f"/{query}", DRAWN)
        self.page.wait_for_selector("[data-test=total]")

    def number(self, name: str) -> int:
        """A number on the screen, by its test name."""
        return int(self.page.locator(f"[data-test={name}]").inner_text().replace(",", ""))

    def parameters(self) -> str:
        """The address after the path."""
        return str(self.page.evaluate("location.search"))


def api(base: str, path: str, **query: Any) -> Any:
    """What the server's API answers."""
    pairs = urlencode({name: value for name, value in query.items() if value is not None}, doseq=True)
    with urllib.request.urlopen(f"{base}/api/v1{path}?{pairs}") as answer:  # noqa: S310 - our own server
        return json.load(answer)


@contextmanager
def watched(
    browser: Browser, base: str, size: tuple[int, int] = DESK, *, also: str = "data:", **options: Any
) -> Iterator[Watched]:
    """A fresh page. It must ask nobody but `base` and `also`, break no policy, and raise no error."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    seen = Watched(page, base)

    def asked(request: Request) -> None:
        if not request.url.startswith((base, also, "data:", "blob:")):
            seen.wrong.append(f"asked {request.url[:200]}")

    def said(message: ConsoleMessage) -> None:
        if message.type == "error":
            seen.wrong.append(f"console: {message.text[:300]}")

    context.on("request", asked)
    page.on("console", said)
    page.on("pageerror", lambda error: seen.wrong.append(f"error: {str(error)[:300]}"))
    page.on("dialog", lambda dialog: (seen.wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
    try:
        yield seen
        assert seen.wrong == []
    finally:
        context.close()
