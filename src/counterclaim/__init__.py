"""Counterclaim reads reports about armed conflict and keeps the record of who says what happened.

The names below are the public API. They are imported when they are first used, so that
``import counterclaim`` stays light.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lazy import names_of

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


__getattr__ = names_of(
    __name__,
    {
        "CounterclaimError": "errors",
        "EventView": "ask",
        "RecordView": "ask",
        "Settings": "config",
        "build": "ask",
        "extract": "ask",
        "load_settings": "config",
        "open_record": "ask",
        "read": "ask",
    },
)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
