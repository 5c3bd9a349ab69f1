"""Learn the weights of ``counterclaim.claims.place_ranker`` and say how well they do.

    PYTHONPATH=. python scripts/train_place_ranker.py ../shared/data            # cross-validated figures
    PYTHONPATH=. python scripts/train_place_ranker.py ../shared/data --write    # and a new place_weights.tsv

The labels are those of the event-location suite: sentences with a marked verb and its places, often none. A
softmax over the places found and "none" is fitted by gradient descent with an L2 penalty. Sentences of the same
text share a fold and a side of the split, so no text is in training and test at once. The shipped weights are
learnt from the training side alone; `evaluation event-location` reports the other side apart.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path

import numpy as np
from evaluation.suites.event_location import FILE, Marked, Piece, Reader, in_training, is_right, marked_rows
from softmax import fit

from counterclaim.claims.place_choice import event_at
from counterclaim.claims.place_features import Features, candidate_features, none_features

OUT = Path(__file__).parents[1] / "src/counterclaim/claims/data/place_weights.tsv"
FOLDS = 5
LEAST = 15
"""A feature must occur this often in training."""
PENALTY = 3.0
STEPS = 400
LEAN = -1.2
"""Added to the score of "none": which of the two kinds of error is preferred."""


@dataclass(frozen=True, slots=True)
class Example:
    """A marked verb with the places found, their features and those of "none"."""

    marked: Marked
    spans: tuple[Piece, ...]
    options: tuple[Features, ...]


def examples(path: Path) -> Iterator[Example]:
    """One example of each row of the labelled file."""
    reader = Reader()
    for marked in marked_rows(path):
        found = reader.word(marked.text, marked.verb)
        if found is None:
            yield Example(marked, (), ())
            continue
        event = event_at(found.token, found.sentence, found.places, found.mentions)
        pairs = found.places.of(found.sentence)
        heads = frozenset(head.i for head in event.heads)
        options = [candidate_features(event.token, one, place, pairs, heads) for one, place in pairs]
        none = none_features(event.token, pairs, reports=event.reports)
        yield Example(marked, tuple(found.piece(one.span) for one, _ in pairs), (*options, none))


def learn(data: Sequence[Example]) -> dict[str, float]:
    """Weights by feature. Examples whose place was not found teach nothing and are left out."""
    counts = Counter(name for one in data for option in one.options for name in option)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    column = {name: number for number, name in enumerate(names)}
    rows, right, groups = [], [], []
    for number, one in enumerate(data):
        answers = _answers(one)
        if not any(answers):
            continue
        for option, answer in zip(one.options, answers, strict=True):
            row = np.zeros(len(names))
            for name, value in option.items():
                if name in column:
                    row[column[name]] = value
            rows.append(row)
            right.append(float(answer))
            groups.append(number)
    _, group = np.unique(groups, return_inverse=True)
    fitted = fit(np.array(rows), np.array(right), group, penalty=PENALTY, steps=STEPS)
    return dict(zip(names, fitted.tolist(), strict=True))


def _answers(one: Example) -> list[bool]:
    """Which options are right, "none" last; none at all where there was nothing to choose."""
    if not one.spans:
        return []
    return [*(is_right(one.marked, span) for span in one.spans), not one.marked.places]


def choose(one: Example, weights: dict[str, float], lean: float) -> Piece | None:
    """The choice of `weights` for an example."""
    if not one.spans:
        return None
    scores = [sum(value * weights.get(name, 0.0) for name, value in option.items()) for option in one.options]
    best = max(range(len(one.spans)), key=scores.__getitem__)
    return one.spans[best] if scores[best] > scores[-1] + lean else None


def figures(pairs: Sequence[tuple[Example, Piece | None]]) -> str:
    """Accuracy where a place is marked and share of "no place" found."""
    placed = [is_right(one.marked, chosen) for one, chosen in pairs if one.marked.places]
    none = [chosen is None for one, chosen in pairs if not one.marked.places]
    return f"accuracy {sum(placed) / len(placed):.4f}   none found {sum(none) / len(none):.4f}"


def _fold(text: str) -> int:
    return int(sha1(" ".join(text.split()).encode(), usedforsecurity=False).hexdigest(), 16) // 10 % FOLDS


def main() -> None:
    """Print the figures; with --write, also write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    data = list(examples(given.data / FILE))
    folds = [_fold(one.marked.text) for one in data]
    learnt = [
        learn([one for one, fold in zip(data, folds, strict=True) if fold != out]) for out in range(FOLDS)
    ]
    for lean in (-1.6, LEAN, -0.8, -0.4, 0.0):
        chosen = [(one, choose(one, learnt[fold], lean)) for one, fold in zip(data, folds, strict=True)]
        print(f"cross-validated, {lean:+.1f}      {figures(chosen)}")
    training = [one for one in data if in_training(one.marked.text)]
    weights = learn(training)
    unseen = [one for one in data if not in_training(one.marked.text)]
    print(f"shipped, on the unseen     {figures([(one, choose(one, weights, LEAN)) for one in unseen])}")
    if given.write:
        weights["none"] += LEAN
        lines = [f"{name}\t{value:.3f}" for name, value in sorted(weights.items()) if abs(value) >= 0.0005]
        OUT.write_text("\n".join([*_HEADER, *lines, ""]), encoding="utf-8")


_HEADER = (
    "# Weights of the choice of an event's place: feature, weight. Written by scripts/train_place_ranker.py from the",
    "# labels of Halterman (2019), training side; no words of that set are in it. Decision 0006 has the figures.",
)

if __name__ == "__main__":
    main()
