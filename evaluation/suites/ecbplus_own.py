"""The claims that the product reads in the texts of ECB+, and which marked mentions they are.

A text is given with its address and the day it was published, where known. Claims count whose trigger lies in a
sentence whose annotation was checked, since nothing outside of those tells right from wrong. A claim is the mention
whose words its trigger shares, the first of a sentence first, each mention once; one that shares none is a mention
that gold has not, and counts against precision.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterclaim import pipeline
from counterclaim.config import load_settings
from counterclaim.events import DocumentContext
from counterclaim.model import Claim
from counterclaim.sources import SourceOptions
from evaluation.offsets import back_to
from evaluation.suites.ecbplus_corpus import Text


@dataclass(frozen=True, slots=True)
class OwnMention:
    """A claim of ours that is scored: the id of the mention that it is (one of its own where gold has none)."""

    id: str
    claim: Claim
    context: DocumentContext
    topic: str


@dataclass(frozen=True, slots=True)
class OwnReading:
    """All claims of the texts with their contexts, for linking, and those that are scored."""

    claims: list[Claim]
    contexts: dict[str, DocumentContext]
    scored: list[OwnMention]


def read_claims(texts: Sequence[Text]) -> OwnReading:
    """What the product reads in the texts."""
    found = OwnReading([], {}, [])
    for text, reading in _readings(texts):
        document = reading.document
        published = document.published.start if document.published else None
        context = DocumentContext(document.id, document.publisher, published)
        found.contexts[document.id] = context
        found.claims.extend(reading.claims)
        back = back_to(text.text, document.text)
        taken: set[str] = set()
        for claim in sorted(reading.claims, key=lambda one: (one.trigger, one.id)):
            start, end = back(claim.trigger.start), back(claim.trigger.end)
            mention = _mention(text, start, end)
            if mention is not None and mention not in taken:
                taken.add(mention)
                found.scored.append(OwnMention(mention, claim, context, text.topic))
    return found


def _mention(text: Text, start: int, end: int) -> str | None:
    """Id of the mention that words of a text are: gold's, else one of their own; null in an unchecked sentence."""
    checked = (text.sentences[number] for number in text.checked if number in text.sentences)
    if not any(span.start <= start < span.end for span in checked):
        return None
    marked = (mark.id for mark in text.events if mark.span.start < end and start < mark.span.end)
    return next(marked, f"{text.name}@{start}")


def _readings(texts: Sequence[Text]) -> Iterator[tuple[Text, pipeline.Reading]]:
    by_name = {text.name: text for text in texts}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "texts.jsonl")
        lines = {}
        with path.open("w", encoding="utf-8") as file:
            for number, text in enumerate(texts, 1):
                lines[f"{path}#line={number}"] = text.name
                published = text.published.isoformat() if text.published else None
                told = {"text": text.text, "url": text.address, "published": published}
                file.write(json.dumps({key: value for key, value in told.items() if value}) + "\n")
        for reading in pipeline.extract([str(path)], load_settings()[0], SourceOptions()):
            if isinstance(reading, pipeline.Reading):
                yield by_name[lines[reading.item_locator]], reading
