"""One page, in one file, of reports with their claims in place and the words and rules behind every field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from counterclaim import __version__
from counterclaim.ask.explained import Passage, headline, lines, passages
from counterclaim.web.marks import Piece, sentence_pieces
from counterclaim.web.templating import environment

Json = Mapping[str, Any]
_STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text. `claims` are the numbers of the claims whose trigger ends it; `told`: it is in a sentence with claims."""

    text: str
    told: bool
    trigger: bool = False
    claims: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim with its number, and its sentence with the words marked that its fields were read from."""

    number: int
    claim: Json
    pieces: list[Piece]


def page(documents: Iterable[Json]) -> Iterator[str]:
    """The page in pieces, for what `explained_dict` gave of each report; reports are asked for one by one."""
    styles = Markup(_STATIC.joinpath("explained.css").read_text("utf-8"))  # noqa: S704 - ours
    template = environment().get_template("explained.html")
    return template.generate(
        documents=documents,
        blocks=blocks,
        headline=headline,
        lines=lines,
        styles=styles,
        version=__version__,
    )


def blocks(document: Json) -> Iterator[tuple[str, list[Run], list[Shown]]]:
    """The blocks of a report: role, text in runs, and claims in the order of the text."""
    for role, found in passages(document):
        told = [pair for passage in found for pair in passage.claims]
        runs = [run for passage in found for run in _runs(passage)]
        yield role, runs, [Shown(number, claim, sentence_pieces(claim)) for number, claim in told]


def _runs(passage: Passage) -> Iterator[Run]:
    """A passage with the triggers of its claims apart from the rest."""
    ends: dict[int, list[int]] = {}
    starts: dict[int, int] = {}
    for number, claim in passage.claims:
        first, last = (claim["trigger"][name] - passage.start for name in ("start", "end"))
        ends.setdefault(last, []).append(number)
        starts[last] = min(first, starts.get(last, first))
    at = 0
    for last in sorted(ends):
        first = max(at, starts[last])
        if at < first:
            yield Run(passage.text[at:first], told=True)
        yield Run(passage.text[first:last], told=True, trigger=True, claims=tuple(ends[last]))
        at = max(at, last)
    if at < len(passage.text):
        yield Run(passage.text[at:], told=bool(passage.claims))
