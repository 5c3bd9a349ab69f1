"""What several tests of sources need."""

from __future__ import annotations

from pathlib import Path

from counterclaim.errors import SourceError
from counterclaim.model import SourceItem
from counterclaim.sources import SourceOptions, read_items


def read(*paths: Path | str, **options: object) -> tuple[list[SourceItem], list[SourceError]]:
    """The items and the errors of paths, each in order."""
    results = list(read_items([str(path) for path in paths], SourceOptions(**options)))  # type: ignore[arg-type]
    return (
        [one for one in results if isinstance(one, SourceItem)],
        [one for one in results if isinstance(one, SourceError)],
    )


def one_error(*paths: Path | str, **options: object) -> SourceError:
    """The only error of paths that give no item."""
    items, errors = read(*paths, **options)
    assert items == []
    assert len(errors) == 1
    return errors[0]
