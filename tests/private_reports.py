"""A record built from two reports that name victims, witnesses and a suspect, and two office holders."""

# ruff: noqa: E501

from __future__ import annotations

from pathlib import Path

from counterclaim.cli import run

PRIVATE = (
    "Khatib",
    "Ali Hasan",
    "Mahmoud",
    "Sabbagh",
    "Fatima",
    "Zaytouni",
    "Rania",
    "Qabbani",
    "Walid Kurdi",
)
"""Parts of names that must stand nowhere."""
PUBLIC = ("Bashar al-Assad", "Suheil al-Hassan")

_REPORTS = {
    "2017-11-03-ali-hasan-khatib.txt": """Barrel bomb kills Ali Hasan Khatib in Douma

Douma, 3 November 2017. Ali Hasan Khatib, 34, a baker, was killed when a barrel bomb hit his house in Douma on 3 November 2017. His neighbour Mahmoud Sabbagh said 7 people were killed in the attack.

Gunmen shot dead Fatima Zaytouni in Douma on 4 November 2017, killing 2 others. Zaytouni was buried the same day, according to Rania Qabbani, a resident.

Syrian President Bashar al-Assad said the army killed 12 Islamic State fighters near Mayadin on 5 November 2017. Khatib was the third baker killed in Douma this month.
""",
    "b.txt": """Douma mourns

Activist Mahmoud Sabbagh told Example Desk that 6 people were killed in the barrel bomb attack in Douma on 3 November 2017. Police arrested Walid Kurdi over the shooting of Fatima Zaytouni in Douma on 4 November 2017.

On 20 November 2017 Islamic State fighters attacked Mayadin and killed 9 soldiers, Brig. Gen. Suheil al-Hassan said.
""",
}


def build_private(folder: Path) -> Path:
    """Build the record in `folder`; where it is."""
    reports, record = folder / "reports", folder / "private.sqlite"
    reports.mkdir()
    for name, text in _REPORTS.items():
        (reports / name).write_text(text, "utf-8")
    about = ["--publisher", "Example Desk", "--published", "2017-11-21", "--language", "en"]
    assert run(["build", str(reports), "--record", str(record), *about]) == 0
    return record
