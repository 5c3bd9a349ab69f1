"""Several programs may open, and so make, one new record at the same moment."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

OPEN = """
import sys, time
from counterclaim.record import Record
while time.time() < float(sys.argv[2]):
    pass
with Record.open(sys.argv[1], create=True) as record:
    print(record.digest())
"""


def test_new_record_is_made_once_by_all_who_open_it(tmp_path: Path) -> None:
    for attempt in range(5):
        start = time.time() + 1.5
        command = [sys.executable, "-c", OPEN, str(tmp_path / f"{attempt}.sqlite"), str(start)]
        openers = [
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            for _ in range(4)
        ]
        answers = [opener.communicate(timeout=60) for opener in openers]
        assert [opener.returncode for opener in openers] == [0] * 4, answers
        assert len({digest for digest, _ in answers}) == 1
