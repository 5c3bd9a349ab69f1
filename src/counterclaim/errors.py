"""The exceptions of Counterclaim.

CounterclaimError                 every error of ours; its text says what is wrong and what to do
├── UsageError                    the caller asked for something that cannot be (exit code 2)
│   └── ConfigError               a setting is unknown or has a wrong value
├── SourceError                   a file, row or record cannot be read
│   ├── TooLarge                  it is over a size limit
│   └── Unreadable                it is damaged, encrypted, empty or of no known format
├── DocumentError                 an item was read but gives no document
│   └── TimedOut                  it took longer than the limit
├── ReferenceDataError            gazetteer, actors or event types are missing or malformed
└── RecordError                   the record cannot be opened or written
    ├── RecordBusy                another build holds it
    ├── RecordNewer               it was written by a newer version
    └── RecordNotFound            there is none at that address
"""

from __future__ import annotations


class CounterclaimError(Exception):
    """Base of all errors that Counterclaim raises on purpose."""


class UsageError(CounterclaimError):
    """The caller asked for something that cannot be."""


class ConfigError(UsageError):
    """A setting is unknown or has a wrong value."""


class SourceError(CounterclaimError):
    """A file, a row of a table or a record of an archive cannot be read.

    `locator` names it: a path, with ``#row=12`` or ``#line=3`` where it is a part of a file.
    """

    def __init__(self, locator: str, reason: str) -> None:
        super().__init__(f"{locator}: {reason}")
        self.locator = locator
        self.reason = reason

    def __reduce__(self) -> tuple[type[SourceError], tuple[str, str]]:
        return type(self), (self.locator, self.reason)


class TooLarge(SourceError):
    """An item is over a size limit."""


class Unreadable(SourceError):
    """An item is damaged, encrypted, empty or of no known format."""


class DocumentError(SourceError):
    """An item was read, but no document could be made of it."""


class TimedOut(DocumentError):
    """An item took longer than its limit."""


class ReferenceDataError(CounterclaimError):
    """Gazetteer, actors or event types are missing, half built or malformed."""


class RecordError(CounterclaimError):
    """The record cannot be opened or written."""


class RecordBusy(RecordError):
    """Another build holds the record."""


class RecordNewer(RecordError):
    """The record was written by a newer version of Counterclaim."""


class RecordNotFound(RecordError):
    """There is no record at that address."""
