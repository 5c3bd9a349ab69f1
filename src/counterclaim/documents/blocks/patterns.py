"""Evidence from runs of lines: threads of posts, headlines, teasers, live reports, fact boxes."""

from __future__ import annotations

import re
from itertools import groupby, islice, pairwise

from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.headings import subheads_alike
from counterclaim.documents.blocks.lexicon import Lexicon, bare
from counterclaim.documents.blocks.lines import Unit
from counterclaim.documents.blocks.measures import is_late, stems

_NAME = re.compile(r"[^\W\d_a-z][\w'’-]+(?:\s(?:al-|el-|bin\s|de\s|van\s|von\s)?[^\W\d_a-z][\w'’-]+)+")
_STAMP = re.compile(
    r"(?:\b\w{3,9} #(?:st|nd|rd|th)?,? #|# \w{3,9},? #|#[./-]#[./-]#)\W+(?:at )?#:#(?: ?[ap]\.?m\.?)?$"
)
_BY = re.compile(r"\bby\b:?|:", re.I)
_THREAD_LABELS = frozenset({"comment_marks", "ago"})
_FIELD = re.compile(r"([^\W\d_][^:.!?#]{1,28}):\s\S")
_COUNTED = re.compile(r"[^\W\d_][^()\d]{1,30}\(\d{1,3}(?:[,.]\d{3})?\)")
_GROUP = 6
_QUESTION = 14
_OTHER = 0.25
_OTHER_IF_CAPITALS = 0.5
_RUN = 2
_ENOUGH_PROSE = 50
_NEAR = 14
_HEADED = 20
_MOST_AUTHORS = 20
_ENTRIES = 3
_REPLIES = -9.0


def thread(surfaces: list[Surface], prose_before: list[int]) -> dict[int, float]:
    """Pulls for posts of a thread: what stands near "reply", "posted" and time stamps, after the body."""
    replies = [
        index for index, one in enumerate(surfaces) if one.folded.startswith("re: ") and not one.sentence
    ]
    if len(replies) >= _RUN and prose_before[replies[0]] > _HEADED:
        return dict.fromkeys(range(replies[0], len(surfaces)), _REPLIES)
    marks = [index for index, surface in enumerate(surfaces) if is_post_mark(surface)]
    if len(marks) < 3 or prose_before[marks[0]] <= _HEADED:
        return {}  # few posts, or no article above them: the thread is the text
    pulls: dict[int, float] = {}
    for first, second in pairwise(marks):
        inside = prose_before[second] - prose_before[first]
        if second - first <= _NEAR and prose_before[first] > 2 * inside and inside < 250:
            pulls.update(dict.fromkeys(range(first, second + 1), -3.0))
    if sum(_is_reply(surfaces[index]) for index in marks) >= 3:
        pulls.update(dict.fromkeys(range(marks[-1], min(len(surfaces), marks[-1] + 6)), -3.0))
    return pulls


def is_post_mark(surface: Surface) -> bool:
    """Whether the line frames a post: "Reply", "A. Name says:", a date with a time of day."""
    if surface.kind == "date" and surface.folded.count("#") >= 4:
        return True
    stamped = surface.words <= 12 and not surface.sentence and _STAMP.search(surface.folded)
    if stamped and surface.kind in {"short", "menu"}:
        return True
    if surface.words <= 4 and bare(surface.folded).endswith((" said", " says", " wrote", " writes")):
        return surface.text.endswith(":") or all(word[0].isupper() for word in surface.text.split()[:-1])
    return bool(surface.label and surface.label.name in _THREAD_LABELS)


def _is_reply(surface: Surface) -> bool:
    return bool(surface.label and surface.label.name == "comment_marks")


def headline_runs(surfaces: list[Surface], clutter: float) -> dict[int, float]:
    """Pulls for runs of unlabelled headlines: lines without an end whose words the prose does not share."""
    last = max((index for index, one in enumerate(surfaces) if one.kind == "prose"), default=0)
    if sum(one.words for one in surfaces if one.kind == "prose") < _ENOUGH_PROSE:
        return {}
    known: set[str] = set()
    for surface in surfaces:
        if surface.kind == "prose" and surface.words >= 15:
            known |= stems(surface.text)
    shouted = subheads_alike(surfaces)
    pulls: dict[int, float] = {}
    for headline, group in groupby(range(len(surfaces)), key=lambda index: is_headline(surfaces[index])):
        run = list(group)
        before = surfaces[run[0] - 1] if run[0] > 0 else None
        if headline and not (before and before.text.endswith(":")):
            after_prose = before is not None and before.kind == "prose"
            described = run[-1] + 1 < len(surfaces) and surfaces[run[-1] + 1].kind == "caption"
            if len(run) == 1 and (described or run[0] in shouted):
                continue  # a picture in words, with its caption below, or one subhead of several
            pull = _run_pull([surfaces[index] for index in run], known, clutter, run[0] > last, after_prose)
            pulls.update(dict.fromkeys(run, pull))
    return pulls


def _run_pull(
    run: list[Surface], known: set[str], clutter: float, after_all: bool, after_prose: bool
) -> float:
    """The pull for each line of a run. A line alone may be a subhead, and needs more to be taken away."""
    own = [stems(one.text) for one in run]
    shared = sum(len(one & known) for one in own) / max(1, sum(map(len, own)))
    weight = min(1.0, (50 if after_all else 5) * clutter)
    if len(run) >= _RUN:
        return weight * (-2.2 if shared < 0.35 else -0.8 if shared < 0.5 else 0.0)
    alone = len(run) == 1 and after_prose and clutter > 0
    other = shared <= (_OTHER_IF_CAPITALS if run[0].capitals else _OTHER)
    return -3.8 * weight if alone and other and run[0].words >= 6 else 0.0


