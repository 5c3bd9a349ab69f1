"""Who an actor's name means when it stands alone, as in a table or a question."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property

from rapidfuzz import fuzz, process

from counterclaim.reference.actors.finding import ActorFinder
from counterclaim.reference.actors.types import Actor, ActorMatch
from counterclaim.reference.actors.words import lower_words
from counterclaim.reference.countries import Country, countries
from counterclaim.text.names import plain

_MAX_NAME = 300
_LEAST_LIKENESS = 70
_YEARS = re.compile(r"\(\s?\d{4}\s?(?:-\s?(?:\d{4})?)?\s?\)")
_COUNTRY = re.compile(r"\s?\(([^()]{3,60})\)\Z")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_CIVILIANS = "civilians"


class Naming:
    """Resolves names by themselves: ids, names of codebooks, what the finder sees, countries, civilians."""

    def __init__(self, actors: Mapping[str, Actor], finder: ActorFinder) -> None:
        self._actors = actors
        self._finder = finder

    @cached_property
    def _coded(self) -> dict[str, list[Actor]]:
        return self._by_name(lambda actor: (*(one.name for one in actor.ucdp), *actor.acled))

    @cached_property
    def _called(self) -> dict[str, list[Actor]]:
        return self._by_name(lambda actor: (actor.name, *(one.name for one in actor.names)))

    def _by_name(self, names: Callable[[Actor], Iterable[str]]) -> dict[str, list[Actor]]:
        known: dict[str, list[Actor]] = {}
        for actor in self._actors.values():
            for name in {plain(one) for one in names(actor)}:
                known.setdefault(name, []).append(actor)
        return known

    def resolve(self, name: str, on: date | None, country: str | None) -> Actor | None:
        """See `ActorRegistry.resolve`."""
        name = " ".join(_YEARS.sub(" ", name[:_MAX_NAME]).split())
        if name in self._actors:
            return self._actors[name]
        short, inside = _without_country(name)
        if inside is not None:
            country = inside.code
        return (
            self._by_country(short, inside)
            or whole(name, self._finder.find(name, on, country, None))
            or whole(short, self._finder.find(short, on, country, None))
            or _one(self._coded.get(plain(name), []), on, country)
            or _one(self._called.get(plain(name), []), on, country)
            or _only(self._finder.bearers.spelled(name, on, country))
            or whole(f"the {name}", self._finder.find(f"the {name}", on, country, None))
            or self._state(name)
            or self._civilians(name)
        )

    def _by_country(self, name: str, country: Country | None) -> Actor | None:
        """The actor whose name has the country in it: "Gendarmerie (Kenya)", the Gendarmerie of Kenya."""
        if country is None:
            return None
        forms = [f"{name} of {one}" for one in (country.name, *country.names)]
        forms += [f"{demonym} {name}" for demonym in country.demonyms]
        found = {actor.id: actor for form in forms for actor in self._called.get(plain(form), [])}
        return next(iter(found.values())) if len(found) == 1 else None

    def _state(self, name: str) -> Actor | None:
        """A country that is named as an actor is its government."""
        known = countries().named(re.sub(r"\A[Tt]he\s", "", name)) if not name.islower() else None
        return self._actors.get(f"gov.{known.code}") if known else None

    def _civilians(self, name: str) -> Actor | None:
        """People who are no party: "unknown citizens (Kenya)", "residents of Mosul"."""
        plural = re.sub(r"\s?\([^()]*\)\Z", "", name.lower())
        said = _WORD.findall(plural)
        crowd = next((i for i, word in enumerate(said) if word in lower_words("crowd")), None)
        nation = said[-1:] == ["people"] and len(said) > 1 and countries().demonym(said[-2]) is not None
        people = nation or any(plural.endswith(word) for word in lower_words("civilians"))
        of = crowd is not None and said[crowd + 1 : crowd + 2] in (["of"], ["from"], ["in"])
        mild = lower_words("mild", "unknown")
        if of and crowd is not None and all(word in mild for word in said[:crowd]):
            return self._actors.get(_CIVILIANS)
        left = [word for word in said if word not in mild | _parts("civilians") and not word.isdigit()]
        left = [word for word in left if countries().demonym(word) is None]
        return self._actors.get(_CIVILIANS) if people and not left else None

    def nearest(self, name: str, limit: int) -> list[Actor]:
        """See `ActorRegistry.nearest`."""
        asked = plain(name)
        likeness: dict[str, float] = {}
        for scorer in (fuzz.ratio, fuzz.token_set_ratio):
            for known, score, _ in process.extract(
                asked, list(self._called), scorer=scorer, limit=limit * 3, score_cutoff=_LEAST_LIKENESS
            ):
                likeness[known] = max(score, likeness.get(known, 0))
        best = sorted(likeness, key=lambda known: (-likeness[known], abs(len(known) - len(asked)), known))
        found = {actor.id: actor for known in best for actor in self._called[known]}
        return list(found.values())[:limit]


def _without_country(name: str) -> tuple[str, Country | None]:
    """A name without the country in brackets behind it, and the country."""
    behind = _COUNTRY.search(name)
    country = countries().named(behind[1]) if behind else None
    return (name[: behind.start()], country) if behind and country else (name, None)


def _one(actors: list[Actor], on: date | None, country: str | None) -> Actor | None:
    """The one of those who bear a name that existed then, and that is of the country where several did."""
    if len(actors) > 1 and on is not None:
        actors = [actor for actor in actors if actor.active(on)]
    if len(actors) > 1:
        actors = [actor for actor in actors if actor.country == country]
    return _only(actors)


def _only(actors: list[Actor]) -> Actor | None:
    return actors[0] if len(actors) == 1 else None


def _parts(use: str) -> frozenset[str]:
    return frozenset(part for phrase in lower_words(use) for part in phrase.split())


def whole(text: str, matches: Sequence[ActorMatch]) -> Actor | None:
    """The one actor that the matches in a phrase name, if no word of the phrase names anything more.

    Words for those who make up an actor ("fighters") and words that change nothing about who is meant are
    no more.
    """
    actors = {match.actor.id if match.actor else None: match.actor for match in matches}
    if len(actors) != 1:
        return None
    at, left = 0, []
    for match in matches:
        left.append(text[at : match.start])
        at = match.end
    left.append(text[at:])
    idle = lower_words("mild", "people")
    said = (
        word.lower().removesuffix("'s").removesuffix("’s") for part in left for word in _WORD.findall(part)
    )
    if any(word not in idle and not word.isdigit() and word != "s" for word in said):
        return None
    return next(iter(actors.values()))
