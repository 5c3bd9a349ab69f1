"""What a suite may be asked for on the command line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Extractor = Literal["rules"]
EXTRACTORS: tuple[Extractor, ...] = ("rules",)


@dataclass(frozen=True, slots=True)
class SuiteOptions:
    """Options of a suite's `run`; a suite leaves alone those that it has no use for.

    `split`: part of the data, by the name its folder or files have; None is the suite's own choice.
    `corpus`: one file or folder among several of the same task. `extractor`: which reader is measured.
    """

    split: str | None = None
    corpus: str | None = None
    extractor: Extractor = "rules"


DEFAULTS = SuiteOptions()
