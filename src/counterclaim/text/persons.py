"""Names of private persons in a text: of victims, witnesses, suspects and whoever else holds no office.

A name is told by what stands in it and around it: given names, titles, ages, kinship and trades, endings. What an office, a
command or a body claims for itself ("Defence Minister ...", "... Brigades") is no private person's. The word lists are
in ``data/persons.toml`` and the lists of given names beside it. One pass over the words: time grows with the length alone.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

Named = Callable[[str], bool]
"""Whether a name, as it is written, is known to be something else."""

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'`‐-](?=[^\W\d_])){0,60}")
_POSSESSIVE = re.compile(r"[’'`][sS]?$")
_GAP = re.compile(r"\.?[ \u00a0]{1,2}|[ \t]?\n[ \t]?|[ \u00a0]?-[ \u00a0]?")
_AGE_AFTER = re.compile(
    r"\s?(?:,\s|\()\s?(?:(?:aged?|de|a|an)\s)?\d{1,2}"
    r"(?:\s?(?:años|ans|years?\b)|[\s-]?(?:year|month)s?-old|(?=[),;]|\.\s|\.\Z))",
    re.I,
)
_AFTER = re.compile(
    r"(?:'s|’s)?\s?(?:,|\()\s?(?:(?:the|a|an|his|her|their|its|who|un|una|une|is|was|then|former|el|la|le)\s){0,3}((?:[\w'’-]{1,30}\s?){1,5})"
)
_SPOKE = re.compile(
    r",?\s(?:said|says|told|recalled|recounted|added|died|fled|explained|testified|was (?:killed|shot|buried))\b",
    re.I,
)
_BEFORE = re.compile(r"[\w'’-]+")
_PLACED = frozenset(
    {
        *("in", "near", "at", "from", "to", "towards", "toward", "outside"),
        *("inside", "around", "off", "across", "into", "through", "over"),
    }
)
_WINDOW = 70
_MOST_WORDS = 7
_LONGEST = 1_000_000
"""Characters of a text that are looked through; what is behind is a table or an attack on memory."""


class _Word(NamedTuple):
    text: str
    start: int
    end: int
    key: str
    kind: str


def persons(text: str, *, public: Named | None = None, place: Named | None = None) -> list[tuple[int, int]]:
    """Where names of private persons begin and end in `text`, ascending, none over another.

    Args:
        text: any text; behind a million characters nothing is found.
        public: whether a name is that of a body or of somebody in office, who is not withheld.
        place: whether a name is that of a place; where a title, an age or kin stands beside it, it is a person all the same.
    """
    text = text[:_LONGEST]
    said_public, said_place = public or _nothing, place or _nothing
    words = [_word(match) for match in _WORD.finditer(text)]
    found: list[tuple[int, int]] = []
    known: set[str] = set()
    officials: list[set[str]] = []
    for first, last in _runs(text, words):
        for start, end in _names(words, first, last):
            name = words[start:end]
            if _in_office(_before(text, words, start), text[name[-1].end : name[-1].end + _WINDOW]):
                officials.append({one.key for one in name})
            elif _is_person(text, words, start, end, said_public, said_place, found):
                while (
                    start > first
                    and words[start - 1].kind == "titles"
                    and not words[start - 1].text.islower()
                ):
                    start -= 1
                span = (words[start].start, name[-1].end)
                found.append(span)
                known |= {one.key for one in name if one.kind == "name" and len(one.key) > 3}
    found = [span for span in found if not _holds_office(text[slice(*span)], officials)]
    known -= {key for one in officials for key in one}
    return _again(words, found, known, said_public, said_place)


def _holds_office(name: str, officials: Sequence[set[str]]) -> bool:
    """Whether a name has no word but those of somebody who is told of with an office elsewhere in the text."""
    keys = {key for word in _WORD.findall(name) if (key := _read(word)[1]) not in _lists()["titles"]}
    return bool(keys) and any(keys <= one for one in officials)


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """A word in small letters without accents, as the lists of names have it."""
    plain = unicodedata.normalize(
        "NFKD", word.replace("ı", "i").replace("ł", "l").replace("đ", "d").replace("ø", "o")
    )
    return "".join(one for one in plain if not unicodedata.combining(one)).casefold().replace("’", "'")


@cache
def given_names() -> frozenset[str]:
    """Given names of persons, folded."""
    found: set[str] = set()
    for name in ("given_names.txt", "english_given_names.txt", "world_given_names.txt"):
        text = files("counterclaim.text").joinpath(f"data/{name}").read_text("utf-8")
        found.update(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
    return frozenset(map(fold, found))


@cache
def _lists() -> dict[str, frozenset[str]]:
    with files("counterclaim.text").joinpath("data/persons.toml").open("rb") as file:
        return {name: frozenset(map(fold, words)) for name, words in tomllib.load(file).items()}


def _nothing(_: str) -> bool:
    return False


def _word(match: re.Match[str]) -> _Word:
    word, key, kind = _read(match[0])
    return _Word(word, match.start(), match.start() + len(word), key, kind)


@lru_cache(maxsize=65_536)
def _read(written: str) -> tuple[str, str, str]:
    word = _POSSESSIVE.sub("", written) or written
    key = fold(word)
    return word, key, _kind(word, key)


def _kind(word: str, key: str) -> str:
    lists = _lists()
    bare = key.split("-")[-1] if key.startswith(("al-", "el-")) else key
    for kind in ("bodies", "titles", "offices", "other"):
        if key in lists[kind] and not (kind in ("titles", "offices", "other") and word.islower()):
            return kind
    if key in lists["roles"] and key not in given_names():
        return "roles"
    upper = (
        any(one.isupper() for one in word[:1])
        or (len(word) > 3 and word[2:3] == "-" and word[3].isupper())
        or (len(word) > 4 and "-" in word[2:5] and word[word.index("-") + 1 : word.index("-") + 2].isupper())
    )
    if not upper:
        return "particle" if key in lists["particles"] else "small"
    return "name" if bare else "small"


def _runs(text: str, words: Sequence[_Word]) -> Iterator[tuple[int, int]]:
    """Stretches of words that may hold a name: between them nothing but a blank, or the point of an initial."""
    at = 0
    while at < len(words):
        if words[at].kind in ("small", "particle"):
            at += 1
            continue
        end = at + 1
        while end < len(words) and end - at < 60:
            gap = text[words[end - 1].end : words[end].start]
            joined = _GAP.fullmatch(gap) is not None and (
                "." not in gap
                or (len(words[end - 1].key) < 5 and words[end - 1].kind in ("titles", "offices"))
                or len(words[end - 1].key) == 1
            )
            if not joined:
                break
            if words[end].kind == "small" or (words[end].kind == "roles" and words[end].text.islower()):
                break
            if words[end].kind == "bodies" and words[end].text.islower():
                break
            end += 1
        while end > at and words[end - 1].kind == "particle":
            end -= 1
        yield at, max(end, at + 1)
        at = max(end, at + 1)


def _names(words: Sequence[_Word], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The names in a run: words that can be parts of one, without what stands before and behind."""
    lists, givens = _lists(), given_names()
    capitals = (
        all(word.text.isupper() for word in words[first:last] if len(word.text) > 1) and last - first > 1
    )
    at = first
    while at < last:
        if words[at].kind != "name" or (
            capitals and (words[at].key in lists["capitals_end"] or words[at].key not in givens)
        ):
            at += 1
            continue
        end = at + 1
        while end < last and end - at < _MOST_WORDS and _goes_on(words[end], capitals):
            end += 1
        if capitals:
            end = min(end, at + _given_ahead(words, at, end) + 3)
        while end - 1 > at and (
            words[end - 1].kind == "particle" or words[end - 1].key in lists["particles"]
        ):
            end -= 1
        yield at, end
        at = end


