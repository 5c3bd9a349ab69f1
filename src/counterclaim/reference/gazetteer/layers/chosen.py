"""The layers of an index: those that come with the package, installed extras, and the user's own files."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from counterclaim.errors import ReferenceDataError
from counterclaim.reference.gazetteer.layers import geonames, own_places, whosonfirst, whosonfirst_files
from counterclaim.reference.gazetteer.layers.cities import cities
from counterclaim.reference.gazetteer.layers.extras import extras
from counterclaim.reference.gazetteer.layers.packaged import continents_and_countries, divisions, supplement
from counterclaim.reference.gazetteer.layers.record import Layer, Read, numbered


@dataclass(frozen=True, slots=True)
class UserLayers:
    """The user's own files, by what they are: paths."""

    geonames: tuple[str, ...] = ()
    whosonfirst: tuple[str, ...] = ()
    places: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.geonames or self.whosonfirst or self.places)

    def absolute(self) -> UserLayers:
        """The same files, whatever the current folder."""
        return UserLayers(*(tuple(os.path.abspath(p) for p in paths) for paths in self._all()))  # noqa: PTH100

    def _all(self) -> tuple[tuple[str, ...], ...]:
        return self.geonames, self.whosonfirst, self.places


def packaged_layers() -> list[Layer]:
    """What comes with the package, and the installed extras, in the order of the build."""
    return [
        Layer("countries", numbered(continents_and_countries)),
        Layer("divisions", numbered(divisions)),
        Layer("cities", numbered(cities)),
        Layer("whosonfirst", numbered(whosonfirst.table), joins=True),
        *extras(),
        Layer("supplement", numbered(supplement), joins=True),
    ]


def user_layers(chosen: UserLayers) -> list[Layer]:
    """The user's files as layers: GeoNames' places, then its alternate names, then the others.

    Raises `ReferenceDataError` when a file is missing, is of no known form, or has a bad row that the user
    can mend.
    """
    dumps = []
    for name in chosen.geonames:
        what, read = geonames.reader(_existing(name))
        dumps.append(_layer(what, name, read))
    dumps.sort(key=lambda layer: layer.name != "geonames")
    others = [
        _layer("whosonfirst files", name, whosonfirst_files.reader(_existing(name)), joins=True)
        for name in chosen.whosonfirst
    ]
    for name in chosen.places:
        own_places.check(_existing(name))
        others.append(_layer("places", name, partial(own_places.read, Path(name)), joins=True))
    return [*dumps, *others]


def file_stamp(path: Path) -> tuple[int, str]:
    """Size in bytes and time of the last change of a file, or of all files in a folder."""
    stats = [file.stat() for file in _files_in(path)]
    newest = max((stat.st_mtime for stat in stats), default=0.0)
    size = sum(stat.st_size for stat in stats)
    return size, datetime.fromtimestamp(newest, UTC).isoformat(timespec="seconds")


def _files_in(path: Path) -> Iterable[Path]:
    if path.is_file():
        return (path,)
    return (Path(folder, name) for folder, _, names in os.walk(path) for name in names)


def _existing(name: str) -> Path:
    path = Path(name)
    if not path.exists():
        raise ReferenceDataError(
            f"{name}: a layer of the gazetteer is not there. Put it back, or name the layers to build from "
            "anew (`counterclaim gazetteer build --help`)"
        )
    return path


def _layer(what: str, name: str, read: Read, *, joins: bool = False) -> Layer:
    size, stamp = file_stamp(Path(name))
    return Layer(what, read, name, size, stamp, joins)
