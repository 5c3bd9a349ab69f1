"""What the API answers with, for OpenAPI: the frontend's types are made from these."""

from __future__ import annotations

from typing import Literal, NotRequired

from typing_extensions import TypedDict


class Link(TypedDict):
    """A link of an answer."""

    href: str
    rel: str
    type: NotRequired[str]
    title: NotRequired[str]


class Landing(TypedDict):
    """Where the API begins."""

    title: str
    description: str
    links: list[Link]


class Conformance(TypedDict):
    """The classes of OGC API Features that the API conforms to."""

    conformsTo: list[str]


class SpatialExtent(TypedDict):
    """The box of everything in a collection."""

    bbox: list[list[float]]
    crs: str


class TemporalExtent(TypedDict):
    """The first and the last day of everything in a collection; null is open."""

    interval: list[list[str | None]]
    trs: str


class Extent(TypedDict):
    """Where and when the items of a collection are; what is not known is left out."""

    spatial: NotRequired[SpatialExtent]
    temporal: NotRequired[TemporalExtent]


class Collection(TypedDict):
    """A collection of features."""

    id: str
    title: str
    description: str
    itemType: Literal["feature"]
    crs: list[str]
    extent: Extent
    links: list[Link]


class CollectionList(TypedDict):
    """The collections that there are."""

    links: list[Link]
    collections: list[Collection]


class Point(TypedDict):
    """A GeoJSON point: longitude and latitude, WGS 84."""

    type: Literal["Point"]
    coordinates: list[float]


class Bounds(TypedDict):
    """A figure; null is not stated."""

    low: int | None
    best: int | None
    high: int | None


class Figures(TypedDict):
    """The figures of an event under the word that was asked for; null where nobody states one."""

    killed: Bounds | None
    injured: Bounds | None
    captured: Bounds | None
    abducted: Bounds | None
    detained: Bounds | None
    missing: Bounds | None
    surrendered: Bounds | None
    displaced: Bounds | None
    evacuated: Bounds | None


class Party(TypedDict):
    """An actor by its id in the registry."""

    id: str
    name: str


Days = TypedDict("Days", {"from": str | None, "to": str | None})
"""The ends of an interval of days, ISO 8601; null is open, or not known."""


class EventProperties(Days):
    """An event under a word: `claims`, `documents`, `origins`, `methods` and `figures` are of the claims heard.

    `from` and `to` are the ends of the days in which it was, null for an open end; `when` is the same in EDTF.
    `place_text` are the words of a report.
    """

    id: str
    type: str
    type_label: str
    status: str | None
    headline: str
    when: str | None
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
    methods: list[str]
    figures: Figures
    claims: int
    documents: int
    origins: int


class EventFeature(TypedDict):
    """An event; its geometry is null where it has no point."""

    type: Literal["Feature"]
    id: str
    geometry: Point | None
    properties: EventProperties
    links: NotRequired[list[Link]]


class FeatureCollection(TypedDict):
    """A page of features. `numberMatched` counts them on all pages; it is left out where counting takes too long."""

    type: Literal["FeatureCollection"]
    numberMatched: NotRequired[int]
    numberReturned: int
    timeStamp: str
    links: list[Link]


class EventCollection(FeatureCollection):
    """A page of events."""

    features: list[EventFeature]


class ClaimProperties(Days):
    """A claim: the columns of ``counterclaim claims --json``, with its event."""

    id: str
    event: str | None
    document: str
    title: str | None
    publisher: str | None
    published: str | None
    kind: str
    type: str
    type_label: str
    modality: str
    verification: str
    source: str | None
    source_type: str | None
    interested: bool | None
    chain: list[str]
    actors: list[str]
    targets: list[str]
    figures: list[str]
    when: str | None
    when_precision: str | None
    place: str | None
    place_id: str | None
    place_text: str | None
    admin1: str | None
    country: str | None
    radius_km: float | None
    precision: str | None
    method: str | None
    confidence: float
    sentence: str
    start: int
    end: int


class ClaimFeature(TypedDict):
    """A claim at its place."""

    type: Literal["Feature"]
    id: str
    geometry: Point | None
    properties: ClaimProperties
    links: NotRequired[list[Link]]


class ClaimCollection(FeatureCollection):
    """A page of claims."""

    features: list[ClaimFeature]


class PlaceProperties(TypedDict):
    """A place of the gazetteer with the number of its events."""

    id: str
    name: str | None
    admin1: str | None
    country: str | None
    radius_km: float | None
    precision: str | None
    events: int


class PlaceFeature(TypedDict):
    """A place."""

    type: Literal["Feature"]
    id: str
    geometry: Point | None
    properties: PlaceProperties
    links: NotRequired[list[Link]]


class PlaceCollection(FeatureCollection):
    """A page of places."""

    features: list[PlaceFeature]


class Sums(TypedDict):
    """A figure summed up over the `events` that have it: what is not stated below counts as nothing.

    `high` has for the `open` events, of which nobody states a greatest number, the greatest that is stated.
    """

    low: int
    best: int
    high: int
    events: int
    open: int


class Totals(TypedDict):
    """Numbers of events and those killed."""

    total: int
    located: int
    unlocated: int
    undated: int
    killed: Sums


class Count(TypedDict):
    """A value of a filter, its name, and the number of events with it."""

    value: str
    label: str
    count: int


class FacetCounts(TypedDict):
    """The values of each filter, those of most events first, periods in order of time; at most 50."""

    actor: list[Count]
    target: list[Count]
    side: list[Count]
    type: list[Count]
    method: list[Count]
    country: list[Count]
    admin1: list[Count]
    place: list[Count]
    source: list[Count]
    status: list[Count]
    modality: list[Count]
    kind: list[Count]
    period: list[Count]


class Facets(Totals):
    """Totals under the word, the same for everyone's, facets under the word, and what each word leaves.

    `bounds` is west, south, east and north for a first view of what is found: without what is known to a large
    region alone, and of many without the outermost 3 % on each side. `span` is the first and last day.
    """

    bounds: list[float] | None
    span: list[str] | None
    everyone: Totals
    facets: FacetCounts
    words: list[Count]


Span = TypedDict("Span", {"from": str, "to": str})


class Bin(Span):
    """The events whose first day lies in these days, and best estimates of those killed in them."""

    events: int
    killed_best: int


class Timeline(TypedDict):
    """Bins that have events, in order; `everyone` has them by everyone's word."""

    by: Literal["day", "week", "month", "year"]
    bins: list[Bin]
    everyone: list[Bin]
    undated: int


FoundEvent = TypedDict("FoundEvent", {"id": str, "headline": str, "from": str | None, "place": str | None})


class FoundDocument(TypedDict):
    """A document with a sentence that has the words."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None
    snippet: str


class FoundPlace(TypedDict):
    """A place whose name has the words."""

    id: str
    name: str | None
    admin1: str | None
    country: str | None
    events: int


class FoundActor(TypedDict):
    """An actor whose name has the words."""

    id: str
    name: str
    events: int


class FoundSource(TypedDict):
    """A source whose name has the words."""

    key: str
    name: str
    events: int


class Found(TypedDict):
    """What a search found."""

    events: list[FoundEvent]
    documents: list[FoundDocument]
    places: list[FoundPlace]
    actors: list[FoundActor]
    sources: list[FoundSource]
