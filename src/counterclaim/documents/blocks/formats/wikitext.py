"""The source of a wiki page: templates, categories, files and headings between equals signs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.model import Role

_HEADING = re.compile(r"(={2,6})\s?(\S.{0,120}?)\s?\1")
_LINK_ALONE = re.compile(r"\[\[:?([^\[\]|:]{2,20}):[^\[\]]{1,200}\]\]")
_FILE = re.compile(r"\[\[(?:file|image|datei|fichier|archivo|файл|ملف|ficheiro|dosya)\s?:", re.I)
_TEMPLATE = re.compile(r"\{\{[^{}]{0,400}\}\}")
_BOX_START = re.compile(r"\{\{\s?[^{}|]{2,80}$|\{\|")
_BOX_END = re.compile(r"\}\}|\|\}")
_NOTE_LISTS = re.compile(
    r"\{\{\s?(?:reflist|refs|references|notelist|notes|примечания|مراجع)\b|<references\b", re.I
)
_CITED = re.compile(
    r"\{\{\s?(?:cite|citation|sfn|harvnb|isbn|doi|книга|статья|ouvrage|article|lien web)\b", re.I
)
_REF = re.compile(r"<ref\s+name\s?=[^<>]{1,80}>.*</ref>$", re.I | re.S)
_QUOTE = re.compile(r"\{\{\s?(?:quote|blockquote|cquote|quote box|citation bloc|цитата)\s?\|", re.I)
_NOTICE = re.compile(
    r"\{\{\s?(?:update|outdated|current|cleanup|pov|npov|disputed|unreferenced|more citations needed|refimprove|stub"
    r"|expand|rewrite|copy edit|original research|one source|expert needed|globalize|tone)\b[^{}]{0,300}\}\}",
    re.I,
)
_SWITCH = re.compile(
    r"__[A-Z]{3,20}__|<!--.{0,400}-->|</?(?:gallery|div|center|br|noinclude|onlyinclude)\b[^<>]{0,80}>"
)
_REDIRECT = re.compile(r"#redirect\b", re.I)
_ROW = re.compile(r"[|!]")
_MOST_ROWS = 120
_LEAST_SIGNS = 3
_LEAST_FILE_WORDS = 4


def wikitext(texts: Sequence[str]) -> dict[int, Role]:
    """Roles of templates, categories and files of a wiki's source; the rows of its boxes are text."""
    signs = sum(map(_is_sign, texts))
    if signs < _LEAST_SIGNS:
        return {}
    found: dict[int, Role] = {}
    index = 0
    while index < len(texts):
        end = _end_of_box(index, texts)
        if end == index and _NOTE_LISTS.match(texts[index]):
            end = index + 1
            while end < len(texts) and _REF.match(texts[end]):
                end += 1
            end += end < len(texts) and texts[end] == "}}"
            found.update(dict.fromkeys(range(index, end), Role.REFERENCE))
            index = end
            continue
        if end > index:
            found.update(dict.fromkeys(range(index, end), Role.BODY))
            index = end
            continue
        role = _role(texts[index])
        if role is not None:
            found[index] = role
        index += 1
    found.update(_note_headings(texts, found))
    return found


def _note_headings(texts: Sequence[str], found: dict[int, Role]) -> dict[int, Role]:
    """Headings right above lists of notes that a template makes, or of citations in templates."""
    return {
        index: Role.REFERENCE
        for index, text in enumerate(texts[:-1])
        if _HEADING.fullmatch(text) and found.get(index + 1) is Role.REFERENCE
    }


def without_equals(text: str) -> str:
    """A heading without the equals signs around it, any other line as it is."""
    found = _HEADING.fullmatch(text)
    return found[2] if found else text


def _is_sign(text: str) -> bool:
    return bool(_HEADING.fullmatch(text) or _LINK_ALONE.fullmatch(text) or _TEMPLATE.fullmatch(text))


def _role(text: str) -> Role | None:
    if _NOTE_LISTS.match(text) or _REF.match(text):
        return Role.REFERENCE
    if _QUOTE.match(text):
        return Role.QUOTE
    if _NOTICE.fullmatch(text):
        return Role.EDITORIAL_NOTE
    if _FILE.match(text):
        described = text.rstrip("]").split("|")[-1]
        return Role.CAPTION if len(described.split()) >= _LEAST_FILE_WORDS else Role.FURNITURE
    if _CITED.search(text):
        return Role.REFERENCE if text.startswith(("*", "#", "{{")) else None
    if (
        _LINK_ALONE.fullmatch(text)
        or _TEMPLATE.fullmatch(text)
        or _SWITCH.fullmatch(text)
        or _REDIRECT.match(text)
    ):
        return Role.FURNITURE
    return None


def _end_of_box(start: int, texts: Sequence[str]) -> int:
    """The line after a template or table of many lines; `start` where none begins."""
    if not _BOX_START.match(texts[start]):
        return start
    for index in range(start + 1, min(start + _MOST_ROWS, len(texts))):
        if _BOX_END.match(texts[index]) or (not _ROW.match(texts[index]) and texts[index].endswith("}}")):
            return index + 1
    return start
