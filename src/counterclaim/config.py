"""Settings: defaults, a TOML file, the environment and flags, in rising precedence.

Each field of `Settings` says in its metadata what it is for and what it may be, so that the file, the
environment, ``counterclaim config show`` and the documentation cannot disagree.
"""

from __future__ import annotations

import dataclasses
import difflib
import math
import os
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counterclaim.errors import ConfigError

FILE_NAME = "counterclaim.toml"
FILE_VARIABLE = "COUNTERCLAIM_CONFIG"
PREFIX = "COUNTERCLAIM_"
CACHE_VARIABLE = "COUNTERCLAIM_CACHE_DIR"
"""Folder of what can be made again, such as the gazetteer's index; no setting, as every process needs it."""

_FLAGS = {
    "timeout_seconds": "timeout",
    "gazetteer_geonames": "geonames",
    "gazetteer_whosonfirst": "whosonfirst",
    "gazetteer_places": "places",
}
_SIZE = re.compile(r"(\d{1,18}(?:\.\d{1,6})?)\s*([kmg]?)i?b?", re.IGNORECASE)
_UNITS = {"": 1, "k": 1024, "m": 1024**2, "g": 1024**3}
_URL_PASSWORD = re.compile(r"([a-z][a-z0-9+.-]{0,40}://[^\s:/?#@]{0,200}:)\S*@", re.IGNORECASE)
_NAMED_SECRET = re.compile(
    r"\b((?:ssl)?(?:passw(?:or)?d|(?:api|access)?[_-]?(?:key|token)|secret|signature)\s*=\s*)('[^']*'|[^\s&]+)",
    re.IGNORECASE,
)


def mask_secrets(text: str) -> str:
    """`text` with the passwords and keys that stand in addresses replaced by ``***``."""
    return _NAMED_SECRET.sub(r"\1***", _URL_PASSWORD.sub(r"\1***@", text))


