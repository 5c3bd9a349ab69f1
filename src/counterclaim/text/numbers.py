"""Numbers as a text says them: digits, number words, ranges, bounds and vague counts.

The readings follow rule 2 of the design: a figure is (low, high, approximate), an open end is null, and
"dozens" is at least 24. Ordinals, dates written with digits, fractions and labels ("T-72") are no numbers;
whether a number counts anything is for the caller to find out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from counterclaim.text.number_counts import Count, count, fraction
from counterclaim.text.number_words import Token, match_phrase, number_words, tokenize, word_at

_NEAR = 60
"""Characters between a number and the words that repeat it."""
_PASSIVE = frozenset({"was", "were"})
_COMPARED = frozenset({"as", "again", "of", "more"})


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
    tokens = tokenize(text)
    found: list[Number] = []
    i = 0
    while i < len(tokens):
        if tokens[i].value is None and tokens[i].word not in number_words().leads:
            i += 1
            continue
        skip = match_phrase(tokens, i, number_words().not_counts)
        parsed = None if skip else _figure(tokens, i) or _repeated(tokens, i, found)
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


def _repeated(tokens: list[Token], i: int, found: list[Number]) -> Count | None:
    """Read "as many" as the number before it: "six soldiers and as many rebels"."""
    if not found or [word_at(tokens, i), word_at(tokens, i + 1)] != ["as", "many"]:
        return None
    if word_at(tokens, i + 2) in _COMPARED or tokens[i].start - found[-1].end > _NEAR:
        return None
    return Count(found[-1].low, found[-1].high, found[-1].approximate, i + 2)


def find_fractions(text: str) -> list[Number]:
    """The fractions of `text` in per cent, with their modifiers: "more than a third" is 33 and above."""
    tokens = tokenize(text)
    found: list[Number] = []
    if not any(token.word in number_words().parts for token in tokens):
        return found
    i = 0
    while i < len(tokens):
        if tokens[i].word not in number_words().leads:
            i += 1
            continue
        bound, approximate, at = _modifiers(tokens, i)
        part = fraction(tokens, at)
        if part is None:
            i += 1
            continue
        low, high = (None if bound > 0 else part.low), (None if bound < 0 else part.high)
        found.append(Number(low, high, approximate, tokens[i].start, tokens[part.stop - 1].end))
        i = part.stop
    return found


def measure_units() -> frozenset[str]:
    """Lower-case words and signs that make the number before them a measure, a duration or money."""
    return number_words().measures


def currency_signs() -> frozenset[str]:
    """Signs that make the number after them money."""
    return number_words().currencies


def _phrase(tokens: list[Token], i: int, name: str) -> int:
    return match_phrase(tokens, i, number_words().phrases[name])


def _figure(tokens: list[Token], i: int) -> Count | None:
    """A number with its modifiers, or a range, or a pair of bounds, beginning at token `i`."""
    first = _bounded(tokens, i) or _between(tokens, i)
    if first is None or first.bound != -1:
        return first
    join = _phrase(tokens, first.stop, "bound_joins")
    second = _bounded(tokens, join) if join else None
    if second is None or second.bound != 1 or second.high is None or second.high < (first.low or 0):
        return first
    return replace(second, low=first.low, approximate=first.approximate or second.approximate)


def _between(tokens: list[Token], i: int) -> Count | None:
    """Read "between 10 and 15", "from 10 to 15"."""
    lead = word_at(tokens, i)
    if lead not in {"between", "from", "anywhere"}:
        return None
    if lead == "anywhere":
        i += 1
        if word_at(tokens, i) not in {"between", "from"}:
            return None
    if word_at(tokens, i) == "from" and any(
        word_at(tokens, j) in number_words().changes for j in range(i - 6, i)
    ):
        return None
    first = _bounded(tokens, i + 1, ranges=False)
    if first is None or word_at(tokens, first.stop) not in {"and", "to", "-", "–"}:
        return None
    second = _bounded(tokens, first.stop + 1, ranges=False)
    return _joined(first, second) if second else None


def _bounded(tokens: list[Token], i: int, *, ranges: bool = True) -> Count | None:
    """A number or range with the modifiers before and after it."""
    bound, approximate, j = _modifiers(tokens, i)
    parsed = _range(tokens, j) if ranges else count(tokens, j)
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


def _modifiers(tokens: list[Token], i: int) -> tuple[int, bool, int]:
    """The bound (-1 lower, 1 upper, 0 none) and approximation of words from token `i` on; where they end."""
    bound, approximate = 0, False
    for _ in range(4):
        for name in ("lower", "upper", "approximate", "neutral"):
            stop = _phrase(tokens, i, name)
            if stop:
                bound = {"lower": -1, "upper": 1}.get(name, bound)
                approximate = approximate or name == "approximate"
                i = stop
                break
        else:
            break
    return bound, approximate, i


def _after(tokens: list[Token], i: int, name: str) -> int:
    """Where the modifier behind a number ends. One that has a number behind it belongs to that number."""
    dash = int(word_at(tokens, i) == "-")
    stop = _phrase(tokens, i + dash, name)
    return stop if stop and count(tokens, stop) is None else 0


def _apply(parsed: Count, bound: int, approximate: bool) -> Count:
    approximate = approximate or parsed.approximate
    if not bound:
        return replace(parsed, approximate=approximate)
    if parsed.low != parsed.high and parsed.low is not None and parsed.high is not None:
        return replace(parsed, approximate=True)
    if bound < 0:
        return replace(parsed, high=None, approximate=approximate, bound=-1)
    return replace(parsed, low=None, high=parsed.high or parsed.low, approximate=approximate, bound=1)


def _range(tokens: list[Token], i: int) -> Count | None:
    """ "10 to 15", "10-15", "five or six", "two to three dozen"; a single number when none follows."""
    first = count(tokens, i)
    if first is None:
        return None
    join = _phrase(tokens, first.stop, "range_joins")
    if not join or (word_at(tokens, i - 1) == "from" and word_at(tokens, first.stop) == "to"):
        return first
    second = count(tokens, join)
    return (_joined(first, second) if second else None) or first


def _joined(first: Count, second: Count) -> Count | None:
    """One reading of two: the lesser takes the scale of the greater if it has none ("10 to 15 thousand")."""
    low = first.low if first.low is not None else first.high
    if low is None:
        return None
    if first.scale == 1 and second.scale > 1 and low <= (second.low or 0) // second.scale:
        low *= second.scale
    if second.high is not None and low >= second.high:
        return None
    return Count(low, second.high, first.approximate or second.approximate, second.stop)


def _zero(tokens: list[Token], i: int) -> int | None:
    """Where the words end that say that there were none ("no", "none"), null when they do not count."""
    words = number_words()
    stop = match_phrase(tokens, i, words.zero_pronouns)
    if stop:
        near = (word_at(tokens, j) for j in range(stop, stop + 7))
        hurting = word_at(tokens, i - 1) in words.zero["hurting"]
        return stop if hurting or any(word in words.zero["participles"] for word in near) else None
    stop = match_phrase(tokens, i, words.zero_leads)
    for j in range(stop, stop + 3):
        if stop and word_at(tokens, j) in words.zero["nouns"]:
            return stop
        if stop and word_at(tokens, j) in _PASSIVE and word_at(tokens, j + 1) in words.zero["participles"]:
            return stop
        if word_at(tokens, j) not in words.zero["adjectives"] and word_at(tokens, j + 1) not in _PASSIVE:
            break
    return None
