"""Places in what the text says that they lie in: "X village, Y district, Z province".

An entry that lies elsewhere is another place. A name that the gazetteer lacks as it is written is looked for in the
division: there a near spelling is far safer than in the whole country, with few places to mix it up with. What is not
found there either has the point and radius of the smallest area that the text gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.model import Place, PlacePrecision
from counterclaim.reference.gazetteer import Gazetteer, NameMatch
from counterclaim.reference.gazetteer.features import split_feature
from counterclaim.reference.gazetteer.kinds import kinds, kinds_by_word, prominence
from counterclaim.reference.gazetteer.polygons import polygons
from counterclaim.reference.geodesy import rough_km

_FIRM = (PlacePrecision.ADMIN1, PlacePrecision.COUNTRY)
_BORDER_KM = 10.0
_IN = "in "
_LIMIT = 20
_ALTERNATIVES = 5
_KIND_MISFITS = 0.3
_CLOSE = 0.05


def contained(place: Place, hint: str | None, holders: Sequence[Place], gazetteer: Gazetteer) -> Place:
    """The place as what holds it allows.

    Args:
        place: what the name was taken for.
        hint: a word beside the name that says the kind: "town", "river".
        holders: what the text puts it in, the nearest first, as they were resolved.
        gazetteer: where to look.
    """
    holders = [one for one in holders if one.country is not None and one.id != place.id]
    if not holders:
        return place
    firm = next((one for one in holders if one.precision in _FIRM), None)
    if place.precision in _FIRM and (firm is None or firm.precision is not PlacePrecision.COUNTRY):
        return place
    if place.precision is PlacePrecision.COUNTRY:
        return place
    if place.id is not None and (
        _lies_in(place, firm) if firm else place.country in (None, holders[0].country)
    ):
        return place
    unknown = Place(place.span)
    found = named_within(unknown, hint, firm, gazetteer) if firm is not None else None
    return found or _somewhere_in(unknown, holders[0], firm)


def is_located(place: Place) -> bool:
    """Whether a place has a point of its own, and not that of the area which an unknown one lies in."""
    somewhere = place.id is None and any(reading.startswith(_IN) for reading in place.relation or ())
    return place.lat is not None and not somewhere


def _somewhere_in(place: Place, holder: Place, firm: Place | None) -> Place:
    """An unknown place in the smallest area told."""
    if firm is not None and not _lies_in(holder, firm):
        holder = firm
    return replace(
        holder, span=place.span, id=None, name=None, relation={f"{_IN}{holder.name}": None}, alternatives=()
    )


def _lies_in(place: Place, area: Place) -> bool:
    """Whether a place lies in a division or country, or so near that the two may differ on a border only."""
    if place.country != area.country:
        return False
    if area.precision is PlacePrecision.COUNTRY or place.admin1 == area.admin1:
        return True
    if place.lat is None or place.lon is None or area.lat is None or area.lon is None:
        return False
    inside = polygons().contains(area.id or "", place.lat, place.lon, within_km=_BORDER_KM)
    if inside is None:
        return rough_km(place.lat, place.lon, area.lat, area.lon) <= (area.radius_km or 0.0)
    return inside


def named_within(place: Place, hint: str | None, container: Place, gazetteer: Gazetteer) -> Place | None:
    """The entry of `container`'s division whose name is the likest to the words of `place`, an unknown one.

    Args:
        place: what is looked for; its span has the words.
        hint: a word beside the name that says the kind: "town", "river".
        container: the first-level division that holds it, with `admin1` and `country`.
        gazetteer: where to look.

    Returns null where nothing is like it, or `container` is no first-level division.
    """
    if container.precision is not PlacePrecision.ADMIN1 or container.admin1 is None:
        return None
    feature = split_feature(place.span.text)
    fitting = kinds_by_word().get((hint or feature.word or "").lower(), frozenset())
    found = gazetteer.matches(
        feature.name, country=container.country, admin1=container.admin1, near=True, limit=_LIMIT
    )
    ranked = sorted(found, key=lambda match: _rank(match, fitting))
    if not ranked:
        return None
    best, *rest = ranked
    entry = best.entry
    return Place(
        span=place.span,
        id=entry.id,
        name=entry.name,
        admin1=entry.admin1,
        country=entry.country,
        lat=entry.lat,
        lon=entry.lon,
        radius_km=entry.radius_km,
        precision=kinds()[entry.kind].precision,
        score=best.score,
        alternatives=tuple(match.entry for match in rest[:_ALTERNATIVES]),
    )


def _rank(match: NameMatch, fitting: frozenset[str]) -> tuple[float, float, str]:
    score = match.score - (_KIND_MISFITS if fitting and match.entry.kind not in fitting else 0.0)
    return (-round(score / _CLOSE), -prominence(match.entry), match.entry.id)
