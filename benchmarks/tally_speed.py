"""How long questions take that count: tally, compare and change, on a million made-up events.

``python -m benchmarks.tally_speed [--events 1000000] [--claims 3000] [--turns 3] [--json]``

Two measures in one run. *Ratio*: a record of about `--claims` made-up claims (`benchmarks.synthetic_claims`) is filled and
linked; each question is asked as from a new process twice, once with nothing kept beside the record, so that all is read
from its claims, and once from what is kept; the ratio is that of the medians. *Size*: what would be kept beside a record of
`--events` events, with one and a half times as many claims and as many reports, is made up and put beside an empty record;
each question is asked as from a new process (`from file`, reading the files included) and again (`in memory`). Seconds are
of the clock; `processors` are those of all processors for the second answer, which others' work does not lengthen.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.linking_record import _documents, _save
from benchmarks.synthetic_claims import synthetic_claims
from counterclaim import open_record
from counterclaim.analysis.frames import CLAIMS, EVENTS, prepare
from counterclaim.analysis.reporting.effort import REPORTS
from counterclaim.ask.kept_frames import Whole, forget, keep
from counterclaim.ask.view import RecordView
from counterclaim.pipeline.linking import link_record
from counterclaim.record import Record

_DAYS = 4 * 365
_BEGIN = date(2014, 1, 1)
Question = Callable[[RecordView], object]
QUESTIONS: dict[str, Question] = {
    "tally by month": lambda view: view.tallied(period="month", start="2014", end="2017"),
    "tally by actor and month": lambda view: view.tallied(
        by=("actor",), period="month", start="2014", end="2017"
    ),
    "tally of killed by province": lambda view: view.tallied(
        of="killed", by=("admin1",), start="2014", end="2017"
    ),
    "tally of claims by source": lambda view: view.tallied(
        of="claims", by=("source",), start="2014", end="2017"
    ),
    "compare two years": lambda view: view.compared("from=2016,to=2016", "from=2015,to=2015"),
    "change by week": lambda view: view.changed(period="week", start="2014", end="2017"),
}


def ratio(folder: Path, claims: int, turns: int) -> dict[str, dict[str, float]]:
    """Seconds of each question without and with what is kept, and their ratio."""
    path = folder / "small.sqlite"
    with Record.open(path, create=True) as record:
        _save(record, _documents(synthetic_claims(claims)))
        link_record(record)
    found = {}
    for name, ask in QUESTIONS.items():
        alone, kept = [], []
        for _ in range(turns):
            for file in folder.glob("small.sqlite.*.arrow"):
                file.unlink()
            alone.append(_asked(path, ask)[0])
            kept.append(_asked(path, ask)[0])
        before, after = statistics.median(alone), statistics.median(kept)
        found[name] = {"read": round(before, 3), "kept": round(after, 3), "ratio": round(before / after, 1)}
    return found


def size(folder: Path, events: int, turns: int) -> dict[str, dict[str, float]]:
    """Seconds of each question on what is kept of a record of `events` events."""
    path = folder / "large.sqlite"
    with Record.open(path, create=True) as record:
        record.linking.begin("benchmark")
        keep(record, made_up(events))
    found = {}
    for name, ask in QUESTIONS.items():
        times = [_asked(path, ask) for _ in range(turns)]
        names = ("from file", "in memory", "processors")
        medians = (round(statistics.median(one), 3) for one in zip(*times, strict=True))
        found[name] = dict(zip(names, medians, strict=True))
    return found


def _asked(path: Path, ask: Question) -> tuple[float, float, float]:
    """Seconds of the first answer, and of the same again, on the clock and of the processors."""
    with open_record(path) as view:
        forget(view.record)
        took = []
        for _ in range(2):
            began, used = time.perf_counter(), time.process_time()
            ask(view)
            took.append(time.perf_counter() - began)
            used = time.process_time() - used
    return took[0], took[1], used


def made_up(events: int, seed: int = 7) -> Whole:
    """Frames of `events` events over four years, of 30 actors in 120 provinces, as they are kept of a record."""
    random = np.random.default_rng(seed)
    claims = events * 3 // 2
    of = np.concatenate([np.arange(events), random.integers(0, events, claims - events)])
    day = random.integers(0, _DAYS, events)
    actor = np.minimum(random.geometric(0.15, events), 30)
    province = random.integers(0, 120, events)
    low = random.geometric(0.3, events) - 1
    first = pl.Series("from", day).cast(pl.Int32) + (_BEGIN - date(1970, 1, 1)).days
    same = pl.DataFrame({"from": first.cast(pl.Date), "to": first.cast(pl.Date)}).with_columns(
        event_type=pl.lit("attack"),
        country=pl.Series(np.where(province < 60, "SY", "IQ")),
        admin1=pl.Series(province).cast(pl.String),
        place=pl.Series(random.integers(0, 3000, events)).cast(pl.String),
        lat=pl.Series(random.uniform(30, 37, events)),
        lon=pl.Series(random.uniform(36, 48, events)),
        radius_km=pl.lit(5.0),
        actors=pl.concat_list(pl.Series(actor).cast(pl.String)),
        targets=pl.concat_list(pl.Series(random.integers(0, 8, events)).cast(pl.String)),
        status=pl.lit("single_origin"),
        killed_low=pl.Series(low),
        killed_best=pl.Series(low),
        killed_high=pl.Series(low + 1),
        id=pl.Series([f"e_{number:024x}" for number in range(events)]),
    )
    told = same[of].with_columns(
        event_id=pl.col("id"),
        id=pl.Series([f"c_{number:024x}" for number in range(claims)]),
        kind=pl.lit("event"),
        document_id=pl.Series(random.integers(0, events, claims)).cast(pl.String),
        published=pl.col("from").dt.offset_by("3d"),
        origin=pl.Series(random.integers(0, 200, claims)).cast(pl.String),
        modality=pl.lit("reported"),
        interested=pl.Series(random.random(claims) < 0.4),
        source=pl.Series(random.integers(0, 40, claims)).cast(pl.String),
        method=pl.lit("shelling"),
    )
    published = pl.Series(random.integers(0, _DAYS, events)).cast(pl.Int32) + (_BEGIN - date(1970, 1, 1)).days
    reports = pl.DataFrame(
        {
            "document": pl.Series(range(events)).cast(pl.String),
            "publisher": pl.Series(random.integers(0, 40, events)).cast(pl.String),
            "published": published.cast(pl.Date),
        },
        schema=REPORTS,
    )
    return Whole(prepare(_complete(same, EVENTS), _complete(told, CLAIMS)), reports)


def _complete(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    missing = [pl.lit(None, kind).alias(name) for name, kind in schema.items() if name not in frame.columns]
    return frame.with_columns(missing).select(schema.names()).cast(dict(schema))  # type: ignore[arg-type]


def main(argv: list[str] | None = None) -> int:
    """Measure both and print the figures."""
    parser = argparse.ArgumentParser(prog="tally_speed", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--events", type=int, default=1_000_000, help="events of the large record; 0 leaves it out"
    )
    parser.add_argument(
        "--claims", type=int, default=3_000, help="claims of the small record; 0 leaves it out"
    )
    parser.add_argument("--turns", type=int, default=3, help="how often each question is asked")
    parser.add_argument("--json", action="store_true", help="print one object on one line")
    given = parser.parse_args(argv)
    figures: dict[str, object] = {"events": given.events, "claims": given.claims, "turns": given.turns}
    with tempfile.TemporaryDirectory() as folder:
        if given.claims:
            figures["ratio"] = ratio(Path(folder), given.claims, given.turns)
        if given.events:
            figures["size"] = size(Path(folder), given.events, given.turns)
    print(json.dumps(figures, indent=None if given.json else 2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
