"""A small record made by hand: sources that disagree, a copy, hostile text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from counterclaim.model import (
    ActorMention,
    ActorRole,
    Attribution,
    Block,
    Claim,
    Control,
    ControlChange,
    Document,
    Kind,
    Modality,
    Place,
    PlacePrecision,
    Quantity,
    Role,
    SourceType,
    Span,
    TimePrecision,
    Verification,
    When,
    content_id,
)
from counterclaim.pipeline.linking import link_record
from counterclaim.record import Record

HOSTILE = "<script>alert(1)</script>\x1b[31m\u202e"
FORMULA = '=HYPERLINK("http://example.org")'

ARMY, IS, OBSERVATORY = "Syrian army", "Islamic State", "Observatory"
IDS = {ARMY: "syria-army", IS: "islamic-state"}


def day(number: int, month: int = 11) -> When:
    on = date(2017, month, number)
    return When(on.isoformat(), on, on, TimePrecision.DAY)


@dataclass(frozen=True)
class Report:
    """A report whose body is `sentence`, and what its one claim says."""

    desk: str
    published: int
    sentence: str
    source: str
    place: str
    when: When
    modality: Modality = Modality.REPORTED
    gained_by: str | None = None
    lost_by: str | None = None
    wounded: tuple[str, int | None, int | None] | None = None
    title: str = "Report"


CAPTURE = "The Syrian army said it captured Abu Kamal from the Islamic State on 8 November."
REPORTS = (
    Report("Desk A", 9, CAPTURE, ARMY, "Abu Kamal", day(8), gained_by=ARMY, lost_by=IS),
    Report("Desk D", 9, CAPTURE, ARMY, "Abu Kamal", day(8), gained_by=ARMY, lost_by=IS),
    Report(
        "Desk B",
        10,
        "The Islamic State denied that it lost Abu Kamal to the Syrian army.",
        IS,
        "Abu Kamal",
        day(8),
        Modality.DENIED,
        gained_by=ARMY,
        lost_by=IS,
    ),
    Report(
        "Desk C",
        12,
        "The Islamic State retook al-Bukamal by 11 November, the Observatory said.",
        OBSERVATORY,
        "al-Bukamal",
        day(11),
        gained_by=IS,
    ),
    Report(
        FORMULA,
        13,
        f"The Observatory said 10 to 15 people were wounded in Mayadin {HOSTILE} on 13 November.",
        OBSERVATORY,
        "Mayadin",
        day(13),
        wounded=("10 to 15", 10, 15),
        title=HOSTILE,
    ),
)
POINTS = {
    "Abu Kamal": ("p-abu-kamal", "Abu Kamal", 34.45, 40.92),
    "al-Bukamal": ("p-abu-kamal", "Abu Kamal", 34.45, 40.92),
    "Mayadin": ("p-mayadin", "Al Mayadin", 35.02, 40.45),
}


def make_record(path: Path) -> Path:
    """Write the record at `path`."""
    with Record.open(path, create=True) as record:
        run = record.start_run(
            command="counterclaim build reports", config={"record": "postgresql://me:hush@db/x"}
        )
        families: dict[str, str] = {}
        for report in REPORTS:
            document = document_of(report)
            record.save_document(
                document, document.text.encode(), [claim_of(report, document)], reader="test"
            )
            copied = families and report.sentence == CAPTURE
            families[document.id] = next(iter(families)) if copied else document.id
        record.set_families(families)
        link_record(record)
        record.add_failure(run, locator=f"reports/{HOSTILE}.pdf", stage="document", reason="it is encrypted")
        counts = {"read": 5, "new": 5, "unchanged": 0, "copies": 1, "failed": 1, "claims": 5, "events": 3}
        record.finish_run(run, counts=counts)
    return path


def document_of(report: Report) -> Document:
    body = f"{report.title}\n\n{report.sentence}\n\nRead also: other news"
    start = body.index(report.sentence)
    end = start + len(report.sentence)
    on = day(report.published)
    raw = body.encode()
    return Document(
        id=content_id("d", report.desk, report.published),
        path=f"reports/{report.published}.txt",
        text=body,
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type="text/plain",
        title=report.title,
        publisher=report.desk,
        published=on,
        language="en",
        url="javascript:alert(1)",
        blocks=(
            Block(0, len(report.title), Role.TITLE),
            Block(start, end, Role.BODY),
            Block(end + 2, len(body), Role.FURNITURE),
        ),
    )


def claim_of(report: Report, document: Document) -> Claim:
    start = document.text.index(report.sentence)
    sentence = Span(start, start + len(report.sentence), report.sentence)

    def span(text: str) -> Span:
        at = document.text.index(text, start)
        return Span(at, at + len(text), text)

    entry, name, lat, lon = POINTS[report.place]
    place = Place(
        span(report.place), entry, name, "Deir ez-Zor", "SY", lat, lon, 5.0, PlacePrecision.EXACT, None, 0.9
    )
    quantities: tuple[Quantity, ...] = ()
    if report.wounded:
        text, low, high = report.wounded
        quantities = (Quantity("injured", "people", low, high, False, span(text)),)
    source_type = SourceType.MONITOR if report.source == OBSERVATORY else SourceType.PARTY
    inner = Attribution(
        report.source, source_type, IDS.get(report.source), report.source in IDS, span(report.source)
    )
    claim = Claim(
        id=content_id("c", document.id, report.sentence),
        document_id=document.id,
        sentence=sentence,
        trigger=sentence,
        kind=Kind.EVENT if report.wounded else Kind.CONTROL,
        event_type="armed_clash" if report.wounded else "government_regains_territory",
        modality=report.modality,
        verification=Verification.UNVERIFIED if report.modality is Modality.DENIED else Verification.NONE,
        attribution=(Attribution(report.desk, SourceType.PUBLISHER), inner),
        actors=tuple(_mentions(report.gained_by, ActorRole.HOLDER, span)),
        targets=tuple(_mentions(report.lost_by, ActorRole.FORMER_HOLDER, span)),
        quantities=quantities,
        place=place,
        when=report.when,
        control=None,
        method=None,
        evidence=(),
        cites=(),
        confidence=0.8,
        extractor="test/1",
    )
    if report.gained_by:
        return replace(claim, control=Control(ControlChange.GAINED, IDS[report.gained_by]))
    return claim


def _mentions(name: str | None, role: ActorRole, span: object) -> Iterator[ActorMention]:
    if name is not None:
        yield ActorMention(span(name), role, IDS[name], name)  # type: ignore[operator]
