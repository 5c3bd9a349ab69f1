"""The colons of headlines: "Three killed in raid: police"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from counterclaim.claims.attribution.saying import Saying
from counterclaim.claims.lexicon import attribution_words

_HEADLINE_SOURCE = 7


def by_colon(doc: Any, found: Iterable[Saying]) -> list[Saying]:
    """ "Three killed in raid: police" and "Police: three killed"."""
    colons = [token.i for token in doc if token.text in (":", "—", "–") and 0 < token.i < len(doc) - 1]
    if not colons or any(one.of_event and one.sources for one in found):
        return []
    words = len(doc) - (1 if doc[-1].is_punct else 0)
    last, first = colons[-1], colons[0]
    if words - last - 1 <= _HEADLINE_SOURCE and last > 1:
        head = _is_source(doc[last + 1 : words])
        if head is not None:
            return [Saying(":", (last,), (head,), frozenset(range(last)))]
    if doc[first].text == ":" and first <= _HEADLINE_SOURCE:
        head = _is_source(doc[:first])
        if head is not None:
            return [Saying(":", (first,), (head,), frozenset(range(first + 1, len(doc))))]
    return []


def _is_source(words: Any) -> Any | None:
    """The head of a few words that name somebody who can speak; null where they are something else."""
    if any(token.pos_ in ("VERB", "AUX", "NUM", "PUNCT") for token in words):
        return None
    inside = {token.i for token in words}
    nouns = [token for token in words if token.pos_ in ("NOUN", "PROPN")]
    heads = [token for token in nouns if token.head.i not in inside or token.head.i == token.i]
    if not heads:
        return None
    known = frozenset().union(*attribution_words()["nouns"].values())
    if (
        heads[0].lemma_.lower() in known
        or heads[0].lower_ in known
        or heads[0].ent_type_ in ("PERSON", "ORG")
    ):
        return heads[0]
    return None
