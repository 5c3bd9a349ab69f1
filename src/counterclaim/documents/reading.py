"""What the readers of the formats give: a text, and what the file says of itself."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from counterclaim.model import Metadata


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as read from one format. `is_page` marks main text of a web page, whose furniture is gone."""

    text: str
    media_type: str
    metadata: Metadata = Metadata()
    problems: tuple[str, ...] = ()


def quiet(*loggers: str) -> None:
    """Stop third-party parsers from logging about the files they are given: we report what matters ourselves."""
    for name in loggers:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
