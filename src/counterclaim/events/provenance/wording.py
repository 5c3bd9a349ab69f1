"""The same words printed by several: a run of twelve words, or a whole shorter sentence, word for word.

Runs of words as fingerprints of text taken over are those of Shivakumar and Garcia-Molina, SCAM (1995), and
Schleimer, Wilkerson and Aiken, Winnowing (2003). Twelve words are longer than the stock phrases of reports
("in the northern Syrian province of Aleppo on Tuesday").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from counterclaim.events.provenance.voices import Path

RUN = 12
"""Words in a row that are no chance."""
SHORTEST = 8
"""Words of the shortest sentence that is compared as a whole."""

_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 200


def taken_over(paths: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """(later, earlier) claims of two voices that have the same words, for `paths` in the order of time.

    Only words that a report gives as its own, or as of somebody unnamed, are compared: two reports of what one
    named source said are of one origin anyway. Linear in the words.
    """
    first: dict[tuple[str, ...], Path] = {}
    for path in paths:
        if path.relations and path.relations[-1] == "cites":
            continue
        joined = set()
        for run in _runs(path.claim.sentence.text):
            earlier = first.setdefault(run, path)
            other = earlier.claim.document_id != path.claim.document_id
            if other and earlier.last.key != path.last.key and earlier.claim.id not in joined:
                joined.add(earlier.claim.id)
                yield path, earlier


def _runs(sentence: str) -> Iterator[tuple[str, ...]]:
    said = _WORD.findall(sentence.casefold())[:_MOST_WORDS]
    if len(said) < SHORTEST:
        return
    if len(said) < RUN:
        yield tuple(said)
    for start in range(len(said) - RUN + 1):
        yield tuple(said[start : start + RUN])
