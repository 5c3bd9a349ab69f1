"""Small records of a made-up war with sources of every sort, for tests of the index."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from counterclaim.model import (
    ActorMention,
    ActorRole,
    Claim,
    Document,
    Modality,
    Place,
    PlacePrecision,
    Quantity,
    Span,
    TimePrecision,
    When,
)
from counterclaim.pipeline.linking import link_record
from counterclaim.record import Record
from tests.factories import claim, day, killed

START = date(2017, 11, 1)
TOWNS = (
    ("p1", "Mayadin", "Deir ez-Zor", "SY", 35.02, 40.45),
    ("p2", "Abu Kamal", "Deir ez-Zor", "SY", 34.45, 40.92),
    ("p3", "Rawa", "Anbar", "IQ", 34.48, 41.91),
    ("p4", "Taveuni", None, "FJ", -16.85, 179.98),
    (None, None, None, None, None, None),
)
TYPES = ("armed_clash", "air_drone_strike", "attack", "abduction_forced_disappearance")
ACTORS = ("islamic_state", "sdf", "forces.SY", "pmu")
DESKS = ("Desk A", "Desk B", "Desk C", "SANA", "Reuters")


def some_claims(seed: int, documents: int = 25) -> dict[str, list[Claim]]:
    """Claims by document: parties, monitors and desks on a few days around some towns."""
    random = Random(seed)
    return {
        f"d{number}": [_claim(f"d{number}", sentence, random) for sentence in range(random.randint(1, 3))]
        for number in range(documents)
    }


def _claim(document: str, sentence: int, random: Random) -> Claim:
    on = START + timedelta(days=random.choice([0, 0, 1, 2, 40, 41, 400]))
    source = random.choice([None, None, "sohr", "islamic_state", "gov.SY", "forces.SY"])
    made = claim(
        document,
        sentence,
        event_type=random.choice(TYPES),
        modality=random.choice([Modality.REPORTED, Modality.REPORTED, Modality.CLAIMED, Modality.DENIED]),
        source=source,
        interested=source is not None and source != "sohr",
        actors=(random.choice(ACTORS),),
        quantities=random.choice([(), (killed(7, 7),), (killed(3, None),), (_injured(4, 9), killed(1, 2))]),
        when=random.choice([day(on.isoformat()), day(on.isoformat()), _month(on), None]),
        where=_place(random),
        text=f"Shells hit the {random.choice(['market', 'bridge', 'school'])} of the town, {document} {sentence}.",
    )
    target = random.choice(ACTORS)
    mention = ActorMention(Span(0, 1, target), ActorRole.VICTIM, target, target)
    return replace(made, targets=(mention,), method=random.choice([None, "mortar", "mine"]))


def _place(random: Random) -> Place | None:
    id_, name, admin1, country, lat, lon = random.choice(TOWNS)
    if id_ is None:
        return random.choice([None, Place(Span(0, 4, "Nowhereville"))])
    return Place(
        Span(0, 4, name or ""), id_, name, admin1, country, lat, lon, 3.0, PlacePrecision.EXACT, None, 0.9
    )


def _injured(low: int, high: int) -> Quantity:
    return Quantity("injured", None, low, high, False, Span(0, 1, "x"))


def _month(on: date) -> When:
    first = on.replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return When(f"{first:%Y-%m}", first, last, TimePrecision.MONTH)


def save(record: Record, name: str, claims: Iterable[Claim]) -> None:
    """Store a document with its claims."""
    raw = f"text of {name}".encode()
    out = START + timedelta(days=int(name[1:]) % 9 + 60)
    document = Document(
        id=name,
        path=f"{name}.txt",
        text=raw.decode(),
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type="text/plain",
        title=f"Report {name}",
        publisher=DESKS[int(name[1:]) % len(DESKS)],
        published=When(out.isoformat(), out, out, TimePrecision.DAY),
    )
    record.save_document(document, raw, claims, reader="test")


def make_record(path: Path | str, seed: int, documents: int = 25) -> str:
    """A linked record at `path`."""
    with Record.open(path, create=True) as record:
        for name, claims in some_claims(seed, documents).items():
            save(record, name, claims)
        link_record(record)
    return str(path)
