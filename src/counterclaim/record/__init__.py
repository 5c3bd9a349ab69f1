"""The record: a database of documents, claims and events, and what may be asked of it."""

from counterclaim.record.answers import Page
from counterclaim.record.filters import Filters
from counterclaim.record.query import EventDetail, Fingerprint
from counterclaim.record.record import Record

__all__ = ["EventDetail", "Filters", "Fingerprint", "Page", "Record"]
