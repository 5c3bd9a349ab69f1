"""Learn the weights of ``evaluation.suites.muc4_incident`` and say what they are worth.

    PYTHONPATH=. python scripts/train_muc4_incident.py ../shared/data            # cross-validated figures
    PYTHONPATH=. python scripts/train_muc4_incident.py ../shared/data --write    # and a new muc4_incident.tsv

Every group of claims of the development texts is an example, right when it can be paired with a template of the key.
Folds are of documents. The figures are those of the suite with each document's templates chosen by weights that were
learnt without its fold, for several thresholds; the test parts are not read.
"""

from __future__ import annotations

import argparse
import zlib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from evaluation.logistic import Array, fit, predict
from evaluation.reading import read_texts
from evaluation.suites import muc4, muc4_keys
from evaluation.suites.muc4_align import align
from evaluation.suites.muc4_answers import Answer, candidates
from evaluation.suites.muc4_incident import ALWAYS, WEIGHTS, signs
from evaluation.suites.muc4_keys import Key
from evaluation.suites.muc4_roles import Tally, Template, score
from evaluation.suites.muc4_slots import Scorer

from counterclaim.reference.actors import ActorRegistry
from counterclaim.reference.gazetteer import Gazetteer

PART = "dev"
FOLDS = 10
LEAST = 15
"""Examples that must have a sign for it to be learnt."""
PENALTY = 10.0
THRESHOLDS = (0.25, 0.3, 0.35, 0.4, 0.45)


@dataclass(frozen=True, slots=True)
class Example:
    """A group of claims: its document, template, signs, and whether the key has it."""

    document: str
    answer: Answer
    found: dict[str, float]
    right: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """The keys of the documents, in both forms."""

    keys: dict[str, list[Key]]
    roles: dict[str, list[Template]]


def main() -> None:
    """Print the figures; write the weights if asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    folder = options.data / muc4.FOLDER
    gazetteer = Gazetteer.open()
    scorer = Scorer(lambda name: next(iter(gazetteer.countries_in(name.title())), None))
    texts = {
        name: text
        for part in muc4_keys.folders(folder, PART)
        for name, text in muc4_keys.read_texts(part).items()
    }
    gold = _gold(folder, texts)
    examples = _examples(texts, gold, scorer)
    names = _names(examples)
    x, y = _matrix(examples, names), np.array([float(one.right) for one in examples])
    fold = np.array([zlib.crc32(one.document.encode()) % FOLDS for one in examples])
    p = np.empty(len(y))
    for one in range(FOLDS):
        out = fold == one
        p[out] = predict(x[out], fit(x[~out], y[~out], PENALTY))
    print(f"{len(examples)} examples, {int(y.sum())} right, {len(names)} signs")
    for threshold in THRESHOLDS:
        chosen = [one for one, likely in zip(examples, p, strict=True) if likely >= threshold]
        print(f"{threshold:.2f} {len(chosen)} templates: {_figures(chosen, gold, scorer)}")
    if options.write:
        _write(dict(zip(names, fit(x, y, PENALTY), strict=True)))


def _gold(folder: Path, texts: dict[str, str]) -> Gold:
    keys: dict[str, list[Key]] = {name: [] for name in texts}
    for part in muc4_keys.folders(folder, PART):
        for key in muc4_keys.read_keys(part):
            keys[key.document].append(key)
    roles = muc4.processed(folder / "processed")
    return Gold(keys, {name: roles.get(name, []) for name in texts})


def _examples(texts: dict[str, str], gold: Gold, scorer: Scorer) -> list[Example]:
    registry = ActorRegistry.load()
    found = []
    for name, reading in zip(texts, read_texts(texts.values()), strict=True):
        if reading is None:
            continue
        made = list(candidates(reading.document, reading.claims, registry))
        gains = [[scorer.gain(answer.slots, key) for key in gold.keys[name]] for _, answer in made]
        paired = {given for given, _ in align(gains, lambda gain: gain[0])}
        for number, (told, answer) in enumerate(made):
            found.append(Example(name, answer, dict(signs(told)), number in paired))
    return found


def _names(examples: list[Example]) -> list[str]:
    """Signs that are common enough, the constant first."""
    counts = Counter(name for one in examples for name in one.found)
    return [ALWAYS, *sorted(name for name, count in counts.items() if count >= LEAST and name != ALWAYS)]


def _matrix(examples: list[Example], names: list[str]) -> Array:
    return np.array([[one.found.get(name, 0.0) for name in names] for one in examples])


def _figures(chosen: list[Example], gold: Gold, scorer: Scorer) -> str:
    tally, again = Tally(), Scorer(scorer.country_of)
    given: dict[str, list[Answer]] = {name: [] for name in gold.keys}
    for one in chosen:
        given[one.document].append(one.answer)
    for name, answers in given.items():
        tally.add(score([one.roles for one in answers], gold.roles[name]))
        again.add([one.slots for one in answers], gold.keys[name])
    slots = " ".join(f"{slot} {counts.f1:.3f}" for slot, counts in again.counts.items())
    return f"role_type {tally.figures()['f1']:.3f} {slots}"


def _write(weights: dict[str, float]) -> None:
    lines = [
        "# Weights of the signs of a single incident, in log-odds: sign, weight. Written by",
        "# scripts/train_muc4_incident.py from the development part of MUC-4.",
        *(f"{name}\t{weight:.3f}" for name, weight in weights.items()),
    ]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
