"""What an index is read from, as it is kept: the same index, and no harm from a damaged file or a folder that is none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from counterclaim.ask.index import live, loading
from counterclaim.config import CACHE_VARIABLE
from counterclaim.record import Record
from tests.ask.index.war import make_record


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    for module in (live, loading):
        monkeypatch.setattr(module, "KEPT_FROM", 1)
    return tmp_path / "cache"


def test_a_kept_index_is_the_one_read_and_damage_is_read_over(
    tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Record.open(make_record(tmp_path / "r.sqlite", 5, 12), readonly=True) as record:
        read = loading.load(record)
        claims = live._event_of_claims(record, read)
        with monkeypatch.context() as unread:
            for module, name in ((loading, "event_columns"), (live, "claim_columns")):
                unread.delattr(module, name)  # nothing is read from the record
            again = loading.load(record)
            np.testing.assert_array_equal(live._event_of_claims(record, again), claims)
        _same(again, read)
        for path in _files(cache):
            path.write_bytes(path.read_bytes()[:40])
        _same(loading.load(record), read)
        np.testing.assert_array_equal(live._event_of_claims(record, read), claims)


def test_what_cannot_be_kept_is_read(tmp_path: Path, cache: Path) -> None:
    cache.write_text("no folder")
    with Record.open(make_record(tmp_path / "r.sqlite", 5, 6), readonly=True) as record:
        _same(loading.load(record), loading.load(record))


def test_a_kept_file_of_other_columns_is_read_over(tmp_path: Path, cache: Path) -> None:
    with Record.open(make_record(tmp_path / "r.sqlite", 5, 6), readonly=True) as record:
        read = loading.load(record)
        claims = live._event_of_claims(record, read)
        for path in _files(cache):
            if path.suffix == ".json":
                path.write_text('{"other": ["x"]}')
            else:
                np.savez(path, other=np.zeros(1))
        _same(loading.load(record), read)
        np.testing.assert_array_equal(live._event_of_claims(record, read), claims)


def test_nothing_is_kept_of_a_record_with_a_delay(tmp_path: Path, cache: Path) -> None:
    with Record.open(make_record(tmp_path / "r.sqlite", 5, 6), readonly=True) as record:
        record.withhold(3)
        live._event_of_claims(record, loading.load(record))
    assert not cache.exists()


def _files(cache: Path) -> list[Path]:
    found = sorted(path for path in cache.rglob("*") if path.is_file())
    assert len(found) == 3
    return found


def _same(one: object, other: object) -> None:
    assert repr(_plain(one)) == repr(_plain(other))


def _plain(value: object) -> object:
    if isinstance(value, np.ndarray):
        return value.dtype.kind, value.tolist()
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if hasattr(value, "values") and hasattr(value, "known"):  # a vocabulary
        return value.values
    if hasattr(value, "__slots__"):
        names = (name for name in value.__slots__ if name not in ("kept", "made"))
        return [_plain(getattr(value, name)) for name in names]
    return value
