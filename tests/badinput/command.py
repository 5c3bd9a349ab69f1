"""The `counterclaim` command run as a process of its own, watched from outside."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

OBEY_MODES = """
import ctypes
for capability in (1, 2):  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, by which root passes over modes
    if os.geteuid() == 0 and ctypes.CDLL(None).prctl(24, capability, 0, 0, 0):
        sys.exit("cannot drop the privilege to pass over the modes of files")
"""
"""For `first`: the modes of files hold for the command, for root too."""

_SAMPLE_SECONDS = 0.03
_THEN = "os.execv(sys.executable, [sys.executable, '-m', 'counterclaim', *sys.argv[1:]])"


@dataclass
class Ran:
    """What a run of the command left. Memory is that of all its processes together, in MiB."""

    code: int
    out: str
    err: str
    seconds: float
    peak_mib: float

    @property
    def lines(self) -> list[str]:
        """What it said on standard error, without notes of progress."""
        return [line for line in self.err.splitlines() if "documents, " not in line]

    @property
    def answer(self) -> Any:
        """Its JSON on standard output."""
        return json.loads(self.out)


@dataclass
class Running:
    """A run of the command that goes on."""

    process: subprocess.Popen[str]
    began: float = field(default_factory=time.monotonic)
    peak_mib: float = 0.0

    def watch(self) -> None:
        """Sample the memory of all processes until the command ends."""
        while self.process.poll() is None:
            self.peak_mib = max(self.peak_mib, sum(map(memory, [self.process.pid, *self.descendants()])))
            time.sleep(_SAMPLE_SECONDS)

    def descendants(self) -> list[int]:
        """Process ids of all that the command started."""
        return descendants(self.process.pid)

    def workers(self) -> list[int]:
        """Process ids of its reading processes."""
        return [pid for pid in self.descendants() if "spawn_main" in command_line(pid)]

    def wait_for(self, condition: Callable[[], object], seconds: float = 60) -> None:
        """Wait until `condition` holds; fail when the command ends before."""
        until = time.monotonic() + seconds
        while not condition():
            assert self.process.poll() is None, self.process.communicate()
            assert time.monotonic() < until, "it took too long"
            time.sleep(0.005)

    def end(self, timeout: float = 240) -> Ran:
        """Wait for its end."""
        out, err = self.process.communicate(timeout=timeout)
        seconds = time.monotonic() - self.began
        return Ran(self.process.returncode, out, err, seconds, self.peak_mib)


@contextmanager
def started(*words: object, first: str = "", **how: Any) -> Iterator[Running]:
    """Start the command in a session of its own; what is left of it in the end is killed.

    `first` is Python that its process runs before. `how` goes to Popen.
    """
    pipes = dict.fromkeys(("stdout", "stderr"), subprocess.PIPE)
    process = subprocess.Popen(
        [sys.executable, "-c", f"import os, sys\n{first}\n{_THEN}", *map(str, words)],
        **{"stdin": subprocess.DEVNULL, **pipes, "encoding": "utf-8", "start_new_session": True, **how},
    )
    running = Running(process)
    watcher = threading.Thread(target=running.watch, daemon=True)
    watcher.start()
    try:
        yield running
    finally:
        with process:
            process.kill()
        watcher.join()


def counterclaim(*words: object, timeout: float = 240, **how: Any) -> Ran:
    """Run the command to its end."""
    with started(*words, **how) as running:
        return running.end(timeout)


def memory(pid: int) -> float:
    """Memory of a process in MiB, its share of what is shared (PSS); zero when it is gone."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024


def command_line(pid: int) -> str:
    """The command of a process; empty when it is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    except OSError:
        return ""


def descendants(pid: int) -> list[int]:
    """Children of a process, their children, and so on."""
    found: list[int] = []
    for child in children_of().get(pid, ()):
        found += [child, *descendants(child)]
    return found


def children_of() -> dict[int, list[int]]:
    """Process ids by that of their parent."""
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                parent = int(folder.joinpath("stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            children.setdefault(parent, []).append(int(folder.name))
    return children
