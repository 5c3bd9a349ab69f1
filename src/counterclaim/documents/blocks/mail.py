"""Mail inside a text: header lines, signatures below "--", and the list of topics of a digest."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.lexicon import bare

_HEADER = re.compile(
    r"(?:from|fm|to|cc|bcc|reply-to|sent|date|subject|subj|re|attn|attention|info|via|through|dtg|precedence|priority|copies"
    r"|return-path|content-type|mime-version|x-[a-z-]{2,20}|message(?:-id)?|de|à|objet|envoyé|von|an|gesendet|betreff|para|asunto"
    r"|enviado|от|кому|тема|дата|من|إلى|الموضوع|التاريخ)\s?:\s",
    re.I,
)
_SUBJECT = re.compile(r"(?:subject|subj|re|objet|betreff|asunto|тема|الموضوع)\s?:\s", re.I)
_BEFORE_SUBJECT = re.compile(r"(?:subject\s?:\s|re:\s|fwd?:\s|\[[^\]]{1,40}\]\s|[#.)]+\s)")
_FORWARDED = re.compile(r"[-_=*]{3,}\s?\S.{2,50}?\s?[-_=*]{3,}|(?:begin\s)?forwarded\smessage\s?:?", re.I)
_LEAST_HEADERS = 3
_LINES_OF_SIGNATURE = 6
_SIGNATURE_WORDS = 12
_FAREWELL_WORDS = 7
_LEAST_SUBJECT = 2
_PULL = -9.0


def mail(surfaces: list[Surface]) -> dict[int, float]:
    """Pulls for lines of mail that are not its text. Three header lines in a row are taken for a header."""
    headers = _headers(surfaces)
    if not headers:
        return {}
    found = set(headers)
    subjects = {_subject(surfaces[index]) for index in headers if _SUBJECT.match(surfaces[index].folded)}
    first = min(headers)
    found.update(index - 1 for index in headers if index and _FORWARDED.fullmatch(surfaces[index - 1].text))
    for index, surface in enumerate(surfaces):
        if surface.text == "--":
            found.update(_signature(index, surfaces))
        elif index < first and any(_subject(surface).startswith(one) for one in subjects if one):
            found.add(index)
            if index and surfaces[index - 1].text.endswith(":"):
                found.add(index - 1)
    found.update(_farewell(surfaces))
    return dict.fromkeys(found, _PULL)


def subjects(surfaces: list[Surface]) -> set[int]:
    """The subject lines of the headers."""
    return {index for index in _headers(surfaces) if _SUBJECT.match(surfaces[index].folded)}


def _headers(surfaces: list[Surface]) -> list[int]:
    found: list[int] = []
    run: list[int] = []
    for index, surface in enumerate(surfaces):
        if surface.words <= 30 and _HEADER.match(surface.text):
            run.append(index)
            continue
        found.extend(run if len(run) >= _LEAST_HEADERS else ())
        run = []
    return found + (run if len(run) >= _LEAST_HEADERS else [])


def _subject(surface: Surface) -> str:
    """What a subject line or the line of a list of topics is about, without numbers and "Re:"."""
    text = surface.folded
    while found := _BEFORE_SUBJECT.match(text):
        text = text[found.end() :]
    return bare(text) if len(text.split()) >= _LEAST_SUBJECT else ""


def _farewell(surfaces: list[Surface]) -> Iterator[int]:
    """The brief lines that end a letter: the greeting, the name and what stands below."""
    for index in range(len(surfaces) - 1, max(-1, len(surfaces) - 1 - _LINES_OF_SIGNATURE), -1):
        one = surfaces[index]
        if (
            one.sentence
            or one.words > _FAREWELL_WORDS
            or one.kind not in {"short", "rule", "label", "link", "item"}
        ):
            return
        yield index


def _signature(mark: int, surfaces: list[Surface]) -> set[int]:
    """The brief lines below a signature's mark, and the name right above it."""
    found = {mark}
    if mark and surfaces[mark - 1].words <= 3 and not surfaces[mark - 1].sentence:
        found.add(mark - 1)
    for index in range(mark + 1, min(mark + 1 + _LINES_OF_SIGNATURE, len(surfaces))):
        if surfaces[index].words > _SIGNATURE_WORDS or surfaces[index].sentence:
            break
        found.add(index)
    return found
