"""The distribution of villages, as it is when it is installed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from counterclaim.errors import ReferenceDataError
from counterclaim.reference.gazetteer.layers import extras as extras_module
from counterclaim.reference.gazetteer.layers.extras import extras

PROJECT = Path(__file__).parents[3] / "packages" / "villages"
LOOK = """
import json
from collections import Counter
from counterclaim.reference.gazetteer.kinds import kinds
from counterclaim.reference.gazetteer.layers import Flaws
from counterclaim.reference.gazetteer.layers.extras import extras

(layer,) = extras()
records = [record for _, record in layer.read(0, Flaws())]
print(json.dumps({
    "name": layer.name, "stamp": layer.stamp, "joins": layer.joins,
    "countries": Counter(record.country for record in records),
    "sound": all(record.kind in kinds() and record.point and record.name for record in records),
    "divisions": sum(record.kind in ("admin1", "admin2") for record in records),
}))
"""


def test_the_installed_villages_are_a_layer(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=PROJECT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
        assert [name for name in archive.namelist() if name.endswith("licenses/NOTICE")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path / "site"), *sys.path])}
    ran = subprocess.run(
        [sys.executable, "-c", LOOK], env=environment, check=True, capture_output=True, text=True
    )
    found = json.loads(ran.stdout)
    assert (found["name"], found["stamp"], found["joins"]) == (
        "villages",
        "counterclaim-villages 0.1.0",
        True,
    )
    assert set(found["countries"]) == {"UA", "YE", "AF", "NG"}
    assert min(found["countries"].values()) > 30_000
    assert (found["sound"], found["divisions"]) == (True, 0)


def test_without_extras_there_are_no_layers_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras_module, "GROUP", "counterclaim.gazetteer.nobody")
    assert extras() == []


def test_an_extra_that_cannot_be_loaded_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    info = tmp_path / "broken-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[counterclaim.gazetteer]\nbroken = no_such_module_here:TABLES\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(ReferenceDataError, match="'broken' cannot be loaded"):
        extras()
