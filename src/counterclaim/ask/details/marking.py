"""Which words of a text each field of a claim was read from, and a text cut where such words begin and end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from counterclaim.ask.rows import Row

Json = Mapping[str, Any]


def fields(claim: Json) -> list[Row]:
    """Fields of a claim that stand on words: ``{field, label, value, start, end, text}``, in the order of the text.

    `field` names it as in the contract (``quantities[0]``), `value` is what was made of the words.
    """
    found = [
        {
            "field": name,
            "label": label,
            "value": value,
            "start": at["start"],
            "end": at["end"],
            "text": at["text"],
        }
        for name, label, value, at in _located(claim)
        if at["start"] is not None and at["start"] < at["end"]
    ]
    return sorted(found, key=lambda one: (one["start"], -one["end"], one["field"]))


def pieces(text: str, start: int, spans: Sequence[tuple[int, int]]) -> list[tuple[int, str, list[int]]]:
    """`text`, which begins at `start` of its document, cut at the ends of `spans`: offset, text, numbers of spans.

    Joined, the texts are `text`. A span that reaches out of the text is cut.
    """
    end = start + len(text)
    inside = [
        (max(start, a), min(end, b), number) for number, (a, b) in enumerate(spans) if a < end and b > start
    ]
    opens: dict[int, list[int]] = {}
    closes: dict[int, list[int]] = {}
    for first, last, number in inside:
        opens.setdefault(first, []).append(number)
        closes.setdefault(last, []).append(number)
    edges = sorted({start, end, *opens, *closes})
    current: set[int] = set()
    found = []
    for first, last in pairwise(edges):
        current.difference_update(closes.get(first, ()))
        current.update(opens.get(first, ()))
        found.append((first, text[first - start : last - start], sorted(current)))
    return found


def sentence_pieces(claim: Json, marked: Sequence[Json]) -> list[Row]:
    """A claim's sentence as ``{text, label, field}``; where fields overlap, the shortest one has the words."""
    sentence = claim["sentence"]
    cut = pieces(sentence["text"], sentence["start"], [(one["start"], one["end"]) for one in marked])
    return [_piece(text, [marked[number] for number in numbers]) for _, text, numbers in cut]


def bounds_words(low: int | None, high: int | None) -> str:
    """``12``, ``10 to 15``, ``at least 10``, ``up to 30``."""
    if low is None:
        return f"up to {high:,}" if high is not None else ""
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _piece(text: str, over: Sequence[Json]) -> Row:
    inner = min(over, key=lambda one: one["end"] - one["start"], default=None)
    return {
        "text": text,
        "label": inner["label"] if inner else None,
        "field": inner["field"] if inner else None,
    }


def _located(claim: Json) -> Iterator[tuple[str, str, str, Json]]:
    yield "event_type", "what happened", claim["event_type"].replace("_", " "), claim["trigger"]
    for number, link in enumerate(claim["attribution"]):
        interest = ", an interested party" if link["interested"] else ""
        yield f"attribution[{number}]", "source", f"{link['name']} ({link['type']}{interest})", link
    for side in ("actors", "targets"):
        for number, one in enumerate(claim[side]):
            yield f"{side}[{number}]", one["role"].replace("_", " "), one["name"] or one["text"], one
    for number, one in enumerate(claim["quantities"]):
        about = "about " if one["approximate"] else ""
        whose = f" of {one['of']}" if one["of"] else ""
        said = f"{about}{bounds_words(one['low'], one['high'])}{whose}"
        yield f"quantities[{number}]", one["what"], said, one
    if claim["place"]:
        place = claim["place"]
        yield (
            "place",
            "place",
            ", ".join(filter(None, (place["name"], place["admin1"], place["country"]))),
            place,
        )
    if claim["when"]:
        yield "when", "time", claim["when"]["edtf"], claim["when"]
    for number, one in enumerate(claim["evidence"]):
        yield f"evidence[{number}]", "evidence", one["kind"].replace("_", " "), one
