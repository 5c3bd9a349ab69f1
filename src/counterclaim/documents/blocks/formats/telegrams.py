"""Headers and ends of telegrams and wire takes, as teletypes printed them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.model import Role

_ROUTING = re.compile(
    r"V?ZCZC\w{0,20}(?:\s.{0,40})?|NNNN|BT|ZNR\s.{1,40}|ZN[YZ]\s.{1,40}|[ZOPRY]{2}\s[A-Z]{4,9}(?:\s[A-Z]{4,9}){0,12}|DE\s[A-Z]{4,9}\b.{0,40}"
    r"|[ZOPR](?:\s[ZOPR])?\s\d{6}Z\s[A-Z]{3}\s\d{2,4}|(?:FM|FROM)\s[A-Z].{2,60}|(?:TO|INFO)\s(?:[A-Z]{4,9}/)?[A-Z].{2,80}"
    r"|[A-Z]{4,9}/[A-Z][A-Z ]{2,60}(?:\s\d{1,5})?"
    r"|(?:UNCLAS|UNCLASSIFIED|C ?O ?N ?F ?I ?D ?E ?N ?T ?I ?A ?L|S E C R E T|SECRET|LIMITED OFFICIAL USE)\b.{0,80}"
    r"|E\.?O\.?\s?\d{4,5}\s?:.{0,60}|TAGS?\s?:.{0,80}|REFS?\s?:.{0,120}|SIPDIS|PASS\sTO\s.{2,60}"
    r"|[A-Z][A-Z ]{2,30}\s\d{5,8}(?:\s+\d{3}\sOF\s\d{3})?|CLASSIFIED\sBY\b.{2,120}|REASONS?\s?:.{2,80}"
    r"|(?:SECTION|PAGE)\s\d{1,2}\s(?:OF\s\d{1,2}|[A-Z]{4,9}).{0,40}|#\d{1,5}|[A-Z]{2,4}-\d{3,5}"
)
_CLASSIFIER = re.compile(
    r"Classified By:?\s.{2,150}|Reasons?: 1\.\d.{0,60}|Derived From: .{2,60}|Declassify On: .{2,40}"
)
_SUBJECT = re.compile(r"SUBJ(?:ECT)?\s?:\s?\S")
_WIRE = re.compile(
    r"(?:MORE|\(MORE\)|\+{3,}|RR|UU|URGENT|BULLETIN|FLASH)|[a-zA-Z]\d{3,4}(?:\s.{0,30})?|[A-Z]\s[A-Z]\s[A-Z]{5,14}"
    r"|(?:[A-Z]{2}-)?[A-Z]{2,}(?:-[A-Z0-9]{2,}){1,4}[ ,]{1,2}.{0,30}\d{4}"
    r"|[A-Z]\s[A-Z]\s[A-Z]{3,6}\s\d{3,4}(?:\s.{2,60})?|[A-Z]{3,20}-[A-Z]{3,20}(?:\s\d\s[A-Z ]{3,30}|\s[A-Z]{2,12}|\s\d[A-Z]{2,6})"
    r"|(?:[A-Z]{2}-)?[A-Z]{3,}(?:-[A-Z0-9]{2,}){1,4}\s[A-Z0-9]{2,8}\s\d{2,4}|[A-Z]{2}\s[A-Z]{2}/[A-Z]{2}\s.{2,20}"
    r"|EDS?\s?:.{2,120}|[A-Z]{1,4}/[A-Z]{1,4}(?:/[A-Z]{1,4})?|\d{6}Z?\s[A-Z]{3}\s\d{2,4}"
    r"|AP-[A-Z]{2}-\d{2}-\d{2}-\d{2}.{0,20}|\d{4}\s?(?:GMT|EST|EDT|CET)\s.{0,20}"
)
_TOP = re.compile(
    r"ZCZC\b|[ZOPR]\s\d{6}Z|[ZOPRY]{2}\s[A-Z]{5,9}|FM\s[A-Z]|UNCLAS\b|E\.?O\.?\s?\d{4,5}|NNNN|BT"
)
_BYLINE = re.compile(r"BY(?:\s[A-Z][A-Z.'-]{0,20}){2,4}")
_PLACE_DATE = re.compile(r"[A-Z][A-Z '.-]{2,30},\s[A-Z]{3,9}\.?\s\d{1,2}(?:\s\([^()]{2,30}\))?\s?[-–—]{0,2}")
_LEAST_SIGNS = 3
_LONGEST = 120
_NAME_WORDS = 2


def telegram_lines(texts: Sequence[str]) -> dict[int, Role]:
    """Roles of routing lines, of the subject, and of the signs around the takes of a wire."""
    brief = [index for index, text in enumerate(texts) if len(text) <= _LONGEST and text == text.upper()]
    routing = [index for index in brief if _ROUTING.fullmatch(texts[index])]
    routing += [index for index, text in enumerate(texts) if _CLASSIFIER.fullmatch(text)]
    wire = [index for index in brief if _WIRE.fullmatch(texts[index])]
    tops = {texts[index][:6] for index in routing if _TOP.match(texts[index])}
    if len(routing) < _LEAST_SIGNS and len(wire) < _LEAST_SIGNS:
        return {}
    if not tops and len(wire) < _LEAST_SIGNS:
        return {}
    found = dict.fromkeys([*routing, *wire], Role.FURNITURE)
    for index in brief:
        if _SUBJECT.match(texts[index]):
            found[index] = Role.TITLE
        elif wire and (_BYLINE.fullmatch(texts[index]) or _PLACE_DATE.fullmatch(texts[index])):
            found[index] = Role.DATELINE
    return found | _signature(texts, found)


def _signature(texts: Sequence[str], found: dict[int, Role]) -> dict[int, Role]:
    """The name alone that ends a telegram, above its last signs."""
    name = len(texts) - 1
    while name > 0 and name in found:
        name -= 1
    signed = len(texts[name].split()) <= _NAME_WORDS and texts[name].isupper() and texts[name].isalpha()
    return {name: Role.FURNITURE} if signed else {}
