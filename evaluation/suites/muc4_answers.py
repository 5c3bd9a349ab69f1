"""Templates of MUC-4 from the claims of a document, by the tables of muc4.toml.

One template is made for each incident type that a document's claims have: a report seldom tells of two
incidents of one type, and tells the one it has in many sentences. A template for each claim, and one for each
event of `counterclaim.events.link`, both did worse: within one report most claims lack the place or the date
that linking goes by. Types whose claims do not add up to one incident are left out (`muc4_incident`); how roles
are worded is in `muc4_names`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from counterclaim.model import ActorMention, ActorRole, Claim, Document, Quantity, TimeBasis
from counterclaim.reference.actors import ActorRegistry
from counterclaim.reference.countries import countries
from evaluation.suites.muc4_incident import is_incident
from evaluation.suites.muc4_names import (
    blown_up,
    full_names,
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
_DATELINE = 60
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
    groups: dict[str, list[Claim]] = {}
    before: str | None = None
    for claim in claims:
        kind = _type(claim)
        if kind is not None and claim.modality in tables()["stages"]:
            before = _meant(claim, kind, before)
            groups.setdefault(before, []).append(claim)
    published = document.published.end if document.published else None
    text = document.text
    story = _Story(text, published, _country(text), full_names(text) if groups else {}, registry)
    made = [(group, _answer(kind, group, story)) for kind, group in groups.items()]
    return [one for group, one in made if is_incident(group, one.roles, published, len(text))]


def _country(text: str) -> str | None:
    """Where a story plays: the country named most, that of its dateline counted too.

    The United States are named in many of these reports and are the scene of none.
    """
    counts = Counter(match.values[0] for match in countries().find(text))
    seat = countries().seat(text[:_DATELINE].partition(",")[0])
    counts.update([seat.code] * 2 if seat else [])
    return next((code for code, _ in counts.most_common() if code != "US"), None)


def _type(claim: Claim) -> str | None:
    if any(one.role is ActorRole.PARTICIPANT for one in claim.actors):
        return None
    found = tables()["types"].get(claim.event_type)
    return tables()["methods"].get(claim.method, found) if found else None


def _meant(claim: Claim, kind: str, before: str | None) -> str:
    """The type that a general word means: that of the explosive beside it, or of what was told just before."""
    table = tables()["general"]
    trigger, sentence = claim.trigger.text.lower(), claim.sentence.text.lower()
    if kind != "attack" or claim.event_type not in table["types"] or claim.method not in (None, "sabotage"):
        return kind
    if any(word in trigger for word in table["clash"]):
        return kind
    blown = any(word in sentence for word in table["explosives"])
    return "bombing" if blown or (before == "bombing" and not claim.actors) else kind


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
    victims = [name for one, _ in hit for name in _persons(one, story)]
    struck = [one for one, _ in hit if is_thing(one.span.text)] + things
    near = [what for one in claims if kind == "bombing" for what in blown_up(one.sentence.text, story.names)]
    roles = template(
        kind,
        {
            "PerpInd": _entities(individuals),
            "PerpOrg": _entities(organisations),
            "Target": _entities((*(thing(one.span.text, story.names) for one in struck), *near)),
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
            named=(*named, *victims, *organisations),
            days=_days(claims, story.published),
            place=_place(claims, story.country),
            stage=stage,
            confidences=tuple(Tagged(_confidence(claim), (name,)) for name, claim in organisations.items()),
            numbers=tuple(_numbers(hit, story)),
        ),
    )


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


def _days(claims: Iterable[Claim], published: date | None) -> Days | None:
    """The first stated time of a few days at most; else MUC-4's default, up to the day of the report."""
    for when in (one.when for one in claims):
        if when is None or when.basis not in (TimeBasis.STATED, TimeBasis.RELATIVE):
            continue
        start, end = when.start, when.end or when.start
        if start and end and (end - start).days <= tables()["dates"]["days"]:
            return start, end
    return (None, published) if published else None


def _place(claims: Iterable[Claim], country: str | None) -> Place | None:
    """The first place of the claims, one in the story's country before one abroad; else that country."""
    places = [one.place for one in claims if one.place and one.place.precision != "country"]
    home = [one for one in places if one.country in (None, country)]
    place = next(iter(home or places), None)
    if place is None:
        return Place(country, ()) if country else None
    names = (plain(place.span.text) if place.span else None, place.name)
    return Place(place.country or country, tuple(name for name in names if name))


def _confidence(claim: Claim) -> str:
    table = tables()["confidence"]
    source = claim.source
    if source is None:
        return str(table["other"])
    if source.actor and any(one.id == source.actor for one in claim.actors):
        return str(table["own"])
    return str(table.get(source.type, table["other"]))


def _numbers(hit: Iterable[tuple[ActorMention, Claim]], story: _Story) -> Iterator[Tagged]:
    """How many each target of people is, by its name, else its description without the number.

    Where a person is named, one man or woman described is taken for that person.
    """
    names = {name: None for mention, _ in hit for name in _persons(mention, story)}
    yield from (Tagged("1", (name,)) for name in names)
    seen = set()
    for mention, claim in hit:
        text = plain(mention.span.text)
        if text in seen or is_thing(text) or text.lower() in _PRONOUNS or any(_persons(mention, story)):
            continue
        seen.add(text)
        number = _number(mention, claim.quantities)
        if number != "1" or not names:
            yield Tagged(number, (thing(text, story.names), text))


def _number(mention: ActorMention, quantities: Iterable[Quantity]) -> str:
    for one in quantities:
        if one.span.start < mention.span.end and mention.span.start < one.span.end and one.low is not None:
            if one.high is None:
                return "PLURAL"
            figure = str(one.low) if one.low == one.high else f"{one.low} - {one.high}"
            return f"~{figure}" if one.approximate else figure
    return "PLURAL" if plain(mention.span.text).lower().endswith(("s", "people", "men")) else "1"
