"""A build that is killed is gone on with, and gives what an undisturbed one gives."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from tests.reference.gazetteer.user_files import place_line, zipped

from counterclaim.reference.gazetteer import Gazetteer, index

ROOT = Path(__file__).parents[3]
TABLES = ("meta", "layer", "place", "other_id", "name", "form", "near", "spotted")
BUILDER = """
import sys, time
from pathlib import Path
from counterclaim.reference.gazetteer import building, index, layers
from counterclaim.reference.gazetteer.layers import UserLayers
from tests.reference.gazetteer.user_files import base

layers.packaged_layers = base
building.CHECKPOINT = 100
def progress(step, done):
    print(step, done, flush=True)
    time.sleep(float(sys.argv[2]))

index.build(Path(sys.argv[1]), progress, UserLayers(geonames=(sys.argv[3],), places=(sys.argv[4],)))
"""


def command(index_path: Path, pause: float, files: tuple[Path, Path]) -> list[str]:
    return [sys.executable, "-c", BUILDER, str(index_path), str(pause), *map(str, files)]


ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])}


def build(index_path: Path, files: tuple[Path, Path]) -> None:
    subprocess.run(command(index_path, 0.0, files), env=ENVIRONMENT, check=True, capture_output=True)


@contextmanager
def killed_after(steps: int, index_path: Path, files: tuple[Path, Path]) -> Iterator[list[str]]:
    """A build that is killed when the block ends; gives its first steps."""
    with subprocess.Popen(
        command(index_path, 0.004, files), stdout=subprocess.PIPE, text=True, env=ENVIRONMENT
    ) as builder:
        assert builder.stdout is not None
        yield [line for _ in range(steps) if (line := builder.stdout.readline().strip())]
        builder.send_signal(signal.SIGKILL)


def content(path: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return {table: sorted(connection.execute(f"SELECT * FROM {table}"), key=repr) for table in TABLES}  # noqa: S608


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    chance = random.Random(7)
    spot = lambda: {"lat": round(chance.uniform(33, 37), 4), "lon": round(chance.uniform(36, 42), 4)}  # noqa: E731
    rows = [
        place_line(1000 + n, f"Tall {chance.randint(1, 900)}", alternates=f"Tell {n}", **spot())
        for n in range(1500)
    ]
    own = tmp_path / "own.csv"
    places = (f"Tall {n},{at['lat']},{at['lon']},SY\n" for n in range(900) if (at := spot()))
    own.write_text("name,lat,lon,country\n" + "".join(places))
    return zipped(tmp_path / "SY.zip", "SY.txt", "\n".join([*rows, "broken"])), own


def test_a_build_killed_again_and_again_gives_the_same_index(
    tmp_path: Path, files: tuple[Path, Path]
) -> None:
    whole, killed = tmp_path / "a" / "g.sqlite", tmp_path / "b" / "g.sqlite"
    build(whole, files)
    chance = random.Random(11)
    begun: list[int] = []
    left: set[str] = set()
    while not killed.exists() and len(begun) < 60:
        with killed_after(chance.randint(2, 9), killed, files) as steps:
            time.sleep(chance.uniform(0, 0.02))
        if not steps:  # killed before it said anything
            continue
        begun.append(int(steps[0].split()[-1]))
        if not killed.exists() and steps[-1].split()[0] != "done":
            left.add(Gazetteer.status(killed.parent / ".g.sqlite.building").state)
    assert len(begun) > 3
    assert "damaged" in left  # but for a whole one that was killed before it was put in its place
    assert left <= {"damaged", "ready"}
    assert begun == sorted(begun)
    build(killed, files)
    assert content(killed) == content(whole)
    assert [path.name for path in killed.parent.iterdir()] == ["g.sqlite"]
    assert index.layers_of(killed)[1].flaws == 1


def test_a_reader_sees_the_old_index_until_the_new_one_is_whole(
    tmp_path: Path, files: tuple[Path, Path]
) -> None:
    path, older = tmp_path / "b" / "g.sqlite", tmp_path / "older.csv"
    older.write_text("name,lat,lon\nAn Old Place,34,40\n")
    build(path, (files[0], older))
    with killed_after(1, path, files):
        assert Gazetteer(path).lookup("An Old Place")
    assert Gazetteer(path).lookup("An Old Place")
    build(path, files)
    assert Gazetteer(path).lookup("An Old Place") == []


def test_work_of_other_layers_is_begun_anew(tmp_path: Path, files: tuple[Path, Path]) -> None:
    path = tmp_path / "b" / "g.sqlite"
    with killed_after(5, path, files):
        pass
    (path.parent / ".g.sqlite.building-names").write_bytes(b"spoilt")
    files[1].write_text("name,lat,lon\nA New Place,34,40\n")
    build(path, files)
    assert [layer.places for layer in index.layers_of(path)] == [3, 1500, 1]
