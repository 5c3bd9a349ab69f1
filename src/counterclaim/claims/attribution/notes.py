"""The source that a footnote names, for sentences that name none themselves."""

from __future__ import annotations

import re

from counterclaim.claims.attribution.source_types import described
from counterclaim.claims.lexicon import attribution_words
from counterclaim.model import Attribution, Document, Reference, SourceType, Span

_LONGEST = 600
_TITLE = re.compile(r"[\"“][^\"”]{1,300}[\"”]|[‘'][^‘’'\n]{8,200}[’'](?=\W)")
_PART = re.compile(r"[^,;()\[\]]{2,120}")
_LINK = re.compile(r"https?://\S+|www\.\S+")
_NO_NAME = re.compile(
    r"\b(?:ibid|op\.? cit|accessed|retrieved|pp?\.|vol|no\.|ch\.|see|cf|january|february|march|april|may|"
    r"june|july|august|september|october|november|december)\b|\d",
    re.IGNORECASE,
)
_MARK = re.compile(r"^[\s\[(]*(?:\d{1,3}|[a-z]|[*†‡§⁰¹²³⁴-⁹]{1,3})[\])}.:]*\s+")


def noted_source(document: Document, ids: tuple[str, ...]) -> Attribution | None:
    """The outlet, body, paper or author that the first of these references to name one names."""
    by_id = {one.id: one for one in document.references}
    for key in ids:
        found = _source(document, by_id[key]) if key in by_id else None
        if found is not None:
            return found
    return None


def _source(document: Document, reference: Reference) -> Attribution | None:
    end = min(reference.end, reference.start + _LONGEST)
    text = document.text[reference.start : end]
    body = _LINK.sub(lambda match: "," * len(match[0]), _TITLE.sub(lambda match: "," * len(match[0]), text))
    mark = _MARK.match(body)
    parts = [part for part in _PART.finditer(body, mark.end() if mark else 0) if _is_name(part[0])]
    if not parts:
        return None
    known = frozenset().union(
        *(attribution_words()["nouns"][kind] for kind in ("agency", "monitor", "document"))
    )
    chosen = next(
        (part for part in parts if known & set(part[0].lower().replace(".", " ").split())), parts[-1]
    )
    start = chosen.start() + len(chosen[0]) - len(chosen[0].lstrip(" .:-–—"))
    name = " ".join(chosen[0].strip(" .:-–—\n").split())
    kind, of_party = described(name)
    at = Span(reference.start + start, reference.start + chosen.end(), text[start : chosen.end()])
    return Attribution(
        name,
        SourceType.DOCUMENT if kind is SourceType.OFFICIAL and not of_party else kind,
        None,
        of_party,
        at,
    )


def _is_name(text: str) -> bool:
    words = text.split()
    return (
        bool(words)
        and len(words) <= 10
        and any(word[:1].isupper() for word in words)
        and not _NO_NAME.search(text)
    )
