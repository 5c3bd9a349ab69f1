"""The names of private persons in a text, once over it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import chain, combinations

from counterclaim.text.persons.around import before, behind, has_office
from counterclaim.text.persons.judging import Named, is_person
from counterclaim.text.persons.lists import lists
from counterclaim.text.persons.runs import names, runs
from counterclaim.text.persons.words import Word, keys_of, words_of

_LONGEST = 1_000_000
"""Characters of a text that are looked through; what is behind is a table or an attack on memory."""
_LEAST = 4
"""Letters of a part of a name that, standing alone elsewhere, is that person's."""

Span = tuple[int, int]
Keys = frozenset[str]


def persons(text: str, *, public: Named | None = None, place: Named | None = None) -> list[Span]:
    """Where names of private persons begin and end in `text`, ascending, none over another.

    Args:
        text: any text; behind a million characters nothing is found.
        public: whether a name is that of a body or of somebody in office, who is not withheld.
        place: whether a name is that of a place; where a title, an age or kin stands beside it, it is a person all the same.
    """
    text = text[:_LONGEST]
    if text.islower():
        return []
    said_public, said_place = public or _nothing, place or _nothing
    words = words_of(text)
    found: list[Span] = []
    known: set[str] = set()
    officials: set[Keys] = set()
    for first, last in runs(text, words):
        free = first
        for start, end in names(words, first, last):
            name = words[start:end]
            near = before(text, words, start)
            if near.office or has_office(behind(text, name[-1].end)):
                officials.add(frozenset(one.key for one in name))
            elif is_person(
                text, words, (start, end), near, said_public, said_place, found[-1][1] if found else None
            ):
                found.append((_titles_before(words, free, start), name[-1].end))
                known |= {one.key for one in name if one.kind == "name" and len(one.key) >= _LEAST}
            free = end
    if not found:
        return []
    named = {span: _without_titles(text[slice(*span)]) for span in found}
    in_office = _parts_of(set(named.values()), officials)
    found = [span for span in found if named[span] not in in_office]
    return _again(words, found, known.difference(*officials), said_public, said_place)


def _nothing(_: str) -> bool:
    return False


def _titles_before(words: Sequence[Word], free: int, start: int) -> int:
    """Where a name begins with the titles that stand before it, from the word `free` on."""
    while start > free and words[start - 1].kind == "titles":
        start -= 1
    return words[start].start


def _without_titles(name: str) -> Keys:
    return frozenset(keys_of(name)) - lists().titles


def _parts_of(asked: set[Keys], officials: Iterable[Keys]) -> set[Keys]:
    """Which of `asked` have no word but those of one of `officials`, who is told of with an office elsewhere.

    From each official the sets of words that are asked for are made: at most 127, as a name has at most seven words. To
    try each name with each official would take the square of the text's length.
    """
    told = frozenset(chain.from_iterable(asked))
    sizes = sorted({len(one) for one in asked} - {0})
    return {
        part
        for official in officials
        for size in sizes
        for part in map(frozenset, combinations(official & told, size))
        if part in asked
    }


def _again(
    words: Sequence[Word], found: list[Span], known: set[str], public: Named, place: Named
) -> list[Span]:
    """`found` with the places where a part of such a name stands alone."""
    spans = list(found)
    for number, word in enumerate(words):
        if word.kind != "name" or word.key not in known or _is_inside(found, word.start):
            continue
        in_body = number + 1 < len(words) and words[number + 1].kind == "bodies"
        if not in_body and not place(word.text) and not public(word.text):
            spans.append((word.start, word.end))
    return sorted(spans)


def _is_inside(found: Sequence[Span], at: int) -> bool:
    number = bisect_right(found, (at, _LONGEST)) - 1
    return number >= 0 and at < found[number][1]
