"""The made-up war of `synthetic_claims`: what happens in it, and how a report tells it, well or badly."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from counterclaim.model import (
    ActorMention,
    ActorRole,
    Attribution,
    Claim,
    Kind,
    Modality,
    Place,
    PlacePrecision,
    Quantity,
    SourceType,
    Span,
    TimeBasis,
    TimePrecision,
    Verification,
    When,
    content_id,
)

_TOWNS = 80
_KM_PER_DEGREE = 111.2
_SYLLABLES = ("ba", "dor", "ka", "lim", "mar", "na", "qis", "ra", "sel", "tu", "ver", "zan")
_TYPES = {
    "air_drone_strike": ("air strike", "warplanes bombed"),
    "shelling_artillery_missile_attack": ("shelling", "shells hit"),
    "remote_explosive_landmine_ied": ("roadside bomb", "a bomb went off in"),
    "suicide_bomb": ("suicide bombing", "a bomber struck"),
    "armed_clash": ("clashes", "fighters clashed in"),
    "attack": ("attack", "gunmen attacked"),
    "abduction_forced_disappearance": ("abduction", "people were seized in"),
    "offensive": ("offensive", "an offensive began in"),
}
_TYPE_WEIGHTS = (22, 20, 12, 4, 22, 14, 4, 2)
_HARM = tuple(_TYPES)[:6]
_SITES = (
    "market",
    "hospital",
    "checkpoint",
    "school",
    "bakery",
    "bridge",
    "barracks",
    "mosque",
    "depot",
    "station",
)
_DETAILS = (
    "dawn",
    "noon",
    "crowded",
    "northern",
    "eastern",
    "convoy",
    "smoke",
    "rescuers",
    "burned",
    "rubble",
    "patrol",
)
_SPEAKERS = (
    ("residents", SourceType.WITNESS),
    ("officials", SourceType.OFFICIAL),
    ("a monitor", SourceType.MONITOR),
    ("a spokesman", SourceType.PARTY),
)


@dataclass(frozen=True, slots=True)
class Town:
    """A place of a theatre."""

    id: str
    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Happening:
    """A true event."""

    number: int
    day: date
    type: str
    town: Town
    country: str
    doer: str
    sufferer: str
    killed: int
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theatre:
    """Where a war is fought: towns that it hits ever less often, and its parties. `country` is a made-up code."""

    number: int
    country: str
    lat: float
    lon: float
    towns: tuple[Town, ...]
    sides: tuple[str, ...]

    @classmethod
    def make(cls, number: int, random: Random) -> Theatre:
        """Theatre `number`: 300 km across, 9 degrees from the next."""
        country = f"X{chr(ord('A') + number % 26)}"
        lat, lon = 5.0 + 9.0 * (number // 36 % 7), -175.0 + 9.0 * (number % 36)
        towns = tuple(
            Town(f"syn:{number}.{one}", _name(random), *_near(lat, lon, 150.0, random))
            for one in range(_TOWNS)
        )
        sides = (f"forces.{country}", *(f"group_{number}_{one}" for one in range(3)))
        return cls(number, country, lat, lon, towns, sides)

    def happening(self, number: int, day: date, random: Random) -> Happening:
        """Something that happens on `day`: in the first towns most often (Zipf's law)."""
        town = self.towns[min(_TOWNS - 1, int(math.exp(random.random() * math.log(_TOWNS + 1))) - 1)]
        doer, enemy = random.sample(self.sides, 2)
        return Happening(
            number=number,
            day=day,
            type=random.choices(tuple(_TYPES), _TYPE_WEIGHTS)[0],
            town=town,
            country=self.country,
            doer=doer,
            sufferer="civilians" if random.random() < 0.4 else enemy,
            killed=int(random.lognormvariate(1.2, 1.1)),
            details=(random.choice(_SITES), *random.sample(_DETAILS, 2)),
        )


@dataclass(frozen=True, slots=True)
class Report:
    """A document."""

    id: str
    publisher: str
    published: date

    def copied(self, claim: Claim) -> Claim:
        """The same claim in this document."""
        return replace(
            claim,
            id=content_id("c", self.id, claim.id),
            document_id=self.id,
            attribution=(Attribution(self.publisher, SourceType.PUBLISHER), *claim.attribution[1:]),
        )


def report_claims(report: Report, told: Sequence[Happening], random: Random) -> Iterator[tuple[Claim, int]]:
    """The claims of a report, one sentence each, with the number of the event. Some events are told twice."""
    sentence = 0
    for happening in told:
        for _ in range(2 if random.random() < 0.15 else 1):
            yield _claim(report, happening, sentence, random), happening.number
            sentence += 1


def tally(report: Report, theatre: Theatre, sentence: int, random: Random) -> Claim:
    """A count of many events of one side over some months."""
    doer, town = random.choice(theatre.sides), theatre.towns[0]
    start = report.published - timedelta(days=random.choice((30, 90, 180)))
    text = f"{_label(doer)} carried out {random.randint(10, 90)} attacks since {start:%B %Y}."
    when = When(f"{start}/{report.published}", start, report.published, TimePrecision.RANGE, TimeBasis.STATED)
    happening = Happening(-1, start, "attack", town, theatre.country, doer, "civilians", 0, ())
    claim = _claim(report, happening, sentence, random)
    wide = _place(happening, PlacePrecision.ADMIN1, random)
    return replace(
        claim, kind=Kind.TALLY, place=wide, when=when, sentence=_span(sentence, text), quantities=()
    )


def _claim(report: Report, told: Happening, sentence: int, random: Random) -> Claim:
    noun, phrase = random.choice([_TYPES[told.type]] * 4 + [("violence", "there was violence in")])
    speaker, source = random.choice(_SPEAKERS)
    quantities = _killed(told, random)
    doers, sufferers = random.choices(((1, 1), (1, 0), (0, 1), (0, 0)), (55, 17, 13, 15))[0]
    words = [
        f"{phrase.capitalize()} {told.town.name}"
        if random.random() < 0.5
        else f"{noun.capitalize()} in {told.town.name}",
        *(random.sample(told.details, random.randint(1, len(told.details))) if told.details else ()),
        f"by {_label(told.doer)}" if doers else "",
        f"killing {quantities[0].span.text}" if quantities else "",
        f"{speaker} told {report.publisher}",
    ]
    text = " ".join(filter(None, words)) + "."
    party = told.doer if source is SourceType.PARTY else None
    return Claim(
        id=content_id("c", report.id, sentence),
        document_id=report.id,
        sentence=_span(sentence, text),
        trigger=_span(sentence, text.split()[0]),
        kind=Kind.EVENT,
        event_type=_type(told, random),
        modality=random.choices((Modality.REPORTED, Modality.CLAIMED, Modality.DENIED), (75, 23, 2))[0],
        verification=Verification.NONE,
        attribution=(
            Attribution(report.publisher, SourceType.PUBLISHER),
            Attribution(speaker, source, party, party is not None, _span(sentence, speaker)),
        ),
        actors=(_mention(told.doer, ActorRole.PERPETRATOR, sentence),) if doers else (),
        targets=(_mention(told.sufferer, ActorRole.VICTIM, sentence),) if sufferers else (),
        quantities=quantities,
        place=_told_place(told, random),
        when=_told_when(told, report.published, random),
        control=None,
        method=None,
        evidence=(),
        cites=(),
        confidence=0.7,
        extractor="synthetic",
    )


def _type(told: Happening, random: Random) -> str:
    if told.type in _HARM and random.random() < 0.15:
        return random.choice((*_HARM, "unspecified_violence"))
    return told.type


def _killed(told: Happening, random: Random) -> tuple[Quantity, ...]:
    chance = random.random()
    if told.killed == 0 or chance < 0.25:
        return ()
    value = told.killed
    if chance < 0.5:
        value = max(1, round(value * random.uniform(0.6, 1.5)))
    least = random.random() < 0.2
    said = f"at least {value}" if least else str(value)
    of = told.sufferer if random.random() < 0.5 else None
    return (Quantity("killed", of, value, None if least else value, False, Span(0, len(said), said)),)


def _told_place(told: Happening, random: Random) -> Place | None:
    precision = random.choices(
        (PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.ADMIN1, PlacePrecision.COUNTRY, None),
        (68, 13, 10, 4, 5),
    )[0]
    return _place(told, precision, random) if precision else None


def _place(told: Happening, precision: PlacePrecision, random: Random) -> Place:
    """The place of an event, told as finely as `precision`. A country has one province."""
    town = told.town
    name, id_, lat, lon, radius = town.name, town.id, town.lat, town.lon, 3.0
    if precision is PlacePrecision.NEAR:
        radius = random.uniform(6.0, 14.0)
        lat, lon = _near(lat, lon, radius, random)
    elif precision is not PlacePrecision.EXACT:
        name, radius = (f"{told.country} province", 150.0) if precision == "admin1" else (told.country, 400.0)
        id_ = f"syn:{told.country}.{precision}"
        lat, lon = round(lat / 9.0) * 9.0, round(lon / 9.0) * 9.0
    return Place(_span(0, name), id_, name, None, told.country, lat, lon, radius, precision, None, 0.9)


def _told_when(told: Happening, published: date, random: Random) -> When | None:
    chance = random.random()
    if chance < 0.05:
        return None
    if chance < 0.15:
        start = published - timedelta(days=6)
        return When(f"{start}/{published}", start, published, TimePrecision.WEEK, TimeBasis.PUBLISHED)
    if chance < 0.24:
        start = told.day - timedelta(days=random.randint(0, 6))
        end = start + timedelta(days=6)
        return When(f"{start}/{end}", start, end, TimePrecision.WEEK)
    day = told.day + timedelta(days=random.choice((-1, 1)) if chance < 0.32 else 0)
    return When(f"{day}", day, day, TimePrecision.DAY)


def _mention(side: str, role: ActorRole, sentence: int) -> ActorMention:
    return ActorMention(_span(sentence, _label(side)), role, side, _label(side))


def _label(side: str) -> str:
    return side.replace("_", " ").replace(".", " ").title()


def _span(sentence: int, text: str) -> Span:
    """A span of the sentence of that number; sentences stand 200 characters apart."""
    return Span(sentence * 200, sentence * 200 + len(text), text)


def _name(random: Random) -> str:
    return "".join(random.choice(_SYLLABLES) for _ in range(random.randint(2, 4))).capitalize()


def _near(lat: float, lon: float, km: float, random: Random) -> tuple[float, float]:
    """A point within `km`, evenly over the disc."""
    distance, angle = km * math.sqrt(random.random()) / _KM_PER_DEGREE, random.uniform(0.0, 2.0 * math.pi)
    return lat + distance * math.sin(angle), lon + distance * math.cos(angle) / math.cos(math.radians(lat))
