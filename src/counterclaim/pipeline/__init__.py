"""Joins the stages: sources -> documents -> claims -> record -> events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterclaim.lazy import names_of

if TYPE_CHECKING:
    from counterclaim.pipeline.building import Progress as Progress
    from counterclaim.pipeline.building import RunSummary as RunSummary
    from counterclaim.pipeline.building import build as build
    from counterclaim.pipeline.building import reader_fingerprint as reader_fingerprint
    from counterclaim.pipeline.reading import Failure as Failure
    from counterclaim.pipeline.reading import Reading as Reading
    from counterclaim.pipeline.reading import extract as extract
    from counterclaim.pipeline.reading import read as read

__all__ = [
    "Failure",
    "Progress",
    "Reading",
    "RunSummary",
    "build",
    "extract",
    "read",
    "reader_fingerprint",
]

__getattr__ = names_of(
    __name__,
    {
        "Failure": "reading",
        "Progress": "building",
        "Reading": "reading",
        "RunSummary": "building",
        "build": "building",
        "extract": "reading",
        "read": "reading",
        "reader_fingerprint": "building",
    },
)
