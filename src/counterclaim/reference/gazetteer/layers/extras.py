"""Installed extras: distributions that bring more places, such as ``counterclaim-villages``.

An extra names tables in the entry point group ``counterclaim.gazetteer``: a sequence of
`importlib.resources` files, each with the columns of the packaged extract of Who's On First.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint, entry_points
from importlib.resources.abc import Traversable

from counterclaim.errors import ReferenceDataError
from counterclaim.reference.gazetteer.layers.record import Layer, Record, numbered
from counterclaim.reference.gazetteer.layers.whosonfirst import table

GROUP = "counterclaim.gazetteer"


def extras() -> list[Layer]:
    """The layers of the installed extras, by name. Raises `ReferenceDataError` when one cannot be loaded."""
    return [_layer(point) for point in sorted(entry_points(group=GROUP), key=lambda point: point.name)]


def _layer(point: EntryPoint) -> Layer:
    try:
        sources: tuple[Traversable, ...] = tuple(point.load())
        size = sum(len(source.read_bytes()) for source in sources)
    except Exception as error:
        raise ReferenceDataError(f"the installed extra {point.name!r} cannot be loaded: {error}") from error

    def records() -> Iterator[Record]:
        for source in sources:
            yield from table(source)

    version = f"{point.dist.name} {point.dist.version}" if point.dist else point.value
    return Layer(point.name, numbered(records), size_bytes=size, stamp=version, joins=True)
