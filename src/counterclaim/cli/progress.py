"""Progress on standard error: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from counterclaim.cli.output import many, number, say

_EVERY_SECONDS = 10.0


@contextmanager
def counting(of: str, total: int | None = None) -> Iterator[Callable[..., None]]:
    """A function to call with how many are done, and what else to say; `total` may come with any call."""
    if sys.stderr.isatty():
        with _bar(of, total) as update:
            yield update
    else:
        yield _lines(of, total)


@contextmanager
def _bar(of: str, total: int | None) -> Iterator[Callable[..., None]]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeElapsedColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """Done in a second, over the last while."""

        def render(self, task: Task) -> Text:
            speed = task.finished_speed or task.speed
            return Text("" if speed is None else f"{speed:,.1f}/s", style="dim")

    class Left(ProgressColumn):
        """Time left, when the end is known."""

        def render(self, task: Task) -> Text:
            seconds = task.time_remaining
            known = task.total is not None and seconds is not None
            return Text(f"{timedelta(seconds=int(seconds or 0))} left" if known else "", style="cyan")

    columns = (
        TextColumn(f"{{task.description}} {of}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeElapsedColumn(),
        Left(),
        TextColumn("{task.fields[note]}", style="dim"),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=total, note="")

        def update(done: int, note: str = "", total: int | None = total) -> None:
            progress.update(task, completed=done, total=total, note=note)

        yield update


def _lines(of: str, total: int | None) -> Callable[..., None]:
    began = last = time.monotonic()

    def update(done: int, note: str = "", total: int | None = total) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last < _EVERY_SECONDS:
            return
        last = now
        rate = done / (now - began)
        left = f", {(total - done) / rate:,.0f} s left" if total is not None and rate > 0 else ""
        counted = many(done, of) if total is None else f"{number(done)} of {number(total)} {of}"
        say(f"{counted}, {rate:,.1f}/s{left}{'; ' + note if note else ''}")

    return update
