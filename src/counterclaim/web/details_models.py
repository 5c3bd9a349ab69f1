"""The shapes of the answers about one thing, as OpenAPI describes them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from counterclaim.web.models import Bounds, Figures, Party, Point


class Shape(BaseModel):
    """An object that has exactly these keys; one whose value is not known is null or empty."""

    model_config = ConfigDict(extra="forbid")


class Counted(Shape):
    """How many there are of a value; null for those that say nothing."""

    value: str | None
    label: str | None
    count: int


class PeriodCount(Shape):
    """How many there were in a month (``2017-11``) or a year."""

    period: str
    count: int


class Periods(Shape):
    """Counts by month, or by year where that is a long time, without gaps."""

    by: Literal["month", "year"]
    bins: list[PeriodCount]
    undated: int


class EventLine(Shape):
    """An event as lists show it. `line` says who against whom too, with the date in words."""

    id: str
    type: str
    type_label: str
    status: str
    headline: str
    line: str
    from_: str | None = Field(alias="from")
    to: str | None
    when: str | None
    when_words: str
    when_precision: str | None
    place: str | None
    place_id: str | None
    place_text: str | None
    admin1: str | None
    country: str | None
    radius_km: float | None
    precision: str | None
    actors: list[Party]
    targets: list[Party]
    geometry: Point | None
    figures: Figures
    claims: int
    documents: int
    origins: int


class EventHeard(EventLine):
    """An event; `figures` and the counts are of the claims that are heard."""

    methods: list[str]


class SourceFigure(Shape):
    """What an origin says of one kind and side. `side` is that of the party that speaks; null for an observer."""

    what: str
    of: str | None
    of_name: str | None
    side: str | None
    side_name: str | None
    source: str | None
    publisher: str | None
    low: int | None
    high: int | None
    approximate: bool
    partial: bool
    interested: bool
    about: Literal["own", "enemy", "neither"]
    text: str
    published: str | None
    claim: str
    claims: list[str]
    document: str
    superseded_by: str | None


class Estimated(Shape):
    """A figure that follows from the claims by a rule, with the reasons in words."""

    what: str
    of: str | None
    of_name: str | None
    rule: str
    meaning: str
    low: int | None
    best: int | None
    high: int | None
    reasons: list[str]
    claims: list[str]


class Words(Shape):
    """Words of a document: characters `start` to `end`, null where they are not in the text."""

    text: str | None
    start: int | None
    end: int | None


class ChainLink(Words):
    """A link of a chain of sources, outermost first."""

    name: str
    type: str
    actor: str | None
    interested: bool


class Mention(Words):
    """An actor or target as a claim names it."""

    id: str | None
    name: str | None
    role: str


class Quantity(Words):
    """A figure as said; a null bound is open."""

    what: str
    of: str | None
    low: int | None
    high: int | None
    approximate: bool


class Entry(Shape):
    """An entry of the gazetteer that a place could also have been."""

    id: str
    name: str
    kind: str
    country: str
    admin1: str | None
    lat: float
    lon: float
    radius_km: float
    population: int
    source: str


class PlaceRead(Words):
    """Where a claim puts its event."""

    id: str | None
    name: str | None
    admin1: str | None
    country: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: str | None
    relation: dict[str, float | None] | None
    score: float | None
    alternatives: list[Entry]


class TimeRead(Words):
    """When, as an interval of days."""

    edtf: str
    from_: str | None = Field(alias="from")
    to: str | None
    precision: str
    basis: str


class ControlRead(Shape):
    """Who holds the place."""

    change: str
    holder: str | None
    from_: str | None = Field(alias="from")
    share: float | None


class EvidenceRead(Words):
    """What the text says there is to see."""

    kind: str


class Extractor(Shape):
    """What read the claim."""

    name: str
    version: str


class DocumentHeader(Shape):
    """What identifies a document."""

    id: str
    path: str
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    language: str | None


class FieldRead(Shape):
    """A field of a claim, its value in words, and the words that it was read from."""

    field: str
    label: str
    value: str
    start: int
    end: int
    text: str


class Piece(Shape):
    """A run of a sentence; `label` and `field` say what was read from it."""

    text: str
    label: str | None
    field: str | None


class Around(Shape):
    """The text before and after a sentence."""

    before: str
    after: str


class Certainty(Shape):
    """What the text itself says of a claim's certainty, with its words where they are near."""

    says: str
    words: str | None


class ClaimOrigin(Shape):
    """Whose word a claim is, and why; `own` where that one speaks in the claim itself."""

    key: str
    name: str
    interested: bool
    own: bool
    reason: str


