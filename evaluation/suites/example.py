"""Claims of the example reports against the gold set made by hand (see `hand/example/README.md`).

Each gold row takes the best claim whose sentence holds the row's fragment; a claim is taken once. Fields are
counted over the rows found. ``python -m evaluation.suites.example`` prints what was wrong in the dev split.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from counterclaim import pipeline
from counterclaim.config import load_settings
from counterclaim.model import Claim
from counterclaim.sources import SourceOptions
from evaluation.options import DEFAULTS, SuiteOptions
from evaluation.suites.example_fields import FIELDS, Asked, Labels, Row, folded

OWN = Path(__file__).parents[1] / "hand" / "example"
REPORTS = Path(__file__).parents[2] / "examples" / "euphrates-2017" / "reports"
NOT_A_CLAIM = "none"
DEV_DESKS = frozenset("AC")


@dataclass(frozen=True, slots=True)
class Gold:
    """The rows of `claims.tsv`, and the folded names that count as each label of `actors.tsv`."""

    rows: tuple[Row, ...]
    labels: Labels


@dataclass(frozen=True, slots=True)
class Judged:
    """A gold row with the claim that it took, and by field whether the claim is right where gold has a value.

    `clean`: its report was read and no claim's sentence holds the fragment.
    """

    row: Row
    claim: Claim | None
    clean: bool
    right: Mapping[str, bool]


def run(data: Path | None = None, _options: SuiteOptions = DEFAULTS) -> dict[str, object]:
    """Figures over all rows, and the same by split.

    Gold and reports are those of `data`/example when it has a claims.tsv (reports in its folder `reports`),
    otherwise those of this project.
    """
    gold, readings = read(data)
    return score(gold, readings)


def score(gold: Gold, readings: Mapping[str, pipeline.Reading]) -> dict[str, object]:
    """The figures of `run` for documents as read, by file name with any part (``a.csv#row=1``)."""
    judged = judge(gold, readings)
    figures = _figures(judged, sum(len(reading.claims) for reading in readings.values()))
    desks = {row["document"]: split_of(row) for row in gold.rows}
    figures["splits"] = {
        split: _figures(
            [one for one in judged if split_of(one.row) == split],
            sum(len(readings[name].claims) for name in readings if desks.get(name) == split),
        )
        for split in ("dev", "test")
    }
    return figures


def judge(gold: Gold, readings: Mapping[str, pipeline.Reading]) -> list[Judged]:
    """Every gold row, judged, document by document."""
    judged = []
    for name in dict.fromkeys(row["document"] for row in gold.rows):
        rows = [row for row in gold.rows if row["document"] == name]
        reading = readings.get(name)
        claims = reading.claims if reading else ()
        published = reading.document.published.end if reading and reading.document.published else None
        taken = _align([row for row in rows if row["kind"] != NOT_A_CLAIM], claims)
        for row in rows:
            claim = taken.get(id(row))
            asked = Asked(row, gold.labels, published)
            right = {key: one.right(claim, asked) for key, one in FIELDS.items() if claim and row[one.column]}
            clean = reading is not None and not any(fragment_in(row, claim) for claim in claims)
            judged.append(Judged(row, claim, clean, right))
    return judged


def misses(split: str, data: Path | None = None) -> None:
    """Print what was wrong in `split`: rows missed, traps that gave a claim, and fields."""
    gold, readings = read(data)
    for one in judge(gold, readings):
        if split_of(one.row) == split:
            for line in _faults(one):
                print(line, file=sys.stderr)


def read_gold(folder: Path) -> Gold:
    """Read `claims.tsv` and `actors.tsv` of `folder`."""
    labels = {row["label"]: [row["label"], *row["names"].split("|")] for row in _table(folder / "actors.tsv")}
    return Gold(
        tuple(_table(folder / "claims.tsv")),
        {label: frozenset(map(folded, names)) for label, names in labels.items()},
    )


def read(data: Path | None = None) -> tuple[Gold, dict[str, pipeline.Reading]]:
    """Gold, and the reports as the product reads them, by file name."""
    folder, reports = OWN, REPORTS
    if data and (data / "example" / "claims.tsv").is_file():
        folder, reports = data / "example", data / "example" / "reports"
    gold = read_gold(folder)
    paths = [reports / name for name in sorted({row["document"].partition("#")[0] for row in gold.rows})]
    if missing := [path for path in paths if not path.is_file()]:
        raise FileNotFoundError(f"no {missing[0]}")
    found = pipeline.extract(map(str, paths), load_settings()[0], SourceOptions())
    readings = [reading for reading in found if isinstance(reading, pipeline.Reading)]
    return gold, {Path(reading.item_locator).name: reading for reading in readings}


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def split_of(row: Row) -> str:
    """`dev` or `test`, by the desk."""
    return "dev" if row["desk"] in DEV_DESKS else "test"


def _align(rows: list[Row], claims: Iterable[Claim]) -> dict[int, Claim]:
    """The claim of each row, by the row's identity: same event type first, then kind, then the nearest."""
    pairs = [
        (_rank(row, claim, found), row, claim)
        for row in rows
        for claim in claims
        if (found := fragment_in(row, claim))
    ]
    taken: dict[int, Claim] = {}
    used: set[int] = set()
    for _, row, claim in sorted(pairs, key=lambda pair: pair[0]):
        if id(row) not in taken and id(claim) not in used:
            taken[id(row)] = claim
            used.add(id(claim))
    return taken


def fragment_in(row: Row, claim: Claim) -> tuple[int, int] | None:
    """Where the row's fragment lies in the document, when it is in the claim's sentence."""
    words = (re.escape(word).replace("'", "['’]") for word in row["fragment"].split())
    match = re.search(r"\s+".join(words), claim.sentence.text)
    return (claim.sentence.start + match.start(), claim.sentence.start + match.end()) if match else None


def _rank(row: Row, claim: Claim, found: tuple[int, int]) -> tuple[bool, bool, int, float]:
    """Lower is better. Distances are in characters, from the fragment to the trigger and to the place."""

    def distance(start: int, end: int) -> int:
        return max(0, start - found[1], found[0] - end)

    return (
        claim.event_type not in row["event_type"].split("|"),
        claim.kind not in row["kind"].split("|"),
        distance(claim.trigger.start, claim.trigger.end),
        distance(claim.place.span.start, claim.place.span.end) if claim.place else float("inf"),
    )


def _faults(one: Judged) -> Iterator[str]:
    where = f"{one.row['document']}: {one.row['fragment']}"
    if one.row["kind"] == NOT_A_CLAIM:
        if not one.clean:
            yield f"trap    {where}"
    elif one.claim is None:
        yield f"missed  {where}"
    elif wrong := [key for key, right in one.right.items() if not right]:
        yield f"wrong   {where}"
        for key in wrong:
            wanted = one.row[FIELDS[key].column] + (f" to {one.row['to']}" if key == "when" else "")
            yield f"        {key}: {FIELDS[key].show(one.claim)}, not {wanted}"


def _figures(judged: list[Judged], claims: int) -> dict[str, object]:
    traps = [one.clean for one in judged if one.row["kind"] == NOT_A_CLAIM]
    wanted = [one for one in judged if one.row["kind"] != NOT_A_CLAIM]
    return {
        "found": {"recall": _share([one.claim is not None for one in wanted])},
        "traps": {"clean": _share(traps)},
        **{
            key: {"accuracy": _share([one.right[key] for one in wanted if key in one.right])}
            for key in FIELDS
        },
        "claims": claims,
        "rows": len(wanted),
    }


def _share(values: list[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    misses("dev")
