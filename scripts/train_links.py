"""Learns the weights of `events/data/link_weights.tsv` from pairs of claims that coders put to one event or to two.

Two corpora are read by the loaders of their suites: the reports of MAVERICK (van Baalen and Höglund 2026), which teach
what time, place, sides, figures and types are worth, and the marked mentions of ECB+ (Cybulska and Vossen 2014), which
teach what the words for an event, the sentence, names and the document are worth. A pair of ECB+ counts as
`ECBPLUS_SHARE` of a pair of MAVERICK, so that neither drowns the other. Pairs that can never be linked, two claims of
one sentence, are left out.

The weights are those of greatest posterior probability in a logistic regression on the levels: each has a normal prior
around the value of `link_priors.tsv`, whose precision is the `pull` there. What neither corpus shows stays at its prior.

Cross-validation is by event in MAVERICK and by topic in ECB+: a pair is scored by weights that saw no pair with a claim
of its first claim's fold, all claims are clustered at once, and CoNLL F1 is the mean over several divisions into folds.
Beside it stands its standard deviation between divisions: three of them can lie half a point off the mean of ten.

    PYTHONPATH=. python scripts/train_links.py ../shared/data            # cross-validated figures
    PYTHONPATH=. python scripts/train_links.py ../shared/data --write    # and a new link_weights.tsv
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from evaluation.coreference import grouped, score
from evaluation.suites.ecbplus_claims import conflict_topics, mentions
from evaluation.suites.maverick_claims import FILE, reports
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_array, hstack, vstack

from counterclaim.events import DocumentContext
from counterclaim.events.linking.candidates import Keys, pairs
from counterclaim.events.linking.columns import columns
from counterclaim.events.linking.comparisons import COMPARISONS
from counterclaim.events.linking.facts import facts
from counterclaim.events.linking.linking import POSSIBLE, cluster, mark
from counterclaim.events.linking.weights import START, compare
from counterclaim.model import Claim, Link

WEIGHTS = Path("src/counterclaim/events/data/link_weights.tsv")
PRIORS = Path(__file__).with_name("link_priors.tsv")
ECBPLUS_SHARE = 0.1
FOLDS = 5
DIVISIONS = 10
_STEPS = 500
_CORPUS_PULL = 10.0

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Corpus:
    """Claims by id in their order, and their pairs: rows of the two claims, levels, whether coders joined them."""

    name: str
    claims: list[Claim]
    gold: dict[str, str]
    fold_by: list[str]
    a: Ints
    b: Ints
    levels: csr_array
    same: Floats
    share: float


def read(
    name: str,
    told: Sequence[tuple[Claim, DocumentContext, str, str]],
    share: float,
) -> Corpus:
    """A corpus of claims with their context, event, and what folds are made of."""
    told = sorted(told, key=lambda one: one[0].id)
    claims = [claim for claim, _, _, _ in told]
    found = [facts(claim, context.published) for claim, context, _, _ in told]
    table = columns(found)
    a, b = pairs(table, Keys(found))
    marks = [mark(claim) for claim in claims]
    free = np.array([marks[i] != marks[j] for i, j in zip(a.tolist(), b.tolist(), strict=True)], dtype=bool)
    a, b = a[free], b[free]
    events = np.array([event for _, _, event, _ in told])
    return Corpus(
        name,
        claims,
        {claim.id: event for claim, _, event, _ in told},
        [group for _, _, _, group in told],
        a,
        b,
        _one_hot(compare(table, a, b)),
        (events[a] == events[b]).astype(float),
        share,
    )


def _one_hot(levels: Sequence[NDArray[np.int8]]) -> csr_array:
    """Pairs by weights; the first column, of the start, is one in every pair."""
    widths = [1, *(len(one.levels) for one in COMPARISONS)]
    first = np.cumsum([0, *widths])
    pairs_ = len(levels[0])
    column = np.stack([np.zeros(pairs_, int), *levels], axis=1).astype(np.int64) + first[:-1]
    starts = np.arange(0, column.size + 1, len(widths))
    return csr_array((np.ones(column.size), column.ravel(), starts), shape=(pairs_, int(first[-1])))


def names() -> list[tuple[str, str]]:
    """Comparison and level of each weight."""
    return [(START, ""), *((one.name, level) for one in COMPARISONS for level in one.levels)]


def priors() -> tuple[Floats, Floats]:
    """Centre and precision of each weight's prior. Raises KeyError where the file lacks one."""
    lines = [line for line in PRIORS.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    rows = [line.split("\t") for line in lines[1:]]
    told = {(name, level): (float(value), float(pull)) for name, level, value, pull in rows}
    centre, pull = zip(*(told[name] for name in names()), strict=True)
    return np.array(centre), np.array(pull)


def fit(corpora: Sequence[Corpus], kept: Sequence[NDArray[np.bool_]]) -> Floats:
    """The weights of greatest posterior probability from the pairs kept of each corpus.

    Each corpus but the first has a start of its own besides, which is learned and left out: how often the pairs of a
    corpus are of one event comes from how its texts were chosen.
    """
    parts = list(zip(corpora, kept, strict=True))
    levels = csr_array(vstack([one.levels[rows] for one, rows in parts]))
    same = np.concatenate([one.same[rows] for one, rows in parts])
    times = np.concatenate([np.full(rows.sum(), one.share) for one, rows in parts])
    corpus = np.concatenate([np.full(rows.sum(), number) for number, (_, rows) in enumerate(parts)])
    own = csr_array((corpus[:, None] == np.arange(1, len(parts))).astype(float))
    design = csr_array(hstack([levels, own]))
    extra = len(parts) - 1
    centre, pull = (
        np.concatenate([one, rest]) for one, rest in zip(priors(), _of_corpora(extra), strict=True)
    )

    def loss(weights: Floats) -> tuple[float, Floats]:
        odds = design @ weights
        apart = weights - centre
        value = times @ (np.logaddexp(0, odds) - same * odds) + 0.5 * pull @ apart**2
        slope = design.T @ (times * (1 / (1 + np.exp(-odds)) - same)) + pull * apart
        return float(value), slope

    found = minimize(loss, centre, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS}).x
    return np.asarray(found[: levels.shape[1]])


