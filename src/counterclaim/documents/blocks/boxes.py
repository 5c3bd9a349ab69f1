"""Small boxes and controls inside a text: how it was made, pictures in full size, lengths of recordings."""

from __future__ import annotations

import re

from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.lines import Unit
from counterclaim.documents.blocks.measures import is_late

_METHOD = re.compile(r"how (?:we|i|this \w+ was|it was) (?:\w+ed|did|made|wrote|got|found|knew|put|built)\b")
_METHOD_WORDS = 7
_METHOD_LINES = 6
_ENLARGE = re.compile(
    r"(?:(?:open|view|see|show|display|click|tap|download|enlarge|expand|zoom)\b.*\b"
    r"(?:image|picture|photo|map|chart|figure|slide|table|size|screen|enlarge|zoom)"
    r"|(?:full|actual|original)[ -]size(?: (?:image|picture|map|table))?)"
)
_ENLARGE_WORDS = 5
_LENGTH = re.compile(r"\d{1,2}:\d{2}")
_LEAST_TIMES = 3
_PLAYED = frozenset({"meta", "related"})
_BIOGRAPHY = re.compile(
    r"(?P<name>[^\W\d_a-z][\w'’-]+(?:\s(?:[^\W\d_a-z]\.|al-|el-|de|van|von|bin))?(?:\s[^\W\d_a-z][\w'’-]+){1,2})"
    r"(?:,\s(?:Ph\.?D|M\.?D|M\.?A|Esq)\.?,|\s\(@\w{2,30}\))?\s(?:is|was|has|writes|works|teaches|covers|reports|edits|lives|studies|leads|heads)\b"
)
_CALLING = re.compile(
    r"\b(?:journalist|reporter|correspondent|editor|writer|author|columnist|contributor|fellow|analyst|researcher"
    r"|teaches|professor|lecturer|historian|photographer|novelist|scholar|blogger|covered|covers|writes|reports|edits)\b"
)
_MOST_LEFT = 0.1
_PULL = -7.0


def method_boxes(units: list[Unit], surfaces: list[Surface]) -> dict[int, float]:
    """Pulls for a heading such as "How we did it" and the paragraphs of its box, up to an empty line."""
    pulls: dict[int, float] = {}
    for index, surface in enumerate(surfaces):
        found = _METHOD.match(surface.folded)
        if not found or surface.quote:
            continue
        if ": " in surface.folded[: found.end() + 20] and surface.kind == "prose":
            pulls[index] = _PULL
        elif surface.words <= _METHOD_WORDS and not surface.sentence:
            end = _end_of_box(index, units)
            if end:
                pulls.update(dict.fromkeys(range(index, end), _PULL))
    return pulls


def _end_of_box(heading: int, units: list[Unit]) -> int | None:
    """The unit after the box, where an empty line soon ends it."""
    for index in range(heading + 1, min(heading + 2 + _METHOD_LINES, len(units) + 1)):
        if index == len(units) or (units[index].gap and index > heading + 1):
            return index
    return None


def picture_controls(surfaces: list[Surface], clutter: float) -> dict[int, float]:
    """Pulls for "Full size image" and for the lengths of single recordings ("1:47")."""
    lengths = [index for index, one in enumerate(surfaces) if _LENGTH.fullmatch(one.text)]
    few = len(lengths) < _LEAST_TIMES
    found = {index for index in lengths if clutter > 0 and (few or _is_beside_label(index, surfaces))}
    for index, surface in enumerate(surfaces):
        if surface.words <= _ENLARGE_WORDS and not surface.sentence and _ENLARGE.fullmatch(surface.folded):
            found.add(index)
    return dict.fromkeys(found, _PULL)


def _is_beside_label(index: int, surfaces: list[Surface]) -> bool:
    """Whether a label of a film or sound stands right above or below, or a headline without its text."""
    below = surfaces[index + 1 : index + 2]
    if any(one.kind == "prose" for one in below):
        return False  # the time of an entry
    near = surfaces[max(0, index - 1) : index] + below
    return any(one.label is not None and one.label.name in _PLAYED for one in near)


def lives(surfaces: list[Surface], before: list[int], clutter: float) -> dict[int, float]:
    """Pulls for what is said at the end of a writer whom the report does not name: "A. Name is a reporter"."""
    if clutter == 0:
        return {}
    pulls: dict[int, float] = {}
    for index, surface in enumerate(surfaces):
        left = before[-1] - before[index] - surface.words
        late = is_late(before, index) and left <= _MOST_LEFT * before[-1]
        found = _BIOGRAPHY.match(surface.text) if late and surface.kind == "prose" else None
        if found and _CALLING.search(surface.text):
            told = (one.text for one in surfaces[:index] if one.kind == "prose" and one.words >= 12)
            if not any(found["name"] in text for text in told):
                pulls[index] = _PULL
    return pulls
