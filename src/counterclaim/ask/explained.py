"""Reports with their claims and why each field says what it says, as JSON-ready values and line by line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from counterclaim.ask.documents import document_dict
from counterclaim.model.serialize import claim_to_dict, document_header

if TYPE_CHECKING:
    from counterclaim.pipeline import Reading

Json = Mapping[str, Any]
_FIELD = re.compile(r"(?P<name>\w+)(?:\[(?P<at>\d+)\])?(?:\.(?P<part>\w+))?")
_LABELS = {"event_type": "type", "cites": "cites"}
_PARTS = {"interested": "interest", "of": "of whom", "relation": "moved by"}


@dataclass(frozen=True, slots=True)
class Step:
    """One rule, and the words that it went by; both null and offsets too where the text has none."""

    rule: str
    words: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A field of a claim for people: its name, its value, and the steps that gave it; the last one decided.

    The value is empty where the words are the value.

    `inner` marks what belongs to the line before it: the id of an actor.
    """

    label: str
    value: str
    steps: tuple[Step, ...]
    inner: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of a block's text: a sentence with its claims (by number, from 1), or what stands between such."""

    start: int
    text: str
    claims: tuple[tuple[int, Json], ...] = ()


def explained_dict(reading: Reading) -> dict[str, Any]:
    """The document with its claims by the claim contract, each with the reasons of its fields.

    The list `explanation` of a claim has ``{field, start, end, text, rule}``.
    """
    header = document_header(reading.document)
    claims = []
    for claim in reading.claims:
        reasons = [
            {
                "field": one.field,
                "start": one.span.start if one.span else None,
                "end": one.span.end if one.span else None,
                "text": one.span.text if one.span else None,
                "rule": one.rule,
            }
            for one in reading.reasons.get(claim.id, ())
        ]
        claims.append({**claim_to_dict(claim, header), "explanation": reasons})
    return {**document_dict(reading.document), "claims": claims}


def passages(document: Json) -> Iterator[tuple[str, list[Passage]]]:
    """The blocks of what `explained_dict` gave, each with its role, cut where sentences with claims begin and end."""
    told: dict[tuple[int, int], list[tuple[int, Json]]] = {}
    for number, claim in enumerate(document["claims"], start=1):
        sentence = claim["sentence"]
        told.setdefault((sentence["start"], sentence["end"]), []).append((number, claim))
    spans = sorted(told)
    for block in document["blocks"]:
        first, last = (bisect_left(spans, (block[edge], 0)) for edge in ("start", "end"))
        inside = spans[first:last]
        yield block["role"], list(_cut(document["text"], block["start"], block["end"], inside, told))


def _cut(
    text: str,
    at: int,
    end: int,
    spans: Sequence[tuple[int, int]],
    told: Mapping[tuple[int, int], list[tuple[int, Json]]],
) -> Iterator[Passage]:
    for start, stop in spans:
        if at < start:
            yield Passage(at, text[at:start])
        yield Passage(start, text[start:stop], tuple(told[start, stop]))
        at = stop
    if at < end:
        yield Passage(at, text[at:end])


def lines(claim: Json) -> list[Line]:
    """The fields of a claim with the rules that gave them, in the order of the contract."""
    steps: dict[str, list[Step]] = {}
    for one in claim["explanation"]:
        step = Step(one["rule"], one["text"], one["start"], one["end"])
        steps.setdefault(one["field"], []).append(step)
    return [_line(claim, field, tuple(found)) for field, found in steps.items()]


def headline(claim: Json) -> str:
    """A claim in a few words: its type, how it is put, and whose word it is."""
    how = "" if claim["verification"] == "none" else f", {claim['verification']}"
    source = f", by {claim['attribution'][-1]['name']}" if claim["attribution"] else ""
    return f"{_words(claim['event_type'])}, {claim['modality']}{how}{source}"


def _line(claim: Json, field: str, steps: tuple[Step, ...]) -> Line:
    match = _FIELD.fullmatch(field)
    if match is None:
        raise ValueError(f"no field of a claim: {field!r}")
    name, at, part = match["name"], match["at"], match["part"]
    value = claim[name] if at is None else claim[name][int(at)]
    if part is not None:
        return Line(_PARTS.get(part, part), _part(part, value), steps, inner=True)
    label = _LABELS.get(name, _words(name))
    if name in ("actors", "targets"):
        label = _words(value["role"])
    elif name == "attribution":
        label = "source"
    elif name == "quantities":
        label = _words(value["what"])
    return Line(label, _value(name, value), steps, inner=False)


def _part(part: str, value: Json) -> str:
    found = value.get(part)
    if part == "relation":
        return ", ".join(
            f"{km:g} km {name}" if km is not None else name for name, km in (found or {}).items()
        )
    if part == "id" and found is None:
        return "not known"
    if part == "interested":
        return "an interested party"
    return str(found)


def _value(name: str, value: Any) -> str:
    if value is None:
        return "none"
    if name in _SHOWN:
        return _SHOWN[name](value)
    return ", ".join(value) if isinstance(value, list) else _words(str(value))


def _bounds(low: int | None, high: int | None) -> str:
    if low is None:
        return f"up to {high:,}"
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def _words(name: str) -> str:
    return name.replace("_", " ")


_SHOWN: Mapping[str, Callable[[Any], str]] = {
    "trigger": lambda trigger: "",  # noqa: ARG005 - the words are the value
    "actors": lambda actor: str(actor["name"] or actor["text"]),
    "targets": lambda actor: str(actor["name"] or actor["text"]),
    "attribution": lambda link: f"{link['name']} ({link['type']})",
    "quantities": lambda one: ("about " if one["approximate"] else "") + _bounds(one["low"], one["high"]),
    "place": lambda place: ", ".join(filter(None, (place["name"] or place["text"], place["country"]))),
    "when": lambda when: f"{when['edtf']} ({when['precision']}, {when['basis']})",
    "control": lambda control: control["change"] + (f" by {control['holder']}" if control["holder"] else ""),
    "evidence": lambda evidence: _words(evidence["kind"]),
}
"""How the value of a field that is no plain word is shown."""
