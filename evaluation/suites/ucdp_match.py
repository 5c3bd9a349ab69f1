"""`counterclaim match` on UCDP GED (Sundberg and Melander 2013): a record of headlines beside the events coded from them.

Of one year, events are drawn by seed; their source headlines become a table of reports, which is built into a record,
and the record is matched with the file: once with the drawn events alone, once with all of the year. A pair is right
when the event of theirs has a headline that the event of ours was read from; the matcher never sees the headlines.

A headline says less than the report behind it, and many events are coded from one headline, so the figures are low.
"""

from __future__ import annotations

import csv
import gzip
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from counterclaim.ask import RecordView, build, open_record
from evaluation.options import DEFAULTS, SuiteOptions

FOLDER, FILE = "ucdp_syria", "ged.csv.gz"
YEAR, DRAWN, SEED = 2017, 400, 7
WINDOWS = ((0, 10.0), (1, 10.0), (2, 25.0), (5, 50.0))

Row = dict[str, str]
Headline = tuple[str, str]
"""Text and day."""


def run(data: Path, _options: SuiteOptions = DEFAULTS) -> dict[str, object]:
    """Figures for each window. Raises FileNotFoundError without the data."""
    events = [row for row in read(data / FOLDER / FILE) if float(row["year"]) == YEAR]
    drawn = random.Random(SEED).sample(events, min(DRAWN, len(events)))  # noqa: S311 - a sample, no secret
    with TemporaryDirectory() as folder:
        return figures(events, drawn, Path(folder))


def figures(events: Sequence[Row], drawn: Sequence[Row], folder: Path) -> dict[str, object]:
    """Build a record of the headlines of `drawn` in `folder`, and match it with them and with all `events`."""
    write(folder / "headlines.csv", reports(drawn))
    write(folder / "drawn.csv", drawn)
    write(folder / "all.csv", events)
    build([folder / "headlines.csv"], folder / "record.sqlite")
    coded: dict[Headline, set[str]] = {}
    for row in events:
        for report in headlines(row):
            coded.setdefault((report["text"], report["published"]), set()).add(number(row["id"]))
    ids = {number(row["id"]) for row in drawn}
    with open_record(folder / "record.sqlite") as view:
        gold = answers(view, coded)
        by_window = {
            f"{days} days, {km:g} km": {
                name: measure(view, folder / f"{name}.csv", gold, ids, days, km) for name in ("drawn", "all")
            }
            for days, km in WINDOWS
        }
        placed = {
            one["id"] for one in view.iter_events() if one["when"] and one["place"] and one["place"]["lat"]
        }
    reachable = {id_ for event in placed for id_ in gold[event]} & ids
    return {"events": len(gold), "reachable": len(reachable) / len(ids) if ids else 0.0, **by_window}


def measure(
    view: RecordView, file: Path, gold: Mapping[str, set[str]], drawn: set[str], days: int, km: float
) -> dict[str, Any]:
    """Pairs, the share of them that is right, of those without rivals too, and of the drawn events found."""
    found = view.matched(file, "ucdp", days=days, km=km)
    pairs = [row for row in found.rows if row["status"] == "both"]
    right = [row for row in pairs if row["theirs"] in gold[row["ours"]]]
    alone = [row for row in pairs if not row["rivals"]]
    return {
        "pairs": len(pairs),
        "precision": share(len(right), len(pairs)),
        "alone": len(alone),
        "precision_alone": share(sum(row in right for row in alone), len(alone)),
        "found": share(len({row["theirs"] for row in pairs} & drawn), len(drawn)),
        "found_right": share(len({row["theirs"] for row in right} & drawn), len(drawn)),
        "killed_within": found.summary["killed"]["share_within"],
    }


def answers(view: RecordView, coded: Mapping[Headline, set[str]]) -> dict[str, set[str]]:
    """Ids of the events of theirs whose headlines an event of ours was read from, by its id."""
    reports = {claim["id"]: claim["document"] for claim in view.iter_claims()}
    texts: dict[str, Headline] = {}
    found = {}
    for event in view.iter_events():
        of_event: set[str] = set()
        for claim in event["claims"]:
            report = reports[claim]
            if report["id"] not in texts:
                document = view.document(report["id"])
                texts[report["id"]] = (document.text.strip() if document else "", report["published"] or "")
            of_event |= coded.get(texts[report["id"]], set())
        found[event["id"]] = of_event
    return found


def reports(rows: Sequence[Row]) -> list[Row]:
    """The distinct headlines of events as a table of reports."""
    distinct = {tuple(report.values()): report for row in rows for report in headlines(row)}
    return list(distinct.values())


def headlines(row: Row) -> Iterator[Row]:
    """The headlines that an event was coded from; the three lists of a row run side by side."""
    lists = [row[f"source_{part}"].split(";") for part in ("headline", "date", "office")]
    for text, day, office in zip(*lists, strict=False):
        if text.strip():
            yield {"text": text.strip(), "published": day.strip(), "publisher": office.strip()}


def number(cell: str) -> str:
    """An id without its fraction."""
    return cell.removesuffix(".0")


def share(part: int, whole: int) -> float:
    """A part of a whole; 0 of nothing."""
    return part / whole if whole else 0.0


def read(path: Path) -> list[Row]:
    """The rows of a gzipped table."""
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(path: Path, rows: Sequence[Row]) -> None:
    """Write rows as a table."""
    with path.open("w", encoding="utf-8", newline="") as to:
        writer = csv.DictWriter(to, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