class EventClaim(Shape):
    """A claim by the claim contract, with what a reader needs to judge it."""

    schema_: str = Field(alias="schema")
    id: str
    number: int
    heard: bool
    document: DocumentHeader
    sentence: Words
    trigger: Words
    kind: str
    event_type: str
    modality: str
    verification: str
    attribution: list[ChainLink]
    actors: list[Mention]
    targets: list[Mention]
    quantities: list[Quantity]
    place: PlaceRead | None
    when: TimeRead | None
    control: ControlRead | None
    method: str | None
    evidence: list[EvidenceRead]
    cites: list[str]
    confidence: float
    extractor: Extractor
    origin: ClaimOrigin
    fields: list[FieldRead]
    pieces: list[Piece]
    context: Around
    certainty: Certainty
    superseded_by: str | None


class StatusWhy(Shape):
    """How well the event stands, why, and by which claims; it is that of all claims, whose word ever counts."""

    status: str
    reason: str
    claims: list[str]


class Speaker(Shape):
    """A side that speaks in the event."""

    id: str
    name: str | None
    claims: int


class Related(Shape):
    """How an event stands to another; `event` is null where the other is a tally's claim."""

    kind: str
    of: str
    to: str
    other: str
    event: str | None
    headline: str
    why: str
    claims: list[str]


class Possible(Shape):
    """An event that is possibly the same, for a person to decide."""

    id: str
    headline: str
    score: float
    chance: float
    links: int
    why: str


class Revision(Shape):
    """What was known after a day's reports, and what they changed."""

    published: str | None
    claims: list[str]
    documents: int
    origins: int
    status: str
    reason: str
    figures: dict[str, Bounds]
    changed: list[str]


class CslDate(Shape):
    """A date of CSL-JSON."""

    date_parts: list[list[int]] = Field(alias="date-parts")


class Csl(Shape):
    """A citation as CSL-JSON."""

    id: str
    type: str
    title: str
    container_title: str = Field(alias="container-title")
    version: str
    medium: str
    number: str
    accessed: CslDate
    issued: CslDate | None = None


class Cite(Shape):
    """How to cite it."""

    text: str
    csl: Csl


class EventAnswer(Shape):
    """An event in full."""

    word: str
    event: EventHeard
    figures_by_source: list[SourceFigure]
    estimates: list[Estimated]
    claims: list[EventClaim]
    claims_total: int
    status: StatusWhy
    sides: list[Speaker]
    relations: list[Related]
    possible: list[Possible]
    revisions: list[Revision]
    cite: Cite


class FigureThen(Shape):
    """A figure of a node of the tree of origins, on a day."""

    what: str
    of: str | None
    of_name: str | None
    low: int | None
    high: int | None
    approximate: bool
    published: str | None
    claim: str


class FigureNow(FigureThen):
    """The newest word of a figure, with the earlier ones that differ."""

    earlier: list[FigureThen]


class Node(Shape):
    """An origin, a report, or a voice that passes it on and has no report here; keys differ by `kind`."""

    id: str
    kind: Literal["origin", "report", "voice"]
    name: str
    claims: list[str]
    figures: list[FigureNow]
    type: str | None = None
    interested: bool | None = None
    circular: bool | None = None
    document: str | None = None
    title: str | None = None
    published: str | None = None
    modalities: list[str] | None = None
    reasons: list[str] | None = None


class Edge(Shape):
    """From a node to where it has it from."""

    from_: str = Field(alias="from")
    to: str
    relation: str
    words: str
    claims: list[str]


class Circle(Shape):
    """Voices that have it from one another."""

    voices: list[str]
    claims: list[str]


class OriginsAnswer(Shape):
    """Whose words an event's claims are."""

    schema_: str = Field(alias="schema")
    event: str
    title: str
    status: str
    reason: str
    status_claims: list[str]
    nodes: list[Node]
    edges: list[Edge]
    circles: list[Circle]


class TextRun(Shape):
    """A run of text. `claims` are numbers of claims whose sentence it is in; `fields` pairs of a claim's and a field's."""

    start: int
    text: str
    claims: list[int]
    fields: list[list[int]]


class Block(Shape):
    """A block of a document with its role."""

    role: str
    start: int
    end: int
    runs: list[TextRun]


class EventOf(Shape):
    """An event in a line."""

    id: str
    headline: str


class Range(Shape):
    """Characters of a document."""

    start: int
    end: int


class DocumentClaim(Shape):
    """A claim beside the text that makes it."""

    number: int
    id: str
    sentence: Range
    kind: str
    event_type: str
    type_label: str
    modality: str
    verification: str
    source: str | None
    interested: bool
    attribution: list[ChainLink]
    confidence: float
    event: EventOf | None
    fields: list[FieldRead]


class DocumentLine(Shape):
    """A document in a line."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None


class Citing(DocumentLine):
    """A report that has an event from this document's publisher; `words` is how."""

    words: str
    event: str


