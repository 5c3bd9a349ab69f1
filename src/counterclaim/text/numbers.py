"""Numbers as a text says them: digits, number words, ranges, bounds and vague counts.

The readings follow rule 2 of the design: a figure is (low, high, approximate), an open end is null, and
"dozens" is at least 24. Ordinals, dates written with digits, fractions and labels ("T-72") are no numbers here;
whether a number counts anything is for the caller to find out.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

MAX_VALUE = 10**12
"""Numbers above this are left out: they count nothing, and a database column must hold them."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of characters `start` to `end` of the text, modifiers included. A null bound is open.

    A decimal ("2.5") that no scale word makes whole has the whole numbers around it as bounds.
    """

    low: int | None
    high: int | None
    approximate: bool
    start: int
    end: int


def find_numbers(text: str) -> list[Number]:
    """All numbers of `text` in order, without overlaps. Time grows with the length of the text alone."""
    tokens = _tokens(text)
    found: list[Number] = []
    i = 0
    while i < len(tokens):
        skip = _match(tokens, i, _words().not_counts)
        parsed = None if skip else _figure(tokens, i)
        zero = None if parsed else _zero(tokens, i)
        if parsed is not None:
            if parsed.low is not None or parsed.high is not None:
                start, end = tokens[i].start, tokens[parsed.stop - 1].end
                found.append(Number(parsed.low, parsed.high, parsed.approximate, start, end))
            i = parsed.stop
        elif zero is not None:
            found.append(Number(0, 0, False, tokens[i].start, tokens[zero - 1].end))
            i = zero
        else:
            i = max(skip, i + 1)
    return found


def measure_units() -> frozenset[str]:
    """Lower-case words and signs that make the number before them a measure, a duration or money."""
    return _words().measures


def currency_signs() -> frozenset[str]:
    """Signs that make the number after them money."""
    return _words().currencies


class _Token(NamedTuple):
    word: str
    start: int
    end: int
    value: float | None = None


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A reading of tokens up to `stop`. `scale` is what multiplied it; `bound` is -1 lower, 1 upper, 0 none."""

    low: int | None
    high: int | None
    approximate: bool
    stop: int
    scale: int = 1
    bound: int = 0


_Phrases = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class _Words:
    units: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    collectives: Mapping[str, int]
    plurals: Mapping[str, int]
    vague: Mapping[str, Mapping[str, Any]]
    phrases: Mapping[str, _Phrases]
    not_counts: _Phrases
    changes: frozenset[str]
    singular_fractions: frozenset[str]
    plural_fractions: frozenset[str]
    zero: Mapping[str, frozenset[str]]
    zero_leads: _Phrases
    zero_pronouns: _Phrases
    measures: frozenset[str]
    currencies: frozenset[str]


def _phrases(phrases: Iterable[str]) -> _Phrases:
    """Phrases by their first word, the longest first."""
    index: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        index.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in index.items()}


@cache
def _words() -> _Words:
    data = tomllib.loads(files("counterclaim.text").joinpath("data/numbers.toml").read_text("utf-8"))
    phrases = data["phrases"]
    return _Words(
        units=data["units"],
        tens=data["tens"],
        scales=data["scales"],
        collectives=data["collectives"],
        plurals=data["plurals"],
        vague=data["vague"],
        phrases={name: _phrases(found) for name, found in phrases.items()},
        not_counts=_phrases(phrases["not_counts"]),
        changes=frozenset(phrases["changes"]),
        singular_fractions=frozenset(data["fractions"]["singular"]),
        plural_fractions=frozenset(data["fractions"]["plural"]),
        zero={name: frozenset(data["zero"][name]) for name in ("adjectives", "nouns", "participles")},
        zero_leads=_phrases(data["zero"]["negatives"]),
        zero_pronouns=_phrases(data["zero"]["pronouns"]),
        measures=frozenset(data["measures"]["units"]),
        currencies=frozenset(data["measures"]["currencies"]),
    )


# A run of letters and digits with single marks inside ("10-15", "1,200", "T-72", "10:30"), or one sign.
_RUN = re.compile(r"\w+(?:[-–.,:/'’]\w+)*|[^\w\s]")
_PIECE = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|\W|_")
_LITERAL = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}|\d{1,15}(?:\.\d{1,9})?"
_NUMERIC = re.compile(rf"({_LITERAL})(?:([-–])({_LITERAL}))?((?:-[^\W\d_]+)*)")


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    for run in _RUN.finditer(text):
        word, start = run.group().lower(), run.start()
        if not any(character.isdigit() for character in word):
            for piece in _PIECE.finditer(run.group()):
                tokens.append(_Token(piece.group().lower(), start + piece.start(), start + piece.end()))
            continue
        parts = _NUMERIC.fullmatch(run.group())
        if parts is None or _not_a_range(parts):
            tokens.append(_Token("\0", start, run.end()))
            continue
        for group in (1, 2, 3):
            if parts[group]:
                value = _value(parts[group]) if group != 2 else None
                tokens.append(
                    _Token(parts[group], start + parts.start(group), start + parts.end(group), value)
                )
        for piece in _PIECE.finditer(parts[4]):
            at = start + parts.start(4)
            tokens.append(_Token(piece.group().lower(), at + piece.start(), at + piece.end()))
    return _join_spaced_groups(text, tokens)


