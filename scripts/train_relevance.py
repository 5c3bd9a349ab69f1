"""Learn the weights of ``counterclaim.claims.relevance_model`` and say what they are worth.

    PYTHONPATH=. python scripts/train_relevance.py ../shared/data            # cross-validated figures
    PYTHONPATH=. python scripts/train_relevance.py ../shared/data --write    # and a new relevance.tsv

Every incident that the rules read is an example, also those that a gate throws out. Of the hand set's part `dev` an
incident is right when gold asks for it; of the other texts by the weak labels of ``relevance_texts.py``. The part
`unseen` is not read. Folds: files of the hand set, groups of the other texts; then each corpus alone by the weights
of all the others. THRESHOLD is the highest of the table below which `dev` loses at most a point of the claims found
and the texts of marked words at most three in a hundred of theirs.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import numpy as np
from evaluation.logistic import Array, fit, predict
from evaluation.suites import hand
from evaluation.suites.hand_gold import Text, pattern, read_texts
from relevance_texts import Labelled, labelled_texts

from counterclaim.claims import Resources, assembly, extract
from counterclaim.claims.relevance import Judgement, is_no_war
from counterclaim.claims.relevance_model import ALWAYS, Features, features
from counterclaim.claims.told import Told
from counterclaim.documents import ReadOptions, read_document
from counterclaim.model import Claim, Document
from counterclaim.sources import SourceOptions, read_items

WEIGHTS = Path(__file__).parents[1] / "src/counterclaim/claims/data/relevance.tsv"
FOLDS = 8
LEAST = 8
"""Examples that must have a feature for it to be learnt."""
PENALTY = 10.0
HAND = 10.0
"""How much an incident of the hand set counts: it is read by a person, and the others are labelled by the text."""
MOST = 400
"""Incidents that a corpus counts for at most."""
THRESHOLDS = (0.15, 0.2, 0.25, 0.3, 0.35)


@dataclass(frozen=True, slots=True)
class Example:
    """An incident: its features, whether it is right, whether a gate throws it out, and where it stands."""

    corpus: str
    group: str
    found: Features
    right: bool
    gated: bool
    text: str
    start: int


class Recorder:
    """Stands in for `relevance.judge`: keeps every incident, and remembers it."""

    def __init__(self) -> None:
        self.seen: list[tuple[int, Features, bool]] = []

    def __call__(self, told: Told) -> Judgement:
        """Take down where in its sentence the incident is told; the claim has the place in the text."""
        self.seen.append((told.incident.main.token.idx, features(told), is_no_war(told)))
        return Judgement(True, f"example {len(self.seen) - 1}")


@dataclass(frozen=True, slots=True)
class Read:
    """A document with its claims, and of each claim that an incident gave the features and the gates' answer."""

    document: Document
    claims: tuple[Claim, ...]
    incidents: dict[str, tuple[Features, bool]]