class DocumentAnswer(DocumentHeader):
    """A page of a document as read."""

    authors: list[str]
    published_basis: str | None
    media_type: str
    sha256: str
    problems: list[str]
    publisher_key: str | None
    length: int
    start: int
    end: int
    next: int | None
    previous: int | None
    claims_total: int
    blocks: list[Block]
    claims: list[DocumentClaim]
    copy_of: DocumentLine | None
    copies: list[DocumentLine]
    cited_by: list[Citing]


class ClaimLine(Shape):
    """A claim in a line."""

    id: str
    event: str | None
    document: str
    title: str | None
    publisher: str | None
    published: str | None
    type: str
    type_label: str
    kind: str
    modality: str
    verification: str
    source: str | None
    interested: bool
    when: str | None
    when_words: str
    place: str | None
    holder: str | None
    sentence: str


class Holding(ClaimLine):
    """A statement on who holds a place; `copies` more reports have it word for word."""

    change: str | None
    holder_id: str | None
    former_holder: str | None
    share: float | None
    from_: str | None = Field(alias="from")
    to: str | None
    copies: int


class Spelling(Shape):
    """Words by which texts name a place, and who uses them."""

    text: str
    count: int
    sources: list[str]


class Container(Shape):
    """What a place lies in; `value` is that of the filter `kind`."""

    kind: Literal["admin1", "country"]
    value: str
    name: str


class PlaceAnswer(Shape):
    """A place."""

    id: str
    name: str | None
    admin1: str | None
    country: str | None
    country_name: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: str | None
    events_total: int
    periods: Periods
    types: list[Counted]
    statuses: list[Counted]
    events: list[EventLine]
    holders: list[Holding]
    holders_total: int
    names: list[Spelling]
    containing: list[Container]


class ActorName(Shape):
    """A name of an actor, in a language, for a time (EDTF)."""

    name: str
    language: str | None
    period: str | None


class Step(Shape):
    """A step of a line of succession: `of` is `relation` `to`."""

    of: str
    of_name: str
    relation: str
    to: str
    to_name: str
    period: str | None


class Lineage(Shape):
    """What an actor came out of, and what came out of it, the nearest first."""

    before: list[Step]
    after: list[Step]


class Relation(Shape):
    """How an actor stands to another (``to``), or the other to it (``of``)."""

    kind: str
    direction: Literal["to", "of"]
    id: str
    name: str
    period: str | None


class ClaimList(Shape):
    """The latest claims, and how many there are."""

    total: int
    latest: list[ClaimLine]


class FiguresBeside(Shape):
    """A figure of an event by the side's own word, by everyone's, and by those who are no party."""

    event: str
    headline: str
    what: str
    own: Bounds | None
    everyone: Bounds | None
    no_parties: Bounds | None


class ActorAnswer(Shape):
    """An actor."""

    id: str
    name: str
    registered: bool
    kind: str | None
    country: str | None
    period: str | None
    party: bool | None
    names: list[ActorName]
    sources: list[str]
    uncertain: str | None
    bodies: list[str]
    lineage: Lineage
    relations: list[Relation]
    events_total: int
    as_actor: Periods
    as_target: Periods
    types: list[Counted]
    methods: list[Counted]
    events: list[EventLine]
    claims_about: ClaimList
    claims_by: ClaimList
    figures: list[FiguresBeside]


class Beside(Shape):
    """Another source, and in how many claims or reports. `key` is null for one that has no name."""

    key: str | None
    name: str
    count: int


class Independence(Shape):
    """How many of its claims are its own word, and how many of its documents are copies of others' reports."""

    own_word: int
    passed_on: int
    documents: int
    copies: int


class DelayBin(Shape):
    """How many reports came `low` to `high` days after the event; null is open."""

    low: int
    high: int | None
    count: int


class Delay(Shape):
    """Days from an event to the report of it, where both are known to the day."""

    n: int
    median: float | None
    lower: float | None
    upper: float | None
    before: int
    bins: list[DelayBin]


class BiasRow(Shape):
    """By what factor a source's figures differ from the others'; `estimate`, `low` and `high` in natural log."""

    source: str
    name: str
    whose: str | None
    category: str | None
    n: int
    estimate: float | None
    low: float | None
    high: float | None
    factor: float | None
    reason: str | None


class BiasOf(Shape):
    """The biases of a source, and what they do not say; not `computed` on a record that is too large."""

    rows: list[BiasRow]
    computed: bool
    limits: list[str]


class SourceAnswer(Shape):
    """A source."""

    key: str
    name: str
    names: list[str]
    actor: str | None
    types: list[Counted]
    claims_total: int
    looked_at: int
    documents_total: int
    periods: Periods
    event_types: list[Counted]
    modalities: list[Counted]
    claims: list[ClaimLine]
    independence: Independence
    delay: Delay
    copies: list[Beside]
    copied_by: list[Beside]
    cites: list[Beside]
    cited_by: list[Beside]
    bias: BiasOf


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
