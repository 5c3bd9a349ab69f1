"""What may be published of a record: whether names are masked, how late, and how coarsely points are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import h3

from counterclaim.config import Settings

Row = dict[str, Any]
_ALWAYS, _NEVER = "always", "never"


@dataclass(frozen=True, slots=True)
class Publication:
    """`delay_days` and `minimum_radius_km` of 0 withhold nothing."""

    mask_names: bool = False
    delay_days: int = 0
    minimum_radius_km: float = 0.0

    @classmethod
    def of(cls, settings: Settings, *, published: bool) -> Publication:
        """What the settings say of an answer that is published, or of one for the analyst alone."""
        masks = settings.mask_names == _ALWAYS or (published and settings.mask_names != _NEVER)
        if not published:
            return cls(mask_names=masks)
        return cls(masks, settings.publication_delay_days, settings.minimum_radius_km)

    @property
    def changes(self) -> bool:
        """Whether answers differ from what the record has, the delay aside."""
        return self.mask_names or self.minimum_radius_km > 0

    @property
    def sentences(self) -> list[str]:
        """What is withheld, in words; the first is about names."""
        names = (
            "Names of private persons are withheld, as far as they are recognised; those of office holders are not."
            if self.mask_names
            else "Names of private persons are shown as the reports give them."
        )
        told = [names]
        if self.delay_days:
            told.append(
                f"What happened, or was reported, in the last {self.delay_days:,} days is left out;"
                " figures of an older event may follow from reports that are left out."
            )
        if self.minimum_radius_km:
            told.append(
                f"Points are coarsened: each stands for a place within {self.radius_km:,g} km or more."
            )
        return told

    @property
    def radius_km(self) -> float:
        """The radius of the cells that points are coarsened to."""
        return _cell(self.minimum_radius_km)[1] if self.minimum_radius_km else 0.0

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        """A point as it may be published: the centre of its cell."""
        return coarse(lat, lon, self.minimum_radius_km) if self.minimum_radius_km else (lat, lon)

    def radius(self, known: float | None) -> float:
        """The radius in km of a point's place."""
        return max(known or 0.0, self.radius_km)

    def place(
        self, row: Mapping[str, Any], lat: str = "lat", lon: str = "lon", radius: str = "radius_km"
    ) -> Row:
        """A row with a point as it may be published; what has none stays."""
        found = dict(row)
        if self.minimum_radius_km and _is_point(found.get(lat), found.get(lon)):
            found[lat], found[lon] = self.point(found[lat], found[lon])
            if radius in found:
                found[radius] = self.radius(found[radius])
        return found


@lru_cache(maxsize=65_536)
def coarse(lat: float, lon: float, radius_km: float) -> tuple[float, float]:
    """The centre of the H3 cell around a point, of at least that radius (https://h3geo.org); the centre stays itself."""
    centre = h3.cell_to_latlng(h3.latlng_to_cell(lat, lon, _cell(radius_km)[0]))
    return round(centre[0], 5), round(centre[1], 5)


@cache
def _cell(radius_km: float) -> tuple[int, float]:
    """The finest resolution whose cells have at least the radius (from centre to corner, on average), and theirs."""
    fits = [one for one in range(10) if h3.average_hexagon_edge_length(one, unit="km") >= radius_km]
    resolution = max(fits, default=0)
    return resolution, float(round(h3.average_hexagon_edge_length(resolution, unit="km"), 1))


def _is_point(lat: object, lon: object) -> bool:
    return (
        isinstance(lat, int | float) and isinstance(lon, int | float) and abs(lat) <= 90 and abs(lon) <= 180
    )
