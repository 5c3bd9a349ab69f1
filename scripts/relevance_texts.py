"""Texts to learn relevance from, with what is known of them as a whole; used by ``train_relevance.py``.

The labels are weak: of a corpus of war reports every incident read is taken for one, of a corpus about other things
none; where a set marks single words, only incidents at those words are taken.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path

from evaluation.suites.event_location import FILE, in_training, marked_rows
from lxml import etree

OF_OTHER_THINGS = frozenset(
    {1, 2, 4, 5, 6, 7, 9, 10, 11, 14, 20, 21, 23, 24, 25, 27, 28, 29, 30, 31, 32, 34, 35}
)
"""Topics of ECB+ that are no armed conflict: film, sport, business, elections, disasters, accidents, private crime."""
OF_CONFLICT = frozenset({8, 12, 19})
"""A bomb, pirates, riots. The other topics are crimes that could be either, and are left out."""
_LONGEST = 10_000
_CHUNK = 350


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its corpus and a group that must not be split; `marks` are the places of the incidents meant."""

    corpus: str
    group: str
    text: str
    relevant: bool
    marks: tuple[tuple[int, int], ...] | None = None


def labelled_texts(data: Path) -> list[Labelled]:
    """A sample of every corpus; each second text of more than a paragraph comes in pieces, as short reports do."""
    found = [*_ecb(data), *_polnear(data), *_geoparsing(data), *_marked(data), *_war(data)]
    return [piece for number, one in enumerate(found) for piece in ([one] if number % 2 else _pieces(one))]


def _sample(items: Sequence[Labelled], count: int) -> list[Labelled]:
    """`count` of the texts, the same ones each time."""
    return sorted(items, key=lambda one: sha1(one.text.encode(), usedforsecurity=False).hexdigest())[:count]


def _pieces(one: Labelled) -> Iterator[Labelled]:
    if one.marks is not None:
        yield one
        return
    piece = ""
    for sentence in re.split(r"(?<=[.!?][\"'\s])\s*", one.text):
        piece += sentence
        if len(piece) > _CHUNK:
            yield Labelled(one.corpus, one.group, piece, one.relevant)
            piece = ""
    if piece.strip():
        yield Labelled(one.corpus, one.group, piece, one.relevant)


def _ecb(data: Path) -> list[Labelled]:
    found = []
    for folder in sorted((data / "ecbplus").iterdir()):
        topic = int(folder.name) if folder.is_dir() else 0
        if topic not in OF_OTHER_THINGS | OF_CONFLICT:
            continue
        for path in sorted(folder.glob("*.xml")):
            rows = re.findall(
                r'<token [^>]*sentence="(\d+)"[^>]*>([^<]*)<', path.read_text("utf-8", "replace")
            )
            by_number: dict[int, list[str]] = {}
            for number, word in rows:
                by_number.setdefault(int(number), []).append(word.replace("&amp;", "&"))
            lines = [_joined(by_number[number]) for number in sorted(by_number)]
            text = "\n\n".join(line for line in lines if not line.startswith("http"))
            found.append(Labelled("ecbplus", f"topic {topic}", text, topic in OF_CONFLICT))
    return _sample(found, 260)


def _joined(tokens: Sequence[str]) -> str:
    text = re.sub(r"`` ?", '"', " ".join(tokens))
    text = re.sub(r" ([.,;:?!')\]]|''|n't\b)", r"\1", text)
    return text.replace("''", '"').replace("( ", "(").replace(" - ", "-")


def _polnear(data: Path) -> list[Labelled]:
    paths = sorted((data / "polnear").glob("*/text/*.txt"))
    texts = [(path.stem, path.read_text("utf-8", "replace")[:_LONGEST]) for path in paths]
    return _sample([Labelled("polnear", name, text, False) for name, text in texts], 90)


def _geoparsing(data: Path) -> list[Labelled]:
    found = []
    for name, count in (("lgl", 220), ("GeoVirus", 160)):
        root = etree.parse(data / "geoparsing" / f"{name}.xml").getroot()
        texts = [(one.findtext("text") or "")[:_LONGEST] for one in root.iter("article")]
        texts = [text for text in texts if text.strip()]
        found += _sample([Labelled(name, f"{name} {text[:40]}", text, False) for text in texts], count)
    return found


def _marked(data: Path) -> list[Labelled]:
    marks: dict[str, list[tuple[int, int]]] = {}
    for one in (row for row in marked_rows(data / FILE) if in_training(row.text)):
        marks.setdefault(one.text, []).append((one.verb[0], one.verb[1]))
    rows = [Labelled("event_location", text, text, True, tuple(some)) for text, some in marks.items()]
    return _sample(rows, 1000)


def _war(data: Path) -> list[Labelled]:
    with (data / "isaf_press_releases.jsonl").open(encoding="utf-8") as file:
        isaf = [("isaf", json.loads(line)["text"]) for line in file]
    with gzip.open(data / "ucdp_syria" / "ged.csv.gz", "rt", encoding="utf-8") as file:
        headlines = {row["source_headline"].strip() for row in csv.DictReader(file)}
    with (data / "fakes_syria" / "FA-KES-Dataset.csv").open(encoding="latin-1") as file:
        fakes = [("fakes_syria", row["article_content"]) for row in csv.DictReader(file)]
    muc = []
    for line in (data / "muc4" / "processed" / "train.json").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["templates"]:
            muc.append(("muc4", row["doctext"].upper()))
    ucdp = [("ucdp_syria", f"{text.rstrip('.')}.") for text in headlines if text]
    counts = ((isaf, 130), (ucdp, 800), (fakes, 60), (muc, 120))
    return [
        one
        for some, count in counts
        for one in _sample([Labelled(name, f"{name} {text[:60]}", text, True) for name, text in some], count)
    ]
