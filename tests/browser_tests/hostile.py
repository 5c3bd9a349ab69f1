"""A record whose texts, dates and points are made to break a page that believes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from counterclaim.model import Claim, TimePrecision, When
from counterclaim.pipeline.linking import link_record
from counterclaim.record import Record
from tests.small_record import ARMY, IS, Report, claim_of, day, document_of

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>{@html alert(3)}"
TURNED = "killed \u202e21\u202c people"
ENDLESS = "A title without end " * 50_000  # a million characters
_FIRST, _LAST = date(1, 1, 1), date(9999, 12, 31)


def _report(number: int, title: str, place: str = "Abu Kamal") -> Report:
    sentence = f"{ARMY} said it captured {place} from the {IS} {title[:300]} on {number} November."
    return Report(
        title[:80], number, sentence, ARMY, place, day(number), gained_by=ARMY, lost_by=IS, title=title
    )


def _moved(claim: Claim, lat: float, lon: float, name: str) -> Claim:
    assert claim.place is not None
    return replace(claim, place=replace(claim.place, id=f"p-{name[:12]}", name=name, lat=lat, lon=lon))


def make_hostile_record(path: Path) -> Path:
    """Write the record at `path`."""
    with Record.open(path, create=True) as record:
        for number, title in enumerate(
            (SCRIPT, TURNED, ENDLESS, "An absurd day", "Off the earth", "A pole"), 1
        ):
            report = _report(number, title)
            document = document_of(report)
            claim = claim_of(report, document)
            if number == 1:
                claim = _moved(claim, 34.4, 40.9, SCRIPT)
            elif number == 2:
                claim = _moved(claim, 34.6, 40.7, TURNED)
            elif number == 4:
                when = When("0001/9999", _FIRST, _LAST, TimePrecision.RANGE)
                claim = replace(claim, when=when)
            elif number == 5:
                claim = _moved(claim, 34.45, 999.0, "Nowhere")
            elif number == 6:
                claim = _moved(claim, 90.0, 180.0, "Pole")
            record.save_document(document, document.text.encode(), [claim], reader="test")
        link_record(record)
    return path
