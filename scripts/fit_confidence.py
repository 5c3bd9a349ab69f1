"""Learn the weights of ``counterclaim.claims.confidence`` and write them, with what they are worth.

    PYTHONPATH=. python scripts/fit_confidence.py

Writes ``data/confidence.tsv`` of the package, the figures and the reliability table of ``docs/confidence.md``, the
curve ``docs/confidence.svg``, and the confidence of the worked example in ``docs/claims.md``. The weights are learnt
from the part `dev` of the hand set and the example's split of that name; of the part `unseen` only the figures are
worked out. Run it again after any change to the rules that read claims.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from hashlib import sha1
from pathlib import Path

import numpy as np
from evaluation.logistic import Array
from evaluation.suites import example, hand
from evaluation.suites.calibration import Rated, example_claims, hand_claims
from evaluation.suites.hand_gold import read_texts
from numpy.typing import NDArray

from counterclaim.claims.confidence import ALWAYS, COMPLETE, MEANING, features, probability
from evaluation import logistic, reliability

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "src/counterclaim/claims/data/confidence.tsv"
PAGE, CURVE, CLAIMS = (ROOT / "docs" / name for name in ("confidence.md", "confidence.svg", "claims.md"))
FOLDS = 10
LEAST = 8
"""Claims that must have a feature for it to be learnt."""


def main() -> None:
    """Fit, write, and print the figures."""
    dev = hand_claims(read_texts(hand.OWN / "dev"))
    own = [*dev, *example_claims("dev")]
    names = [ALWAYS, *_often(own)]
    # The example's reports are plain and known to the rules: they have a share of right claims of their own.
    of_example = (np.arange(len(own)) >= len(dev)).astype(float)
    x = np.column_stack([_matrix(own, names), of_example])
    y, fold = _right(own), _folds(own)
    rising = [number for number, name in enumerate(names) if name in COMPLETE]
    penalty = logistic.best_penalty(x, y, fold, rising)
    fitted = logistic.fit(x, y, penalty, rising=rising).round(3).tolist()
    weights = {name: value for name, value in zip(names, fitted[:-1], strict=True) if value}
    crossed = logistic.cross_validated(x, y, fold, rising)
    parts = {"dev": (crossed[: len(dev)], dev)}
    unseen = hand_claims(read_texts(hand.OWN / "unseen"))
    parts["unseen"] = (_said(unseen, weights), unseen)
    _write_weights(weights, own, penalty)
    _write_page(weights, own, parts)
    CURVE.write_text(curve({part: _bins(*one) for part, one in parts.items()}), encoding="utf-8")
    _write_example(weights)
    for part, (p, rated) in parts.items():
        print(part, json.dumps(reliability.figures(p, _right(rated), [one.text for one in rated])))


def _often(rated: Sequence[Rated]) -> list[str]:
    having = [features(one.claim, one.together) for one in rated]
    return [name for name in MEANING if name != ALWAYS and sum(name in found for found in having) >= LEAST]


def _matrix(rated: Sequence[Rated], names: Sequence[str]) -> Array:
    found = [features(one.claim, one.together) for one in rated]
    return np.array([[row.get(name, 0.0) for name in names] for row in found])


def _right(rated: Sequence[Rated]) -> Array:
    return np.array([float(one.right) for one in rated])


def _folds(rated: Sequence[Rated]) -> NDArray[np.int64]:
    """Folds by text, so that the claims of one text are in one."""
    digests = (sha1(one.text.encode(), usedforsecurity=False).hexdigest() for one in rated)
    return np.array([int(digest, 16) % FOLDS for digest in digests])


def _said(rated: Sequence[Rated], weights: Mapping[str, float]) -> Array:
    return np.array([probability(features(one.claim, one.together), weights) for one in rated])


def _bins(p: Array, rated: Sequence[Rated]) -> list[reliability.Bin]:
    return reliability.table(p, _right(rated))


def _write_weights(weights: Mapping[str, float], own: Sequence[Rated], penalty: float) -> None:
    day = datetime.now(UTC).date().isoformat()
    head = (
        "# Weights of the confidence of a claim, in log-odds: feature, weight. Written by scripts/fit_confidence.py on",
        f"# {day} from {len(own)} claims of {len({one.text for one in own})} texts: the part dev of evaluation/hand/claims",
        f"# and the dev split of the example. Logistic regression, L2 penalty {penalty:g}. Decision 0007 has the rest.",
    )
    lines = [f"{name}\t{value:.3f}" for name, value in weights.items()]
    WEIGHTS.write_text("\n".join([*head, *lines, ""]), encoding="utf-8")


def _write_page(
    weights: Mapping[str, float], own: Sequence[Rated], parts: Mapping[str, tuple[Array, Sequence[Rated]]]
) -> None:
    found = {
        part: reliability.figures(p, _right(rated), [one.text for one in rated])
        for part, (p, rated) in parts.items()
    }
    shown = {
        "claims": "{claims}",
        "right": "{base:.3f}",
        "mean confidence": "{said:.3f}",
        "Brier score (of the base rate)": "{brier:.3f} ({base_brier:.3f})",
        "log loss (of the base rate)": "{log_loss:.3f} ({base_log_loss:.3f})",
        "calibration error (95 per cent interval)": "{ece:.3f} ({ece_low:.3f} to {ece_high:.3f})",
        "calibration error by chance alone": "{ece_by_chance:.3f}",
        "AUC": "{auc:.3f}",
    }
    lines = ["| figure | dev, cross-validated | unseen |", "|---|---|---|"]
    lines += [
        f"| {name} | {form.format(**found['dev'])} | {form.format(**found['unseen'])} |"
        for name, form in shown.items()
    ]
    for part, (p, rated) in parts.items():
        lines += ["", f"Reliability, {part}:", "", "| claims | mean confidence | right |", "|---|---|---|"]
        lines += [f"| {one.claims} | {one.said:.2f} | {one.right:.2f} |" for one in _bins(p, rated)]
    _between(PAGE, "figures", lines)
    having = [features(one.claim, one.together) for one in own]
    rows = ["| feature | is | weight | claims |", "|---|---|---|---|"]
    for name, value in sorted(weights.items(), key=lambda pair: -pair[1]):
        count = sum(name in one for one in having)
        rows.append(f"| `{name}` | {MEANING[name]} | {value:+.2f} | {count} |")
    _between(PAGE, "weights", rows)


def _between(path: Path, mark: str, lines: Sequence[str]) -> None:
    """Replace what stands between the comments of `mark` in a page."""
    before, _, rest = path.read_text("utf-8").partition(f"<!-- {mark}: begin -->\n")
    _, _, after = rest.partition(f"<!-- {mark}: end -->")
    body = "\n".join(lines)
    path.write_text(f"{before}<!-- {mark}: begin -->\n{body}\n<!-- {mark}: end -->{after}", encoding="utf-8")


def curve(parts: Mapping[str, Sequence[reliability.Bin]], side: int = 300, edge: int = 45) -> str:
    """Share that is right against mean confidence, as SVG: a line for each part, circles of the bins."""

    def x(value: float) -> float:
        return round(edge + side * value, 1)

    def y(value: float) -> float:
        return round(10 + side * (1 - value), 1)

    colours = ("#0072b2", "#d55e00")
    size = side + edge + 15
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}" '
        'font-family="sans-serif" font-size="11" role="img" aria-label="Reliability of confidence">',
        f'<rect width="{size}" height="{size}" fill="#fff"/>',
        f'<rect x="{x(0)}" y="{y(1)}" width="{side}" height="{side}" fill="none" stroke="#999"/>',
        f'<line x1="{x(0)}" y1="{y(0)}" x2="{x(1)}" y2="{y(1)}" stroke="#999" stroke-dasharray="4"/>',
    ]
    for tick in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        out.append(f'<text x="{x(tick)}" y="{y(0) + 14}" text-anchor="middle">{tick:.1f}</text>')
        out.append(f'<text x="{x(0) - 5}" y="{y(tick) + 4}" text-anchor="end">{tick:.1f}</text>')
    out.append(f'<text x="{x(0.5)}" y="{y(0) + 30}" text-anchor="middle">mean confidence</text>')
    across, up = x(0) - 30, y(0.5)
    out.append(
        f'<text x="{across}" y="{up}" text-anchor="middle" transform="rotate(-90 {across} {up})">right</text>'
    )
    for number, (colour, (part, bins)) in enumerate(zip(colours, parts.items(), strict=True)):
        points = " ".join(f"{x(one.said)},{y(one.right)}" for one in bins)
        out.append(f'<polyline points="{points}" fill="none" stroke="{colour}"/>')
        out += [f'<circle cx="{x(one.said)}" cy="{y(one.right)}" r="3" fill="{colour}"/>' for one in bins]
        out.append(f'<text x="{x(0.05)}" y="{y(0.93) + 15 * number}" fill="{colour}">{part}</text>')
    return "\n".join([*out, "</svg>", ""])


def _write_example(weights: Mapping[str, float]) -> None:
    """Put the new confidence into the worked example of the claims page; say so where its claim is gone."""
    page = CLAIMS.read_text("utf-8")
    shown = re.search(r'"id": "(c_\w+)"', page)
    _, readings = example.read()
    for reading in readings.values():
        for claim in reading.claims:
            if shown and claim.id == shown[1]:
                together = sum(one.sentence == claim.sentence for one in reading.claims)
                value = probability(features(claim, together), weights)
                CLAIMS.write_text(re.sub(r'"confidence": [\d.]+', f'"confidence": {value}', page), "utf-8")
                return
    print(f"{CLAIMS.name}: the claim of its worked example is not found any more; its confidence is not new")


if __name__ == "__main__":
    main()
