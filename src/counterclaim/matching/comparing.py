"""The whole comparison: candidates, scores, the assignment, and what is left over on either side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.matching.assignment import Pair, assign
from counterclaim.matching.candidates import Candidates
from counterclaim.matching.coded import CodedEvent
from counterclaim.matching.formats import Format
from counterclaim.matching.ours import Ours
from counterclaim.matching.parties import Parties, Party
from counterclaim.matching.scoring import Score, score, weights
from counterclaim.matching.windows import Windows
from counterclaim.reference.actors import ActorRegistry


@dataclass(frozen=True, slots=True)
class Match:
    """An event of ours that is one of theirs."""

    ours: Ours
    theirs: CodedEvent
    score: Score


@dataclass(frozen=True, slots=True)
class Comparison:
    """What `compare` found.

    `near` are further pairs that score as one event could, by id of ours and theirs: their daily sum and our finer
    events, or the other way round. `vague` are ids that cover too many days and places to be told from others,
    `unlike` those that had candidates of which none scored enough.
    """

    format: Format
    windows: Windows
    both: tuple[Match, ...]
    ours_only: tuple[Ours, ...]
    theirs_only: tuple[CodedEvent, ...]
    near: frozenset[tuple[str, str]]
    vague: frozenset[str]
    unlike: frozenset[str]


def compare(
    ours: Iterable[Ours],
    theirs: Iterable[CodedEvent],
    format: Format,  # noqa: A002
    registry: ActorRegistry,
    windows: Windows,
) -> Comparison:
    """Compare events; the answer does not depend on the order in which they come. Ids must be unique."""
    mine = sorted(ours, key=lambda event: event.id)
    coded = sorted(theirs, key=lambda event: event.id)
    candidates = Candidates(coded, windows)
    scorer = _Scorer(coded, format, registry)
    scores: dict[Pair, Score] = {}
    vague = {coded[number].id for number in candidates.vague}
    unlike: set[str] = set()
    for row, event in enumerate(mine):
        near = candidates.near(event)
        if near is None:
            vague.add(event.id)
            continue
        for column in near:
            found = scorer.score(event, column)
            if found is None:
                continue
            if found.value >= weights().least:
                scores[row, column] = found
            else:
                unlike |= {event.id, coded[column].id}
    chosen = assign({pair: found.value for pair, found in scores.items()})
    taken = set(chosen.values())
    return Comparison(
        format=format,
        windows=windows,
        both=tuple(
            Match(mine[row], coded[column], scores[row, column]) for row, column in sorted(chosen.items())
        ),
        ours_only=tuple(event for row, event in enumerate(mine) if row not in chosen),
        theirs_only=tuple(event for column, event in enumerate(coded) if column not in taken),
        near=frozenset(
            (mine[row].id, coded[column].id) for row, column in scores if chosen.get(row) != column
        ),
        vague=frozenset(vague),
        unlike=frozenset(unlike),
    )


class _Scorer:
    """Scores pairs, with what is looked up of an event kept."""

    def __init__(self, theirs: list[CodedEvent], format: Format, registry: ActorRegistry) -> None:  # noqa: A002
        self._theirs = theirs
        self._format = format
        self._parties = Parties(registry)
        self._sides: dict[int, tuple[Party, ...]] = {}
        self._of: tuple[str, Party, frozenset[str]] | None = None

    def score(self, one: Ours, number: int) -> Score | None:
        """The score of an event of ours with the event of theirs of that number."""
        other = self._theirs[number]
        if self._of is None or self._of[0] != one.id:
            ids = (*one.actors, *one.targets)
            party = self._parties.ours(ids, one.names, one.start or other.start)
            self._of = (one.id, party, self._parties.types_of_violence(ids))
        if number not in self._sides:
            self._sides[number] = self._parties.theirs(other)
        _, party, possible = self._of
        return score(one, other, self._format, (party, self._sides[number]), possible)
