"""`RecordView`: a record opened to be asked, in rows as they come or in Polars frames."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING, Any, Unpack

from counterclaim.ask import schema
from counterclaim.ask.event import EventView
from counterclaim.ask.holders import holder_rows
from counterclaim.ask.origins import event_origins
from counterclaim.ask.publication import Publication
from counterclaim.ask.question import Question, filters, first_day, last_day
from counterclaim.ask.rows import Row, claim_row, document_row, event_row, run_row
from counterclaim.ask.why import why_linked
from counterclaim.config import mask_secrets
from counterclaim.errors import UsageError
from counterclaim.model import Document
from counterclaim.record import Filters, Page, Record
from counterclaim.reference.actors import ActorRegistry

if TYPE_CHECKING:
    import polars as pl

    from counterclaim.analysis.forecast.answer import Forecast
    from counterclaim.ask.change import ChangeQuestion
    from counterclaim.ask.control.asking import ControlView
    from counterclaim.ask.forecast import ForecastQuestion
    from counterclaim.ask.indicators import Sheets
    from counterclaim.ask.matching import Matched, MatchOptions
    from counterclaim.ask.mix import Mixed
    from counterclaim.ask.spread import Spread
    from counterclaim.ask.tallies import Tallied, TallyQuestion
    from counterclaim.matching.formats import Format
    from counterclaim.reference.gazetteer import Gazetteer

_BATCH = 1000


def open_record(
    address: str | os.PathLike[str],
    *,
    actors: str | os.PathLike[str] | None = None,
    publication: Publication | None = None,
) -> RecordView:
    """Open a record to ask it: a SQLite file's path or a ``postgresql://`` URL. Nothing in it changes.

    `actors` is a file of actors beside those of the package, if the record was built with one. `publication` is what
    may be published of it, everything if null: its delay holds for every answer, and names and points are withheld by
    whoever writes answers.

    Raises:
        RecordNotFound: there is none.
        RecordNewer: a newer version of Counterclaim wrote it.
        RecordError: it cannot be read.
        ReferenceDataError: the file of actors cannot be read.
    """
    registry = ActorRegistry.load(None if actors is None else os.fspath(actors))
    record, publication = Record.open(address, readonly=True), publication or Publication()
    if publication.delay_days:
        record.withhold(publication.delay_days)
    return RecordView(record, registry, publication)


class RecordView:
    """A record to be asked, from `open_record`.

    Each question takes the filters of `Question` by name and gives a Polars frame, whose columns are the same
    when nothing is found; ``.to_pandas()`` makes a pandas frame of it. The ``iter_`` methods give the same
    answers as JSON-ready dicts, without holding them all in memory.
    """

    def __init__(
        self, record: Record, registry: ActorRegistry, publication: Publication | None = None
    ) -> None:
        self._record = record
        self._registry = registry
        self.publication = publication or Publication()
        self._names = {actor.id: actor.name for actor in registry}

    def __enter__(self) -> RecordView:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<RecordView of {self.address}>"

    def close(self) -> None:
        """Close the record."""
        self._record.close()

    @property
    def address(self) -> str:
        """Where the record is, without a password."""
        return self._record.address

    @property
    def record(self) -> Record:
        """The record that is asked."""
        return self._record

    @property
    def registry(self) -> ActorRegistry:
        """The actors that are known."""
        return self._registry

    def documents(self, **question: Unpack[Question]) -> pl.DataFrame:
        """Documents, one a row; the filters on claims ask for documents that have such a claim."""
        return _frame(map(document_row, self.iter_documents(**question)), schema.DOCUMENTS)

    def claims(self, **question: Unpack[Question]) -> pl.DataFrame:
        """Claims, one a row."""
        return _frame(map(claim_row, self.iter_claims(**question)), schema.CLAIMS)

    def events(self, **question: Unpack[Question]) -> pl.DataFrame:
        """Events, one a row; the filters on claims ask for events that have such a claim."""
        return _frame(self.event_rows(**question), schema.EVENTS)

    def holders(
        self, place: str, start: str | date | None = None, end: str | date | None = None
    ) -> pl.DataFrame:
        """Who is said to hold `place` between two days, months or years: a statement a row, by date."""
        return _frame(self.holder_rows(place, start, end), schema.HOLDERS)

    def match(
        self,
        file: str | os.PathLike[str],
        format: Format,  # noqa: A002
        **options: Unpack[MatchOptions],
    ) -> pl.DataFrame:
        """Events beside those of a file of ``ucdp`` or ``acled``: in both, in ours only, in theirs only.

        Cells of the file that cannot be read are in the answer of `matched`, with the summary.
        """
        return _frame(self.matched(file, format, **options).rows, schema.MATCHES)

    def tally(self, **question: Unpack[TallyQuestion]) -> pl.DataFrame:
        """How many were claimed, reported and estimated, a cell a row: see `counterclaim.analysis.tallies.Tally`."""
        return self.tallied(**question).cells

    def compare(
        self, a: str | Mapping[str, Any], b: str | Mapping[str, Any], *, anyway: bool = False
    ) -> pl.DataFrame:
        """Two sides against each other, in one row: the sentence, ratio, interval and warnings."""
        from counterclaim.ask.comparison import comparison_row
        from counterclaim.ask.frames import frame

        return frame([comparison_row(self.compared(a, b, anyway=anyway))], schema.COMPARISON)

    def runs(self) -> pl.DataFrame:
        """The builds that made the record, the last one first."""
        return _frame(map(run_row, self.run_rows()), schema.RUNS)

    def event(self, id: str) -> EventView:  # noqa: A002 - what the field calls it
        """The event of that id, or of the only id that begins so, with all its claims.

        Raises:
            UsageError: there is none, or there are several.
        """
        found = self.find_event(id)
        if found is None:
            raise UsageError(f"there is no event {id[:100]!r} in {self.address}")
        return found

    def find_event(self, id: str) -> EventView | None:  # noqa: A002
        """As `event`, with null when there is none."""
        detail = self._record.event(id)
        return EventView(self._record, detail, self._names) if detail else None

    def why(self, event: str, claim: str) -> Row:
        """Why a claim is in an event or is not, pair by pair: see `counterclaim.ask.why`.

        Raises:
            UsageError: there is no such event or claim, or several, or the claim can be in no event.
        """
        return why_linked(self._record, self.event(event), claim)

    def origins(self, id: str) -> Row:  # noqa: A002
        """Whose words an event's claims are, as nodes and edges: see `counterclaim.ask.origins`.

        Raises:
            UsageError: there is no event of that id, or there are several whose ids begin so.
        """
        return event_origins(self._record, self.event(id))

    def document(self, id: str) -> Document | None:  # noqa: A002
        """A document with its text, by id or the beginning of one; null when there is none."""
        return self._record.document(id)

    def iter_documents(self, **question: Unpack[Question]) -> Iterator[Row]:
        """Headers of documents."""
        return _stream(self._record.documents, filters(question))

    def iter_claims(self, **question: Unpack[Question]) -> Iterator[Row]:
        """Claims by the claim contract."""
        return _stream(self._record.claims, filters(question))

    def iter_events(self, **question: Unpack[Question]) -> Iterator[Row]:
        """Events with the ids of their claims."""
        return _stream(self._record.events, filters(question))

    def event_rows(self, **question: Unpack[Question]) -> Iterator[Row]:
        """Events as flat rows."""
        return map(self.event_row, self.iter_events(**question))

    def event_row(self, event: Mapping[str, Any]) -> Row:
        """An event as a flat row, with the names of its actors."""
        return event_row(event, self._names)

    def holder_rows(
        self, place: str, start: str | date | None = None, end: str | date | None = None
    ) -> list[Row]:
        """The answer of `holders` as rows."""
        return holder_rows(self._record, place, first_day(start), last_day(end))

    def matched(
        self,
        file: str | os.PathLike[str],
        format: Format,  # noqa: A002
        **options: Unpack[MatchOptions],
    ) -> Matched:
        """The answer of `match` as rows, with its summary and the cells that cannot be read."""
        from counterclaim.ask.matching import match_file

        return match_file(self, self._registry, self._record.iter_claims(), file, format, **options)

    def tallied(self, **question: Unpack[TallyQuestion]) -> Tallied:
        """The answer of `tally` with its notes, and the tallies that sources state beside it."""
        from counterclaim.ask.tallies import record_tally

        return record_tally(self, self._record, question)

    def changed(self, **question: Unpack[ChangeQuestion]) -> Row:
        """When the rate of events changed, JSON-ready: see `counterclaim.ask.change`."""
        from counterclaim.ask.change import record_change

        return record_change(self, self._record, question)

    def compared(
        self,
        a: str | Mapping[str, Any],
        b: str | Mapping[str, Any],
        *,
        anyway: bool = False,
        until: float | None = None,
    ) -> Row:
        """The answer of `compare` JSON-ready: see `counterclaim.ask.comparison`.

        A side is ``"52/120"`` (52 in 120 days), a text of ``key=value`` with commas between, or these as a dict.

        Raises:
            UsageError: a side cannot be, or the two count different things and not `anyway`.
        """
        from counterclaim.ask.comparison import compare_sides
        from counterclaim.ask.record_sides import side

        sides = (side(name, given, self, self._record) for name, given in (("A", a), ("B", b)))
        return compare_sides(*sides, anyway=anyway, until=until)

    def mix(
        self,
        a: str | Mapping[str, Any],
        b: str | Mapping[str, Any],
        *,
        of: Sequence[str] = (),
        period: str | None = None,
        gazetteer: str | None = None,
    ) -> Mixed:
        """Tactics, targets, time of day and setting of A against those of B: see `counterclaim.ask.mix.record_mix`.

        Raises:
            UsageError: a side, category or period cannot be.
        """
        from counterclaim.ask.mix import record_mix

        return record_mix(self, a, b, of=tuple(of), period=period, gazetteer=gazetteer)

    def spread(
        self,
        a: str | Mapping[str, Any],
        b: str | Mapping[str, Any] | None = None,
        *,
        by: str = "place",
        centre: str = "mean",
    ) -> Spread:
        """Where A was active, against the earlier B: see `counterclaim.ask.spread.record_spread`.

        Raises:
            UsageError: a side or name cannot be, or A does not begin after B ends.
        """
        from counterclaim.ask.spread import record_spread

        return record_spread(self, a, b, by=by, centre=centre)

    def indicators(
        self, a: str | Mapping[str, Any], b: str | Mapping[str, Any], *, by: str | None = None
    ) -> Sheets:
        """A group's sheets of indicators in A's days against B's: see `counterclaim.ask.indicators.record_indicators`.

        Raises:
            UsageError: a side cannot be, has no actor or another one, or A does not begin after B ends.
        """
        from counterclaim.ask.indicators import record_indicators

        return record_indicators(self, a, b, by=by)

    def forecast(self, **question: Unpack[ForecastQuestion]) -> Forecast:
        """Events or figures of the coming months: see `counterclaim.ask.forecast.record_forecast`.

        Raises:
            UsageError: a filter, unit or horizon cannot be, or the record has too few months.
        """
        from counterclaim.ask.forecast import record_forecast

        return record_forecast(self, question)

    def control(self, gazetteer: Gazetteer | None = None) -> ControlView:
        """Who is said to hold which place, with the model over it: see `counterclaim.ask.control`."""
        from counterclaim.ask.control.asking import open_control

        return open_control(self, gazetteer)

    def bias(self, anchor: Sequence[str] = ()) -> Row:
        """Biases of the sources over all events, and what they do not say: see `counterclaim.ask.bias`.

        Raises:
            UsageError: a source of the anchor states no figure.
        """
        from counterclaim.ask.bias import record_bias

        return record_bias(self._record, self.iter_events(), anchor)

    def actor_name(self, id: str) -> str:  # noqa: A002
        """An actor's name by its id; what is no id stays as it is."""
        return self._names.get(id, id)

    def events_of(self, document_id: str) -> dict[str, str]:
        """The event of each claim of a document that is part of one, by the claim's id."""
        events = self.iter_events(document=document_id)
        return {claim: event["id"] for event in events for claim in event["claims"]}

    def page(self, of: str, **question: Unpack[Question]) -> Page:
        """One page of ``documents``, ``claims`` or ``events``, with the number of all that match."""
        methods: dict[str, Callable[[Filters], Page]] = {
            "documents": self._record.documents,
            "claims": self._record.claims,
            "events": self._record.events,
        }
        return methods[of](filters(question))

    def run_rows(self) -> list[Row]:
        """Runs with their settings and counts; passwords in either are masked, whoever wrote them."""
        return [
            {**run, "config": _masked(run["config"]), "command": mask_secrets(run["command"])}
            for run in self._record.runs()
        ]

    def failures(self, run_id: str) -> list[Row]:
        """What a run could not read: locator, stage, reason."""
        return self._record.failures(run_id)

    def counts(self) -> dict[str, int]:
        """How many documents, copies, claims, events and runs there are."""
        counts = self._record.counts()
        return {name: counts[name] for name in ("documents", "copies", "claims", "events", "runs")}


def _masked(config: Mapping[str, Any]) -> Row:
    return {key: mask_secrets(value) if isinstance(value, str) else value for key, value in config.items()}


def _stream(ask: Callable[[Filters], Page], asked: Filters) -> Iterator[Row]:
    """All rows of an answer, fetched in batches."""
    given = 0
    while asked.limit is None or given < asked.limit:
        size = _BATCH if asked.limit is None else min(_BATCH, asked.limit - given)
        rows = ask(replace(asked, limit=size, offset=asked.offset + given)).rows
        yield from rows
        given += len(rows)
        if len(rows) < size:
            return


def _frame(rows: Any, columns: schema.Schema) -> pl.DataFrame:
    from counterclaim.ask.frames import frame

    return frame(rows, columns)
