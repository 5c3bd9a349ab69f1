"""Templates of MUC-4 from the claims of a document, by the tables of muc4.toml.

One template is made for each group of claims of `muc4_groups`. A template for each claim, and one for each
event of `counterclaim.events.link`, both did worse: within one report most claims lack the place or the date
that linking goes by. Groups that are no single incident are left out (`muc4_incident`); how roles are worded is
in `muc4_names`.
"""

from __future__ import annotations

from calendar import day_name
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from counterclaim.claims.kinds import HARMS
from counterclaim.claims.times import is_time_of_saying
from counterclaim.model import (
    ActorMention,
    ActorRole,
    Claim,
    Document,
    PlacePrecision,
    Quantity,
    TimeBasis,
    When,
)
from counterclaim.model import Place as ClaimPlace
from counterclaim.reference.actors import ActorRegistry
from counterclaim.reference.countries import countries
from evaluation.suites.muc4_groups import groups, stated_days
from evaluation.suites.muc4_incident import Told, is_incident
from evaluation.suites.muc4_names import (
    blown_up,
    full_names,
    head,
    is_thing,
    only_group,
    organisation,
    people,
    person,
    persons_behind,
    plain,
    tables,
    thing,
    weapons,
)
from evaluation.suites.muc4_roles import Template, normal, template
from evaluation.suites.muc4_slots import Days, Place, Response, Tagged

_DOES = frozenset({ActorRole.PERPETRATOR, ActorRole.CLAIMANT})
_STATED = frozenset({TimeBasis.STATED, TimeBasis.RELATIVE})
_TOLD_ON = frozenset({TimeBasis.NARRATIVE})
_SCENES_OF_NONE = ("US",)
_DATELINE = 60
_WEEKDAYS = tuple(name.lower() for name in day_name)
_SEVERAL = "PLURAL"
_PRONOUNS = frozenset({"he", "she", "they", "it", "who", "him", "her", "them", "whom"})


@dataclass(frozen=True, slots=True)
class Answer:
    """One incident in the two forms in which it is scored."""

    roles: Template
    slots: Response


@dataclass(frozen=True, slots=True)
class _Story:
    """What the parts of a template are read against."""

    text: str
    published: date | None
    country: str | None
    names: dict[str, str]
    registry: ActorRegistry


def answers(document: Document, claims: Sequence[Claim], registry: ActorRegistry) -> list[Answer]:
    """The templates that the claims of a document amount to, in the order of the text."""
    return [answer for told, answer in candidates(document, claims, registry) if is_incident(told)]


def candidates(
    document: Document, claims: Sequence[Claim], registry: ActorRegistry
) -> Iterator[tuple[Told, Answer]]:
    """A template for each group of claims, and what tells whether it is an incident of MUC-4."""
    found = groups(claims)
    published = document.published.end if document.published else None
    text = document.text
    story = _Story(text, published, _country(text), full_names(text) if found else {}, registry)
    every = sum(len(group) for _, group in found)
    for kind, group in found:
        answer = _answer(kind, group, story)
        yield Told(group, answer.roles, published, len(text), len(found), every), answer


def _country(text: str) -> str | None:
    """Where a story plays: the country named most, that of its dateline counted too.

    The United States are named in many of these reports and are the scene of none.
    """
    counts = Counter(match.values[0] for match in countries().find(text))
    seat = countries().seat(text[:_DATELINE].partition(",")[0])
    counts.update([seat.code] * 2 if seat else [])
    return next((code for code, _ in counts.most_common() if code not in _SCENES_OF_NONE), None)


def _answer(kind: str, claims: Sequence[Claim], story: _Story) -> Answer:
    does = [(one, claim) for claim in claims for one in claim.actors if one.role in _DOES]
    hit = [(one, claim) for claim in claims for one in claim.targets if one.role is ActorRole.VICTIM]
    things = [one for claim in claims for one in claim.targets if one.role is ActorRole.OBJECT]
    named_by: dict[str | None, tuple[str, Claim]] = {}
    for one, claim in does:
        name = organisation(one, story.registry, story.text)
        if name:
            named_by.setdefault(one.id or name, (name, claim))
    organisations = dict(named_by.values())
    individuals = [name for one, _ in does if (name := people(one, organisations))]
    if individuals and not organisations and (group := only_group(story.text, story.registry)):
        organisations = {group: does[0][1]}
    victims = list(_victims(hit, claims, story))
    struck = [one.span.text for one, _ in hit if is_thing(one.span.text)] + [
        one.span.text for one in things if head(one.span.text) not in tables()["descriptions"]["areas"]
    ]
    near = [what for one in claims if kind == "bombing" for what in blown_up(one.sentence.text, story.names)]
    roles = template(
        kind,
        {
            "PerpInd": _entities(individuals),
            "PerpOrg": _entities(islice(organisations, 1)),
            "Target": _entities((*(thing(one, story.names) for one in struck), *near)),
            "Victim": _entities(victims),
            "Weapon": _entities(name for claim in claims for name in weapons(claim.sentence.text, kind)),
        },
    )
    stage = tables()["stages"][claims[0].modality]
    named = [plain(one.span.text) for one, _ in (*does, *hit)] + [plain(one.span.text) for one in things]
    return Answer(
        roles,
        Response(
            type=kind.upper(),
            named=(*named, *victims, *near, *organisations),
            days=_days(claims, story.published),
            place=_place(claims, story.country),
            stage=stage,
            confidences=tuple(Tagged(_confidence(claim), (name,)) for name, claim in organisations.items()),
            numbers=tuple(_numbers(hit, victims, story)),
        ),
    )


