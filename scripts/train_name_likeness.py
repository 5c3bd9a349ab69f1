"""Learn what a distance between two spellings is worth, from places of the gazetteer that have several names.

    python scripts/train_name_likeness.py [--write]

A name is looked for among all names of its country that begin with the same consonants, those of its own key left
out: that is when `likeness.near` is asked. Pairs of names that some place has both of are right. Half of the places,
by a hash of their id, are learned from; the figures are on the other half. ``--write`` puts the weights into
src/counterclaim/text/data/name_likeness.toml.
"""

from __future__ import annotations

import hashlib
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from counterclaim.reference.gazetteer import layers
from counterclaim.text.names import Parts, bones, consonantal, is_arabic, plain, spread
from counterclaim.text.names.likeness import FEATURES, features
from evaluation import logistic

TABLE = Path(__file__).parents[1] / "src/counterclaim/text/data/name_likeness.toml"
COUNTRIES = ("SY", "IQ", "YE", "LY", "LB", "EG", "SD", "AF", "UA", "TR", "NG", "ML", "CO", "MM", "PH")
MOST_PLACES = 4000
SAME_START = 2
LEAST_ALIKE = 0.5
TAKEN = 8
PENALTY = 4.0

Pair = tuple[tuple[float, ...], bool, bool]


def _bucket(text: str, of: int) -> int:
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % of


def _pairs(records: list[layers.Record]) -> list[Pair]:
    """Features, whether the pair is one place's, and whether the place is held out."""
    owners: dict[Parts, set[str]] = defaultdict(set)
    arabic: dict[Parts, set[str]] = defaultdict(set)
    for record in records:
        for name in {record.name, *record.names}:
            found = consonantal(name)
            if not found.base or not found.base.isascii():
                continue
            (arabic if is_arabic(plain(name)) else owners)[found].add(record.id)
    blocks: dict[str, list[Parts]] = defaultdict(list)
    for known in owners:
        blocks[bones(known.base)[:SAME_START]].append(known)
    pairs: list[Pair] = []
    queries = [(asked, ids, True) for asked, ids in owners.items()]
    queries += [(asked, ids, False) for asked, ids in arabic.items()]
    for asked, ids, voweled in queries:
        if _bucket(str(asked), 3):
            continue
        held_out = _bucket(min(ids), 2) == 1
        block = [known for known in blocks[bones(asked.base)[:SAME_START]] if known.key != asked.key]
        alike = extract(
            spread(asked.base),
            [spread(known.base) for known in block],
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=LEAST_ALIKE,
            limit=TAKEN,
        )
        for _, _, number in alike:
            other = block[number]
            if asked.tail and other.tail and asked.tail != other.tail:
                continue
            same = not ids.isdisjoint(owners[other])
            pairs.append((features(asked, other, voweled=voweled), same, held_out))
    return pairs


def main() -> None:
    """Learn, print the figures of the held-out half, and write the weights when asked."""
    by_country: dict[str, list[layers.Record]] = defaultdict(list)
    for record in layers.places():
        if record.country in COUNTRIES and record.kind not in layers.DIVISIONS | {"country"}:
            by_country[record.country].append(record)
    pairs: list[Pair] = []
    for country, records in sorted(by_country.items()):
        chosen = sorted(records, key=lambda record: _bucket(record.id, 1 << 30))[:MOST_PLACES]
        found = _pairs(chosen)
        pairs += found
        print(country, len(chosen), "places", len(found), "pairs", sum(same for _, same, _ in found), "same")
    x = np.array([(1.0, *row) for row, _, _ in pairs])
    y = np.array([float(same) for _, same, _ in pairs])
    held = np.array([out for _, _, out in pairs])
    weights = logistic.fit(x[~held], y[~held], PENALTY)
    p, truth = logistic.predict(x[held], weights), y[held]
    print(dict(zip(("bias", *FEATURES), weights.round(3).tolist(), strict=True)))
    print(f"log loss {logistic.losses(p, truth).mean():.3f} (share alone {truth.mean():.3f})")
    for low in np.arange(0.0, 1.0, 0.1):
        chosen_rows = (p >= low) & (p < low + 0.1)
        if chosen_rows.any():
            print(f"{low:.1f}: {int(chosen_rows.sum())} pairs, {truth[chosen_rows].mean():.3f} the same")
    if "--write" in sys.argv:
        head = [line for line in TABLE.read_text(encoding="utf-8").splitlines(True) if line.startswith("#")]
        rows = zip(("bias", *FEATURES), weights.round(3).tolist(), strict=True)
        TABLE.write_text("".join([*head, *(f"{name} = {value}\n" for name, value in rows)]), encoding="utf-8")


if __name__ == "__main__":
    main()
