"""The statements of a large record outlast a process, as they were, until the record changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from counterclaim.ask import RecordView
from counterclaim.ask.control import kept
from counterclaim.ask.control.asking import open_control
from counterclaim.model import ControlChange, Modality
from tests.ask.control.conftest import NOWHERE, PROVINCE, Said

TOLD = (
    Said(ControlChange.HELD, "islamic_state", first="2017-11-03", published="2017-11-04"),
    Said(ControlChange.GAINED, "forces.SY", source="forces.SY", former="islamic_state"),
    Said(ControlChange.GAINED, "forces.SY", source="islamic_state", modality=Modality.DENIED),
    Said(ControlChange.HELD, "forces.SY", place=PROVINCE, share=0.4),
    Said(ControlChange.HELD, "forces.SY", place=NOWHERE, first=None, published="2017-11-09"),
)


def test_kept_statements_are_those_that_were_read(
    view_of: Callable[[Sequence[Said]], RecordView], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERCLAIM_CACHE_DIR", str(tmp_path / "cache"))
    view = view_of(TOLD)
    before = open_control(view).found
    assert not (tmp_path / "cache").exists()
    monkeypatch.setattr(kept, "_KEPT_FROM", 1)
    open_control(view)
    files = sorted((tmp_path / "cache").rglob("*.arrow"))
    assert len(files) == 5
    with monkeypatch.context() as once:
        once.setattr(kept, "gather", lambda *_: pytest.fail("read again"))
        after = open_control(view).found
    assert len(before.statements) >= len(TOLD)
    assert after.statements == before.statements
    assert dict(after.sources) == before.sources
    assert (after.sites, after.spelled, after.notes) == (before.sites, before.spelled, before.notes)
    files[0].write_bytes(b"damaged")
    assert open_control(view).found.statements == before.statements
