"""Heads of posts copied from a network: the name again and again, each with a handle or time below it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from counterclaim.documents.blocks.lexicon import Lexicon, fold, lexicon
from counterclaim.model import Role

_MONTH = r"[^\W\d_]{3,10}\.?"
_WHEN = (
    rf"(?:\d{{1,3}}\s?(?:s|m|h|d|w|min|mins|hrs?|hours?|days?)(?:\sago)?|{_MONTH}\s\d{{1,2}}(?:,?\s\d{{4}})?"
    rf"|\d{{1,2}}\s{_MONTH}(?:\s\d{{4}})?|yesterday|\d{{1,2}}:\d{{2}})"
    rf"(?:,?\s(?:at\s)?\d{{1,2}}:\d{{2}}(?:\s?[ap]\.?m\.?)?)?"
)
_HANDLE = re.compile(rf"@[\w.]{{2,40}}(?:\s?[·•-]\s?{_WHEN})?(?:\s?[·•-]\s?\S{{0,12}})?", re.I)
_TIMED = re.compile(rf"(?:@[\w.]{{2,40}}\s?)?[·•-]?\s?{_WHEN}(?:\s?[·•-].{{0,24}})?", re.I)
_CLOCK_DATE = re.compile(r"\d{1,2}:\d{2}\s?(?:[AP]M)?\s?[·•]\s?.{4,24}", re.I)
_WORD = re.compile(r"(?<!@)\b[^\W\d_]+")
_AFTER_DOT = re.compile(r"@\S+|(?<=\S)\s[·•-]\s\D.*")
_UNITS = frozenset(
    ["ago", "am", "pm", "at", "yesterday", "s", "m", "h", "d", "w", "min", "mins", "hr", "hrs"]
) | {"hour", "hours", "day", "days"}
_LEAST = 3
_COUNT = re.compile(r"(?:edited\s)?[\d\W]{1,20}[KkMm]?|.{0,12}\d{1,2}:\d{2}.{0,6}")
_INITIALS = re.compile(r"[^\W\d_]{1,3}")
_NAME_WORDS = 6
_TOLD = 6


def post_heads(texts: Sequence[str]) -> dict[int, Role]:
    """Roles of names and of the handle or time below each, where one name comes three times."""
    times = Counter(text for text in texts if len(text) <= 60)
    handles = {index for index, text in enumerate(texts) if len(text) <= 90 and _HANDLE.fullmatch(text)}
    words = lexicon()
    found: dict[int, Role] = {}
    for index, text in enumerate(texts[:-1]):
        below = texts[index + 1]
        named = times[text] >= _LEAST and len(text.split()) <= _NAME_WORDS and _is_name(text)
        if named and (words.whole(fold(text)) or words.start(fold(text))):
            continue  # a button above the time of the next entry
        if named and (index + 1 in handles or _is_time(below, words)):
            found[index] = found[index + 1] = Role.DATELINE
            if index and _INITIALS.fullmatch(texts[index - 1]) and times[texts[index - 1]] >= _LEAST:
                found[index - 1] = Role.FURNITURE
            if index + 1 in handles and index + 2 < len(texts) and _is_time(texts[index + 2], words):
                found[index + 2] = Role.DATELINE
    found |= _speakers(texts, times, words)
    if found:
        stamps = (
            index for index, text in enumerate(texts) if len(text) <= 60 and _CLOCK_DATE.fullmatch(text)
        )
        found.update(dict.fromkeys(stamps, Role.DATELINE))
    return found


def _speakers(texts: Sequence[str], times: Counter[str], words: Lexicon) -> dict[int, Role]:
    """Names of a channel that stand above each of its posts, below the counts and time of the one before."""
    found: dict[int, Role] = {}
    every: dict[str, list[int]] = {}
    for index, text in enumerate(texts[1:-1], start=1):
        if times[text] >= _LEAST:
            every.setdefault(text, []).append(index)
    for name, places in every.items():
        if len(name.split()) > _NAME_WORDS or not name[:1].isupper() or name[-1] in ":.?!":
            continue
        if words.whole(fold(name)) or words.start(fold(name)):
            continue
        told = sum(len(texts[index + 1].split()) >= _TOLD for index in places)
        counted = sum(bool(_COUNT.fullmatch(texts[index - 1])) for index in places)
        if len(places) >= _LEAST and 2 * told >= len(places) and 2 * counted >= len(places):
            found.update(dict.fromkeys(places, Role.DATELINE))
    return found


def _is_name(text: str) -> bool:
    return text[:1].isalpha() and not any(char.isdigit() or char == "/" for char in text)


def _is_time(text: str, words: Lexicon) -> bool:
    """Whether the line is a time or date, or a handle with one."""
    if len(text) > 60 or not _TIMED.fullmatch(text):
        return False
    named = [word for word in _WORD.findall(_AFTER_DOT.sub("", fold(text))) if word not in _UNITS]
    return all(word in words.months for word in named)
