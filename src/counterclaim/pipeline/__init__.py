"""Joins the stages: sources -> documents -> claims -> record -> events."""

from counterclaim.pipeline.building import (
    Failure,
    Progress,
    Reading,
    RunSummary,
    build,
    extract,
    read,
    reader_fingerprint,
)

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