def _not_a_range(parts: re.Match[str]) -> bool:
    return parts[3] is not None and _value(parts[1]) >= _value(parts[3])


def _value(literal: str) -> float:
    if literal.count(".") > 1:
        literal = literal.replace(".", "")
    return float(literal.replace(",", ""))


def _join_spaced_groups(text: str, tokens: list[_Token]) -> list[_Token]:
    """Read "1 200" as one number, and "1.200" when what follows can only be counted."""
    joined: list[_Token] = []
    for i, token in enumerate(tokens):
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.value is not None
            and token.value is not None
            and re.fullmatch(r"[1-9]\d{0,2}(?:[ \u00a0\u202f\u2009]\d{3})*", last.word)
            and re.fullmatch(r"\d{3}", token.word)
            and text[last.end : token.start] in {" ", "\u00a0", "\u202f", "\u2009"}
        ):
            joined[-1] = _Token(
                text[last.start : token.end], last.start, token.end, last.value * 1000 + token.value
            )
        elif (
            re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", token.word)
            and i + 1 < len(tokens)
            and tokens[i + 1].word.isalpha()
            and tokens[i + 1].word not in _words().measures
            and tokens[i + 1].word not in _words().scales
        ):
            joined.append(token._replace(value=float(token.word.replace(".", ""))))
        else:
            joined.append(token)
    return joined


def _word(tokens: list[_Token], i: int) -> str:
    return tokens[i].word if 0 <= i < len(tokens) else ""


def _match(tokens: list[_Token], i: int, phrases: _Phrases) -> int:
    """Where the longest of `phrases` that begins at token `i` ends; 0 when none does. Hyphens may join words."""
    for phrase in phrases.get(_word(tokens, i), ()):
        j = i + 1
        for word in phrase[1:]:
            if _word(tokens, j) == "-" and word != "-":
                j += 1
            if _word(tokens, j) != word:
                break
            j += 1
        else:
            return j
    return 0


def _phrase(tokens: list[_Token], i: int, name: str) -> int:
    return _match(tokens, i, _words().phrases[name])


def _figure(tokens: list[_Token], i: int) -> _Parsed | None:
    """A number with its modifiers, or a range, or a pair of bounds, beginning at token `i`."""
    first = _bounded(tokens, i) or _between(tokens, i)
    if first is None or first.bound != -1:
        return first
    join = _phrase(tokens, first.stop, "bound_joins")
    second = _bounded(tokens, join) if join else None
    if second is None or second.bound != 1 or second.high is None or second.high < (first.low or 0):
        return first
    return replace(second, low=first.low, approximate=first.approximate or second.approximate)


def _between(tokens: list[_Token], i: int) -> _Parsed | None:
    """ "Between 10 and 15", "from 10 to 15"."""
    lead = _word(tokens, i)
    if lead not in {"between", "from", "anywhere"}:
        return None
    if lead == "anywhere":
        i += 1
        if _word(tokens, i) not in {"between", "from"}:
            return None
    if _word(tokens, i) == "from" and any(_word(tokens, j) in _words().changes for j in range(i - 6, i)):
        return None
    first = _bounded(tokens, i + 1, ranges=False)
    if first is None or _word(tokens, first.stop) not in {"and", "to", "-", "–"}:
        return None
    second = _bounded(tokens, first.stop + 1, ranges=False)
    return _joined(first, second) if second else None


def _bounded(tokens: list[_Token], i: int, *, ranges: bool = True) -> _Parsed | None:
    """A number or range with the modifiers before and after it."""
    bound, approximate, j = 0, False, i
    for _ in range(4):
        for name in ("lower", "upper", "approximate", "neutral"):
            stop = _phrase(tokens, j, name)
            if stop:
                bound = {"lower": -1, "upper": 1}.get(name, bound)
                approximate = approximate or name == "approximate"
                j = stop
                break
        else:
            break
    parsed = _range(tokens, j) if ranges else _count(tokens, j)
    if parsed is None and j > i and not bound:
        parsed = _between(tokens, j)
    if parsed is None:
        return None
    for name in ("after_lower", "after_upper", "after_approximate"):
        stop = _after(tokens, parsed.stop, name)
        if stop:
            bound = {"after_lower": -1, "after_upper": 1}.get(name, bound)
            approximate = approximate or name == "after_approximate"
            parsed = replace(parsed, stop=stop)
            break
    return _apply(parsed, bound, approximate)