def _goes_on(word: _Word, capitals: bool) -> bool:
    """Whether a word behind a part of a name is one too."""
    lists = _lists()
    if word.kind == "name":
        return not (capitals and word.key in lists["capitals_end"])
    if word.kind == "titles":
        return word.key in given_names()
    particle = capitals and word.key in lists["particles"] and word.key not in ("y", "e")
    return particle or word.kind == "particle"


def _given_ahead(words: Sequence[_Word], at: int, end: int) -> int:
    many = 0
    while at + many < end and words[at + many].key in given_names():
        many += 1
    return max(0, many - 1)


def _is_person(
    text: str, words: Sequence[_Word], start: int, end: int, public: Named, place: Named,
    near: Sequence[tuple[int, int]],
) -> bool:  # fmt: skip
    name = words[start:end]
    whole = text[name[0].start : name[-1].end]
    before = _before(text, words, start)
    after = text[name[-1].end : name[-1].end + _WINDOW]
    if _is_body(text, words, start, end) or public(whole):
        return False
    titled, role = before.titled, before.role
    strong = role or _AGE_AFTER.match(after) is not None or _trade_after(after)
    if titled and not (before.placed and place(f"{words[start - 1].text} {whole}")):
        strong = True
    given = _given(name)
    many = sum(1 for one in name if one.kind in ("name", "titles"))
    if before.placed and not given and not _AGE_AFTER.match(after):
        return False
    if strong and not (many == 1 and not given and not titled and before.group):
        sure = titled or (role and given) or _AGE_AFTER.match(after) is not None
        return (given and many > 1) or not place(whole) or (sure and not before.placed)
    if place(whole) or (before.placed and many == 1):
        return False
    if many > 1 and (given or _ends(name)):
        return not (before.placed and not _at(name, 0) and not _ends(name))
    if before.joined and near and name[0].start - near[-1][1] < 40 and given:
        return True
    return given and many == 1 and _SPOKE.match(after) is not None and len(name[0].key) > 2


