"""An index as it may be published: points coarsened, sources that are private persons joined to one without a name."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from counterclaim.ask.index.columns import Events, Pairs, Reals, Vocabulary
from counterclaim.ask.index.mercator import project
from counterclaim.ask.masking import WITHHELD, WITHHELD_KEY, Masker
from counterclaim.ask.publication import Publication


def published(events: Events, masker: Masker | None) -> Events:
    """`events` as `masker` lets them be published; as they are where there is none."""
    if masker is None:
        return events
    masker.learn(place.name for place in events.gazetteer.values() if place.name)
    events = _coarse(events, masker.publication)
    hidden = {key for key, name in events.source_names.items() if masker.is_person(name)}
    if not hidden:
        return events
    names = {key: name for key, name in events.source_names.items() if key not in hidden}
    vocabularies: dict[int, tuple[Vocabulary, list[int]]] = {}
    words = {
        name: replace(word, sources=_joined(word.sources, hidden, vocabularies))
        for name, word in events.words.items()
    }
    return replace(events, words=words, source_names={**names, WITHHELD_KEY: WITHHELD})


def _joined(of: Pairs, hidden: set[str], known: dict[int, tuple[Vocabulary, list[int]]]) -> Pairs:
    """Pairs in which all hidden keys are one; each pair once. Words share a vocabulary, and go on doing so."""
    if id(of.words) not in known:
        words = Vocabulary()
        known[id(of.words)] = (
            words,
            [words.code(WITHHELD_KEY if key in hidden else key) for key in of.words.values],
        )
    words, codes = known[id(of.words)]
    many = max(1, len(words.values))
    table = np.array(codes, dtype=np.int64)
    pairs = np.unique(of.owner.astype(np.int64) * many + (table[of.codes] if len(of.codes) else 0))
    return Pairs(words, (pairs // many).astype(np.int32), (pairs % many).astype(np.int32))


def _coarse(events: Events, publication: Publication) -> Events:
    if not publication.minimum_radius_km:
        return events
    lat, lon = events.lat.copy(), events.lon.copy()
    for row in np.flatnonzero(events.located).tolist():
        lat[row], lon[row] = publication.point(float(lat[row]), float(lon[row]))
    x, y = project(lat, lon)
    radius: Reals = np.where(
        events.located, np.fmax(events.radius_km, publication.radius_km), events.radius_km
    )
    return replace(events, lat=lat, lon=lon, x=x, y=y, radius_km=radius)
