"""Small reports for tests of provenance: who publishes what, when, citing whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from counterclaim.events.provenance import Credit, CreditKind, DocumentContext, Origin, Provenance, trace
from counterclaim.model import Attribution, Claim, SourceType, Span
from tests.factories import claim

Report = tuple[Claim, DocumentContext]


def report(
    number: int,
    publisher: str | None,
    *cited: str | Attribution,
    day: int | None = None,
    family: int | None = None,
    credit: str | None = None,
    words: str | None = None,
    sentence: int = 0,
    **given: object,
) -> Report:
    """A claim of report `number`, published on that day of January; `cited` are its sources, outermost first."""
    links = [source(name) if isinstance(name, str) else name for name in cited]
    own = [Attribution(publisher, SourceType.PUBLISHER)] if publisher else []
    one = claim(f"d{number}", sentence, **given)  # type: ignore[arg-type]
    text = words or f"Sentence {number}.{sentence}"
    start = sentence * 1000
    one = replace(
        one,
        id=f"c{number:05}.{sentence}",
        attribution=(*own, *links),
        sentence=Span(start, start + len(text), text),
    )
    context = DocumentContext(
        family=f"d{family if family is not None else number}",
        publisher=publisher,
        published=date(2018, 1, (day if day is not None else number) % 28 + 1),
        credit=Credit(credit, CreditKind.AGENCY, f"({credit})") if credit else None,
    )
    return one, context


def source(
    name: str,
    kind: SourceType = SourceType.OFFICIAL,
    *,
    actor: str | None = None,
    interested: bool = False,
) -> Attribution:
    """A source as the text names it, in the middle of a sentence."""
    return Attribution(name, kind, actor, interested, Span(5, 5 + len(name), name))


MONITOR = source("the Syrian Observatory", SourceType.MONITOR, actor="sohr")
ARMY = source("the army", SourceType.PARTY, actor="forces.SY", interested=True)


def traced(*reports: Report) -> Provenance:
    """The provenance of reports' claims."""
    return trace(*split(reports))


def split(reports: tuple[Report, ...] | list[Report]) -> tuple[list[Claim], dict[str, DocumentContext]]:
    """Claims and contexts of reports."""
    return [one for one, _ in reports], {one.document_id: context for one, context in reports}


def origin_names(*reports: Report) -> list[str]:
    """Names of the origins, sorted."""
    return sorted(one.name for one in traced(*reports).origins)


def only(*reports: Report) -> Origin:
    """The one origin that the reports have."""
    (found,) = traced(*reports).origins
    return found