def _of_corpora(extra: int) -> tuple[Floats, Floats]:
    """Centre and precision of the prior of the starts of corpora."""
    return np.zeros(extra), np.full(extra, _CORPUS_PULL)


def held_out(corpora: Sequence[Corpus], seed: int) -> list[Floats]:
    """The score of each pair by weights that saw no pair with a claim of its first claim's fold."""
    folds = [_folds(one.fold_by, seed) for one in corpora]
    scores = [np.zeros(len(one.same)) for one in corpora]
    for out in range(FOLDS):
        of_pairs = [(fold[one.a], fold[one.b]) for one, fold in zip(corpora, folds, strict=True)]
        weights = fit(corpora, [(a != out) & (b != out) for a, b in of_pairs])
        for one, (a, _), found in zip(corpora, of_pairs, scores, strict=True):
            found[a == out] = one.levels[a == out] @ weights
    return scores


def _folds(groups: Sequence[str], seed: int) -> Ints:
    every = sorted(set(groups))
    Random(seed).shuffle(every)  # noqa: S311
    number = {group: place % FOLDS for place, group in enumerate(every)}
    return np.array([number[group] for group in groups])


def conll(corpus: Corpus, scores: Floats, kept: frozenset[str] | None = None) -> float:
    """CoNLL F1 of the clusters by these scores, over the claims of some groups only if `kept` names any."""
    ids = [claim.id for claim in corpus.claims]
    links = [
        Link(ids[i], ids[j], value)
        for i, j, value in zip(corpus.a.tolist(), corpus.b.tolist(), scores.tolist(), strict=True)
        if value >= POSSIBLE
    ]
    groups = cluster({claim.id: mark(claim) for claim in corpus.claims}, links)
    counted = {id_ for id_, group in zip(ids, corpus.fold_by, strict=True) if kept is None or group in kept}
    found = [[id_ for id_ in group if id_ in counted] for group in groups]
    gold = grouped({id_: event for id_, event in corpus.gold.items() if id_ in counted})
    return score(gold, [group for group in found if group]).conll_f1


def write(weights: Floats, corpora: Sequence[Corpus], figures: Mapping[str, Floats]) -> None:
    """Write the table with a comment on where it is from."""
    learned = "; ".join(
        f"{one.name} ({len(one.same)} pairs, {int(one.same.sum())} of them of one event)" for one in corpora
    )
    shown = ", ".join(f"{name} {values.mean():.3f}" for name, values in figures.items())
    lines = [
        "# What each level of a comparison is worth, in natural log-odds; a score is their sum.",
        f"# Made by scripts/train_links.py from {learned};",
        f"# a pair of ECB+ counts as {ECBPLUS_SHARE}. Where the weights stood before, and why: scripts/link_priors.tsv.",
        f"# Cross-validated CoNLL F1 ({FOLDS} folds, mean of {DIVISIONS} divisions): {shown}.",
        "comparison\tlevel\tweight",
        *(f"{name}\t{level}\t{value:.2f}" for (name, level), value in zip(names(), weights, strict=True)),
    ]
    WEIGHTS.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """Cross-validate, and write the weights if told to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    violence = reports(given.data / "maverick" / FILE)
    marked = mentions(given.data / "ecbplus")
    corpora = [
        read("MAVERICK", [(one.claim, one.context, one.event_id, one.event_id) for one in violence], 1.0),
        read("ECB+", [(one.claim, one.context, one.chain, one.topic) for one in marked], ECBPLUS_SHARE),
    ]
    conflict = conflict_topics(marked)
    rounds = [held_out(corpora, seed) for seed in range(DIVISIONS)]
    figures = {
        "MAVERICK": np.array([conll(corpora[0], found[0]) for found in rounds]),
        "ECB+": np.array([conll(corpora[1], found[1]) for found in rounds]),
        "conflict topics of ECB+": np.array([conll(corpora[1], found[1], conflict) for found in rounds]),
    }
    for name, values in figures.items():
        print(f"{name}\t{values.mean():.4f}\t{values.std(ddof=1):.4f}")
    if given.write:
        everything = [np.ones(len(one.same), dtype=bool) for one in corpora]
        write(fit(corpora, everything), corpora, figures)


if __name__ == "__main__":
    main()