def is_url(text: str) -> bool:
    """Whether a record's address is a database URL and not a file's path."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]{1,40}://", text) is not None


@dataclass(frozen=True, slots=True)
class Rule:
    """What a setting may be: `read` raises ValueError for anything else, `from_text` reads a variable."""

    allowed: str
    read: Callable[[object], object]
    from_text: Callable[[str], object] = str
    is_path: bool = False


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or "\0" in value:
        raise ValueError
    return value


def _whole(low: int, high: int) -> Rule:
    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
            raise ValueError
        return value

    return Rule(f"a whole number from {low} to {high}", read, int)


def _size(value: object) -> int:
    if isinstance(value, str) and (match := _SIZE.fullmatch(value.strip())):
        value = int(float(match[1]) * _UNITS[match[2].lower()])
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise ValueError
    return value


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 86400:
        raise ValueError
    if math.isnan(value):
        raise ValueError
    return float(value)


def _choice(*values: str) -> Rule:
    def read(value: object) -> str:
        if not isinstance(value, str) or value.lower() not in values:
            raise ValueError
        return value.lower()

    return Rule("one of " + ", ".join(values), read)


def _number(low: float, high: float) -> Rule:
    def read(value: object) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise ValueError
        return float(value)

    return Rule(f"a number from {low:g} to {high:g}", read, float)


_ADDRESS = Rule("the path of a SQLite file, or postgresql://USER@HOST/DATABASE", _text, is_path=True)
_PATH = Rule("a path", _text, is_path=True)
_TILES = Rule(
    "http(s)://HOST/{z}/{x}/{y}.png, http(s)://HOST/FILE.pmtiles, or the path of a PMTiles file",
    _text,
    is_path=True,
)
_LINE = Rule("a line of text", _text)
_HOST = Rule("a host name or an IP address", _text)
_BYTES = Rule('a number of bytes, or a size such as "50M" or "1G"', _size)
_TIME = Rule("a number of seconds above 0, at most 86400", _seconds, float)


def _list(value: object) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, list | tuple):
        raise ValueError
    return tuple(_text(item) for item in value)


def _split(text: str) -> list[str]:
    return [part for part in text.split(os.pathsep) if part]


_PATHS = Rule(
    f'a list of paths; in a variable, with "{os.pathsep}" between them', _list, _split, is_path=True
)


def _origins(value: object) -> tuple[str, ...]:
    found = _list(value)
    if not all(re.fullmatch(r"https?://[A-Za-z0-9.\[\]:-]{1,255}", one) for one in found):
        raise ValueError
    return found


_ORIGINS = Rule(
    'a list of origins such as "https://example.org"; in a variable, with blanks between them',
    _origins,
    str.split,
)


def _setting(default: object, rule: Rule, meaning: str, default_text: str | None = None) -> Any:
    metadata = {"rule": rule, "meaning": meaning, "default_text": default_text}
    if callable(default):
        return field(default_factory=default, metadata=metadata)
    return field(default=default, metadata=metadata)


def cores() -> int:
    """Cores that this process may use, at least one."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Settings:
    """Every setting, with its default. Null means "not set"."""

    record: str = _setting(
        "counterclaim.sqlite", _ADDRESS, "The record: `build` writes it, the others ask it."
    )
    workers: int = _setting(cores, _whole(1, 256), "Processes that read documents.", "one per core")
    timeout_seconds: float = _setting(60.0, _TIME, "Time that one document may take.")
    max_bytes: int = _setting(50 * 1024**2, _BYTES, "Largest file, table row or archive record read.")
    max_expanded_bytes: int = _setting(
        200 * 1024**2, _BYTES, "Largest size after decompression of one compressed file or archive record."
    )
    memory_mb: int = _setting(900, _whole(512, 1_048_576), "Memory that one worker may use, in MiB.")
    gazetteer: str | None = _setting(
        None, _PATH, "The gazetteer's index file.", "in the user's cache folder; see `counterclaim doctor`"
    )
    gazetteer_geonames: tuple[str, ...] = _setting(
        (), _PATHS, "Dumps of GeoNames to build the gazetteer's index from, too.", "none"
    )
    gazetteer_whosonfirst: tuple[str, ...] = _setting(
        (), _PATHS, "Folders or files of Who's On First to build the gazetteer's index from, too.", "none"
    )
    gazetteer_places: tuple[str, ...] = _setting(
        (), _PATHS, "CSV files of places of your own to build the gazetteer's index from, too.", "none"
    )
    actors: str | None = _setting(None, _PATH, "A file of actors beside those that come with the package.")
    date_order: str | None = _setting(
        None,
        _choice("dmy", "mdy", "ymd"),
        "How to read dates such as 03/04/2018.",
        "null: such dates stay unread unless the document settles it",
    )
    host: str = _setting("127.0.0.1", _HOST, "Address that `serve` listens on.")
    port: int = _setting(8765, _whole(0, 65535), "Port that `serve` listens on; 0 takes a free one.")
    requests_per_second: int = _setting(
        100,
        _whole(0, 1_000_000),
        "Requests that `serve` answers one client's address each second, with bursts of ten times as many; 0 is any number.",
    )
    cors_origins: tuple[str, ...] = _setting(
        (), _ORIGINS, "Origins of other sites whose scripts may read from `serve`.", "none"
    )
    basemap: str | None = _setting(
        None,
        _TILES,
        "Tiles that `serve` has drawn under the outlines of its maps.",
        "none: nothing is asked elsewhere",
    )
    basemap_attribution: str | None = _setting(
        None, _LINE, "Whose the tiles of `basemap` are, as it stands on the maps."
    )
    mask_names: str = _setting(
        "published",
        _choice("published", "always", "never"),
        "Where names of private persons are withheld: in what leaves this machine (`serve`, CSV and exported files),"
        " in every answer, or nowhere.",
    )
    publication_delay_days: int = _setting(
        0,
        _whole(0, 36_500),
        "Days for which events, claims and reports are left out of `serve`, CSV and exported files.",
    )
    minimum_radius_km: float = _setting(
        0.0,
        _number(0, 1_000),
        "Kilometres within which points of `serve`, CSV and exported files are coarsened; 0 leaves them as they are.",
    )
    log_level: str = _setting(
        "warning", _choice("debug", "info", "warning", "error"), "Least severe messages of the log on stderr."
    )


