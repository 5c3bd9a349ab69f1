"""What may be a place: words of a sentence, and whether the gazetteer has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterclaim.claims.sentence import Sentence
from counterclaim.model import Span
from counterclaim.reference.gazetteer import Gazetteer, Level
from counterclaim.reference.gazetteer.kinds import SETTLEMENTS, prominence

_WELL_KNOWN = 4.6
_RESPELT = 0.1


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may name a place: token indices of a sentence and the document span.

    `name` is what to look up, where that is less than the words ("Minya" for "Minya University").
    """

    sentence: Sentence
    first: int
    last: int
    span: Span
    kind: str | None
    name: str

    @property
    def root(self) -> Any:
        """The token that heads the name in the parse."""
        return self.sentence.doc[self.first : self.last + 1].root


class Known:
    """Which names the gazetteer has, asked once each."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._answers: dict[str, float] = {}

    def __call__(self, name: str) -> bool:
        """Whether a place is called `name`, in some spelling."""
        return self._renown(name) > 0.0

    def so_spelt(self, name: str) -> bool:
        """Whether a place is written `name`, and not only in another romanisation."""
        return self._renown(name) > _RESPELT

    def well(self, name: str) -> bool:
        """Whether a city, a large division or a country is written `name`."""
        return self._renown(name) >= _WELL_KNOWN

    def shown(self, name: str) -> bool:
        """Whether a city is shown under `name`, and not only called so by some, or a large area or sea is called so."""
        return any(
            (one.score == 1.0 or (one.level is Level.SAME and one.entry.kind not in SETTLEMENTS))
            and prominence(one.entry) >= _WELL_KNOWN
            for one in self._gazetteer.matches(name, limit=3)
        )

    def _renown(self, name: str) -> float:
        if name not in self._answers:
            found = self._gazetteer.matches(name, limit=3)
            same = [prominence(one.entry) for one in found if one.level is Level.SAME]
            self._answers[name] = max(same, default=_RESPELT if found else 0.0)
        return self._answers[name]
