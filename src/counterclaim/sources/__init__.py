"""Sources: paths to readable items. Failures are yielded beside the items, and never stop a run."""

from __future__ import annotations

from counterclaim.sources.options import SourceOptions
from counterclaim.sources.reading import read_items

__all__ = ["SourceOptions", "read_items"]
