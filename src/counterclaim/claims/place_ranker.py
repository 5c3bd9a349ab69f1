"""A linear choice among the places of a sentence and "none of them", with weights learnt from labelled text.

Each place and the answer "none" get the sum of the weights of their features; the highest wins. The weights
are in ``data/place_weights.tsv``; ``scripts/train_place_ranker.py`` makes them, and decision 0006 says how
they were chosen.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from counterclaim.claims.lexicon import reporting_verbs
from counterclaim.claims.place_candidates import Candidate
from counterclaim.claims.place_features import Features, candidate_features, none_features
from counterclaim.claims.syntax import ancestors
from counterclaim.claims.weights import read_weights
from counterclaim.model import Place


def score(features: Features) -> float:
    """Sum of the weights of the features; one that was not learnt counts nothing."""
    known = read_weights("place_weights.tsv")
    return sum(value * known.get(name, 0.0) for name, value in features.items())


def best_place(
    token: Any, pairs: Sequence[tuple[Candidate, Place]], heads: Sequence[Any], *, reports: bool = True
) -> Place | None:
    """The place of the event at `token`, or null when none of the sentence's places is it.

    `heads` are the heads of the event's objects; `reports` says that the word tells of an event of ours.
    """
    if not pairs:
        return None
    taken = frozenset(head.i for head in heads)
    scored = [
        (score(candidate_features(token, one, place, pairs, taken)), place)
        for one, place in pairs
        if not _of_speaker(one, token)
    ]
    if not scored:
        return None
    highest, place = max(scored, key=lambda pair: pair[0])
    return place if highest > score(none_features(token, pairs, reports=reports)) else None


def _of_speaker(one: Candidate, token: Any) -> bool:
    """Whether a place is where a source sits: "officials in X said", "X said", "speaking from X"."""
    part, origin = one.root, False
    for above in ancestors(part):
        if above.i == token.i:
            return False
        origin = origin or above.lower_ == "from"
        said = above.lemma_.lower() in reporting_verbs()
        if (said and part.dep_ == "nsubj") or (origin and above.lemma_.lower() == "speak"):
            return True
        part = above
    return False
