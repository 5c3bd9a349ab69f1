"""Origins of an event's claims: those whose word they are, each with the claims, an interest and the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from counterclaim.events.provenance.circles import circle
from counterclaim.events.provenance.citations import Citation, Citations, Step
from counterclaim.events.provenance.context import Contexts
from counterclaim.events.provenance.publishers import stakes
from counterclaim.events.provenance.reasons import reason
from counterclaim.events.provenance.voices import Path, Voice, paths, published
from counterclaim.model import Claim, Modality, SourceType
from counterclaim.reference.actors.sides import side

_NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Origin:
    """One whose word claims are. `claims` are by date of publication, then id: the last one is the newest word.

    `interested`: whoever of the origin speaks is a party to the conflict, or a party's own outlet. `own` are
    the ids of the claims in which it speaks itself; the others come from those who have it from there, but name
    nobody in their sentence. `reasons` say for each claim, by its id, why it is this one's word. `voices` are
    the keys of its voices, several for those who have it from one another in a circle.
    """

    key: str
    name: str
    type: SourceType
    interested: bool
    claims: tuple[Claim, ...]
    own: frozenset[str]
    reasons: Mapping[str, str]
    voices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """Voices that have it from one another, in the order of citing, and the claims that show it."""

    voices: tuple[Voice, ...]
    claims: tuple[Claim, ...]


class _Part(NamedTuple):
    """The provenance of what an event's claims state, or of what they deny."""

    origins: list[Origin]
    voices: dict[str, Voice]
    citations: list[Citation]
    circles: list[Circle]
    steps: dict[str, tuple[Step, ...]]


@dataclass(frozen=True, slots=True)
class Provenance:
    """Whose words an event's claims are.

    `origins` by key; all voices and citations; circles; by a claim's id its path, and the steps from its
    publisher to its origin, those that other claims tell of included.
    """

    origins: tuple[Origin, ...]
    voices: Mapping[str, Voice]
    citations: tuple[Citation, ...]
    circles: tuple[Circle, ...]
    paths: Mapping[str, Path]
    steps: Mapping[str, tuple[Step, ...]]


def origins(claims: Iterable[Claim], contexts: Contexts) -> dict[str, list[Claim]]:
    """Claims by origin, each list by date of publication and id: the last one is the newest word."""
    return {one.key: list(one.claims) for one in trace(claims, contexts).origins}


def trace(claims: Iterable[Claim], contexts: Contexts) -> Provenance:
    """Whose words the claims of one event are. Time grows with the number of claims, times its logarithm.

    Denials are followed apart: who prints a party's denial has not its own account from that party.
    """
    found = paths({claim.id: claim for claim in claims}.values(), contexts)
    parts = [
        _part([path for path in found if (path.claim.modality is Modality.DENIED) is denied], contexts)
        for denied in (False, True)
    ]
    merged: dict[str, list[Origin]] = {}
    for part in parts:
        for one in part.origins:
            merged.setdefault(one.key, []).append(one)
    return Provenance(
        tuple(_merged(merged[key], contexts) for key in sorted(merged)),
        parts[1].voices | parts[0].voices,
        tuple(one for part in parts for one in part.citations),
        tuple(one for part in parts for one in part.circles),
        {path.claim.id: path for path in found},
        parts[0].steps | parts[1].steps,
    )


def _part(found: Sequence[Path], contexts: Contexts) -> _Part:
    graph = Citations(found, contexts)
    steps = {path.claim.id: graph.steps(path) for path in found}
    grouped: dict[int, list[Path]] = {}
    for path in found:
        grouped.setdefault(graph.end(path), []).append(path)
    listed = [_origin(number, same, graph, steps, contexts) for number, same in grouped.items()]
    return _Part(listed, graph.voices, graph.citations(), list(_circles(graph, contexts)), steps)


def _merged(same: Sequence[Origin], contexts: Contexts) -> Origin:
    """What one origin states and what it denies."""
    first = same[0]
    return replace(
        first,
        interested=all(one.interested for one in same),
        claims=tuple(sorted((c for one in same for c in one.claims), key=lambda c: published(c, contexts))),
        own=frozenset(id_ for one in same for id_ in one.own),
        reasons={id_: words for one in same for id_, words in one.reasons.items()},
        voices=tuple(sorted({key for one in same for key in one.voices})),
    )


def _origin(
    number: int,
    same: Sequence[Path],
    graph: Citations,
    steps: Mapping[str, tuple[Step, ...]],
    contexts: Contexts,
) -> Origin:
    ordered = sorted(same, key=lambda path: published(path.claim, contexts))
    own = [path for path in ordered if graph.component(path.last.key) == number]
    voice = graph.voices[own[0].last.key]
    return Origin(
        key=min(graph.components[number]),
        name=_joint_name([graph.voices[key].name for key in graph.components[number]]),
        type=voice.type,
        interested=all(_interested(path) for path in own),
        claims=tuple(path.claim for path in ordered),
        own=frozenset(path.claim.id for path in own),
        reasons={path.claim.id: reason(path, steps[path.claim.id], graph) for path in ordered},
        voices=graph.components[number],
    )


def _joint_name(names: list[str]) -> str:
    """The name of an origin; those of a circle together."""
    shown = " and ".join(names[:_NAMES_SHOWN])
    return f"{shown} and {len(names) - _NAMES_SHOWN} more" if len(names) > _NAMES_SHOWN else shown


def _interested(path: Path) -> bool:
    """Whether the one whose word a claim is, is a party that speaks, or the own outlet of one concerned."""
    claim = path.claim
    inner = claim.source
    if inner is not None and inner.type is not SourceType.PUBLISHER:
        return inner.interested
    if inner is not None and inner.interested:
        return True
    concerned = {side(one.id) for one in (*claim.actors, *claim.targets) if one.id}
    at_stake = stakes(path.last.name)
    if concerned:
        return bool(concerned & at_stake)
    return claim.place is not None and f"state.{claim.place.country}" in at_stake


def _circles(graph: Citations, contexts: Contexts) -> Iterable[Circle]:
    inside: dict[int, list[Citation]] = {}
    for one in graph.citations():
        if graph.component(one.voice) == graph.component(one.source):
            inside.setdefault(graph.component(one.voice), []).append(one)
    for number, cited in sorted(inside.items()):
        if all(one.relation != "cites" for one in cited):
            continue  # the same words both ways are copies of a text that is not here
        earliest = min(cited, key=lambda one: published(one.claims[0], contexts))
        ring = circle(graph.graph, graph.components[number], earliest.source)
        steps = set(zip(ring, (*ring[1:], ring[0]), strict=True))
        claims = {c.id: c for one in cited if (one.voice, one.source) in steps for c in one.claims}
        yield Circle(
            tuple(graph.voices[key] for key in ring),
            tuple(sorted(claims.values(), key=lambda claim: published(claim, contexts))),
        )