def load_settings(
    flags: Mapping[str, object] | None = None,
    *,
    config_file: str | None = None,
    environ: Mapping[str, str] | None = None,
    folder: str | None = None,
) -> tuple[Settings, dict[str, str]]:
    """The settings in force, and for each key where its value came from.

    Args:
        flags: values of command-line flags by setting; null values count as not given.
        config_file: the file to read; else the one that ``COUNTERCLAIM_CONFIG`` names; else
            ``counterclaim.toml`` in `folder` if there is one.
        environ: the environment (default: the process's).
        folder: where to look for the file (default: the current folder).

    Raises:
        ConfigError: naming the file, variable or flag, the key, the value and what is allowed.
    """
    environ = os.environ if environ is None else environ
    values: dict[str, object] = {}
    origins = {item.name: "default" for item in dataclasses.fields(Settings)}
    named = config_file or environ.get(FILE_VARIABLE) or None
    path = Path(named) if named else Path(folder or ".", FILE_NAME)
    if named or path.is_file():
        for key, value in _read_file(path).items():
            values[key] = _checked(key, value, f"{path}", base=path.parent)
            origins[key] = f"file {path}"
    for name in sorted(environ):
        if not name.startswith(PREFIX) or name in (FILE_VARIABLE, CACHE_VARIABLE) or not environ[name]:
            continue
        key = name.removeprefix(PREFIX).lower()
        values[key] = _checked(key, environ[name], f"environment variable {name}", from_text=True)
        origins[key] = f"environment {name}"
    for key, value in (flags or {}).items():
        if value is not None:
            values[key] = _checked(key, value, f"flag {flag_of(key)}")
            origins[key] = f"flag {flag_of(key)}"
    return Settings(**values), origins  # type: ignore[arg-type]


def public_settings(settings: Settings) -> dict[str, Any]:
    """Settings as they may be shown and kept: by key, passwords masked."""
    values = dataclasses.asdict(settings)
    return {key: mask_secrets(value) if isinstance(value, str) else value for key, value in values.items()}


def flag_of(key: str) -> str:
    """The command-line flag of a setting."""
    return "--" + _FLAGS.get(key, key).replace("_", "-")


def rule_of(key: str) -> Rule:
    """What the setting `key` may be."""
    rule: Rule = {item.name: item for item in dataclasses.fields(Settings)}[key].metadata["rule"]
    return rule


def _read_file(path: Path) -> dict[str, object]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not valid TOML: {error}") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not valid TOML: it is not UTF-8 text") from error
    except RecursionError as error:
        raise ConfigError(f"{path}: not valid TOML: nested too deeply") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ConfigError(f"{path}: the settings file cannot be read: {reason}") from error


def _checked(
    key: str, value: object, origin: str, *, from_text: bool = False, base: Path | None = None
) -> object:
    names = [item.name for item in dataclasses.fields(Settings)]
    if key not in names:
        near = difflib.get_close_matches(key, names, n=1)
        hint = f"did you mean {near[0]!r}? " if near else ""
        raise ConfigError(f"{origin}: unknown setting {key!r}; {hint}Settings are: {', '.join(names)}")
    rule = rule_of(key)
    try:
        checked = rule.read(rule.from_text(value) if from_text and isinstance(value, str) else value)
    except (ValueError, OverflowError) as error:
        shown = mask_secrets(repr(value))[:200]
        raise ConfigError(f"{origin}: {key} = {shown} is not allowed; it must be {rule.allowed}") from error
    if not rule.is_path:
        return checked
    if isinstance(checked, tuple):
        return tuple(_rooted(path, base) for path in checked)
    return _rooted(checked, base) if isinstance(checked, str) and not is_url(checked) else checked


def _rooted(path: str, base: Path | None) -> str:
    return str((base or Path()) / _home(path))


def _home(path: str) -> Path:
    try:
        return Path(path).expanduser()
    except RuntimeError:  # "~name" of nobody is a file name like any other
        return Path(path)
