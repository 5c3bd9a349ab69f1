"""The shapes of the answers on control, as OpenAPI describes them."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from counterclaim.web.details_models import Shape
from counterclaim.web.models import Point


class ControlParty(Shape):
    """A party that is spoken of; they stand in the order of their colours and shapes."""

    state: str
    name: str
    statements: int


class ControlArea(Shape):
    """A country that holds places of the map."""

    id: str
    name: str
    level: str
    places: int


class ControlBin(Shape):
    """How many statements speak of these days."""

    from_: date = Field(alias="from")
    to: date
    statements: int


class ControlOverview(Shape):
    """What a record says of control at all; days are null where it says nothing.

    `first` and `last` are the days spoken of, `first_known` and `last_known` those on which something became known;
    `begins` is where a view of the whole may begin. `firm` is the probability from which a state counts as firm.
    """

    schema_: str = Field(alias="schema")
    statements: int
    places: int
    first: date | None
    last: date | None
    first_known: date | None
    last_known: date | None
    begins: date | None
    firm: float
    parties: list[ControlParty]
    areas: list[ControlArea]
    days: list[ControlBin]
    notes: list[str]


class ControlStatement(Shape):
    """What a source says of who holds a place, with the sentence. `says` is turned round where `denied`."""

    first: date
    last: date
    said: date
    says: str
    party: str | None
    party_name: str | None
    former: str | None
    denied: bool
    strength: float
    share: float | None
    claim: str | None
    document: str | None
    publisher: str | None
    published: date | None
    source: str
    source_type: str
    interested: bool
    modality: str
    verification: str
    sentence: str
    also: list[str]


class ControlFirmness(Shape):
    """How firmly a place is held, as known on the day; `score` from 0 to 1 orders places and is no probability."""

    holder: str | None
    probability: float
    since: date | None
    days: int
    contested: float
    sources: int
    disinterested: int
    score: float


class ControlProperties(Shape):
    """A settlement on a day. `state` is the likeliest, by key; `states` are all, by name."""

    place: str
    country: str | None
    admin1: str | None
    population: int | None
    on: date
    state: str
    name: str
    probability: float
    firm: bool
    besieged: bool
    states: dict[str, float]
    statements: int
    last_said: date | None
    sources: list[str]
    firmness: ControlFirmness | None = None
    latest: ControlStatement | None = None


class ControlCell(Shape):
    """A GeoJSON polygon or multipolygon."""

    type: Literal["Polygon", "MultiPolygon"]
    coordinates: list[Any]


class ControlFeature(Shape):
    """A settlement, as a point; or the land nearest to it, where cells are asked for."""

    type: Literal["Feature"]
    id: str
    geometry: Point | ControlCell
    properties: ControlProperties


class ControlMap(Shape):
    """A GeoJSON FeatureCollection. Cells are `interpolated`, end `reach_km` from their settlement, and have no firmness.

    `places` are those that were asked for, `left_out` those of them beyond the most that are answered.
    """

    type: Literal["FeatureCollection"]
    schema_: str = Field(alias="schema")
    interpolated: bool
    note: str
    on: date
    known_on: date | None
    reach_km: float | None = None
    places: int
    left_out: int
    notes: list[str]
    features: list[ControlFeature]


class ControlPlace(Shape):
    """A place of control. A place that is known by its words alone has no point."""

    id: str
    name: str
    level: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    population: int | None


class ControlPart(ControlPlace):
    """A place in an area, or a quarter of a city, with its likeliest state."""

    state: str
    holder: str
    probability: float


class ControlState(Shape):
    """The probability of a state by all that is known (`now`), and as known on the day itself (`then`)."""

    state: str
    name: str
    now: float
    then: float


class ControlChance(Shape):
    """The chance of another holder within so many days."""

    days: int
    chance: float
    low: float
    high: float


class ControlSaid(Shape):
    """Who says it, and the sentence."""

    says: str
    source: str
    interested: bool
    publisher: str | None
    published: date | None
    sentence: str
    claim: str | None
    document: str | None


class ControlSpell(Shape):
    """A time in which a place is said to have been held by one party; see docs/control.md."""

    holder: str | None
    name: str
    since_first: date
    since_last: date
    until: date | None
    changed: bool
    only_interested: bool
    probability: float
    sources: list[ControlSaid]
    denials: list[ControlSaid]


class ControlSiege(Shape):
    """A siege as it is told."""

    first: date
    last: date | None
    sources: list[str]


class ControlSeriesState(Shape):
    """A state of a series; `order` is that of the record's parties, null for states that are no party."""

    state: str
    name: str
    order: int | None


class ControlSeries(Shape):
    """Probabilities by day (rows) and state (columns)."""

    from_: date = Field(alias="from")
    to: date
    daily: bool
    states: list[ControlSeriesState]
    days: list[date]
    now: list[list[float]]
    then: list[list[float]]


class ControlHistory(Shape):
    """Who held a place, when, how firmly, according to whom, and over time."""

    schema_: str = Field(alias="schema")
    place: ControlPlace
    on: date
    known_on: date | None
    states: list[ControlState]
    besieged: bool
    firmness: ControlFirmness | None
    fragility: list[ControlChance]
    spells: list[ControlSpell]
    changes_of_hands: int
    sieges: list[ControlSiege]
    statements: list[ControlStatement]
    statements_total: int
    parts: list[ControlPart]
    notes: list[str]
    series: ControlSeries


class ControlChange(ControlSpell):
    """A spell that began with a change of hands; `from_holder` is who is said to have been there before."""

    place: str
    place_id: str
    country: str | None
    from_holder: str | None


class ControlChanges(Shape):
    """The changes of hands between two days, the last first; `total` counts those left out too."""

    from_: date | None = Field(alias="from")
    to: date | None
    known_on: date | None
    total: int
    changes: list[ControlChange]


class ControlShare(Shape):
    """The share of an area in one state on a day: of its places, and of the people in those whose number is known."""

    day: date
    state: str
    name: str
    places: float
    places_low: float
    places_high: float
    people: float | None
    people_low: float | None
    people_high: float | None


class ControlCovered(Shape):
    """How many places and people the gazetteer has in an area, and how many places' people it does not know."""

    places: int | None
    population: int | None
    without_population: int


class ControlAreaAnswer(Shape):
    """Shares of an area by who holds the places of which something is said, over time."""

    schema_: str = Field(alias="schema")
    area: ControlPlace
    by: str | None
    known_on: date | None
    places: int
    population: int
    covered: ControlCovered
    shares: list[ControlShare]
    said_of_it: list[ControlStatement]
    parts: list[ControlPart]


class ControlWord(Shape):
    """The newest word of a source on a place."""

    says: str
    party: str
    holds: bool
    day: date
    source: str
    interested: bool
    publisher: str | None
    published: date | None
    sentence: str
    claim: str | None
    document: str | None


class ControlLikely(Shape):
    """A state by name with its probability."""

    name: str
    now: float


class ControlDisagreement(Shape):
    """A place on which the newest words of sources contradict each other."""

    place: str
    place_id: str
    country: str | None
    on: date
    days_apart: int
    words: list[ControlWord]
    states: list[ControlLikely]


class ControlDisagreements(Shape):
    """Where sources disagree on a day, the words nearest in time first; `total` counts those left out too."""

    on: date | None
    known_on: date | None
    within: int
    total: int
    disagreements: list[ControlDisagreement]
