"""Memory of building the gazetteer's index from a dump, and of looking names up: it may not grow with the dump.

    python -m benchmarks.gazetteer_memory 100000 1000000

Builds an index from a made-up dump of GeoNames of each size, in a process of its own, and prints the peak of its
memory; then that of a process that looks 10,000 names up.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
from pathlib import Path

SYLLABLES = ["ba", "de", "ki", "lo", "mu", "na", "re", "so", "ta", "zu", "sha", "gha", "al", "an", "ar"]
CODES = ("P\tPPL", "P\tPPL", "P\tPPL", "H\tSTM", "T\tMT", "S\tSCH")
PEAK = "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
BUILD = f"""
import sys
from pathlib import Path
from counterclaim.reference.gazetteer import index
from counterclaim.reference.gazetteer.layers import UserLayers
index.build(Path(sys.argv[1]), None, UserLayers(geonames=(sys.argv[2],)))
{PEAK}
"""
LOOK_UP = f"""
import sqlite3, sys
from counterclaim.reference.gazetteer import Gazetteer
gazetteer = Gazetteer.open(sys.argv[1])
names = sqlite3.connect(gazetteer.path).execute("SELECT name FROM place WHERE number % 29 = 0 LIMIT 10000")
for (name,) in names.fetchall():
    gazetteer.matches(name, near=True)
{PEAK}
"""  # noqa: S608 - a program, no statement of SQL


def write_dump(path: Path, rows: int) -> None:
    """A dump in GeoNames' form, of made-up places in Syria."""
    chance = random.Random(5)

    def word() -> str:
        return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(2, 5))).capitalize()

    with path.open("w", encoding="utf-8") as file:
        for number in range(rows):
            names = ",".join(word() for _ in range(chance.randint(0, 4)))
            spot = f"{chance.uniform(32, 37):.4f}\t{chance.uniform(35, 42):.4f}"
            name, code = word(), chance.choice(CODES)
            file.write(
                f"{20_000_000 + number}\t{name}\t{name}\t{names}\t{spot}\t{code}\tSY\t\t07\t\t\t\t0\t\t\t\t\n"
            )


def peak_mb(code: str, *arguments: str) -> int:
    """The last line that a fresh process prints: its peak of memory in MB."""
    ran = subprocess.run([sys.executable, "-c", code, *arguments], check=True, capture_output=True, text=True)
    return int(ran.stdout.split()[-1])


def main() -> None:
    """Measure each size named on the command line."""
    for rows in map(int, sys.argv[1:] or ["100000"]):
        with tempfile.TemporaryDirectory() as folder:
            dump, index = Path(folder, "dump.txt"), Path(folder, "index.sqlite")
            write_dump(dump, rows)
            building = peak_mb(BUILD, str(index), str(dump))
            asking = peak_mb(LOOK_UP, str(index))
            size = index.stat().st_size >> 20
        print(f"{rows:,} rows: build {building} MB, 10,000 look-ups {asking} MB, index {size} MB")


if __name__ == "__main__":
    main()
