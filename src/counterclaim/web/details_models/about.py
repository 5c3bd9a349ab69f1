"""The answer about the record."""

from __future__ import annotations

from counterclaim.web.details_models.shape import Shape


class Edition(Shape):
    """Which record it is, and in what state."""

    record: str | None
    created: str | None
    built: str | None
    run: str | None
    version: str


class Counts(Shape):
    """How much there is; `located` and `dated` of the events."""

    documents: int
    copies: int
    claims: int
    events: int
    runs: int
    located: int
    dated: int


class FirstLast(Shape):
    """First and last day."""

    first: str | None
    last: str | None


class Dates(Shape):
    """Days of events, and of publications."""

    events: FirstLast
    published: FirstLast


class Publisher(Shape):
    """A publisher with what the record has of it."""

    key: str | None
    name: str | None
    documents: int
    claims: int
    first: str | None
    last: str | None


class Failed(Shape):
    """An item that could not be read."""

    locator: str
    stage: str
    reason: str


class Failures(Shape):
    """How much could not be read: in all runs, and what in the last one."""

    total: int
    last_run: list[Failed]


class Build(Shape):
    """A build of the record."""

    id: str
    started: str
    finished: str | None
    status: str
    version: str
    command: str
    counts: dict[str, int]
    failures: int


class RuleMeaning(Shape):
    """A rule by which figures follow from claims."""

    id: str
    meaning: str
    source: str
    default: bool


class WordMeaning(Shape):
    """Whose word may count."""

    word: str
    meaning: str


class StatusMeaning(Shape):
    """A status of events."""

    status: str
    meaning: str


class Version(Shape):
    """A version of a part."""

    name: str
    version: str


class AboutAnswer(Shape):
    """The record itself."""

    address: str
    edition: Edition
    counts: Counts
    dates: Dates
    sources: list[Publisher]
    failures: Failures
    runs: list[Build]
    rules: list[RuleMeaning]
    words: list[WordMeaning]
    statuses: list[StatusMeaning]
    versions: list[Version]
    settings: dict[str, object]
    limits: list[str]
    licences: list[str]
