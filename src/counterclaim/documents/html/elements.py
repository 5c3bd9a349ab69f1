"""Which elements of HTML are of which kind."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_TABLE = tomllib.loads(files("counterclaim.documents").joinpath("data/html_elements.toml").read_text("utf-8"))

VOID = frozenset(_TABLE["void"])
END_IS_OPTIONAL = frozenset(_TABLE["end_is_optional"])
RAW_TEXT = frozenset(_TABLE["raw_text"])
UNSEEN = frozenset(_TABLE["unseen"])
FURNITURE = frozenset(_TABLE["furniture"])
BLOCK = frozenset(_TABLE["block"])