def read(rows: Sequence[dict[str, str]], resources: Resources) -> Iterator[Read]:
    """Read texts with every incident kept."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "texts.jsonl")
        path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        for item in read_items([str(path)], SourceOptions()):
            document, recorder = read_document(item, ReadOptions()), Recorder()
            with patch.object(assembly, "judge", recorder):
                found = extract(document, resources)
            by_claim = {}
            for claim in found.claims:
                noted = [one.rule for one in found.reasons[claim.id] if one.rule.startswith("example ")]
                if noted:
                    _, told, gated = recorder.seen[int(noted[0].split()[1])]
                    by_claim[claim.id] = (told, gated)
            yield Read(document, found.claims, by_claim)


def hand_examples(texts: Sequence[Text], resources: Resources) -> tuple[list[Example], list[Read]]:
    """Those of the hand set; right where gold asks for the claim."""
    rows = [
        {"text": one.text, "title": one.title, "publisher": one.publisher, "published": str(one.published)}
        for one in texts
    ]
    kept = [{key: value for key, value in row.items() if value and value != "None"} for row in rows]
    readings = list(read(kept, resources))
    examples = []
    for text, reading in zip(texts, readings, strict=True):
        asked = {claim.id for claim in hand.aligned(text.claims, reading.claims).values()}
        for claim in reading.claims:
            if claim.id in reading.incidents:
                found, gated = reading.incidents[claim.id]
                group = text.id.rpartition("-")[0]
                examples.append(
                    Example("hand", group, found, claim.id in asked, gated, text.id, claim.trigger.start)
                )
    return examples, readings


def other_examples(texts: Sequence[Labelled], resources: Resources) -> Iterator[Example]:
    """Those of the other texts, by the label of the whole text."""
    readings = read([{"text": one.text} for one in texts], resources)
    for text, reading in zip(texts, readings, strict=True):
        for claim in reading.claims:
            start = claim.trigger.start
            meant = text.marks is None or any(first <= start < last for first, last in text.marks)
            if meant and claim.id in reading.incidents:
                found, gated = reading.incidents[claim.id]
                yield Example(text.corpus, text.group, found, text.relevant, gated, text.text[:60], start)


def learn(examples: Sequence[Example]) -> dict[str, float]:
    """Weights by feature."""
    counts = Counter(name for one in examples for name in one.found)
    names = [ALWAYS, *sorted(name for name, count in counts.items() if count >= LEAST and name != ALWAYS)]
    size = Counter(one.corpus for one in examples)
    times = [HAND if one.corpus == "hand" else min(1.0, MOST / size[one.corpus]) for one in examples]
    right = np.array([float(one.right) for one in examples])
    fitted = fit(matrix(examples, names), right, PENALTY, times=np.array(times))
    return dict(zip(names, fitted.tolist(), strict=True))


def matrix(examples: Sequence[Example], names: Iterable[str]) -> Array:
    """Features by example and name."""
    listed = list(names)
    return np.array([[one.found.get(name, 0.0) for name in listed] for one in examples])


def rate(examples: Sequence[Example], weights: dict[str, float]) -> Array:
    """The relevance of examples."""
    return predict(matrix(examples, weights), np.array(list(weights.values())))


def crossed(examples: Sequence[Example], folds: Sequence[object]) -> Array:
    """The relevance of each example by weights that were learnt without its fold."""
    p = np.zeros(len(examples))
    for fold in dict.fromkeys(folds):
        out = [number for number, one in enumerate(folds) if one == fold]
        weights = learn([one for one, its in zip(examples, folds, strict=True) if its != fold])
        p[out] = rate([examples[number] for number in out], weights)
    return p


def hand_figures(texts: Sequence[Text], readings: Sequence[Read], dropped: set[tuple[str, int]]) -> str:
    """Found, precision and traps clean, as the suite counts them, when some incidents make no claim."""
    found = given = asked = clean = traps = 0
    for text, reading in zip(texts, readings, strict=True):
        claims = [one for one in reading.claims if (text.id, one.trigger.start) not in dropped]
        found += len(hand.aligned(text.claims, claims))
        given, asked = given + len(claims), asked + len(text.claims)
        quiet = [not any(pattern(one).search(it.sentence.text) for it in claims) for one in text.nothing]
        quiet += [] if text.claims else [not claims]
        clean, traps = clean + sum(quiet), traps + len(quiet)
    return f"found {found / asked:.4f}  precision {found / given:.4f}  traps {clean / traps:.4f}"


def report(
    name: str, p: Array, examples: Sequence[Example], texts: Sequence[Text], readings: Sequence[Read]
) -> None:
    """Print what the gates, the model and both would do with the hand set, and the share of each corpus dropped."""
    for threshold in THRESHOLDS:
        low = {(one.text, one.start) for one, value in zip(examples, p, strict=True) if value < threshold}
        gated = {(one.text, one.start) for one in examples if one.gated}
        print(f"{name}, {threshold:.2f}: alone {hand_figures(texts, readings, low)}")
        print(f"{name}, {threshold:.2f}: gates too {hand_figures(texts, readings, low | gated)}")
        shares = []
        for corpus, right in sorted({(one.corpus, one.right) for one in examples}):
            passed = [
                value < threshold
                for one, value in zip(examples, p, strict=True)
                if (one.corpus, one.right, one.gated) == (corpus, right, False)
            ]
            shares.append(f"{corpus} {'right' if right else 'wrong'} {np.mean(passed):.3f} of {len(passed)}")
        print(f"    dropped of those that pass the gates: {'; '.join(shares)}")


def main() -> None:
    """Print the figures; with --write, also write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    resources, texts = Resources.load(), read_texts(hand.OWN / "dev")
    own, readings = hand_examples(texts, resources)
    examples = [*own, *other_examples(labelled_texts(given.data), resources)]
    gated = {(one.text, one.start) for one in own if one.gated}
    print(f"{len(own)} of the hand set, {len(examples) - len(own)} others")
    print(f"no gates {hand_figures(texts, readings, set())}\ngates    {hand_figures(texts, readings, gated)}")
    folds = [
        one.group if one.corpus == "hand" else zlib.crc32(one.group.encode()) % FOLDS for one in examples
    ]
    report("cross-validated", crossed(examples, folds), examples, texts, readings)
    report("corpus left out", crossed(examples, [one.corpus for one in examples]), examples, texts, readings)
    if given.write:
        weights = learn(examples)
        lines = [f"{name}\t{value:.3f}" for name, value in weights.items() if abs(value) >= 0.0005]
        WEIGHTS.write_text("\n".join([*_HEADER, *lines, ""]), encoding="utf-8")


_HEADER = (
    "# Weights of the relevance of an incident, in log-odds: feature, weight. Written by scripts/train_relevance.py",
    "# from the part dev of evaluation/hand/claims and a sample of public corpora, whose texts are not in it.",
    "# Decision 0013 has the figures.",
)

if __name__ == "__main__":
    main()
