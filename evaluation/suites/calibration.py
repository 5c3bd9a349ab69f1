"""Whether the `confidence` of claims comes true, on the gold set of short texts (see `hand/claims/README.md`).

A claim is right when gold asks for it and its kind, event type and modality are gold's where gold settles them.
A claim that nothing asks for is wrong. The weights of confidence are learnt from the part `dev` and the example's
split of that name (``scripts/fit_confidence.py``), so the figures of `dev` are too good; nothing is learnt from
`unseen`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from counterclaim.model import Claim
from evaluation import reliability
from evaluation.options import DEFAULTS, SuiteOptions
from evaluation.suites import example, hand
from evaluation.suites.hand_gold import Text, read_texts

PARTS = ("dev", "unseen")
JUDGED = ("kind", "event_type", "modality")


@dataclass(frozen=True, slots=True)
class Rated:
    """A claim of a text, the number of claims of its sentence, and whether it is right."""

    text: str
    claim: Claim
    together: int
    right: bool


def run(data: Path | None = None, options: SuiteOptions = DEFAULTS) -> dict[str, object]:
    """The figures of `reliability.figures` for each part, of the confidence that the product gives."""
    root = data / "hand" if data and (data / "hand").is_dir() else hand.OWN
    wanted = [part for part in PARTS if options.split in (None, part)]
    return {part: figures(hand_claims(read_texts(root / part))) for part in wanted}


def figures(rated: Sequence[Rated]) -> dict[str, float | int]:
    """The figures of claims with the confidence that they have."""
    if not rated:
        return {"claims": 0}
    return reliability.figures(
        np.array([one.claim.confidence for one in rated]),
        np.array([float(one.right) for one in rated]),
        [one.text for one in rated],
    )


def hand_claims(texts: Sequence[Text]) -> list[Rated]:
    """Every claim that the product gives for `texts`, rated."""
    part = hand.judge_texts(texts)
    found = [
        (one.text.id, one.claim, all(one.right.get(name, True) for name in JUDGED))
        for one in part.judged
        if one.claim is not None
    ]
    found += [(text.id, claim, False) for text, claim in part.spurious]
    return list(_with_together(found))


def example_claims(split: str) -> list[Rated]:
    """Claims of the example reports of `split`, of the sentences on which gold has a row."""
    gold, readings = example.read()
    taken = {}
    for one in example.judge(gold, readings):
        if one.claim is not None:
            taken[one.claim.id] = all(one.right.get(name, True) for name in JUDGED)
    found = []
    for name, reading in sorted(readings.items()):
        rows = [row for row in gold.rows if row["document"] == name and example.split_of(row) == split]
        found += [
            (name, claim, taken.get(claim.id, False))
            for claim in reading.claims
            if any(example.fragment_in(row, claim) for row in rows)
        ]
    return list(_with_together(found))


def _with_together(found: Sequence[tuple[str, Claim, bool]]) -> Iterator[Rated]:
    sentences = Counter((text, claim.sentence.start) for text, claim, _ in found)
    for text, claim, right in found:
        yield Rated(text, claim, sentences[text, claim.sentence.start], right)
