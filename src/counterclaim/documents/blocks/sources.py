"""Sources without a heading that is known: a list of them at the end of a text, or all in one line."""

from __future__ import annotations

import re

from counterclaim.documents.blocks.citations import is_described
from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.lexicon import lexicon
from counterclaim.documents.blocks.marks import Entry
from counterclaim.documents.blocks.measures import prose_before
from counterclaim.model import Role

_INLINE = re.compile(
    r"(?:main |other |key |primary |data )?(?:sources|references|bibliography|source material)(?: used| consulted| cited)?\s?: \S"
    r"|(?:source|via|original)\s?: (?:https?://|www\.)\S+$"
)
_QUOTED_FIRST = re.compile(r"(?:[-*•–]\s+)?[\"“‘'][^\"”’]{5,150}[\"”’'],?\s+[^\W\d_a-z]")
_LINKED = re.compile(r"(?:[^\s:]+\s){2,30}[^\s:]+:\s<?https?://\S+")
_NUMBERED_SOURCE = re.compile(r"\(?(?:source|reference|ref\.?|citation)\s#\)?\s?[:.–-]\s?\S")
_AUTHOR_FIRST = re.compile(r"(?:[-*•–]\s+)?[^\W\d_a-z][\w'’-]+(?:\s[\w'’-]+)?,\s[^\W\d_a-z](?:\.|[\w'’-]+)")
_LISTED_WORDS = 8
_NEAR_LABEL = 3
_LEAST_DESCRIBED = 3
_MOST_DESCRIBED = 24
_HEADING_WORDS = 4
_LEAST_CITED = 2
_LONGEST_ENTRY = 60


def unheaded_references(surfaces: list[Surface], roles: dict[int, Role]) -> list[Entry]:
    """Entries of a bibliography at the end under a heading of its own wording, or under none."""
    cited = {i for i, one in enumerate(surfaces) if _cites_plainly(one) or _is_described_source(one)}
    before = prose_before(surfaces, set(roles) | cited)
    first = next((i for i in range(len(surfaces)) if before[i] >= max(40, 0.8 * before[-1])), len(surfaces))
    found: list[Entry] = []
    run: list[int] = []
    for index in range(first, len(surfaces) + 1):
        if index < len(surfaces) and index not in roles:
            if _is_described_source(surfaces[index]):
                run.append(index)
                continue
            between = run and _may_cite(surfaces[index]) and index + 1 not in roles
            after = surfaces[index + 1 : index + 2]
            if _cites_plainly(surfaces[index]) or (between and any(map(_cites_plainly, after))):
                run.append(index)
                continue
        books = all(_AUTHOR_FIRST.match(surfaces[position].text) for position in run)
        if _is_list_of_sources(run, surfaces) and (books or not _below_label(run[0], surfaces)):
            found.extend(Entry(position, position, None, "") for position in run)
            heading = run[0] - 1
            opens = surfaces[heading].kind == "label" and books
            label = surfaces[heading].label
            opens |= label is not None and not label.sure and all("://" in surfaces[at].text for at in run)
            headed = surfaces[heading].kind == "short" or opens or _is_section(surfaces[heading])
            if headed and surfaces[heading].words <= 8 and heading not in roles:
                run.append(heading)
            roles.update(dict.fromkeys(run, Role.REFERENCE))
        run = []
    return found


def _is_list_of_sources(run: list[int], surfaces: list[Surface]) -> bool:
    """Whether two lines cite plainly, or three or more describe sources."""
    plain = sum(_cites_plainly(surfaces[index]) for index in run)
    return plain >= _LEAST_CITED or len(run) >= _LEAST_DESCRIBED


def _is_described_source(surface: Surface) -> bool:
    """Whether the line names a record, with commas between its parts: "Morgue book, August 2011, photographed"."""
    if surface.label or surface.phrases or surface.quote or surface.words > _MOST_DESCRIBED:
        return False
    described = is_described(surface.text, surface.folded, lexicon())
    parts = surface.text.split(", ")
    brief = len(parts) > 2 and len(parts[0].split()) <= _LISTED_WORDS
    return described and brief and surface.cites > 0 and surface.text[-1] not in "?!:"


def _below_label(index: int, surfaces: list[Surface]) -> bool:
    """Whether a label of the page ("Related", "Share") stands closely above: what follows is its list.

    The name of a section right above ("Books") is none.
    """
    above = surfaces[max(0, index - _NEAR_LABEL) : index]
    if above and _is_section(above[-1]):
        above = above[-1:-1]
    return any(one.label is not None and one.label.sure and one.kind == "label" for one in above)


def _is_section(surface: Surface) -> bool:
    return surface.label is not None and surface.label.name == "section" and surface.words <= _HEADING_WORDS


def inline_sources(surfaces: list[Surface], roles: dict[int, Role]) -> list[Entry]:
    """Lines below text that name the sources in one go: "Sources: Ministry of Health; field teams"."""
    before = prose_before(surfaces, set(roles))
    found = [
        index
        for index, one in enumerate(surfaces)
        if index not in roles and _INLINE.match(one.folded) and before[index] and one.words <= _LONGEST_ENTRY
    ]
    roles.update(dict.fromkeys(found, Role.REFERENCE))
    return [Entry(index, index, None, "") for index in found]


def _may_cite(surface: Surface) -> bool:
    plain = not (surface.label or surface.phrases)
    return plain and surface.cites > 0 and surface.words <= _LONGEST_ENTRY // 2


def _cites_plainly(surface: Surface) -> bool:
    if surface.label or surface.phrases or surface.words > _LONGEST_ENTRY:
        return False
    if _NUMBERED_SOURCE.match(surface.folded) or (surface.kind == "link" and "://" in surface.text):
        return True
    shaped = _QUOTED_FIRST.match(surface.text) or _LINKED.fullmatch(surface.text)
    return surface.cites >= 2 or (surface.cites == 1 and bool(shaped))
