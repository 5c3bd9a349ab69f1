"""The graph of who has it from whom in one event, and the origin at the end of each way.

Origins are the strongly connected components without a way out: those who have it from nobody else in the event.
A claim of one who has it from several goes with the source that its own report names nearest to it. New links can
join origins and never make more of them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from counterclaim.events.provenance.circles import components
from counterclaim.events.provenance.context import Contexts
from counterclaim.events.provenance.publishers import publisher_actor
from counterclaim.events.provenance.tables import registry
from counterclaim.events.provenance.voices import Path, Voice, published
from counterclaim.events.provenance.wording import taken_over
from counterclaim.model import Claim
from counterclaim.reference.actors.sides import side
from counterclaim.reference.actors.types import ActorKind

_MOST_STEPS = 6
_OUTLETS = frozenset({ActorKind.MEDIA, ActorKind.AGENCY})


@dataclass(frozen=True, slots=True)
class Citation:
    """That `source` is where `voice` (keys both) has it from, by the claims that show it.

    `relation` is cites, copies, prints (an agency's or another outlet's report), told_by (an unnamed source),
    same_words or outlet_of.
    """

    voice: str
    source: str
    relation: str
    claims: tuple[Claim, ...]


class Step(NamedTuple):
    """That one has it from `source`, the key of a voice, and how."""

    relation: str
    source: str


class Citations:
    """Voices, citations and components of one event."""

    def __init__(self, paths: Sequence[Path], contexts: Contexts) -> None:
        self.voices: dict[str, Voice] = {}
        self._claims: dict[tuple[str, str, str], dict[str, Claim]] = {}
        self._first: dict[str, Claim] = {}
        self._near: dict[tuple[str, str], list[tuple[int, str]]] = {}
        ordered = sorted(paths, key=lambda path: published(path.claim, contexts))
        for path in ordered:
            self._add(path)
        for later, earlier in taken_over(ordered):
            self._link(later.last.key, earlier.last.key, "same_words", later.claim)
        self._join_outlets()
        self.graph: dict[str, set[str]] = {}
        for voice, source, _ in self._claims:
            self.graph.setdefault(voice, set()).add(source)
        self.components = components({key: self.graph.get(key, set()) for key in self.voices})
        self._number = {key: n for n, keys in enumerate(self.components) for key in keys}
        self._main = self._main_sources()
        self._ends: list[int] = []
        for number in range(len(self.components)):  # each comes after those that it leads to
            main = self._main.get(number)
            self._ends.append(number if main is None else self._ends[self._number[main[1]]])
        for near in self._near.values():
            near.sort()

    def component(self, key: str) -> int:
        """The number of a voice's component."""
        return self._number[key]

    def citations(self) -> list[Citation]:
        """All citations, by voice, source and relation."""
        return [
            Citation(*key, tuple(claims[id_] for id_ in sorted(claims)))
            for key, claims in sorted(self._claims.items())
        ]

    def end(self, path: Path) -> int:
        """The number of the component that is a claim's origin."""
        nearest = self._nearest(path)
        return self._ends[self._number[nearest[1] if nearest else path.last.key]]

    def steps(self, path: Path) -> tuple[Step, ...]:
        """From a claim's publisher to its origin: the steps of its path, then those that other claims tell of.

        Of a long way the first steps are given, and the last one leads past the others to the origin.
        """
        steps = [
            Step(relation, voice.key) for relation, voice in zip(path.relations, path.voices[1:], strict=True)
        ]
        at = path.last.key
        following = self._nearest(path) or self._main.get(self._number[at])
        most = len(steps) + _MOST_STEPS
        while following is not None:
            before, after = following
            if len(steps) >= most:
                steps.append(Step("through", self.components[self._ends[self._number[after]]][0]))
                break
            if before != at:  # inside a circle, which this one leaves
                steps.append(Step("cites", before))
            steps.append(Step(self._relation(before, after), after))
            at = after
            following = self._main.get(self._number[after])
        return tuple(steps)

    def _relation(self, voice: str, source: str) -> str:
        """How a voice has it from a source, the plainest way first."""
        known = ("cites", "copies", "prints", "told_by", "same_words", "outlet_of")
        return next(one for one in known if (voice, source, one) in self._claims)

    def _add(self, path: Path) -> None:
        for voice in path.voices:
            self.voices.setdefault(voice.key, voice)
            self._first.setdefault(voice.key, path.claim)
        steps = zip(path.voices, path.voices[1:], path.relations, strict=False)
        for before, after, relation in steps:
            self._link(before.key, after.key, relation, path.claim)

    def _link(self, voice: str, source: str, relation: str, claim: Claim) -> None:
        self._claims.setdefault((voice, source, relation), {}).setdefault(claim.id, claim)
        place = (claim.sentence.start, source)
        self._near.setdefault((voice, claim.document_id), []).append(place)

    def _join_outlets(self) -> None:
        """A party's own outlet and the party are one origin, where both speak."""
        for key, voice in self.voices.items():
            for party in sorted(_parties(voice)):
                if party != key and party in self.voices:
                    claim = self._first[key]
                    self._claims[key, party, "outlet_of"] = {claim.id: claim}

    def _main_sources(self) -> dict[int, tuple[str, str]]:
        """For each component with ways out the one that most claims go, as (voice inside, source outside)."""
        weights: dict[int, Counter[tuple[str, str]]] = {}
        for (voice, source, _), claims in self._claims.items():
            if self._number[voice] != self._number[source]:
                weights.setdefault(self._number[voice], Counter())[voice, source] += len(claims)
        return {n: min(w, key=lambda pair, w=w: (-w[pair], pair)) for n, w in weights.items()}  # type: ignore[misc]

    def _nearest(self, path: Path) -> tuple[str, str] | None:
        """The source that the claim's own report names nearest to it in the text."""
        key, at = path.last.key, path.claim.sentence.start
        near = self._near.get((key, path.claim.document_id), [])
        place = bisect_left(near, (at, ""))
        found = [
            (abs(start - at), start, source)
            for start, source in near[max(0, place - 2) : place + 2]
            if self._number[source] != self._number[key]
        ]
        return (key, min(found)[2]) if found else None


def _parties(voice: Voice) -> frozenset[str]:
    """Keys of the parties whose outlet a voice is; none for one that is no party's."""
    actor = registry().get(voice.actor) if voice.actor else None
    if actor is None and voice.type == "publisher":
        actor = publisher_actor(voice.name)
    if actor is None or not actor.party or actor.kind not in _OUTLETS:
        return frozenset()
    return frozenset(f"actor:{side(one)}" for one in registry().sides(actor.id))