def is_headline(surface: Surface) -> bool:
    """Whether the line looks like a headline: no label, no end of a sentence, of a headline's length."""
    return (
        surface.kind == "short"
        and 5 <= surface.words <= 20
        and not surface.sentence
        and not surface.label
        and surface.text.lstrip("\"'“‘«")[:1].isupper()
        and surface.text[-1] not in ":;,"
    )


def link_groups(units: list[Unit], surfaces: list[Surface], clutter: float) -> dict[int, float]:
    """Pulls for links to other stories between two paragraphs: lines set apart as one group.

    All look like headlines, and one asks, which pictures' texts and captions do not.
    """
    pulls: dict[int, float] = {}
    start = 0
    for index in range(1, len(units) + 1):
        if index < len(units) and units[index].gap == 0:
            continue
        group = surfaces[start:index]
        around = surfaces[max(0, start - 1) : start] + surfaces[index : index + 1]
        if (
            2 <= len(group) <= _GROUP
            and all(is_headline(one) or _asks(one) for one in group)
            and any(map(_asks, group))
            and [one.kind for one in around] == ["prose", "prose"]
        ):
            pulls.update(dict.fromkeys(range(start, index), -6.0 * min(1.0, 3 * clutter)))
        start = index
    return pulls


def _asks(surface: Surface) -> bool:
    return surface.text.endswith("?") and 4 <= surface.words <= _QUESTION and not surface.quote


def authors(surfaces: list[Surface]) -> tuple[str, ...]:
    """Names in the first bylines."""
    bylines = (part for one in surfaces if one.kind == "byline" for part in _BY.split(one.text)[1:])
    return tuple(islice((name for part in bylines for name in _NAME.findall(part)), _MOST_AUTHORS))


def biographies(surfaces: list[Surface], prose_before: list[int]) -> dict[int, float]:
    """Pulls for paragraphs at the end that begin with an author's name."""
    names = authors(surfaces)
    if not names:
        return {}
    return {
        index: -6.0
        for index, one in enumerate(surfaces)
        if one.kind == "prose" and is_late(prose_before, index) and one.text.startswith(names)
    }


def entries_of_a_day(surfaces: list[Surface], prose_before: list[int]) -> dict[int, float]:
    """Favours for the entries of a live report: the lines between one time of day and the next label."""
    times = [index for index, one in enumerate(surfaces) if one.kind == "time"]
    entries = [
        range(first + 1, min(second, first + _NEAR)) for first, second in pairwise([*times, len(surfaces)])
    ]
    told = [entry for entry in entries if any(surfaces[index].kind == "prose" for index in entry)]
    if len(times) < 3 or 2 * len(told) < len(times) or is_late(prose_before, times[0]):
        return {}
    favours: dict[int, float] = {}
    for entry in entries:
        for index in entry:
            label = surfaces[index].label
            if label and label.opens:
                break
            if not label and surfaces[index].kind in {"short", "prose", "item", "caption"}:
                favours[index] = 1.2
    return favours


def records(surfaces: list[Surface]) -> dict[int, float]:
    """Favours for the fields of entries that are all built alike: "Actors: ...", "Confidence: ..." again and
    again."""
    places: dict[str, list[int]] = {}
    for index, surface in enumerate(surfaces):
        found = _FIELD.match(surface.folded)
        if found and not surface.label and surface.kind in {"short", "item", "prose"}:
            places.setdefault(found[1], []).append(index)
    varied = [same for same in places.values() if len({surfaces[index].folded for index in same}) > 1]
    often = [same for same in varied if len(same) >= _ENTRIES]
    close = [same for same in often if len(often) > 1 or same[-1] - same[0] <= _NEAR * len(same) // 2]
    return {index: 2.0 for same in close for index in same}


def fact_box(surfaces: list[Surface], lexicon: Lexicon) -> dict[int, float]:
    """Favours for the short lines between the keys of a fact box ("Date", "Location", "Result")."""
    keys = [
        index
        for index, one in enumerate(surfaces)
        if one.kind == "short" and one.words <= 25 and lexicon.content_keys.find(one.folded)
    ]
    favours: dict[int, float] = {}
    for first, second in pairwise(keys):
        if second - first <= 5:
            favours.update(dict.fromkeys(range(first, second + 1), 1.2))
    return {
        index: favour
        for index, favour in favours.items()
        if not surfaces[index].label and surfaces[index].kind in {"short", "item", "number", "caption"}
    }


def controls(surfaces: list[Surface], clutter: float) -> dict[int, float]:
    """Pulls for a page's controls: a link with a count, a field to fill in ("Your name...")."""
    weight = min(1.0, 4 * clutter)
    pulls: dict[int, float] = {}
    for index, surface in enumerate(surfaces):
        if surface.words > 7 or surface.kind not in {"short", "item"} or surface.quote:
            continue
        if surface.end.endswith(("...", "…")):
            pulls[index] = -5.0 * weight
        elif surface.words <= 4 and _COUNTED.fullmatch(surface.text):
            pulls[index] = -3.2 * weight
    return pulls


def truncated(surfaces: list[Surface], clutter: float) -> dict[int, float]:
    """Pulls for teasers cut short with dots, where a page with furniture has several."""
    cut = [
        index
        for index, surface in enumerate(surfaces)
        if surface.end.endswith(("...", "…", "[…]", "[...]")) and surface.words >= 8
    ]
    return dict.fromkeys(cut, -7.0 * min(1.0, 5 * clutter)) if len(cut) >= 3 else {}
