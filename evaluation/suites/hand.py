"""Claims of short texts against the gold set made by hand (see `hand/claims/README.md`).

Each gold claim takes the best claim whose sentence holds its fragment; a claim is taken once. Fields are counted
over the gold claims found. ``python -m evaluation.suites.hand [WORD ...]`` prints what was wrong in the seen part,
in texts whose id or subject has one of the words; the unseen part is never printed.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterclaim import pipeline
from counterclaim.config import load_settings
from counterclaim.model import Claim
from counterclaim.sources import SourceOptions
from evaluation.options import DEFAULTS, SuiteOptions
from evaluation.suites.hand_fields import FIELDS, Asked, Gold
from evaluation.suites.hand_gold import Text, pattern, read_texts

OWN = Path(__file__).parents[1] / "hand" / "claims"
PARTS = {"seen": "dev", "unseen": "unseen"}


@dataclass(frozen=True, slots=True)
class Judged:
    """A gold claim with the claim that it took, and by field whether that is right where gold settles it."""

    text: Text
    gold: Gold
    claim: Claim | None
    right: Mapping[str, bool]


@dataclass(frozen=True, slots=True)
class Part:
    """What was found in one part: gold claims judged, and claims that nothing asked for, by text."""

    texts: Sequence[Text]
    judged: Sequence[Judged]
    clean: Mapping[str, bool]
    spurious: Sequence[tuple[Text, Claim]]
    claims: int


def run(data: Path | None = None, options: SuiteOptions = DEFAULTS) -> dict[str, object]:
    """Figures over all texts, and the same under ``seen`` and ``unseen``.

    found: share of the gold claims that have a claim. traps: share of the texts and sentences without a claim
    that gave none. precision: share of the claims given that gold asks for. Then each field's share of right
    values among the claims found, where gold settles it. The texts are those of `data`/hand (folders `dev`,
    `unseen`) when it is there, otherwise those of this project.
    """
    root = data / "hand" if data and (data / "hand").is_dir() else OWN
    wanted = {part: folder for part, folder in PARTS.items() if options.split in (None, part, folder)}
    parts = {part: judge_texts(read_texts(root / folder)) for part, folder in wanted.items()}
    return {**_figures(list(parts.values())), **{part: _figures([one]) for part, one in parts.items()}}


def judge_texts(texts: Sequence[Text]) -> Part:
    """Read `texts` with the product and judge what it gives."""
    readings = _read(texts)
    judged: list[Judged] = []
    clean: dict[str, bool] = {}
    spurious: list[tuple[Text, Claim]] = []
    for text in texts:
        reading = readings[text.id]
        taken = aligned(text.claims, reading.claims)
        marks = {one.id: one.id for one in reading.document.references}
        for gold in text.claims:
            claim = taken.get(id(gold))
            asked = Asked(gold, text.published, marks)
            right = {
                name: field.right(claim, asked)
                for name, field in FIELDS.items()
                if claim and field.asked_for(gold)
            }
            judged.append(Judged(text, gold, claim, right))
        if not text.claims:
            clean[text.id] = not reading.claims
        for fragment in text.nothing:
            clean[f"{text.id}: {fragment}"] = not any(
                pattern(fragment).search(claim.sentence.text) for claim in reading.claims
            )
        used = {claim.id for claim in taken.values()}
        spurious += [(text, claim) for claim in reading.claims if claim.id not in used]
    return Part(texts, judged, clean, spurious, sum(len(one.claims) for one in readings.values()))


def _read(texts: Sequence[Text]) -> dict[str, pipeline.Reading]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "texts.jsonl"
        path.write_text("\n".join(json.dumps(_row(text)) for text in texts), encoding="utf-8")
        found = list(pipeline.extract([str(path)], load_settings()[0], SourceOptions()))
    failures = [one for one in found if isinstance(one, pipeline.Failure)]
    if failures:
        raise RuntimeError(f"{failures[0].locator}: {failures[0].reason}")
    readings = [one for one in found if isinstance(one, pipeline.Reading)]
    order = sorted(readings, key=lambda one: int(one.item_locator.rpartition("=")[2]))
    return {text.id: reading for text, reading in zip(texts, order, strict=True)}


def _row(text: Text) -> dict[str, Any]:
    row = {"text": text.text, "title": text.title, "publisher": text.publisher}
    if text.published:
        row["published"] = text.published.isoformat()
    return {key: value for key, value in row.items() if value}


def aligned(golds: Sequence[Gold], claims: Sequence[Claim]) -> dict[int, Claim]:
    """The claim of each gold claim, by its identity: same type and modality first, then the nearest trigger."""
    pairs = [
        (_rank(gold, claim, found), gold, claim)
        for gold in golds
        for claim in claims
        if (found := _where(gold, claim))
    ]
    taken: dict[int, Claim] = {}
    used: set[str] = set()
    for _, gold, claim in sorted(pairs, key=lambda pair: pair[0]):
        if id(gold) not in taken and claim.id not in used:
            taken[id(gold)] = claim
            used.add(claim.id)
    return taken


def _where(gold: Gold, claim: Claim) -> tuple[int, int] | None:
    match = pattern(gold["in"]).search(claim.sentence.text)
    return (claim.sentence.start + match.start(), claim.sentence.start + match.end()) if match else None


def _rank(gold: Gold, claim: Claim, found: tuple[int, int]) -> tuple[bool, int, bool, bool]:
    distance = max(0, claim.trigger.start - found[1], found[0] - claim.trigger.end)
    return (
        claim.event_type not in gold.get("type", claim.event_type).split("|"),
        distance,
        claim.modality not in gold.get("modality", claim.modality).split("|"),
        claim.kind not in gold.get("kind", claim.kind).split("|"),
    )


def _figures(parts: Sequence[Part]) -> dict[str, object]:
    judged = [one for part in parts for one in part.judged]
    claims, spurious = sum(part.claims for part in parts), sum(len(part.spurious) for part in parts)
    return {
        "found": {"recall": _share([one.claim is not None for one in judged])},
        "precision": 1 - spurious / claims if claims else 0.0,
        "traps": {"clean": _share([one for part in parts for one in part.clean.values()])},
        **{
            name: {"accuracy": _share([one.right[name] for one in judged if name in one.right])}
            for name in FIELDS
        },
        "texts": sum(len(part.texts) for part in parts),
        "gold": len(judged),
    }


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


def faults(words: Sequence[str]) -> Iterator[str]:
    """What was wrong in the seen part, text by text."""
    texts = [
        text
        for text in read_texts(OWN / PARTS["seen"])
        if not words or any(word in f"{text.id} {text.about}" for word in words)
    ]
    part = judge_texts(texts)
    for text in texts:
        lines = [
            *(line for one in part.judged if one.text is text for line in _wrong(one)),
            *(
                f"  trap     {name}"
                for name, good in part.clean.items()
                if not good and name.startswith(text.id)
            ),
            *(
                f"  spurious {claim.event_type} {claim.trigger.text!r} in {claim.sentence.text[:160]!r}"
                for where, claim in part.spurious
                if where is text
            ),
        ]
        if lines:
            yield f"\n[{text.id}] {' '.join(text.text.split())}"
            yield from lines


def _wrong(one: Judged) -> Iterator[str]:
    if one.claim is None:
        yield f"  missed   {one.gold['in']!r} {one.gold.get('type')}"
        return
    for name, right in one.right.items():
        if not right:
            field = FIELDS[name]
            yield f"  {name:<8} {one.gold['in']!r}: {field.show(one.claim)}, not {one.gold[field.key]}"


if __name__ == "__main__":
    for line in faults(sys.argv[1:]):
        print(line, file=sys.stderr)