def _after(tokens: list[_Token], i: int, name: str) -> int:
    """Where the modifier behind a number ends. One that has a number behind it belongs to that number."""
    dash = int(_word(tokens, i) == "-")
    stop = _phrase(tokens, i + dash, name)
    return stop if stop and _count(tokens, stop) is None else 0


def _apply(parsed: _Parsed, bound: int, approximate: bool) -> _Parsed:
    approximate = approximate or parsed.approximate
    if not bound:
        return replace(parsed, approximate=approximate)
    if parsed.low != parsed.high and parsed.low is not None and parsed.high is not None:
        return replace(parsed, approximate=True)
    if bound < 0:
        return replace(parsed, high=None, approximate=approximate, bound=-1)
    return replace(parsed, low=None, high=parsed.high or parsed.low, approximate=approximate, bound=1)


def _range(tokens: list[_Token], i: int) -> _Parsed | None:
    """ "10 to 15", "10-15", "five or six", "two to three dozen"; a single number when none follows."""
    first = _count(tokens, i)
    if first is None:
        return None
    join = _phrase(tokens, first.stop, "range_joins")
    if not join or (_word(tokens, i - 1) == "from" and _word(tokens, first.stop) == "to"):
        return first
    second = _count(tokens, join)
    return (_joined(first, second) if second else None) or first


def _joined(first: _Parsed, second: _Parsed) -> _Parsed | None:
    """One reading of two: the lesser takes the scale of the greater when it has none ("10 to 15 thousand")."""
    low = first.low if first.low is not None else first.high
    if low is None:
        return None
    if first.scale == 1 and second.scale > 1 and low <= (second.low or 0) // second.scale:
        low *= second.scale
    if second.high is not None and low >= second.high:
        return None
    return _Parsed(low, second.high, first.approximate or second.approximate, second.stop)


def _count(tokens: list[_Token], i: int) -> _Parsed | None:
    """A number without modifiers: "250", "two hundred and fifty", "several dozen", "tens of thousands"."""
    token = tokens[i] if i < len(tokens) else None
    if token is None:
        return None
    if token.value is not None:
        parsed = _scaled(tokens, i + 1, token.value)
    elif token.word in _words().plurals:
        parsed = _plural(tokens, i)
    else:
        parsed = _vague(tokens, i) or _half(tokens, i) or _spelled(tokens, i)
    if parsed is None or max(parsed.low or 0, parsed.high or 0) > MAX_VALUE:
        return None
    return parsed


def _plural(tokens: list[_Token], i: int) -> _Parsed:
    """ "Dozens", "tens of thousands", "hundreds and hundreds"."""
    words = _words()
    low, stop = words.plurals[_word(tokens, i)], i + 1
    larger = _word(tokens, stop + 1).removesuffix("s")
    if _word(tokens, stop) == "of" and words.scales.get(larger, 0) >= 1000:
        low, stop = low * words.scales[larger], stop + 2
    elif _word(tokens, stop) in {"and", "upon"} and _word(tokens, stop + 1) == _word(tokens, i):
        stop += 2
    return _Parsed(low, None, True, stop)


def _vague(tokens: list[_Token], i: int) -> _Parsed | None:
    """ "Several", "a few hundred", "a couple of dozen"."""
    article = _word(tokens, i) == "a"
    entry = _words().vague.get(_word(tokens, i + article))
    if entry is None or entry.get("article", False) != article:
        return None
    stop = i + article + 1
    at = stop + 1 if entry.get("of") and _word(tokens, stop) == "of" else stop
    scale, end = _scale(tokens, at)
    approximate = not entry.get("exact", False) or scale > 1
    high = entry["high"] * scale if "high" in entry else None
    return _Parsed(entry["low"] * scale, high, approximate, end if scale > 1 else stop, scale)


def _half(tokens: list[_Token], i: int) -> _Parsed | None:
    """ "Half a dozen", "half a million", "a quarter of a million"."""
    if _word(tokens, i) == "half" and _word(tokens, i + 1) in {"a", "-"}:
        share, at = 0.5, i + 2
    elif [_word(tokens, j) for j in range(i, i + 4)] == ["a", "quarter", "of", "a"]:
        share, at = 0.25, i + 4
    else:
        return None
    scale, stop = _scale(tokens, at)
    return _Parsed(int(share * scale), int(share * scale), True, stop, scale) if scale > 1 else None


