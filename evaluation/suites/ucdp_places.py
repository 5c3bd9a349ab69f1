"""Places of UCDP GED (Sundberg and Melander 2013) by their words alone, against the coded points.

Each distinct pair of place string and first-level division, among events whose place is known exactly or nearly
(``where_prec`` 1 or 2), is located with the country as the only other context. A string that is not found counts as
wrong. Where one string was coded at several points, the commonest counts.

``python -m evaluation.suites.ucdp_places`` prints the misses by class.
"""

from __future__ import annotations

import csv
import gzip
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from counterclaim.model import Place
from counterclaim.reference.countries import countries
from counterclaim.reference.gazetteer import Gazetteer
from counterclaim.reference.gazetteer.features import split_feature
from counterclaim.reference.geodesy import rough_km
from counterclaim.reference.places.descriptions import Where, alternatives, locate
from counterclaim.text.names import likeness
from evaluation.options import DEFAULTS, SuiteOptions

FOLDER = "ucdp_syria"
FILE = "ged.csv.gz"
DATA = Path("../shared/data")
RIGHT_KM = 10.0
_PRECISE = frozenset({1.0, 2.0})
_SAME_NAME = 0.5


@dataclass(frozen=True, slots=True)
class Coded:
    """A place string with the division and country beside it, and the point that it was coded at, in degrees."""

    text: str
    division: str
    country: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A coded place, ours, and how far apart they are in km: infinite where ours has no point."""

    coded: Coded
    place: Place
    km: float

    @property
    def right(self) -> bool:
        """Whether our point lies within 10 km of the coded one."""
        return self.km <= RIGHT_KM


def run(data: Path, _options: SuiteOptions = DEFAULTS) -> dict[str, object]:
    """Figures over all strings. Raises FileNotFoundError without the data."""
    return figures(list(judge(read(data / FOLDER / FILE), Gazetteer.open())))


def read(path: Path) -> list[Coded]:
    """The distinct strings of a gzipped table of events, with their commonest points."""
    points: dict[tuple[str, str, str], Counter[tuple[float, float]]] = {}
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["where_coordinates"].strip() and float(row["where_prec"] or 0) in _PRECISE:
                key = (row["where_coordinates"], row["adm_1"], row["country"])
                points.setdefault(key, Counter())[float(row["latitude"]), float(row["longitude"])] += 1
    return [Coded(*key, *found.most_common(1)[0][0]) for key, found in sorted(points.items())]


def judge(rows: Iterable[Coded], gazetteer: Gazetteer) -> Iterator[Judged]:
    """Locate each string and measure the distance."""
    for coded in rows:
        country = countries().named(coded.country)
        where = Where(coded.division or None, country.code if country else None)
        place = locate(coded.text, gazetteer, where)
        known = place.lat is not None and place.lon is not None
        km = rough_km(place.lat or 0.0, place.lon or 0.0, coded.lat, coded.lon) if known else math.inf
        yield Judged(coded, place, km)


def figures(judged: Sequence[Judged]) -> dict[str, object]:
    """The share within 10 km, the median distance in km (null when most are not found), and the strings."""
    middle = median(one.km for one in judged) if judged else math.inf
    return {
        "within_10km": sum(one.right for one in judged) / len(judged) if judged else 0.0,
        "median_km": middle if math.isfinite(middle) else None,
        "strings": len(judged),
    }


def miss(one: Judged, gazetteer: Gazetteer) -> str:
    """Why a string was missed: ``homonym`` (a name like it stands within 10 km, another was taken), ``name`` (it
    stands there, nothing was taken), or ``absent``.
    """
    bare = [split_feature(name).name for name in alternatives(one.coded.text)]
    around = gazetteer.near(one.coded.lat, one.coded.lon, RIGHT_KM, limit=1000)
    offered = {
        match.entry.id
        for name in bare
        for country in {entry.country for entry in around}
        for match in gazetteer.matches(name, country=country, limit=200, near=True)
    }
    like = any(
        entry.id in offered or any(likeness(name, entry.name, entry.country) >= _SAME_NAME for name in bare)
        for entry in around
    )
    if not like:
        return "absent"
    return "name" if one.place.lat is None else "homonym"


def misses(data: Path) -> None:
    """Print every miss with its class, then how many there are of each."""
    gazetteer = Gazetteer.open()
    classes: Counter[str] = Counter()
    for one in judge(read(data / FOLDER / FILE), gazetteer):
        if not one.right:
            kind = miss(one, gazetteer)
            classes[kind] += 1
            print(kind, one.coded.text, one.coded.division, one.place.name, round(one.km, 1), sep="\t")
    print(dict(classes), file=sys.stderr)


if __name__ == "__main__":
    misses(DATA)
