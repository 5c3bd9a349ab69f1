"""Small invented reports for tests that build records."""

from __future__ import annotations

from pathlib import Path
from random import Random

_TOWNS = ("Palmyra", "Mayadin", "Abu Kamal", "Hawija", "Ana", "Rawa", "al-Qaim", "Sukhna")
_FORCES = ("The Islamic State", "The Syrian army", "The Syrian Democratic Forces", "Iraqi forces")
_SENTENCES = (
    "{force} captured {town} on {day} October 2017 after two days of fighting, a local official said.",
    "At least {n} soldiers were killed when a roadside bomb exploded near {town} on {day} October 2017.",
    "Air strikes hit {town} on {day} October 2017, killing {n} people, activists said.",
    "{force} denied that it had lost {town}.",
)


def write_reports(folder: Path, count: int, seed: int = 7) -> Path:
    """`count` short reports in `folder`, the same for the same seed; every tenth copies the one before."""
    random = Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    body = ""
    for number in range(count):
        if number % 10 != 9:
            body = " ".join(
                random.choice(_SENTENCES).format(
                    force=random.choice(_FORCES),
                    town=random.choice(_TOWNS),
                    day=random.randint(1, 28),
                    n=random.randint(2, 40),
                )
                for _ in range(6)
            )
        day = random.randint(1, 30)
        head = (
            f"---\ntitle: Report {number}\npublisher: Desk {number % 5}\npublished: 2017-10-{day:02}\n---\n\n"
        )
        folder.joinpath(f"report-{number:04}.md").write_text(head + body + "\n", encoding="utf-8")
    return folder
