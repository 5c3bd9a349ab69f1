"""Templates whose values are escaped and shown without characters that could hide or reorder text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from counterclaim.safe import visible


def environment() -> Environment:
    """The environment of all pages."""
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: Any) -> Any:
    """Text with control and reordering characters made visible, so that no figure reads backwards."""
    return visible(value) if type(value) is str else value
