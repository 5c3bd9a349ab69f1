"""The server in several processes: all of them answer, they end together, and its port is its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from tests.small_record import make_record

from counterclaim.cli import run
from counterclaim.cli.processes import LARGE, can_share, chosen
from counterclaim.config import CACHE_VARIABLE
from counterclaim.errors import UsageError

pytestmark = pytest.mark.skipif(not can_share(), reason="several processes need Linux")

_KEEPING = "from counterclaim.ask.index import live, loading; live.KEPT_FROM = loading.KEPT_FROM = 1"
"""Has an index kept however small it is."""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_record(tmp_path_factory.mktemp("serve") / "small.sqlite")


@pytest.fixture
def server(record: Path) -> Iterator[tuple[subprocess.Popen[str], str, list[int]]]:
    with _serving(record) as found:
        yield found


@contextmanager
def _serving(record: Path, first: str = "") -> Iterator[tuple[subprocess.Popen[str], str, list[int]]]:
    """A server of two processes, its address, and the ids of the second and further ones; `first` is run before."""
    command = ["serve", "--record", str(record), "--port", "0", "--processes", "2"]
    code = f"{first}\nimport sys; from counterclaim.cli import run; sys.exit(run({command}))"
    with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            address = re.search(r"http://127\.0\.0\.1:\d+/", process.stderr.readline())
            assert address
            children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
            yield process, address[0], _soon(lambda: [int(one) for one in children.read_text().split()])
        finally:
            process.kill()


def test_all_answer_alike_and_end_together(server: tuple[subprocess.Popen[str], str, list[int]]) -> None:
    process, address, copies = server
    assert len(copies) == 1
    tags = set()
    for _ in range(20):  # each connection goes to one of the two
        response = httpx.get(f"{address}api/v1/facets", trust_env=False)
        assert response.json()["total"] == 3
        tags.add(response.headers["etag"])
    assert len(tags) == 1
    assert _processor(copies[0]) > 0
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=30) == 0
    assert _soon(lambda: not _alive(copies[0]))


def test_all_answer_questions_of_analysis_of_a_large_record(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the index is kept, and modules are loaded on a thread: neither may leave a copy waiting for ever."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    for _ in ("keeps", "has it"):
        with _serving(record, _KEEPING) as (_, address, _):
            for day in range(1, 21):  # each connection goes to one of the two
                asked = {"period": "day", "from": f"2015-01-{day:02}", "to": "2022"}
                assert httpx.get(
                    f"{address}api/v1/tally", params=asked, trust_env=False, timeout=20
                ).is_success
    assert len([*(tmp_path / "cache" / "index").rglob("*.json")]) == 1


def test_no_copy_outlives_a_killed_server(server: tuple[subprocess.Popen[str], str, list[int]]) -> None:
    process, _, copies = server
    process.kill()
    process.wait(timeout=30)
    assert _soon(lambda: not _alive(copies[0]))


def test_a_port_that_is_shared_is_taken(
    server: tuple[subprocess.Popen[str], str, list[int]], record: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    port = server[1].rpartition(":")[2].strip("/")
    assert run(["serve", "--record", str(record), "--port", port]) == 2
    assert f"cannot listen on 127.0.0.1 port {port}" in capsys.readouterr().err


def test_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    assert [chosen(None, LARGE - 1), chosen(None, LARGE), chosen(3, 0)] == [1, 2, 3]
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    assert chosen(None, LARGE) == 1
    monkeypatch.setattr(sys, "platform", "darwin")
    assert chosen(None, LARGE) == 1
    with pytest.raises(UsageError, match="need Linux"):
        chosen(2, 0)


def _soon(found):
    """What `found` gives as soon as it gives anything; tried for some seconds."""
    for _ in range(200):
        if value := found():
            return value
        time.sleep(0.05)
    return found()


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _processor(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
