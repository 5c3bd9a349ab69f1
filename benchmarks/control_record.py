"""A record of a made-up war in which every tenth claim says who holds a place: to measure questions of control.

    python -m benchmarks.control_record PATH [--claims 1000000] [--control 100000] [--places 5000]

The other claims are those of `benchmarks.web.synthetic`, but for the types of events that are signs of control. Each place
changes hands now and then between the parties of its country; desks and the parties themselves tell of it, some of them
late, some of them of another holder.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.web import synthetic
from benchmarks.web.filling import fill
from benchmarks.web.synthetic import BEGIN, DAYS, PARTIES, Rows, Synthetic, Town
from counterclaim.ask.control.settings import settings
from counterclaim.record import Record

EACH = 4
"""Parties of a country."""
_TYPES = {
    "held": "territory_held",
    "gained": "non_state_actor_overtakes_territory",
    "contested": "armed_clash",
}
_BATCH = 200


class Held(Synthetic):
    """`Synthetic`, with claims on who holds its first `places` towns beside the others."""

    def __init__(self, claims: int, control: int, places: int, seed: int = 7) -> None:
        super().__init__(claims - control, max(1, (claims - control) * 3 // 10), seed)
        self._types = [kind for kind in self._types if kind not in settings().signs]
        self._told = max(1, round(control / places))
        self._places = self._towns[:places]

    def batches(self, size: int = 2000) -> Iterator[Rows]:
        """Rows by table, in an order in which they may be inserted."""
        yield from super().batches(size)
        for low in range(0, len(self._places), _BATCH):
            rows: Rows = {}
            for town in self._places[low : low + _BATCH]:
                self._history(town, rows)
            yield rows

    def _history(self, town: Town, rows: Rows) -> None:
        random = self._random
        country = ord(town.country[1]) - 65
        parties = [f"group_{(country * EACH + number) % PARTIES}" for number in range(EACH)]
        holder = random.choice(parties)
        for number, offset in enumerate(sorted(random.randrange(DAYS) for _ in range(self._told))):
            day = BEGIN + timedelta(days=offset)
            former, dice = holder, random.random()
            change = "gained" if dice < 0.2 else "contested" if dice < 0.35 else "held"
            if change == "gained":
                holder = random.choice([one for one in parties if one != holder])
            named = holder if random.random() < 0.95 else random.choice(parties)
            self._statement(town, number, change, named, former if change == "gained" else None, day, rows)

    def _statement(
        self, town: Town, number: int, change: str, holder: str, former: str | None, day: date, rows: Rows
    ) -> None:
        """A claim like those of events, turned into one on control."""
        random = self._random
        said = day + timedelta(days=0 if random.random() < 0.8 else random.randint(1, 30))
        self._held = []
        where = synthetic._place(town)
        when = {**synthetic._SPAN, "edtf": f"{day}", "from": f"{day}", "to": f"{day}", "precision": "day",
                "basis": "stated"}  # fmt: skip
        before = {name: len(rows.get(name, ())) for name in ("claims", "documents")}
        self._claim(-1 - number, int(town.id[4:]), _TYPES[change], where, when, day, holder, former or holder, None,
                    town, rows)  # fmt: skip
        if len(rows["documents"]) > before["documents"]:
            self._published(rows, said)
        made = dict(zip(CLAIM, rows["claims"][-1], strict=True))
        body = json.loads(made["body"])
        body |= {"kind": "control", "quantities": [], "targets": []}
        body["actors"] = [] if change == "contested" else [synthetic._mention(holder, "holder")]
        if former:
            body["actors"].append(synthetic._mention(former, "former_holder"))
        body["control"] = {"change": change, "holder": None if change == "contested" else holder, "from": former,
                           "share": None}  # fmt: skip
        made |= {"kind": "control", "body": json.dumps(body, separators=(",", ":"))}
        rows["claims"][-1] = tuple(made.values())

    @staticmethod
    def _published(rows: Rows, said: date) -> None:
        """The newest document with another day of publication."""
        made: dict[str, Any] = dict(zip(DOCUMENT, rows["documents"][-1], strict=True))
        made |= {"published_from": said, "published_to": said, "published_edtf": f"{said}"}
        rows["documents"][-1] = tuple(made.values())


def _names(table: str) -> tuple[str, ...]:
    from benchmarks.web.filling import columns

    return tuple(columns(table))


CLAIM, DOCUMENT = _names("claims"), _names("documents")


def main(argv: list[str] | None = None) -> int:
    """Make the record."""
    parser = argparse.ArgumentParser(prog="control_record", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--control", type=int, default=100_000)
    parser.add_argument("--places", type=int, default=5_000)
    given = parser.parse_args(argv)
    fill(str(given.path), Held(given.claims, given.control, given.places).batches())
    with Record.open(given.path) as record:
        record.linking.put_relations([])  # which gives the record's state a name, as a build does
    return 0


if __name__ == "__main__":
    sys.exit(main())
