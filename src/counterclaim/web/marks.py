"""Sentences cut into pieces, so that a template can mark what was read from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text. `label` says what was read there."""

    text: str
    label: str = ""


def sentence_pieces(claim: Json) -> list[Piece]:
    """A claim's sentence with the spans marked that its figures, place, time, actors and sources stand on."""
    sentence = claim["sentence"]
    text, start = sentence["text"], sentence["start"]
    spans = [
        (max(0, value["start"] - start), min(len(text), value["end"] - start), label)
        for label, value in _located(claim)
        if value["start"] is not None and start <= value["start"] < value["end"] <= sentence["end"]
    ]
    pieces, at = [], 0
    for first, last, label in sorted(spans, key=lambda span: (span[0], -span[1])):
        if first < at:
            continue
        pieces += [Piece(text[at:first]), Piece(text[first:last], label)]
        at = last
    return [piece for piece in (*pieces, Piece(text[at:])) if piece.text]


def _located(claim: Json) -> Iterator[tuple[str, Json]]:
    for quantity in claim["quantities"]:
        yield quantity["what"], quantity
    for name in ("place", "when"):
        if claim[name]:
            yield name, claim[name]
    for link in claim["attribution"]:
        yield "source", link
    for actor in (*claim["actors"], *claim["targets"]):
        yield actor["role"].replace("_", " "), actor
