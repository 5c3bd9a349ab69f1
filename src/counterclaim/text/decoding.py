"""Bytes to text: which encoding they are in, and characters that no later stage can trip over."""

from __future__ import annotations

import codecs
import functools
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from importlib.resources import files

import charset_normalizer

from counterclaim.text.language import language_shares

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 64 * 1024
_SEVEN_BIT = ("iso2022", "hz")
_BROWSERS_READ_AS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
"""What a declared charset means in practice (WHATWG Encoding Standard, 4.2)."""
_CHAOS = 0.05
"""How much more disorder than the best a reading may show and still be one that the language decides on."""
_SURE = 0.5
_TOO_FEW = 6
"""Bytes beyond ASCII that tell nothing: some quotation marks or a name."""
_DEFAULT = "cp1252"

_CONTROL_BYTES = bytes(i for i in range(32) if i not in b"\t\n\x0b\x0c\r\x1b")
_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_LATER_CONTROLS = re.compile("[\x80-\x9f]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_MOST_MARKS = 30
"""Combining marks in a row of the Stream-Safe Text Format (Unicode, UAX 15): to normalise more takes ages."""
_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{_MOST_MARKS + 1},}}")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the Python name of the encoding it was in, and sentences about what was doubtful in it."""

    text: str
    encoding: str
    problems: tuple[str, ...] = ()


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of `data`, by byte order mark, UTF-8, the `declared` charset or a guess, in this order.

    UTF-8 comes before what is declared: bytes that are valid UTF-8 are hardly ever anything else, while wrong
    declarations are common. Bytes that fit no encoding become U+FFFD. Never raises.
    """
    decoded = decode_raw(data, declared)
    text, changed = make_safe(decoded.text)
    return Decoded(text, decoded.encoding, (*decoded.problems, *changed))


def decode_raw(data: bytes, declared: str | None = None) -> Decoded:
    """As `decode`, with every character as it is: for what is parsed before it is text."""
    encoding = _encoding_of(data, declared)
    problems = []
    if encoding is None:
        encoding = _guess(data)
        problems.append(f"the encoding is not stated; it was read as {encoding}")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        lost = text.count("\ufffd")
        problems.append(
            f"what does not fit the encoding {encoding} was replaced by U+FFFD, in {lost} place{'s' * (lost != 1)}"
        )
    return Decoded(text, encoding, tuple(problems))


def encoding_of_start(head: bytes) -> str:
    """The encoding of a file by its first bytes, for a reader that goes on from there."""
    end = len(head) if len(head) < _SAMPLE else head.rfind(b"\n") + 1 or len(head)
    return _encoding_of(head[:end], None) or _guess(head[:end])


def make_safe(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` with one form of line end and without what breaks stores and screens, and what was changed.

    Control characters go, save tabs and line ends; lone surrogates become U+FFFD; soft hyphens, zero-width
    spaces and byte order marks go unmentioned. Marks of direction and joining stay: they belong to the text.
    """
    problems = []
    text = _LINE_ENDS.sub("\n", text)
    text = _LATER_CONTROLS.sub(_as_windows_1252, text)
    text, controls = _CONTROLS.subn("", text)
    if controls:
        problems.append(f"{controls} control characters were removed")
    text, lone = _SURROGATES.subn("\ufffd", text)
    if lone:
        problems.append(f"{lone} characters are not valid Unicode and were replaced by U+FFFD")
    return within_marks(_INVISIBLE.sub("", text)), tuple(problems)


def within_marks(text: str) -> str:
    """`text` with at most 30 combining marks in a row."""
    return _MARKS.sub(_fewer_marks, text)


def _fewer_marks(match: re.Match[str]) -> str:
    kept = []
    marks = 0
    for char in match[0]:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks <= _MOST_MARKS:
            kept.append(char)
    return "".join(kept)


def looks_binary(data: bytes) -> bool:
    """Whether `data` (its first bytes are enough) is something other than text in any encoding."""
    sample = data[:8192]
    if not sample or sample.startswith(tuple(bom for bom, _ in _BOMS)) or _wide(sample):
        return False
    controls = len(sample) - len(sample.translate(None, _CONTROL_BYTES))
    if controls > 0.3 * len(sample):
        return True
    return controls > 0.02 * len(sample) and not _is_utf8(sample)


def _encoding_of(data: bytes, declared: str | None) -> str | None:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    if wide := _wide(data[:8192]):
        return wide
    stated = _known(declared)
    if stated and stated.startswith(_SEVEN_BIT):
        return stated
    if _is_utf8(data):
        return "utf-8"
    if stated and not stated.startswith("utf"):
        return stated
    return "utf-8" if _mostly_utf8(data) else None


def _known(declared: str | None) -> str | None:
    if not declared or len(declared) > 40:
        return None
    try:
        name = codecs.lookup(declared.strip()).name
        b"a".decode(name)  # not all codecs are of text
    except (LookupError, ValueError, TypeError):
        return None
    return _BROWSERS_READ_AS.get(name, name)


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: in European scripts every second byte is null."""
    half = len(sample) // 2
    if half < 4:
        return None
    even, odd = sample[0 : half * 2 : 2].count(0), sample[1 : half * 2 : 2].count(0)
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(data) - 3 and len(data) >= 8192 and error.reason == "unexpected end of data"
    return True


def _mostly_utf8(data: bytes) -> bool:
    """Whether the multi-byte sequences that are valid UTF-8 are many more than the bytes that are not."""
    sample = data[: 16 * _SAMPLE].decode("utf-8", "replace")
    wrong = sample.count("\ufffd")
    right = sum(map(len, re.findall("[^\x00-\x7f\ufffd]+", sample)))
    return right > 3 * wrong


def _guess(data: bytes) -> str:
    """The encoding in which the text is in the least disorder and in a language that the encoding is for."""
    beyond_ascii = sum(byte > 127 for byte in data[:_SAMPLE])
    if beyond_ascii < _TOO_FEW and beyond_ascii < 0.5 * len(data):
        return _DEFAULT
    languages = _languages()
    matches = charset_normalizer.from_bytes(data[:_SAMPLE], cp_isolation=list(languages), threshold=0.5)
    found = {match.encoding: match.chaos for match in matches}
    least = min(found.values(), default=0.0)
    likely = [name for name in languages if found.get(name, 1.0) <= least + _CHAOS]
    if len(likely) < 2:
        return likely[0] if likely else _DEFAULT

    def fitness(name: str) -> float:
        shares = language_shares(data[:_SAMPLE].decode(name, "replace"))
        return sum(shares.get(language, 0.0) for language in languages[name])

    best = max(likely, key=fitness)
    return best if fitness(best) > _SURE else _DEFAULT


@functools.cache
def _languages() -> dict[str, list[str]]:
    return tomllib.loads(files("counterclaim.text").joinpath("data/encodings.toml").read_text("utf-8"))


def _as_windows_1252(match: re.Match[str]) -> str:
    """A control character of the range that Windows-1252 uses for quotation marks and dashes."""
    try:
        return match[0].encode("latin-1").decode("cp1252")
    except UnicodeDecodeError:
        return ""