def _scale(tokens: list[_Token], i: int) -> tuple[int, int]:
    """The product of the scale words from token `i` on ("hundred thousand") and where they end."""
    words, scale = _words(), 1
    for _ in range(2):
        dash = int(_word(tokens, i) == "-")
        factor = words.scales.get(_word(tokens, i + dash)) or words.collectives.get(_word(tokens, i + dash))
        if factor is None:
            break
        scale, i = scale * factor, i + dash + 1
    return scale, i


def _scaled(tokens: list[_Token], i: int, value: float) -> _Parsed | None:
    """A literal with the scale words behind it: "2.5 million", "3 dozen"."""
    if _is_fraction(tokens, i, value):
        return None
    half = _and_a_half(tokens, i)
    if half:
        value, i = value + 0.5, half
    scale, stop = _scale(tokens, i)
    collective = any(_word(tokens, j) in _words().collectives for j in range(i, stop))
    product = round(value * scale, 6)
    return _Parsed(math.floor(product), math.ceil(product), collective or product % 1 > 0, stop, scale)


def _and_a_half(tokens: list[_Token], i: int) -> int:
    return i + 3 if [_word(tokens, j) for j in range(i, i + 3)] == ["and", "a", "half"] else 0


def _spelled(tokens: list[_Token], i: int) -> _Parsed | None:
    """ "Twenty-three", "two hundred and fifty thousand", "a hundred", "one and a half million", "two dozen"."""
    words, start = _words(), i
    total, current, ceiling, scale = 0.0, 0.0, MAX_VALUE, 1
    if _word(tokens, i) in {"a", "an"}:
        if _scale(tokens, i + 1)[0] == 1:
            return None
        current, i = 1, i + 1
    else:
        below, i = _below_hundred(tokens, i)
        if below is None:
            return None
        current = below
        half = _and_a_half(tokens, i)
        if half and _scale(tokens, half)[0] > 1:
            current, i = current + 0.5, half
    while True:
        at = i + int(_word(tokens, i) == "-")
        word = _word(tokens, at)
        if word in words.collectives and current:
            value = int(total + current * words.collectives[word])
            return _Parsed(value, value, True, at + 1, words.collectives[word])
        factor = words.scales.get(word)
        if factor is None or not current or factor >= ceiling:
            break
        scale = max(scale, factor)
        i = at + 1
        if factor == 100 and current < 100:
            current *= 100
            more, after = _rest(tokens, i)
            current, i = current + more, after
        else:
            total, current, ceiling = total + current * factor, 0, factor
            more, after = _rest(tokens, i, hundreds=True)
            current, i = more, after
    if _is_fraction(tokens, i, total + current, spelled=True):
        return None
    value = int(total + current)
    return _Parsed(value, value, False, i, scale if current == 0 or total == 0 else 1) if i > start else None


def _rest(tokens: list[_Token], i: int, *, hundreds: bool = False) -> tuple[float, int]:
    """What may follow a scale word: "and fifty", "fifty", and behind a thousand the "three" of "three hundred"."""
    linked = _word(tokens, i) == "and"
    below, stop = _below_hundred(tokens, i + linked)
    if below is None or not below:
        return 0, i
    next_word = _word(tokens, stop + int(_word(tokens, stop) == "-"))
    if linked and (next_word in _words().scales or next_word in _words().collectives):
        return 0, i
    if not hundreds and next_word == "hundred":
        return 0, i
    return below, stop


def _below_hundred(tokens: list[_Token], i: int) -> tuple[int | None, int]:
    words = _words()
    word = _word(tokens, i)
    if word in words.tens:
        dash = int(_word(tokens, i + 1) == "-")
        unit = words.units.get(_word(tokens, i + 1 + dash), 0)
        return (words.tens[word] + unit, i + 2 + dash) if 0 < unit < 10 else (words.tens[word], i + 1)
    return (words.units[word], i + 1) if word in words.units else (None, i)


def _is_fraction(tokens: list[_Token], i: int, value: float, *, spelled: bool = False) -> bool:
    """Whether an ordinal or fraction word makes the number before token `i` no count ("two-thirds")."""
    words = _words()
    dash = _word(tokens, i) == "-"
    word = _word(tokens, i + dash)
    if word in words.plural_fractions:
        return True
    return word in words.singular_fractions and (dash or value == 1 or (spelled and value >= 20))


def _zero(tokens: list[_Token], i: int) -> int | None:
    """Where the words end that say that there were none ("no", "none"), null when they do not count."""
    words = _words()
    stop = _match(tokens, i, words.zero_pronouns)
    if stop:
        near = (_word(tokens, j) for j in range(stop, stop + 7))
        return stop if any(word in words.zero["participles"] for word in near) else None
    stop = _match(tokens, i, words.zero_leads)
    for j in range(stop, stop + 3):
        if stop and _word(tokens, j) in words.zero["nouns"]:
            return stop
        if _word(tokens, j) not in words.zero["adjectives"]:
            break
    return None
