"""Entities and who fights whom in reports about Syria and Iraq, against RE3D (Dstl; github.com/dstl/re3d).

The set has no scorer of its own. Gold is what its annotators held to be more likely than not (confidence of
one half or more). An entity is right where a span of the same type in the same document has the same words,
leaving out white space, marks, articles and "about" at its ends. A relation is right where both its ends
overlap gold's, each relation of gold being found once, in this order: who attacks, then whom; a fight between
two has both orders. Figures are F1 over all documents.

Places, organisations, figures and times are those that the product's own finders see in the sentences that
can make claims, and those that its claims name; relations are the actors of its claims of violence with their
targets. ``python -m evaluation.suites.re3d`` prints what was missed and made up.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import permutations, product
from pathlib import Path
from typing import Any

from counterclaim.claims import Resources
from counterclaim.claims.actors import find_actors
from counterclaim.claims.places import find_places
from counterclaim.claims.quantities import find_quantities
from counterclaim.claims.sentence import MAX_SENTENCE, parse, sentences
from counterclaim.model import ActorRole, Claim, Document, Span
from counterclaim.pipeline import Reading
from counterclaim.reference.event_types import event_types
from counterclaim.text.dates import find_dates
from counterclaim.text.numbers import find_numbers
from evaluation.offsets import back_to
from evaluation.options import DEFAULTS, SuiteOptions
from evaluation.reading import missing, read_texts
from evaluation.scores import Counts

FOLDER = "re3d"
TYPES = {"Location": "place", "Organisation": "organisation", "Quantity": "quantity", "Temporal": "temporal"}
RELATION = "FightingAgainst"
FIGHTING = "fighting_against"
_CERTAIN = 0.5
_VIOLENT = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})
_BEFORE = re.compile(r"(?:\W|(?:the|an?|about|some|at least|(?:more|less) than|over|nearly|almost)\s)*", re.I)
_AFTER = re.compile(r"\W*\Z")

Ends = tuple[int, int]
Found = dict[str, set[Any]]


@dataclass(slots=True)
class Gold:
    """One document of the set: by key of the figures, spans of its entities and pairs of spans that fight."""

    text: str
    found: Found = field(default_factory=lambda: {key: set() for key in (*TYPES.values(), FIGHTING)})


def run(data: Path, _options: SuiteOptions = DEFAULTS) -> dict[str, object]:
    """F1 of each sort of entity and of the relation. Raises FileNotFoundError without documents."""
    counts = {key: Counts() for key in (*TYPES.values(), FIGHTING)}
    for gold, found in _both(data / FOLDER):
        count(counts, found, gold.found)
    return {key: {"f1": one.f1} for key, one in counts.items()}


def count(counts: Mapping[str, Counts], found: Found, gold: Found) -> None:
    """Add what one document has."""
    for key, one in counts.items():
        one.add(len(matched(key, found, gold)), len(found[key]), len(gold[key]))


def matched(key: str, found: Found, gold: Found) -> dict[Any, Any]:
    """What was found and is right, each with its own one of gold."""
    if key != FIGHTING:
        return {one: one for one in found[key] & gold[key]}
    left, right = sorted(gold[key]), {}
    for pair in sorted(found[key]):
        match = next((other for other in left if all(map(_overlap, pair, other))), None)
        if match is not None:
            left.remove(match)
            right[pair] = match
    return right


def _overlap(one: Ends, other: Ends) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def read_gold(folder: Path) -> list[Gold]:
    """The documents of every folder inside `folder` that has a ``documents.json`` (one object a line)."""
    documents: dict[str, Gold] = {}
    for path in sorted(folder.rglob("documents.json")):
        mine = {row["_id"]: Gold(row["text"]) for row in _rows(path)}
        for row in _rows(path.with_name("entities.json")):
            gold, key = mine.get(row["documentId"]), TYPES.get(row["type"])
            if gold and key and row["confidence"] >= _CERTAIN:
                gold.found[key].add(core(gold.text, row["begin"], row["end"]))
        for row in _rows(path.with_name("relations.json")):
            gold = mine.get(row["documentId"])
            if gold and row["type"] == RELATION and row["confidence"] >= _CERTAIN:
                source = core(gold.text, row["sourceBegin"], row["sourceEnd"])
                target = core(gold.text, row["targetBegin"], row["targetEnd"])
                gold.found[FIGHTING].add((source, target))
        documents |= mine
    if not documents:
        raise missing(folder)
    return list(documents.values())


def core(text: str, start: int, end: int) -> Ends:
    """The span without white space, marks and articles at its ends; as it is where nothing else is left."""
    opening = _BEFORE.match(text, start, end)
    first = opening.end() if opening else start
    closing = _AFTER.search(text[first:end])
    last = first + closing.start() if closing else end
    return (first, last) if first < last else (start, end)


def found_in(reading: Reading, text: str, resources: Resources) -> Found:
    """What the product finds in a document, with offsets of the benchmark's `text`."""
    back = back_to(text, reading.document.text)

    def ends(span: Span) -> Ends:
        return core(text, back(span.start), back(span.end))

    found: Found = {key: set(map(ends, spans)) for key, spans in _entities(reading, resources).items()}
    found[FIGHTING] = {(ends(one), ends(other)) for claim in reading.claims for one, other in fighting(claim)}
    return found


