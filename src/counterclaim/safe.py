"""Hostile text made harmless to show: no terminal escapes, no reordering, no spreadsheet formulas."""

from __future__ import annotations

import re

# Bidirectional embeddings, overrides and isolates reorder what stands around them; marks do so in part.
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_CONTROL = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f{_BIDI}\ufff9-\ufffb\U000e0000-\U000e007f]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_JSON_UNSAFE = re.compile(f"[\x7f-\x9f\u2028\u2029{_BIDI}\ud800-\udfff]")
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def visible(text: str) -> str:
    """`text` with control and reordering characters shown by a sign of their own.

    C0 controls become control pictures (ESC is ``␛``); the others become their code (``<U+202E>``). Tabs
    and line ends stay.
    """
    return _SURROGATE.sub("\ufffd", _CONTROL.sub(_sign, text.replace("\r\n", "\n").replace("\r", "\n")))


def one_line(text: str) -> str:
    """`visible` text with every run of white space, line ends too, as one space."""
    return visible(_SPACE.sub(" ", text)).strip()


def csv_cell(text: str) -> str:
    """Text that a spreadsheet will not take for a formula: a quote sign stands before a dangerous start."""
    shown = visible(text)
    return f"'{shown}" if text.lstrip(" ").startswith(_FORMULA) else shown


def json_text(text: str) -> str:
    """JSON with what could upset a terminal or a line reader written as escapes. It means the same."""
    return _JSON_UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"