@dataclass(frozen=True, slots=True)
class _Before:
    """What stands before a name: a title or role, an office, a preposition of place, "and"."""

    titled: bool
    role: bool
    office: bool
    placed: bool
    joined: bool
    group: bool


def _before(text: str, words: Sequence[_Word], start: int) -> _Before:
    lists = _lists()
    close = _clause(text, words, start)
    keys = [fold(one) for one in _BEFORE.findall(close)][-8:]
    last = keys[-1] if keys else ""
    comma = close.rstrip().endswith((",", ":"))
    office = False
    for back, key in enumerate(reversed(keys)):
        beyond = keys[-back - 2] if len(keys) > back + 1 else ""
        if (
            key in lists["offices"]
            and beyond not in lists["private_leaders"]
            and beyond not in ("the wife", "wife")
        ):
            between = keys[len(keys) - back :]
            office = (
                not between
                or between[0] in ("of", "for", "in", "to", "de", "du", "del", "general", "gen", "at", "and")
                or all(one in lists["offices"] or one in lists["titles"] for one in between)
            )
            break
        if key in lists["roles"] and key not in lists["titles"]:
            break
    titled = (
        last in lists["titles"]
        and (words[start - 1].kind == "titles" or capitals_like(words[start - 1].text))
        if start
        else False
    )
    role = any(key in lists["roles"] for key in keys[-1:]) or (
        len(keys) > 1 and last in ("as", "of", "was", "were", "is", "de", "named") and keys[-2] in lists["roles"]
    ) or (len(keys) > 1 and keys[-1] in ("leader", "chief", "head") and keys[-2] in lists["private_leaders"])  # fmt: skip
    kin = comma and any(key in lists["roles"] for key in keys[-3:])
    return _Before(
        titled=titled,
        role=role or kin,
        office=office and not (role and last not in lists["offices"]),
        placed=not comma
        and (last in _PLACED or (last == "of" and keys[-2:-1] != [] and keys[-2] in lists["bodies"])),
        joined=last in ("and", "y", "et", "or") or comma,
        group=last in ("victims", "suspects", "children", "sons"),
    )


