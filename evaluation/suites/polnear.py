"""Who says what: source, cue and content of attributions against PolNeAR (Newell, Margolin and Ruths 2018).

The corpus labels each token of an article source, cue, content or none: its annotations are univocal, and its
authors take one for a sequence of tags. So a figure is the F1 of one label over the tokens of all articles of
the split: a token is right where gold and the reader both give it the label. Tokens are runs of letters and
digits, and single marks. Where several annotators labelled an article, each labelling counts for its share.
``python -m evaluation.suites.polnear`` prints the attributions of one split that were missed or made up.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from counterclaim.claims.attribution import Said, attributions
from counterclaim.claims.sentence import MAX_SENTENCE, parse, sentences
from counterclaim.documents import ReadOptions, read_document
from counterclaim.errors import SourceError
from counterclaim.model import SourceItem, Span
from evaluation.offsets import back_to
from evaluation.options import DEFAULTS, SuiteOptions
from evaluation.reading import missing
from evaluation.scores import Counts

FOLDER = "polnear"
SPLIT = "dev"
LABELS = ("source", "cue", "content")
_TOKEN = re.compile(r"\w+|[^\w\s]")
_SPAN = re.compile(r"(T\d+)\t(Source|Cue|Content) (\d+ \d+(?:;\d+ \d+)*)\t")
_EVENT = re.compile(r"E\d+\t(.+)")

Piece = tuple[int, int]
Tags = set[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Parts:
    """One attribution: character spans of a text by label."""

    source: tuple[Piece, ...]
    cue: tuple[Piece, ...]
    content: tuple[Piece, ...]

    def pieces(self) -> Iterator[tuple[str, Piece]]:
        """Each span with its label."""
        for label in LABELS:
            for piece in getattr(self, label):
                yield label, piece


@dataclass(frozen=True, slots=True)
class Article:
    """A text, and what each of its annotators found in it."""

    text: str
    labellings: tuple[tuple[Parts, ...], ...]


def run(data: Path, options: SuiteOptions = DEFAULTS) -> dict[str, object]:
    """F1 of each label over the split (``dev`` unless another is asked for), and its number of articles.

    Raises FileNotFoundError when the split has no texts.
    """
    articles = read_split(data / FOLDER / (options.split or SPLIT))
    counts = {label: Counts() for label in LABELS}
    for article in articles:
        found = tags(article.text, attributed(article.text))
        for labelling in article.labellings:
            count(counts, found, tags(article.text, labelling), 1 / len(article.labellings))
    figures = {label: {"f1": one.f1} for label, one in counts.items()}
    return {**figures, "articles": len(articles)}


def count(counts: dict[str, Counts], found: Tags, gold: Tags, weight: float = 1.0) -> None:
    """Add the tokens of one article, label by label."""
    for label, one in counts.items():
        ours, theirs = ({at for name, at in side if name == label} for side in (found, gold))
        one.add(weight * len(ours & theirs), weight * len(ours), weight * len(theirs))


def tags(text: str, labelling: Iterable[Parts]) -> Tags:
    """The tokens of `text` under each label, by the character they start at."""
    found = set()
    for parts in labelling:
        for label, (start, end) in parts.pieces():
            found |= {(label, match.start()) for match in _TOKEN.finditer(text, start, end)}
    return found


def attributed(text: str) -> list[Parts]:
    """What the product attributes in a text, with offsets of that text."""
    item = SourceItem("article.txt", text.encode(), "text/plain", text=text)
    try:
        document = read_document(item, ReadOptions())
    except SourceError:
        return []
    back = back_to(text, document.text)
    raw = (one for one in sentences(document) if len(one.span.text) <= MAX_SENTENCE)
    return [_parts(said, back) for said in _outermost(attributions(parse(raw)))]


def _outermost(found: Iterable[Said]) -> Iterator[Said]:
    """Attributions that are not inside what another says: a token has one label here, that of the outer one."""
    every = list(found)
    said = sorted((piece.start, piece.end) for one in every for piece in one.content)
    for one in every:
        if one.cue is None or not any(start <= one.cue.start < end for start, end in said):
            yield one


def read_split(folder: Path) -> list[Article]:
    """The texts of ``text`` that have annotations in ``attributions`` (Brat's form, NAME_ANNOTATOR.ann)."""
    texts = {path.stem: path for path in sorted((folder / "text").glob("*.txt"))}
    labelled: dict[str, list[Path]] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = path.stem if path.stem in texts else path.stem.rpartition("_")[0]
        labelled.setdefault(name, []).append(path)
    articles = [
        Article(_text(path), tuple(read_labelling(_text(one)) for one in labelled[name]))
        for name, path in texts.items()
        if name in labelled
    ]
    if not articles:
        raise missing(folder)
    return articles


def read_labelling(lines: str) -> tuple[Parts, ...]:
    """The attributions of one annotator; spans that belong to none are left out."""
    spans = {
        match[1]: [tuple(map(int, piece.split())) for piece in match[3].split(";")]
        for match in map(_SPAN.match, lines.split("\n"))
        if match
    }
    found = []
    for match in filter(None, map(_EVENT.match, lines.split("\n"))):
        parts: dict[str, list[Piece]] = {label: [] for label in LABELS}
        for argument in match[1].split():
            role, _, key = argument.partition(":")
            parts.get(role.lower().rstrip("0123456789"), []).extend(
                (start, end) for start, end in spans.get(key, [])
            )
        found.append(Parts(*(tuple(sorted(parts[label])) for label in LABELS)))
    return tuple(found)


def misses(data: Path, split: str = SPLIT) -> None:
    """Print the attributions of gold whose cue the reader did not see, and those that only it saw."""
    for article in read_split(data / FOLDER / split):
        gold, found = article.labellings[0], attributed(article.text)
        for name, ours, theirs in (("missed", gold, found), ("made up", found, gold)):
            cues = {at for label, at in tags(article.text, theirs) if label == "cue"}
            for parts in ours:
                if not any(at in cues for label, at in tags(article.text, [parts]) if label == "cue"):
                    print(f"{name:<9}{_line(article.text, parts)}", file=sys.stderr)


def _parts(said: Said, back: Callable[[int], int]) -> Parts:
    def pieces(spans: Iterable[Span | None]) -> tuple[Piece, ...]:
        return tuple((back(span.start), back(span.end)) for span in spans if span)

    return Parts(pieces([said.source]), pieces([said.cue]), pieces(said.content))


def _line(text: str, parts: Parts) -> str:
    """The words of each label, on one line."""
    return " | ".join(
        " ... ".join(" ".join(text[start:end].split()) for start, end in getattr(parts, label)) or "-"
        for label in LABELS
    )


def _text(path: Path) -> str:
    """A file as its annotations count it: line ends are kept."""
    return path.read_bytes().decode("utf-8")


if __name__ == "__main__":
    misses(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"))
