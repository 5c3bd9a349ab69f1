"""Texts cut into pieces, so that a template can mark what was read from them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.model import Document

Json = Mapping[str, Any]
_LONGEST_LABEL = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text. `label` says what was read there; `event` is where it leads; `anchor` is its HTML id."""

    text: str
    label: str = ""
    claims: int = 0
    event: str | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a document with its role, in pieces."""

    role: str
    pieces: list[Piece]


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


def document_blocks(
    document: Document,
    claims: Sequence[Json],
    events: Mapping[str, str],
    start: int,
    end: int,
    *,
    chosen: str,
) -> list[Block]:
    """The blocks of a document between two offsets, with the sentences of claims marked.

    `events` gives the event of a claim by its id. The mark of the claim `chosen` gets the anchor ``claim``.
    """
    marks = sorted(_sentences(claims).items())
    starts = [span[0] for span, _ in marks]
    blocks = []
    for block in document.blocks:
        first, last = max(block.start, start), min(block.end, end)
        if first < last:
            low, high = bisect_left(starts, block.start), bisect_right(starts, last - 1)
            pieces = list(_pieces(document.text, first, last, marks[low:high], events, chosen))
            blocks.append(Block(block.role.value, pieces))
    return blocks


def _sentences(claims: Iterable[Json]) -> dict[tuple[int, int], list[Json]]:
    found: dict[tuple[int, int], list[Json]] = {}
    for claim in claims:
        found.setdefault((claim["sentence"]["start"], claim["sentence"]["end"]), []).append(claim)
    return found


def _pieces(
    text: str,
    first: int,
    last: int,
    marks: Sequence[tuple[tuple[int, int], list[Json]]],
    events: Mapping[str, str],
    chosen: str,
) -> Iterator[Piece]:
    at = first
    for (begin, finish), claims in marks:
        begin, finish = max(begin, at), min(finish, last)
        if begin >= finish:
            continue
        if at < begin:
            yield Piece(text[at:begin])
        yield _mark(text[begin:finish], claims, events, chosen)
        at = finish
    if at < last:
        yield Piece(text[at:last])


def _mark(text: str, claims: Sequence[Json], events: Mapping[str, str], chosen: str) -> Piece:
    label = "; ".join(f"{claim['event_type'].replace('_', ' ')}, {claim['modality']}" for claim in claims)
    ids = [claim["id"] for claim in claims]
    lead = next((events[id_] for id_ in ([chosen] if chosen in ids else ids) if id_ in events), None)
    return Piece(text, label[:_LONGEST_LABEL], len(claims), lead, "claim" if chosen in ids else "")


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
