"""A server of the explorer in a process of its own, as a user starts it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


@contextmanager
def serving(record: Path, *options: str) -> Iterator[str]:
    """The address of a server over `record`, with further options of `serve`."""
    command = [
        sys.executable,
        "-m",
        "counterclaim",
        "serve",
        "--record",
        str(record),
        "--port",
        "0",
        *options,
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            yield _address(server)
        finally:
            server.terminate()


def _address(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    said = ""
    for line in server.stdout:
        said += line
        if found := _ADDRESS.search(line):
            return found[0]
    raise AssertionError(f"the server did not start: {said}")