def capitals_like(word: str) -> bool:
    """Whether a title is written as one: with a capital."""
    return word[:1].isupper()


def _clause(text: str, words: Sequence[_Word], start: int) -> str:
    """The text before a word, from the beginning of its clause."""
    end = words[start].start
    close = text[max(0, end - _WINDOW) : end]
    for mark in (". ", "; ", "\n\n", '" ', "? ", "! "):
        cut = close.rfind(mark)
        while cut >= 0 and mark == ". " and cut and len(re.split(r"\W", close[:cut])[-1]) < 5 and fold(
            re.split(r"\W", close[:cut])[-1]
        ) in _lists()["offices"] | _lists()["titles"]:  # fmt: skip
            cut = close.rfind(mark, 0, cut)
        if cut >= 0:
            close = close[cut + len(mark) :]
    return close


def _in_office(before: _Before, after: str) -> bool:
    if before.office:
        return True
    match = _AFTER.match(after)
    if match is None:
        return False
    lists = _lists()
    keys = [fold(one) for one in _BEFORE.findall(match[1])]
    for number, key in enumerate(keys):
        if key in lists["roles"] or key in ("who", "whose", "said", "told"):
            return False
        if key in lists["offices"]:
            return not (number and keys[number - 1] in lists["private_leaders"])
    return False


def _trade_after(after: str) -> bool:
    match = _AFTER.match(after)
    if match is None or not re.match(
        r"(?:'s|’s)?\s?[,(]\s?(?:a|an|the|his|her|un|una|une|who|l')\s", after, re.I
    ):
        return False
    keys = [fold(one) for one in _BEFORE.findall(match[1])]
    return any(key in _lists()["roles"] for key in keys[:4])


def _is_body(text: str, words: Sequence[_Word], start: int, end: int) -> bool:
    """Whether the name is part of that of a body, a building, a ship or an operation."""
    lists = _lists()
    for side in (end, end + 1):
        behind = words[side] if side < len(words) else None
        if behind and behind.kind == "bodies" and text[words[side - 1].end : behind.start].strip("- ") == "":
            return True
    if words[start].key in lists["leads"] or (start and words[start].key == "khan" and end - start > 1):
        return True
    if not start:
        return False
    lead = words[start - 1]
    if text[lead.end : words[start].start] not in (" ", "-") or not lead.text[:1].isupper():
        return False
    if lead.kind == "bodies":
        return words[start].key not in given_names()
    return lead.key in lists["leads"] and lead.key != "the"


def _given(name: Sequence[_Word]) -> bool:
    return any(_at(name, number) for number in range(len(name)))


def _at(name: Sequence[_Word], number: int) -> bool:
    key = name[number].key
    parts = [key, *key.split("-")]
    if key in ("abu", "umm", "abou", "um"):
        return len(name) > number + 1 and _at(name, number + 1)
    return any(part in given_names() for part in parts if part not in ("al", "el"))


def _ends(name: Sequence[_Word]) -> bool:
    last = name[-1]
    return len(name) > 1 and any(
        len(last.key) > len(ending) + 2 and last.key.endswith(ending) for ending in _lists()["endings"]
    )


def _again(
    words: Sequence[_Word], found: list[tuple[int, int]], known: set[str], public: Named, place: Named
) -> list[tuple[int, int]]:
    """`found` with the places where a part of such a name stands alone."""
    spans = list(found)
    for number, word in enumerate(words):
        if (
            word.kind != "name"
            or word.key not in known
            or any(a <= word.start < b for a, b in _beside(found, word))
        ):
            continue
        if not place(word.text) and not public(word.text) and not (
            number + 1 < len(words) and words[number + 1].kind == "bodies"
        ):  # fmt: skip
            spans.append((word.start, word.end))
    return sorted(set(spans))


def _beside(found: Sequence[tuple[int, int]], word: _Word) -> Iterator[tuple[int, int]]:
    at = bisect_right(found, (word.start, _LONGEST * 2)) - 1
    if at >= 0:
        yield found[at]
