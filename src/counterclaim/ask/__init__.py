"""The Python API: what may be asked of a record, and of reports before they are in one.

``open_record(address)`` gives a `RecordView`, whose questions are those of the command line::

    import counterclaim

    record = counterclaim.open_record("euphrates.sqlite")
    record.events(place="Mayadin", start="2017-10")
    record.holders("Abu Kamal", "2017-11", "2017-11")
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lazy import names_of

if TYPE_CHECKING:
    from counterclaim.ask.event import EventView as EventView
    from counterclaim.ask.question import Question as Question
    from counterclaim.ask.question import choices as choices
    from counterclaim.ask.reports import build as build
    from counterclaim.ask.reports import extract as extract
    from counterclaim.ask.reports import read as read
    from counterclaim.ask.view import RecordView as RecordView
    from counterclaim.ask.view import open_record as open_record

__all__ = ["EventView", "Question", "RecordView", "build", "choices", "extract", "open_record", "read"]

__getattr__ = names_of(
    __name__,
    {
        "EventView": "event",
        "Question": "question",
        "RecordView": "view",
        "build": "reports",
        "choices": "question",
        "extract": "reports",
        "open_record": "view",
        "read": "reports",
    },
)
