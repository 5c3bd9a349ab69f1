"""Events across news articles, against the chains of ECB+ (Cybulska and Vossen 2014).

Scored are the mentions of events in the sentences whose annotation was checked, clusters of one included, over
the whole corpus: the product is told neither topics nor which texts belong together.
``gold_topics`` has the figures where each topic is linked by itself, as published systems mostly do.
``conflict`` has both for the topics about violence (`ecbplus_claims.conflict_topics`), the only ones that
Counterclaim is made for. ``own_mentions`` are claims that the product reads itself (`ecbplus_own`), so that mentions
that it misses or makes up count too.

Beside them stand the usual baselines: every mention by itself, one cluster for the mentions with one head lemma in a
topic, and the same in the whole corpus.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from counterclaim.events import DocumentContext, link
from counterclaim.model import Claim
from evaluation.coreference import grouped, score, without_singletons
from evaluation.options import DEFAULTS, SuiteOptions
from evaluation.scores import Counts
from evaluation.suites.ecbplus_claims import Mention, conflict_topics, mentions_of
from evaluation.suites.ecbplus_corpus import read_corpus
from evaluation.suites.ecbplus_own import OwnReading, read_claims

FOLDER = "ecbplus"

Clusters = Sequence[Collection[str]]


def run(data: Path, _options: SuiteOptions = DEFAULTS) -> dict[str, object]:
    """Figures over all texts. Raises FileNotFoundError without them."""
    texts = read_corpus(data / FOLDER)
    return figures(mentions_of(texts), read_claims(texts))


def figures(found: Sequence[Mention], own: OwnReading) -> dict[str, object]:
    """The figures of all topics, and those of the topics about conflict."""
    topics = list(dict.fromkeys(one.topic for one in found))
    across = _linked(found)
    within = [
        cluster for topic in topics for cluster in _linked([one for one in found if one.topic == topic])
    ]
    ours = {one.claim.id: one.id for one in own.scored}
    read = _clusters(own.claims, own.contexts, ours)
    part = _Part(found, across, within, read)
    conflict = conflict_topics(found)
    names = {one.id for one in found if one.topic in conflict}
    names |= {one.id for one in own.scored if one.topic in conflict}
    return {
        **part.figures(),
        "conflict": {**part.only(names).figures(), "topics": len(conflict)},
    }


@dataclass(frozen=True, slots=True)
class _Part:
    """Mentions of gold, and the clusters of them: linked over the corpus, within topics, and those read."""

    found: Sequence[Mention]
    across: Clusters
    within: Clusters
    read: Clusters

    def only(self, names: Collection[str]) -> _Part:
        """The part with these mentions."""
        kept = [one for one in self.found if one.id in names]
        return _Part(kept, *(_kept(clusters, names) for clusters in (self.across, self.within, self.read)))

    def figures(self) -> dict[str, object]:
        """Ours, and the baselines."""
        gold = grouped({one.id: one.chain for one in self.found})
        alone = [(one.id,) for one in self.found]
        by_lemma = grouped({one.id: one.lemma for one in self.found})
        by_topic = grouped({one.id: (one.topic, one.lemma) for one in self.found})
        return {
            **score(gold, self.across).figures(),
            "mentions": len(self.found),
            "chains": len(gold),
            "gold_topics": _short(gold, self.within),
            "singletons": _short(without_singletons(gold), without_singletons(self.across)),
            "own_mentions": {
                **_short(gold, self.read),
                "singletons_conll_f1": score(
                    without_singletons(gold), without_singletons(self.read)
                ).conll_f1,
                **_detection(gold, self.read),
            },
            "one_each_baseline": _short(gold, alone),
            "lemma_in_topic_baseline": _short(gold, by_topic),
            "lemma_baseline": _short(gold, by_lemma),
        }


def _linked(found: Sequence[Mention]) -> Clusters:
    claims = [one.claim for one in found]
    contexts = {one.claim.document_id: one.context for one in found}
    return _clusters(claims, contexts, {one.claim.id: one.id for one in found})


def _clusters(
    claims: Sequence[Claim], contexts: Mapping[str, DocumentContext], names: Mapping[str, str]
) -> Clusters:
    """The mentions by event; a claim that made no event stands alone. Claims without a name are left out."""
    events = [event.claims for event in link(claims, contexts)]
    placed = {claim_id for event in events for claim_id in event}
    events += [(claim.id,) for claim in claims if claim.id not in placed]
    named = ([names[claim_id] for claim_id in event if claim_id in names] for event in events)
    return [cluster for cluster in named if cluster]


def _kept(clusters: Clusters, names: Collection[str]) -> Clusters:
    kept = ([one for one in cluster if one in names] for cluster in clusters)
    return [cluster for cluster in kept if cluster]


def _short(gold: Clusters, clusters: Clusters) -> dict[str, float]:
    scores = score(gold, clusters)
    return {
        "conll_f1": scores.conll_f1,
        "muc_f1": scores.muc.f1,
        "b3_f1": scores.b3.f1,
        "ceafe_f1": scores.ceafe.f1,
        "lea_f1": scores.lea.f1,
    }


def _detection(gold: Clusters, clusters: Clusters) -> dict[str, object]:
    """How many mentions were read, and how many of those are gold's and of gold's were read."""
    marked = {one for cluster in gold for one in cluster}
    read = {one for cluster in clusters for one in cluster}
    counts = Counts(len(marked & read), len(read), len(marked))
    return {"mentions": len(read), "precision": counts.precision, "recall": counts.recall}
