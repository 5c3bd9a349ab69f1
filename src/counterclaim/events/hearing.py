"""Whose word counts: an event as everyone tells it, without the parties, by two origins, or by one side alone.

A *word* is ``everyone``, ``no_parties``, ``two_origins`` or ``side:ID``. It says which claims of an event are heard;
an event of which none is heard is not there. Its figures follow by a rule of `counterclaim.events.estimates` from the
claims that are heard; whose word each claim is, is found among all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterclaim.errors import UsageError
from counterclaim.events.estimates import DEFAULT, RULES, Explained, Rule, explained, party_rule
from counterclaim.events.provenance import Contexts, Provenance, trace
from counterclaim.events.provenance.publishers import publisher_actor, publisher_key
from counterclaim.events.provenance.tables import registry
from counterclaim.events.withdrawals import denies
from counterclaim.model import Attribution, Claim, Estimate, Heard, SourceType
from counterclaim.reference.actors.sides import side

EVERYONE, NO_PARTIES, TWO_ORIGINS, SIDE = "everyone", "no_parties", "two_origins", "side:"
MEANINGS = {
    EVERYONE: "Every claim counts.",
    NO_PARTIES: "Claims that are a party's word, or its own outlet's, are left out.",
    TWO_ORIGINS: "Only events that two independent origins state, and figures that two of them give.",
    SIDE: "Only the words of one side count: its spokesmen, its bodies and its own outlets.",
}
_CONSERVATIVE = RULES["conservative"]
_NAMELESS = frozenset({SourceType.ANONYMOUS, SourceType.WITNESS})
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Hearing:
    """What a word lets one hear of an event: claims, the keys of their origins, and figures with what made them."""

    word: str
    rule: Rule
    claims: tuple[Claim, ...]
    origins: tuple[str, ...]
    figures: tuple[Explained, ...]


def check_word(word: str) -> str:
    """`word`, with the side of an actor for the actor.

    Raises:
        UsageError: there is no such word.
    """
    if word in (EVERYONE, NO_PARTIES, TWO_ORIGINS):
        return word
    actor = word.removeprefix(SIDE)
    if not word.startswith(SIDE) or not actor:
        raise UsageError(
            f"there is no word {word[:100]!r}; there are {EVERYONE}, {NO_PARTIES}, {TWO_ORIGINS} and {SIDE}ID"
        )
    return SIDE + side(actor)


def hear(
    claims: Sequence[Claim], contexts: Contexts, word: str, *, provenance: Provenance | None = None
) -> Hearing:
    """What `word` lets one hear of the event that `claims` make.

    `provenance` is that of the claims, where it is known already.

    Raises:
        UsageError: there is no such word.
    """
    word = check_word(word)
    found = provenance or trace(claims, contexts)
    kept = _kept(word, found)
    heard = {key: same for key, same in kept.items() if same}
    rule = _rule(word)
    spoken = [claim for same in heard.values() for claim in same]
    figures = explained(spoken, contexts, rule, by_origin=heard)
    if word == TWO_ORIGINS:
        figures = tuple(one for one in figures if len({each.origin for each in one.standing.figures}) > 1)
    ordered = tuple(sorted(spoken, key=lambda claim: claim.id))
    return Hearing(word, rule, ordered, tuple(sorted(heard)), figures)


def words_of(
    claims: Sequence[Claim], contexts: Contexts, *, provenance: Provenance | None = None
) -> tuple[Heard, ...]:
    """What each word that lets one hear anything of an event leaves of it, ``everyone`` first, sides by id."""
    found = provenance or trace(claims, contexts)
    sides = sorted({speaker for claim in claims if (speaker := speaker_of(claim)) is not None})
    words = (EVERYONE, NO_PARTIES, TWO_ORIGINS, *(SIDE + one for one in sides))
    hearings = (hear(claims, contexts, word, provenance=found) for word in words)
    return tuple(_heard(one, contexts) for one in hearings if one.claims)


def speaker_of(claim: Claim) -> str | None:
    """The side whose word a claim is: the actor that speaks, or the side that an outlet of its own belongs to."""
    source = claim.source
    if source is None:
        return None
    if source.actor is not None:
        return side(source.actor)
    outlet = publisher_actor(source.name) if source.type is SourceType.PUBLISHER else None
    if outlet is None or not outlet.party:
        return None
    return side(next(iter(registry().sides(outlet.id)), outlet.id))


def source_key(link: Attribution) -> str | None:
    """The key of a source, as origins have it; null for one without a name, such as "witnesses"."""
    if link.actor is not None:
        return f"actor:{side(link.actor)}"
    return None if link.type in _NAMELESS else publisher_key(link.name)


def source_name(key: str, link: Attribution) -> str:
    """A name to show for a source: the registry's, else the words of the text."""
    actor = registry().get(key.removeprefix("actor:")) or (registry().get(link.actor) if link.actor else None)
    return actor.name if actor is not None else " ".join(link.name[:_LONGEST_NAME].split())


def _rule(word: str) -> Rule:
    if word.startswith(SIDE):
        return replace(
            party_rule(word.removeprefix(SIDE)), keeps=lambda _: True
        )  # _kept has chosen the claims
    return _CONSERVATIVE if word == NO_PARTIES else DEFAULT


def _kept(word: str, found: Provenance) -> dict[str, list[Claim]]:
    """The claims that a word lets one hear, by the key of their origin."""
    if word == NO_PARTIES:
        return {
            one.key: [claim for claim in one.claims if not (claim.source and claim.source.interested)]
            for one in found.origins
            if not one.interested
        }
    if word == TWO_ORIGINS:
        stating = {one.key: [claim for claim in one.claims if not denies(claim)] for one in found.origins}
        return stating if sum(map(bool, stating.values())) > 1 else {}
    if word == EVERYONE:
        return {one.key: list(one.claims) for one in found.origins}
    wanted = word.removeprefix(SIDE)
    return {one.key: [c for c in one.claims if speaker_of(c) == wanted] for one in found.origins}


def _heard(one: Hearing, contexts: Contexts) -> Heard:
    sources: dict[str, str] = {}
    for claim in one.claims:
        for key, name in _sources(claim, contexts):
            sources[key] = min(name, sources.get(key, name))
    return Heard(
        word=one.word,
        claims=len(one.claims),
        documents=len({claim.document_id for claim in one.claims}),
        origins=len(one.origins),
        figures=tuple(figure.estimate for figure in one.figures if figure.estimate.of is None),
        sources=tuple(sorted(sources.items())),
        methods=tuple(sorted({claim.method for claim in one.claims if claim.method is not None})),
        modalities=tuple(sorted({claim.modality.value for claim in one.claims})),
        kinds=tuple(sorted({claim.kind.value for claim in one.claims})),
    )


def _sources(claim: Claim, contexts: Contexts) -> list[tuple[str, str]]:
    links = list(claim.attribution)
    publisher = contexts[claim.document_id].publisher
    if publisher:
        links.append(Attribution(publisher, SourceType.PUBLISHER))
    keyed = ((source_key(link), link) for link in links)
    return [(key, source_name(key, link)) for key, link in keyed if key is not None]


def estimates_of(one: Hearing) -> tuple[Estimate, ...]:
    """The estimates of a hearing, of everyone and of each side."""
    return tuple(figure.estimate for figure in one.figures)
