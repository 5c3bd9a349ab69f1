"""The top of a text: title, deck, byline and dates, between the page's furniture and the body."""

from __future__ import annotations

import re

from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.lexicon import Lexicon, bare, fold
from counterclaim.documents.blocks.lines import Unit
from counterclaim.documents.blocks.stems import stems
from counterclaim.model import Role

_PLACE_DATE = re.compile(r"^[A-ZÀ-Þ][\w'’ .-]{2,40},.{3,70}$")


class Head:
    """Finds the title and names the lines around it. `first` is the first unit of running body text."""

    def __init__(
        self, units: list[Unit], surfaces: list[Surface], first: int, title: str | None, lexicon: Lexicon
    ) -> None:
        self._units = units
        self._surfaces = surfaces
        self._first = first
        self._lexicon = lexicon
        body = [one.text for one in surfaces[first : first + 40] if one.kind == "prose"]
        self._about = stems(" ".join(body))
        self.title = self._find(title)

    def _find(self, title: str | None) -> int | None:
        best, best_score = None, 0.0
        wanted = bare(fold(title)) if title else ""
        passed = 0
        for index in range(min(self._first, len(self._units) - 1), max(-1, self._first - 400), -1):
            surface = self._surfaces[index]
            score = self._score(index, surface, wanted) - 0.12 * passed
            if score > best_score:
                best, best_score = index, score
            passed += surface.kind in {"short", "prose"} and surface.words >= 4
        return best

    def _score(self, index: int, surface: Surface, wanted: str) -> float:
        if wanted and wanted == bare(surface.folded):
            return 20.0
        if (
            surface.words < 2
            or surface.words > 40
            or surface.kind not in {"short", "caption", "item", "label"}
        ):
            return 0.0
        if surface.label and (surface.label.whole or surface.words <= 4) or surface.folded.endswith(":"):
            return 0.0
        if surface.sentence and surface.text.rstrip("\"'”’")[-1] in ".。":
            return 0.0
        own = stems(surface.text)
        shared = len(own & self._about) / max(1, len(own))
        follows = self._byline_follows(index)
        return 3.0 * shared + 0.25 * min(surface.words, 10) + 1.5 * follows - 1.5 * (surface.words < 3)

    def _byline_follows(self, index: int) -> bool:
        return any(one.kind in {"byline", "date"} for one in self._surfaces[index + 1 : index + 5])

    def roles(self) -> dict[int, Role]:
        """Roles of the units up to the first of the body."""
        found: dict[int, Role] = {}
        if self.title is None:
            return found
        for index in range(self.title):
            found[index] = self._before(index)
        found[self.title] = Role.TITLE
        deck = True
        for index in range(self.title + 1, self._first):
            role = self._after(index, deck)
            if role is not None:
                found[index] = role
            deck = deck and role is Role.TITLE
        return found

    def _before(self, index: int) -> Role:
        surface = self._surfaces[index]
        near = self.title is not None and self.title - index <= 3
        if near and surface.kind in {"byline", "date"} and not surface.label:
            return Role.DATELINE
        return Role.FURNITURE

    def _after(self, index: int, deck: bool) -> Role | None:
        surface = self._surfaces[index]
        if surface.label and surface.label.whole or surface.kind in {"menu", "number", "rule", "link"}:
            return Role.FURNITURE
        if surface.kind in {"byline", "date", "time"} or self._is_place_date(surface) or _is_names(surface):
            return Role.DATELINE
        if surface.kind == "label" and surface.label and surface.label.weight >= 4 and surface.words <= 25:
            return Role.FURNITURE
        if deck and surface.kind == "short" and surface.words >= 5 and not surface.sentence:
            return Role.TITLE
        return None

    def _is_place_date(self, surface: Surface) -> bool:
        """A place and a date alone: "GAO, Mali, 4 May (Agency) -"."""
        if surface.words > 14 or not _PLACE_DATE.match(surface.text):
            return False
        words = {word.strip(".,()") for word in surface.folded.split()}
        return "#" in words and bool(words & (self._lexicon.months | self._lexicon.days))


def _is_names(surface: Surface) -> bool:
    """A line of names and nothing else."""
    words = surface.text.replace(",", " ").split()
    named = [
        word for word in words if word not in {"and", "&", "y", "et", "und", "de", "al", "bin", "van", "von"}
    ]
    return (
        2 <= len(named) <= 8
        and surface.kind == "short"
        and not surface.capitals
        and not surface.sentence
        and all(word[0].isupper() and not any(char.isdigit() for char in word) for word in named)
        and len(named) <= 4 + 3 * (len(words) - len(named))
    )
