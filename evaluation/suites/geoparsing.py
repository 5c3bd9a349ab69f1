"""Toponyms of news articles to coordinates: LGL (Lieberman et al. 2010), GeoVirus (Gritta et al. 2018), and corpora
of the same forms.

``--corpus`` names a file or folder under ``geoparsing``; without it every one there is scored, and the figures of
each stand under its name. See `geoparsing_corpora` for the forms. Figures, of all toponyms that have coordinates:

- acc161: share whose point, found with the corpus's own spans, lies within 161 km (100 miles);
- country: share in the country of the gold point, where the corpus names one;
- median_km, mean_km: distance of the points found; a toponym without a point counts as half the earth's girth;
- recognition: precision, recall and F1 of our own spans that have a place; two that overlap are one (``exact`` asks
  for equal ones);
- end_to_end: share of all toponyms that were recognised and whose point lies within 161 km;
- absent: share of toponyms without an entry of any of their names within 161 km in the gazetteer.

``python -m evaluation.suites.geoparsing CORPUS`` prints what was wrong.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean, median

from counterclaim.claims.toponyms import toponyms
from counterclaim.documents import ReadOptions, read_document
from counterclaim.errors import SourceError
from counterclaim.model import Metadata, Place, SourceItem
from counterclaim.reference.actors import ActorRegistry
from counterclaim.reference.gazetteer import Gazetteer
from counterclaim.reference.geodesy import rough_km
from counterclaim.reference.places.publisher_home import home_country
from counterclaim.reference.places.resolve import ToponymMention, resolve
from counterclaim.reference.places.spoken_of import countries_spoken_of
from evaluation.offsets import back_to
from evaluation.options import DEFAULTS, SuiteOptions
from evaluation.suites.geoparsing_corpora import Article, Toponym, articles, corpora

FOLDER = "geoparsing"
DATA = Path("../shared/data")
NEAR_KM = 161.0
NOWHERE_KM = 20_038.0
"""Half the girth of the earth, the farthest that two points can be apart."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place found in an article, at characters of the article's own text."""

    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True)
class Answered:
    """An article with the places of its gold spans, in their order, and those of our own spans."""

    article: Article
    given: tuple[Place, ...]
    found: tuple[Found, ...]
    absent: tuple[bool, ...]


def run(data: Path, options: SuiteOptions = DEFAULTS) -> dict[str, object]:
    """Figures of one corpus, or of each. Raises FileNotFoundError without the data."""
    reader = Reader()
    paths = corpora(data / FOLDER, options.corpus)
    by_name = {path.stem: figures([reader.answer(one) for one in articles(path)]) for path in paths}
    return next(iter(by_name.values())) if options.corpus is not None else dict(by_name)


def figures(answered: Sequence[Answered]) -> dict[str, object]:
    """The figures of the module's docstring, of articles that were answered."""
    apart = [_apart(gold, place) for one in answered for gold, place in _pairs(one)]
    homes = [(gold.country, place.country) for one in answered for gold, place in _pairs(one) if gold.country]
    overlapping, exact = _recognised(answered, exact=False), _recognised(answered, exact=True)
    located = [_located(gold, one) for one in answered for gold in one.article.toponyms]
    return {
        "acc161": _share([km <= NEAR_KM for km in apart]),
        "country": _share([gold == found for gold, found in homes]) if homes else None,
        "median_km": median(apart) if apart else None,
        "mean_km": fmean(apart) if apart else None,
        "recognition": {**overlapping, "exact": exact},
        "end_to_end": {"acc161": _share(located)},
        "absent": _share([flag for one in answered for flag in one.absent]),
        "toponyms": len(apart),
        "articles": len(answered),
    }


def _pairs(one: Answered) -> Iterator[tuple[Toponym, Place]]:
    return zip(one.article.toponyms, one.given, strict=True)


def _apart(gold: Toponym, place: Place) -> float:
    if place.lat is None or place.lon is None or gold.point is None:
        return NOWHERE_KM
    return rough_km(*gold.point, place.lat, place.lon)