def _victims(
    hit: Iterable[tuple[ActorMention, Claim]], claims: Iterable[Claim], story: _Story
) -> Iterator[str]:
    """Names of the persons hit: those of the targets, and those counted as harmed."""
    for mention, _ in hit:
        yield from _persons(mention, story)
    for figure in (one for claim in claims for one in claim.quantities):
        name = person(figure.span.text, story.names) if figure.what in HARMS and figure.low == 1 else None
        if name:
            yield name


def _persons(mention: ActorMention, story: _Story) -> Iterator[str]:
    """Names of the persons that a mention means, and of those listed behind it."""
    if is_thing(mention.span.text):
        return
    name = person(mention.span.text, story.names)
    if name:
        yield name
    yield from persons_behind(story.text[mention.span.end :], story.names)


def _entities(texts: Iterable[str]) -> list[list[str]]:
    """Each string once, an entity of its own."""
    return [[text] for text in {normal(text): text for text in texts}.values()]


def _days(claims: Sequence[Claim], published: date | None) -> Days | None:
    """The first stated time of a few days at most, else a day that the story had come to, else MUC-4's default.

    The default is any time up to the day of the report; so is the day of the report that a story goes on from.
    """
    for bases in (_STATED, _TOLD_ON):
        for claim in claims:
            days = stated_days(claim, bases)
            if (
                days is None
                or claim.when is None
                or _is_weekday(claim.when)
                or _is_of_saying(claim.when, claim)
            ):
                continue
            if bases is _STATED or days[1] != published:
                return days
    return (None, published) if published else None


def _is_weekday(when: When) -> bool:
    """Whether a time is a day of the week and no date, which no calendar was at hand for."""
    text = when.span.text if when.span else ""
    return any(day in text.lower() for day in _WEEKDAYS) and not any(char.isdigit() for char in text)


def _is_of_saying(when: When, claim: Claim) -> bool:
    """Whether a time is that of the statement or reaction in whose words the deed is told."""
    return is_time_of_saying(when, claim.sentence.text, claim.sentence.start)


def _place(claims: Sequence[Claim], country: str | None) -> Place | None:
    """The first place of the claims: one that their own sentences name before one that the story had come to.

    Of these, one of the gazetteer in the story's country comes before others. Without any it is the country that
    a claim's own sentence names, else the story's.
    """
    named = [one.place for one in claims if one.place and _names_its_place(one)]
    places = [one for one in named if one.precision is not PlacePrecision.COUNTRY]
    home = [one for one in places if one.country in (None, country)]
    known = [one for one in home if one.country and one.name]
    went_on = [one.place for one in claims if one.place and _is_known_in(one.place, country)]
    place = next(iter(known or home or places or went_on), None)
    if place is None:
        own = next((one.country for one in named if one.country not in (None, *_SCENES_OF_NONE)), country)
        return Place(own, ()) if own else None
    names = (plain(place.span.text) if place.span else None, place.name)
    return Place(place.country or country, tuple(name for name in names if name))


def _is_known_in(place: ClaimPlace, country: str | None) -> bool:
    return (
        place.precision is not PlacePrecision.COUNTRY and place.name is not None and place.country == country
    )


def _names_its_place(claim: Claim) -> bool:
    span = claim.place.span if claim.place else None
    return span is not None and claim.sentence.start <= span.start < claim.sentence.end


def _confidence(claim: Claim) -> str:
    table = tables()["confidence"]
    source = claim.source
    if source is None:
        return str(table["other"])
    if source.actor and any(one.id == source.actor for one in claim.actors):
        return str(table["own"])
    return str(table.get(source.type, table["other"]))


def _numbers(
    hit: Iterable[tuple[ActorMention, Claim]], victims: Iterable[str], story: _Story
) -> Iterator[Tagged]:
    """How many each target of people is, by its name, else its description without the number.

    Where a person is named, one man or woman described is taken for that person. Of one noun, each number is
    given once, and "several" only where there is no number. Those who bear arms are no targets of MUC-4.
    """
    names = dict.fromkeys(victims)
    yield from (Tagged("1", (name,)) for name in names)
    found: dict[str, dict[str, Tagged]] = {}
    for mention, claim in hit:
        text = plain(mention.span.text)
        what, noun = thing(text, story.names), head(text)
        if not what or noun in _PRONOUNS or is_thing(text) or any(_persons(mention, story)):
            continue
        number = _number(mention, claim.quantities)
        if noun not in tables()["descriptions"]["fighters"] and (number != "1" or not names):
            found.setdefault(noun, {}).setdefault(number, Tagged(number, (what, text)))
    for numbers in found.values():
        yield from (one for one in numbers.values() if one.value != _SEVERAL or len(numbers) == 1)


def _number(mention: ActorMention, quantities: Iterable[Quantity]) -> str:
    for one in quantities:
        if one.span.start < mention.span.end and mention.span.start < one.span.end and one.low is not None:
            if one.high is None:
                return _SEVERAL
            figure = str(one.low) if one.low == one.high else f"{one.low} - {one.high}"
            return f"~{figure}" if one.approximate else figure
    noun = head(mention.span.text)
    several = noun.endswith(("s", "people", "men")) or noun in tables()["numbers"]["several"]
    return _SEVERAL if several else "1"
