"""Numbers without modifiers: digits with scale words, number words, and vague words for a number."""

from __future__ import annotations

import math
from dataclasses import dataclass

from counterclaim.text.number_words import Token, number_words, word_at

MAX_VALUE = 10**12
"""Numbers above this are left out: they count nothing, and a database column must hold them."""


@dataclass(frozen=True, slots=True)
class Count:
    """A reading of tokens up to `stop`. `scale` is what multiplied it; `bound` is -1 lower, 1 upper, 0 no."""

    low: int | None
    high: int | None
    approximate: bool
    stop: int
    scale: int = 1
    bound: int = 0


def count(tokens: list[Token], i: int) -> Count | None:
    """A number without modifiers: "250", "two hundred and fifty", "several dozen", "tens of thousands"."""
    token = tokens[i] if i < len(tokens) else None
    if token is None:
        return None
    if token.value is not None:
        parsed = _scaled(tokens, i + 1, token.value)
    elif token.word in number_words().plurals:
        parsed = _plural(tokens, i)
    else:
        parsed = _vague(tokens, i) or _half(tokens, i) or _spelled(tokens, i)
    if parsed is None or max(parsed.low or 0, parsed.high or 0) > MAX_VALUE:
        return None
    return parsed


def fraction(tokens: list[Token], i: int) -> Count | None:
    """A fraction in per cent, between the whole numbers around it: "half", "a quarter", "two-thirds"."""
    words, word = number_words(), word_at(tokens, i)
    if word in {"half", "a", "an", "one"}:
        above, at = 1, i + (word != "half")
    else:
        above, at = words.units.get(word, 0), i + 1
    at += int(at > i and word_at(tokens, at) == "-")
    parts = words.parts.get(word_at(tokens, at), 0)
    if not 0 < above < parts:
        return None
    return Count(math.floor(100 * above / parts), math.ceil(100 * above / parts), False, at + 1)


def _plural(tokens: list[Token], i: int) -> Count:
    """Read "dozens", "tens of thousands", "hundreds and hundreds"."""
    words = number_words()
    low, stop = words.plurals[word_at(tokens, i)], i + 1
    larger = word_at(tokens, stop + 1).removesuffix("s")
    if word_at(tokens, stop) == "of" and words.scales.get(larger, 0) >= 1000:
        low, stop = low * words.scales[larger], stop + 2
    elif word_at(tokens, stop) in {"and", "upon"} and word_at(tokens, stop + 1) == word_at(tokens, i):
        stop += 2
    return Count(low, None, True, stop)


def _vague(tokens: list[Token], i: int) -> Count | None:
    """Read "several", "a few hundred", "a couple of dozen"."""
    article = word_at(tokens, i) == "a"
    entry = number_words().vague.get(word_at(tokens, i + article))
    if entry is None or entry.get("article", False) != article:
        return None
    stop = i + article + 1
    at = stop + 1 if entry.get("of") and word_at(tokens, stop) == "of" else stop
    scale, end = _scale(tokens, at)
    approximate = not entry.get("exact", False) or scale > 1
    high = entry["high"] * scale if "high" in entry else None
    return Count(entry["low"] * scale, high, approximate, end if scale > 1 else stop, scale)


def _half(tokens: list[Token], i: int) -> Count | None:
    """Read "half a dozen", "half a million", "a quarter of a million"."""
    if word_at(tokens, i) == "half" and word_at(tokens, i + 1) in {"a", "-"}:
        share, at = 0.5, i + 2
    elif [word_at(tokens, j) for j in range(i, i + 4)] == ["a", "quarter", "of", "a"]:
        share, at = 0.25, i + 4
    else:
        return None
    scale, stop = _scale(tokens, at)
    return Count(int(share * scale), int(share * scale), True, stop, scale) if scale > 1 else None


def _scale(tokens: list[Token], i: int) -> tuple[int, int]:
    """The product of the scale words from token `i` on ("hundred thousand") and where they end."""
    words, scale = number_words(), 1
    for _ in range(2):
        dash = int(word_at(tokens, i) == "-")
        factor = words.scales.get(word_at(tokens, i + dash)) or words.collectives.get(
            word_at(tokens, i + dash)
        )
        if factor is None:
            break
        scale, i = scale * factor, i + dash + 1
    return scale, i


def _scaled(tokens: list[Token], i: int, value: float) -> Count | None:
    """A literal with the scale words behind it: "2.5 million", "3 dozen"."""
    if _is_fraction(tokens, i, value):
        return None
    half = _and_a_half(tokens, i)
    if half:
        value, i = value + 0.5, half
    scale, stop = _scale(tokens, i)
    collective = any(word_at(tokens, j) in number_words().collectives for j in range(i, stop))
    product = round(value * scale, 6)
    return Count(math.floor(product), math.ceil(product), collective or product % 1 > 0, stop, scale)


def _and_a_half(tokens: list[Token], i: int) -> int:
    return i + 3 if [word_at(tokens, j) for j in range(i, i + 3)] == ["and", "a", "half"] else 0


def _spelled(tokens: list[Token], i: int) -> Count | None:
    """Read "twenty-three", "two hundred and fifty thousand", "one and a half million", "two dozen"."""
    words, start = number_words(), i
    total, current, ceiling, scale = 0.0, 0.0, MAX_VALUE, 1
    if word_at(tokens, i) in {"a", "an"}:
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
        at = i + int(word_at(tokens, i) == "-")
        word = word_at(tokens, at)
        if word in words.collectives and current:
            value = int(total + current * words.collectives[word])
            return Count(value, value, True, at + 1, words.collectives[word])
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
    return Count(value, value, False, i, scale if current == 0 or total == 0 else 1) if i > start else None


def _rest(tokens: list[Token], i: int, *, hundreds: bool = False) -> tuple[float, int]:
    """What may follow a scale word: "and fifty", and behind a thousand the "three" of "three hundred"."""
    linked = word_at(tokens, i) == "and"
    below, stop = _below_hundred(tokens, i + linked)
    if below is None or not below:
        return 0, i
    next_word = word_at(tokens, stop + int(word_at(tokens, stop) == "-"))
    if linked and (next_word in number_words().scales or next_word in number_words().collectives):
        return 0, i
    if not hundreds and next_word == "hundred":
        return 0, i
    return below, stop


def _below_hundred(tokens: list[Token], i: int) -> tuple[int | None, int]:
    words = number_words()
    word = word_at(tokens, i)
    if word in words.tens:
        dash = int(word_at(tokens, i + 1) == "-")
        unit = words.units.get(word_at(tokens, i + 1 + dash), 0)
        return (words.tens[word] + unit, i + 2 + dash) if 0 < unit < 10 else (words.tens[word], i + 1)
    return (words.units[word], i + 1) if word in words.units else (None, i)


def _is_fraction(tokens: list[Token], i: int, value: float, *, spelled: bool = False) -> bool:
    """Whether an ordinal or fraction word makes the number before token `i` no count ("two-thirds")."""
    words = number_words()
    dash = word_at(tokens, i) == "-"
    word = word_at(tokens, i + dash)
    if word in words.plural_fractions:
        return True
    return word in words.singular_fractions and (dash or value == 1 or (spelled and value >= 20))
