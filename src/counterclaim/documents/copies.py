"""Near duplicates: documents that repeat one another, as copies of one agency report do.

MinHash (Broder, 1997) over shingles of three words, of texts without case, marks and accents; candidates by
locality-sensitive hashing (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 3.4), then the
Jaccard index as the signatures estimate it. A short text inside a long one is not found: its index is low.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Protocol

from rensa import RMinHash

THRESHOLD = 0.6
"""Estimated Jaccard index from which two texts are copies."""

_PERMUTATIONS = 128
_SEED = 1
_BANDS = 32
"""Bands of four values: a pair at the threshold shares one with a probability of 0.988, at 0.7 of 0.9998."""
_SHINGLE = 3
_FEWEST_WORDS = 30
_WIDTH = 4
_BYTES = 1 + _PERMUTATIONS * _WIDTH
_WORD = re.compile(r"[^\W_]+")


class Fingerprint(NamedTuple):
    """What finding copies needs of a document. `signature` is null for a text too short to compare."""

    document_id: str
    published: date | None
    signature: bytes | None


class _Row(Protocol):
    @property
    def document_id(self) -> str: ...
    @property
    def published(self) -> date | None: ...
    @property
    def signature(self) -> bytes | None: ...


def signature(text: str) -> bytes | None:
    """MinHash signature of `text`: a byte for the algorithm's version and 128 numbers of 4 bytes.

    Null for texts under 30 words.
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))
    if len(words) < _FEWEST_WORDS:
        return None
    sketch = RMinHash(_PERMUTATIONS, _SEED)
    sketch.update([" ".join(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)])
    numbers = b"".join(value.to_bytes(_WIDTH, "big") for value in sketch.digest())
    return bytes([RMinHash.ALGORITHM_VERSION % 256]) + numbers


def similarity(one: bytes, other: bytes) -> float:
    """Estimated Jaccard index, 0 to 1, of the texts of two signatures; 0 when they are of two versions."""
    if len(one) != len(other) or one[0] != other[0]:
        return 0.0
    a, b = memoryview(one)[1:].cast("I"), memoryview(other)[1:].cast("I")
    return sum(map(int.__eq__, a, b)) / len(a)


def families(rows: Iterable[_Row]) -> dict[str, str]:
    """The family of each document: the id of its member published first; one without a date comes last.

    Two documents are of one family when a chain of copies joins them. The order of the rows is nothing to it.
    """
    published: dict[str, date | None] = {}
    holders: defaultdict[bytes, list[str]] = defaultdict(list)
    for row in rows:
        published[row.document_id] = row.published
        if row.signature is not None and len(row.signature) == _BYTES:
            holders[row.signature].append(row.document_id)
    groups = _Groups()
    for same in holders.values():
        for other in same[1:]:
            groups.join(same[0], other)
    for candidates in _buckets(holders):
        _join_copies(candidates, holders, groups)
    members: defaultdict[str, list[str]] = defaultdict(list)
    for document_id in published:
        members[groups.find(document_id)].append(document_id)
    family_of = {}
    for family in members.values():
        first = min(family, key=lambda one: (published[one] is None, published[one] or date.max, one))
        family_of.update(dict.fromkeys(family, first))
    return family_of


def _buckets(signatures: Iterable[bytes]) -> Iterable[list[bytes]]:
    """Groups of different signatures that share a band."""
    size = (_BYTES - 1) // _BANDS
    every = list(signatures)
    for start in range(1, _BYTES, size):
        bucket: defaultdict[bytes, list[bytes]] = defaultdict(list)
        for one in every:
            bucket[one[:1] + one[start : start + size]].append(one)
        yield from (group for group in bucket.values() if len(group) > 1)


def _join_copies(candidates: list[bytes], holders: dict[bytes, list[str]], groups: _Groups) -> None:
    """Join all pairs of copies; pairs that a chain joins already need no comparison."""
    for place, one in enumerate(candidates):
        for other in candidates[place + 1 :]:
            a, b = holders[one][0], holders[other][0]
            if groups.find(a) != groups.find(b) and similarity(one, other) >= THRESHOLD:
                groups.join(a, b)


class _Groups:
    """Disjoint sets of documents (union-find with path halving)."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, one: str) -> str:
        parent = self._parent
        while (up := parent.get(one, one)) != one:
            parent[one] = parent.get(up, up)
            one = parent[one]
        return one

    def join(self, one: str, other: str) -> None:
        self._parent[self.find(one)] = self.find(other)
