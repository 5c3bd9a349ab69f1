"""What the readers of the formats give: a text, and what the file says of itself."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from counterclaim.model import Metadata


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as read from one format, what the file says of itself, and what was doubtful."""

    text: str
    media_type: str
    metadata: Metadata = field(default_factory=Metadata)
    problems: tuple[str, ...] = ()


def quiet(*loggers: str) -> None:
    """Keep third-party parsers from logging about the files they are given: what matters is reported."""
    for name in loggers:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