def fighting(claim: Claim) -> Iterator[tuple[Span, Span]]:
    """Who fights whom in a claim of violence: each actor each target, and parties of one fight each other."""
    known = event_types().get(claim.event_type)
    if known is None or known.acled[0] not in _VIOLENT:
        return
    yield from product([one.span for one in claim.actors], [one.span for one in claim.targets])
    sides = [one.span for one in claim.actors if one.role is ActorRole.PARTICIPANT]
    yield from permutations(sides, 2)


def _entities(reading: Reading, resources: Resources) -> dict[str, Iterable[Span]]:
    """Spans of the document by key: of the finders, and of the claims."""
    document, claims = reading.document, reading.claims
    countries = resources.gazetteer.countries_in(document.text)
    country = max(countries, key=countries.count, default=None)
    mentions = find_actors(document, resources.actors, resources.gazetteer, country)
    raw = [one for one in sentences(document) if len(one.span.text) <= MAX_SENTENCE]
    parsed = list(parse(raw, mentions.spans))
    places = find_places(parsed, mentions, resources.gazetteer, list(dict.fromkeys(countries)))
    return {
        "place": [
            *(place.span for one in parsed for _, place in places.of(one) if place.span),
            *(claim.place.span for claim in claims if claim.place and claim.place.span),
        ],
        "organisation": [
            *(_span(document, start, end) for start, end in mentions.spans),
            *(one.span for claim in claims for one in (*claim.actors, *claim.targets)),
        ],
        "quantity": [
            figure.quantity.span
            for one in parsed
            for figure in find_quantities(one.doc, one.offset, one.span.text)
            if find_numbers(figure.quantity.span.text)  # not one person without a number
        ],
        "temporal": [
            _span(document, one.span.start + date.start, one.span.start + date.end)
            for one in raw
            for date in find_dates(one.span.text)
        ],
    }


def _span(document: Document, start: int, end: int) -> Span:
    return Span(start, end, document.text[start:end])


def _both(folder: Path) -> Iterator[tuple[Gold, Found]]:
    golds = read_gold(folder)
    resources = Resources.load()
    for gold, reading in zip(golds, read_texts(gold.text for gold in golds), strict=True):
        yield gold, found_in(reading, gold.text, resources) if reading else Gold("").found


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8-sig") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def misses(data: Path) -> None:
    """Print precision and recall, and for each key what was missed and what was made up."""
    counts = {key: Counts() for key in (*TYPES.values(), FIGHTING)}
    for gold, found in _both(data / FOLDER):
        count(counts, found, gold.found)
        for key in counts:
            right = matched(key, found, gold.found)
            _print("missed", key, gold.found[key] - set(right.values()), gold.text)
            _print("made up", key, found[key] - right.keys(), gold.text)
    for key, one in counts.items():
        print(f"{key:<17} precision {one.precision:.3f} recall {one.recall:.3f}", file=sys.stderr)


def _print(name: str, key: str, ends: Iterable[Any], text: str) -> None:
    for one in sorted(ends):
        spans = one if key == FIGHTING else (one,)
        words = " -> ".join(" ".join(text[start:end].split()) for start, end in spans)
        first = spans[0][0]
        around = " ".join(text[max(0, first - 40) : first + 80].split())
        print(f"{name:<8} {key:<17} {words}   [{around}]", file=sys.stderr)


if __name__ == "__main__":
    misses(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"))
