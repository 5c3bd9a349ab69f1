"""What a list of biases does not say, in plain sentences."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.events.bias.model import MIN_FIGURES, BiasModel


def limits(model: BiasModel | None, anchor: Sequence[str] = ()) -> tuple[str, ...]:
    """The sentences that must stand beside the biases of `model`; null where nothing could be compared."""
    level = (
        f"Biases are measured against {' and '.join(anchor)}, taken to be right on average: a choice, not a finding."
        if anchor
        else "No anchor was named: the biases sum to zero over the sources of each cell, "
        "so they tell who says more than the others and not who is right."
    )
    common = (
        level,
        "The overall level is not identified: if all sources counted too few or too many alike, nothing here "
        "would show it.",
        f"A source has a bias where at least {MIN_FIGURES} of its figures stand beside another origin's for the "
        "same thing, and null with the reason elsewhere. Copies and citations count for their origin.",
        "Intervals are of 95 % and take for granted that the claims were linked to the right events, that sources "
        "did not take their figures from each other unsaid, and that a source's factor does not change in time.",
    )
    if model is None:
        return (
            "No two origins state a figure above zero for the same thing: there is nothing to compare.",
            *common,
        )
    out = model.design.left_out
    left = [f"{count} figures were left out: {why}." for why, count in out.items() if count]
    return (*common, *left)
