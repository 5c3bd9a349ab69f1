"""Names that look like an armed group's, for groups that the registry does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from counterclaim.reference.actors.types import ActorMatch
from counterclaim.reference.actors.words import at_word_start, words
from counterclaim.reference.tables import packaged, read_table

_MAX_WORDS = 5
_PARTICLES = frozenset({"al", "de", "del", "el", "la"})
_WORD_BEFORE = re.compile(r"([^\W\d_][\w'’-]{0,40})[ \t\n]{1,2}\Z")
_NAME_AFTER = re.compile(
    r"(?:[ -](?:[aeu]l|[ei]|[aeu](?:[dnrstz]|sh|th)|wal|wa|ibn|bin)){0,2}[ -][A-Z][\w'’]{1,30}"
)


@cache
def _group_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = {
        row["position"]: row.many("words")
        for row in read_table(packaged("group_words.tsv"), ("position", "words"))
    }
    last, first = at_word_start(words["last"]), at_word_start(words["first"])
    return re.compile(rf"(?:{last})\b"), re.compile(rf"(?:{first})(?=[ -])")


def unknown_groups(text: str) -> Iterator[ActorMatch]:
    """Names in capitals that end or begin as armed groups' names do."""
    last, first = _group_words()
    for head in last.finditer(text):
        start = _name_start(text, head.start())
        if start < head.start():
            yield ActorMatch(start, head.end(), " ".join(text[start : head.end()].split()))
    for head in first.finditer(text):
        end = head.end()
        for _ in range(3):
            more = _NAME_AFTER.match(text, end)
            if more is None:
                break
            end = more.end()
        if end > head.end():
            yield ActorMatch(head.start(), end, " ".join(text[head.start() : end].split()))


def _name_start(text: str, end: int) -> int:
    """Where the run of capitalised words that ends at `end` begins."""
    start = at = end
    for _ in range(_MAX_WORDS):
        before = _WORD_BEFORE.search(text, max(0, at - 48), at)
        if before is None or before[1] in words("opening"):
            break
        if before[1][0].isupper():
            start = before.start()
        elif before[1] not in _PARTICLES:
            break
        at = before.start()
    return start
