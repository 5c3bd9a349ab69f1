"""Names that the gazetteer lacks as they are written, looked for in the division that the text puts them in.

Inside one division a near spelling is far safer than in the whole country: there are few places to mix it up with.
"""

from __future__ import annotations

from counterclaim.model import Place, PlacePrecision
from counterclaim.reference.gazetteer import Gazetteer, NameMatch
from counterclaim.reference.gazetteer.features import split_feature
from counterclaim.reference.gazetteer.kinds import kinds, kinds_by_word, prominence

_LIMIT = 20
_ALTERNATIVES = 5
_KIND_MISFITS = 0.3
_CLOSE = 0.05


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