def _located(gold: Toponym, one: Answered) -> bool:
    return any(_meet(gold, found) and _apart(gold, found.place) <= NEAR_KM for found in one.found)


def _meet(gold: Toponym, found: Found) -> bool:
    return gold.start < found.end and found.start < gold.end


def _recognised(answered: Iterable[Answered], *, exact: bool) -> dict[str, float]:
    """Precision, recall and F1 of our spans, each gold span met by one of ours at most.

    A span of ours on a name that the corpus marks without coordinates is neither right nor wrong.
    """
    right = ours = gold = 0
    for one in answered:
        free = list(one.found)
        for toponym in one.article.toponyms:
            hit = next(
                (found for found in free if _same(toponym, found) or (not exact and _meet(toponym, found))),
                None,
            )
            if hit is not None:
                free.remove(hit)
                right += 1
            gold += 1
        wrong = [found for found in free if not any(_meet(other, found) for other in one.article.unplaced)]
        ours += len(one.found) - len(free) + len(wrong)
    precision, recall = right / ours if ours else 0.0, right / gold if gold else 0.0
    both = precision + recall
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / both if both else 0.0}


def _same(gold: Toponym, found: Found) -> bool:
    return (gold.start, gold.end) == (found.start, found.end)


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags) if flags else 0.0


class Reader:
    """Finds and resolves the toponyms of an article as the reading of claims does."""

    def __init__(self) -> None:
        self._registry = ActorRegistry.load()
        self._gazetteer = Gazetteer.open()

    def answer(self, article: Article) -> Answered:
        """The places of the gold spans, and those of our own."""
        return Answered(
            article,
            tuple(self.given(article)),
            tuple(self.found(article)),
            tuple(self._is_absent(toponym) for toponym in article.toponyms),
        )

    def given(self, article: Article) -> list[Place]:
        """The place of each gold span; all of them are resolved together."""
        mentions = [ToponymMention(one.text, one.start, one.end) for one in article.toponyms]
        spoken_of = countries_spoken_of(article.text, self._gazetteer)
        home = home_country(None, article.url, self._registry)
        spoken_of = list(dict.fromkeys([*spoken_of, *([home] if home else [])]))
        return resolve(mentions, self._gazetteer, context_countries=spoken_of, text=article.text)

    def found(self, article: Article) -> Iterator[Found]:
        """Our own toponyms that have a place."""
        try:
            item = SourceItem("article.txt", article.text.encode(), metadata=Metadata(url=article.url))
            document = read_document(item, ReadOptions())
        except SourceError:
            return
        back = back_to(article.text, document.text)
        for one in toponyms(document, self._gazetteer, self._registry):
            span = one.place.span
            if one.place.id is not None:
                yield Found(back(span.start), back(span.end - 1) + 1, one.place)

    def _is_absent(self, toponym: Toponym) -> bool:
        given = resolve([ToponymMention(toponym.text, 0, len(toponym.text))], self._gazetteer)[0]
        near = [(entry.lat, entry.lon) for entry in self._gazetteer.lookup(toponym.text, limit=1000)]
        near += [(entry.lat, entry.lon) for entry in given.alternatives]
        if given.lat is not None and given.lon is not None:
            near.append((given.lat, given.lon))
        point = toponym.point
        return point is None or all(rough_km(*point, *other) > NEAR_KM for other in near)


def misses(path: Path) -> None:
    """Print each gold toponym whose point is wrong, and each of our spans that is none."""
    reader = Reader()
    for article in articles(path):
        for gold, place in zip(article.toponyms, reader.given(article), strict=True):
            km = _apart(gold, place)
            if km > NEAR_KM:
                shown = f"{place.name} ({place.admin1}, {place.country})" if place.id else "nothing"
                absent = "  absent" if reader._is_absent(gold) else ""
                print(
                    f"{article.id}\t{gold.text}\t{gold.point}\t{gold.country}\t{shown}\t{km:.0f} km{absent}"
                )


if __name__ == "__main__":
    misses(DATA / FOLDER / sys.argv[1])
