"""Weights of linear models, read from the package's data files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from counterclaim.errors import ReferenceDataError


@cache
def read_weights(name: str) -> Mapping[str, float]:
    """Weight by feature of ``data/NAME``: lines of a feature, a tab and a number; ``#`` begins a comment.

    Raises:
        ReferenceDataError: a line is malformed; it is named by file and number.
    """
    table = {}
    text = files("counterclaim.claims").joinpath("data", name).read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("#"):
            continue
        feature, _, value = line.partition("\t")
        try:
            table[feature] = float(value)
        except ValueError:
            raise ReferenceDataError(f"{name}, line {number}: not a feature and a number") from None
    return table
