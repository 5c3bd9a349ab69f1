"""The Python API: what may be asked of a record, and of reports before they are in one.

``open_record(address)`` gives a `RecordView`, whose questions are those of the command line::

    import counterclaim

    record = counterclaim.open_record("euphrates.sqlite")
    record.events(place="Mayadin", start="2017-10")
    record.holders("Abu Kamal", "2017-11", "2017-11")
"""

from counterclaim.ask.event import EventView
from counterclaim.ask.question import Question, choices
from counterclaim.ask.reports import build, extract, read
from counterclaim.ask.view import RecordView, open_record

__all__ = ["EventView", "Question", "RecordView", "build", "choices", "extract", "open_record", "read"]
