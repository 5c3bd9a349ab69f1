"""Settings come from defaults, file, environment and flags, and a wrong one says so."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.config import PREFIX, Settings, flag_of, load_settings, mask_secrets, rule_of
from counterclaim.errors import ConfigError

KEYS = [item.name for item in dataclasses.fields(Settings)]
DOCUMENTATION = (Path(__file__).parents[1] / "docs" / "configuration.md").read_text(encoding="utf-8")


@pytest.fixture
def write(tmp_path: Path):
    def write_file(text: str | bytes, name: str = "counterclaim.toml") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    return write_file


def load(folder: Path, environ: dict[str, str] | None = None, **flags: object):
    return load_settings(flags, environ=environ or {}, folder=str(folder))


def test_defaults_obey_their_own_rules(tmp_path):
    settings, origins = load(tmp_path)
    assert set(origins) == set(KEYS)
    assert set(origins.values()) == {"default"}
    for key, value in dataclasses.asdict(settings).items():
        assert value is None or rule_of(key).read(value) == value


def test_each_layer_is_over_the_one_before(tmp_path, write):
    path = write('workers = 2\nmemory_mb = 512\ntimeout_seconds = 5\nmax_bytes = "1M"')
    environ = {"COUNTERCLAIM_WORKERS": "3", "COUNTERCLAIM_MEMORY_MB": "700", "PATH": "/bin"}
    settings, origins = load(tmp_path, environ, workers=4, record=None)
    assert (settings.workers, origins["workers"]) == (4, "flag --workers")
    assert (settings.memory_mb, origins["memory_mb"]) == (700, "environment COUNTERCLAIM_MEMORY_MB")
    assert (settings.timeout_seconds, origins["timeout_seconds"]) == (5.0, f"file {path}")
    assert settings.max_bytes == 1024**2
    assert origins["record"] == "default"


def test_the_file_can_be_named_and_its_paths_start_from_its_folder(tmp_path, write):
    path = write('record = "r.sqlite"\nactors = "/etc/actors.toml"', "other.toml")
    for environ, named in (({"COUNTERCLAIM_CONFIG": str(path)}, None), ({}, str(path))):
        settings, _ = load_settings(config_file=named, environ=environ, folder="/nowhere")
        assert settings.record == str(tmp_path / "r.sqlite")
        assert settings.actors == "/etc/actors.toml"


def test_a_database_address_is_not_taken_for_a_path(write):
    path = write('record = "postgresql://me@db/reports"')
    assert load_settings(config_file=str(path), environ={})[0].record == "postgresql://me@db/reports"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("wrokers = 2", ("wrokers", "workers", "unknown setting")),
        ('workers = "two"', ("workers", "'two'", "a whole number from 1 to 256")),
        ('workers = "2"', ("workers", "'2'")),
        ("workers = true", ("workers", "True")),
        ("workers = 0", ("workers", "0")),
        ("workers = 2.5", ("workers", "2.5")),
        ("timeout_seconds = nan", ("timeout_seconds", "nan")),
        ("timeout_seconds = 0", ("timeout_seconds", "above 0")),
        ('max_bytes = "big"', ("max_bytes", "'big'", "50M")),
        ("max_bytes = -1", ("max_bytes", "-1")),
        ('date_order = "myd"', ("date_order", "dmy, mdy, ymd")),
        ('record = ""', ("record", "SQLite")),
        ("record = 5", ("record", "5")),
        ("[build]\nworkers = 2", ("build", "unknown setting")),
        ("workers = two", ("not valid TOML", "line 1")),
        (b'record = "\xff"', ("not valid TOML", "UTF-8")),
        ("a = " + "[" * 100_000, ("not valid TOML",)),
        ('record = "postgresql://me:hush@db/x"\nworkers = "postgresql://me:hush@db/x"', ("workers", "***")),
    ],
)
def test_a_wrong_file_is_named_with_key_value_and_what_is_allowed(tmp_path, write, text, parts):
    path = write(text)
    with pytest.raises(ConfigError) as caught:
        load(tmp_path)
    for part in (str(path), *parts):
        assert part in str(caught.value)
    assert "hush" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WORKERS", "many"),
        ("WORKRES", "1"),
        ("TIMEOUT_SECONDS", "inf"),
        ("PORT", "65536"),
        ("MAX_BYTES", "1T"),
    ],
)
def test_a_wrong_variable_is_named(tmp_path, name, value):
    with pytest.raises(ConfigError, match=f"environment variable {PREFIX}{name}"):
        load(tmp_path, {PREFIX + name: value})


def test_an_empty_variable_is_not_set(tmp_path):
    assert load(tmp_path, {"COUNTERCLAIM_WORKERS": "", "COUNTERCLAIM_CONFIG": ""})[1]["workers"] == "default"


def test_a_wrong_flag_is_named_as_it_is_typed(tmp_path):
    with pytest.raises(ConfigError, match=r"flag --timeout: timeout_seconds = -1"):
        load(tmp_path, timeout_seconds=-1)


def test_a_named_file_must_exist(tmp_path):
    for path in (tmp_path / "none.toml", tmp_path):
        with pytest.raises(ConfigError, match="cannot be read"):
            load_settings(config_file=str(path), environ={})


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("postgresql://me:hush@db:5432/x", "postgresql://me:***@db:5432/x"),
        (
            "cannot open postgresql+psycopg://me:hu/sh@x@db/x now",
            "cannot open postgresql+psycopg://me:***@db/x now",
        ),
        ("host=db password=hush user=me", "host=db password=*** user=me"),
        ("host=db password = 'hu sh' user=me", "host=db password = *** user=me"),
        (
            "postgresql://db/x?user=me&password=hush&sslmode=require",
            "postgresql://db/x?user=me&password=***&sslmode=require",
        ),
        (
            "https://tiles.example/{z}/{x}/{y}.png?api_key=hush&v=1",
            "https://tiles.example/{z}/{x}/{y}.png?api_key=***&v=1",
        ),
        ("postgresql://me@db/x", "postgresql://me@db/x"),
        ("see https://example.org/a:b", "see https://example.org/a:b"),
    ],
)
def test_secrets_are_masked(text, masked):
    assert mask_secrets(text) == masked


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=1))
def test_masking_again_changes_nothing(text):
    once = mask_secrets(text)
    assert mask_secrets(once) == once


@pytest.mark.parametrize("key", KEYS)
def test_every_setting_is_documented(key):
    row = next((line for line in DOCUMENTATION.splitlines() if line.startswith(f"| `{key}` |")), "")
    metadata = {item.name: item for item in dataclasses.fields(Settings)}[key].metadata
    cells = [cell.strip() for cell in row.split("|")]
    assert f"`{PREFIX}{key.upper()}`" in cells
    assert metadata["meaning"] in row
    default = metadata["default_text"]
    if default is None and (value := getattr(Settings(), key)) is not None:
        default = f"`{value}`"
    assert cells[4].startswith(default or "")
    assert cells[3] in ("", f"`{flag_of(key)}`")


def test_no_setting_is_documented_that_is_not_there():
    rows = [line.split("|")[1].strip(" `") for line in DOCUMENTATION.splitlines() if line.startswith("| `")]
    assert rows == KEYS
