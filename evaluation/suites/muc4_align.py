"""Pairs of given and gold templates: one to one, and best for the document as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Gain = tuple[float, float]
"""What a pair adds to the right part of what was given, and of gold."""

Pairs = tuple[tuple[int, int], ...]


def align(gains: Sequence[Sequence[Gain | None]], worth: Callable[[Gain], float]) -> Pairs:
    """Pairs (given, gold) whose added gains have the greatest worth, found exactly.

    `gains` has a row for each given template and a column for each gold one; null for two that cannot be
    paired. `worth` must not fall when a gain rises. Of several sets of gold templates used, only the gains
    that no other beats are kept, so the time grows with two to the number of gold templates of a document.
    """
    best: dict[int, dict[Gain, Pairs]] = {0: {(0.0, 0.0): ()}}
    for given, row in enumerate(gains):
        grown = {used: dict(options) for used, options in best.items()}
        for used, options in best.items():
            for gold, gain in enumerate(row):
                if gain is None or used & 1 << gold:
                    continue
                home = grown.setdefault(used | 1 << gold, {})
                for (first, second), pairs in options.items():
                    home.setdefault((first + gain[0], second + gain[1]), (*pairs, (given, gold)))
        best = {used: _unbeaten(options) for used, options in grown.items()}
    every = [(worth(gain), gain, pairs) for options in best.values() for gain, pairs in options.items()]
    return max(every, key=lambda one: (one[0], sum(one[1])))[2]


def _unbeaten(options: dict[Gain, Pairs]) -> dict[Gain, Pairs]:
    kept: dict[Gain, Pairs] = {}
    highest = -1.0
    for gain in sorted(options, reverse=True):
        if gain[1] > highest:
            kept[gain] = options[gain]
            highest = gain[1]
    return kept
