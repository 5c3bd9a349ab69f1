"""The server as a process: it says where it is, answers, and ends with Ctrl-C."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from tests.small_record import make_record

from counterclaim.cli import run


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_record(tmp_path_factory.mktemp("serve") / "small.sqlite")


def test_serve_answers_until_interrupted(record):
    process = subprocess.Popen(
        [sys.executable, "-m", "counterclaim", "serve", "--record", str(record), "--port", "0"],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        line = process.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert address, line
        assert "Names of private persons are withheld" in process.stderr.readline()
        with httpx.Client(base_url=address[0], trust_env=False) as client:
            assert "Counterclaim" in client.get("/").text
            assert client.get("/api/v1/facets").json()["total"] == 3
            assert client.get("/", headers={"Host": "evil.example"}).status_code == 421
    finally:
        process.send_signal(signal.SIGINT)
        rest = process.communicate(timeout=30)[1]
    assert (process.returncode, rest) == (0, "stopped\n")


def test_a_taken_port_is_said(record, capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run(["serve", "--record", str(record), "--port", str(port)]) == 2
    assert f"cannot listen on 127.0.0.1 port {port}" in capsys.readouterr().err


def test_no_record_no_server(tmp_path, capsys):
    assert run(["serve", "--record", str(tmp_path / "none.sqlite")]) == 1
    assert "there is no record" in capsys.readouterr().err
