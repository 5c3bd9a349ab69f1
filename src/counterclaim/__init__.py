"""Counterclaim reads reports about armed conflict and keeps the record of who says what happened.

The names below are the public API. They are imported when they are first used, so that
``import counterclaim`` stays light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counterclaim.ask import EventView as EventView
    from counterclaim.ask import RecordView as RecordView
    from counterclaim.ask import build as build
    from counterclaim.ask import extract as extract
    from counterclaim.ask import open_record as open_record
    from counterclaim.ask import read as read
    from counterclaim.config import Settings as Settings
    from counterclaim.config import load_settings as load_settings
    from counterclaim.errors import CounterclaimError as CounterclaimError

__version__ = "0.1.0"

_HOMES = {
    "CounterclaimError": "errors",
    "EventView": "ask",
    "RecordView": "ask",
    "Settings": "config",
    "build": "ask",
    "extract": "ask",
    "load_settings": "config",
    "open_record": "ask",
    "read": "ask",
}

__all__ = [
    "CounterclaimError",
    "EventView",
    "RecordView",
    "Settings",
    "__version__",
    "build",
    "extract",
    "load_settings",
    "open_record",
    "read",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
