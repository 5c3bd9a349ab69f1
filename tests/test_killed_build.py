"""A build can be killed at any point and run again, with the same final record; two at once do not mix."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest

from counterclaim.record import Record
from tests.reports import write_reports

KILLS = 50
COMMAND = [sys.executable, "-m", "counterclaim", "build"]


def start(folder: Path, record: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*COMMAND, str(folder), "--record", str(record), "--workers", "1"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def finish(folder: Path, record: Path) -> float:
    began = time.monotonic()
    process = start(folder, record)
    _, messages = process.communicate(timeout=240)
    assert process.returncode == 0, messages.decode()
    return time.monotonic() - began


def digest(record: Path) -> str:
    with Record.open(record, readonly=True) as store:
        return store.digest()


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_fifty_kills_leave_the_same_record(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports", 60)
    undisturbed, disturbed = tmp_path / "undisturbed.sqlite", tmp_path / "disturbed.sqlite"
    length = finish(folder, undisturbed)
    random = Random(20171109)
    died = 0
    for _ in range(KILLS):
        process = start(folder, disturbed)
        time.sleep(random.uniform(0.2, 1.0) * min(length, 4.5))
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)
            died += 1
        process.communicate(timeout=60)
        if random.random() < 0.2:
            disturbed.unlink(missing_ok=True)
            for side in ("-wal", "-shm"):
                Path(f"{disturbed}{side}").unlink(missing_ok=True)
    assert died > KILLS / 2, "the builds were over before they could be killed"
    finish(folder, disturbed)
    assert digest(disturbed) == digest(undisturbed)


def test_two_builds_at_once(tmp_path: Path) -> None:
    folder = write_reports(tmp_path / "reports", 40)
    record, alone = tmp_path / "record.sqlite", tmp_path / "alone.sqlite"
    processes = [start(folder, record), start(folder, record)]
    messages = [process.communicate(timeout=240)[1].decode() for process in processes]
    codes = sorted(process.returncode for process in processes)
    assert codes == [0, 1], messages
    refused = next(text for process, text in zip(processes, messages, strict=True) if process.returncode == 1)
    assert "another build" in refused.lower()
    assert "Traceback" not in refused
    finish(folder, alone)
    assert digest(record) == digest(alone)
