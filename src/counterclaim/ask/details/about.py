"""The record itself: where it comes from, how much there is, what failed, by which rules, and its limits."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, func, select

from counterclaim import __version__
from counterclaim.ask.details.citing import edition
from counterclaim.ask.details.opened import Opened
from counterclaim.ask.rows import Row
from counterclaim.ask.view import RecordView
from counterclaim.events.estimates import DEFAULT, RULES
from counterclaim.events.hearing import MEANINGS
from counterclaim.events.provenance.publishers import publisher_key
from counterclaim.events.status import STATUSES
from counterclaim.record.schema import REVISION, claims, documents, events

MOST_SOURCES = 200
MOST_FAILURES = 200
MOST_RUNS = 20
STATUS_MEANINGS = {
    "retracted": "All origins that stated it have taken it back.",
    "denied": "It is known from denials alone.",
    "contested": "An origin denies what another states, or two disagree on who or where.",
    "foiled": "Every claim says that it failed or was stopped.",
    "acknowledged": "The party at fault says so itself.",
    "corroborated": "Two or more independent origins without an interest agree.",
    "parties_only": "Only parties to the conflict state it.",
    "single_origin": "One origin without an interest states it.",
}
"""What each status means; an event has the first that fits."""
LIMITS = (
    "The record has what the reports that were read say. What nobody reported is not in it, and a place or a time with"
    " few reports looks calm.",
    "A figure is somebody's claim. Low, best and high follow from the claims by a stated rule; they are no confidence"
    " interval.",
    "Claims were read, placed, dated and joined into events by a program. Each one leads to its sentence: look there"
    " before you rely on it.",
    "A source that is a party to the conflict, or its outlet, is marked. That it has no mark does not make it right.",
)
LICENCES = (
    "Counterclaim is free software under the Apache License 2.0.",
    "Names and points of places come in part from GeoNames (CC BY 4.0) and Who's On First; who publishes them must"
    " credit both.",
    "The texts of reports belong to those who wrote them.",
)


def about_record(opened: Opened, view: RecordView) -> Row:
    """The record in figures and words: see the module."""
    runs = view.run_rows()
    with opened.reading() as connection:
        found = {
            "edition": edition(connection),
            "counts": _counts(connection, view),
            "dates": _dates(connection),
            "sources": _sources(connection),
        }
    last = runs[0] if runs else None
    failures = view.failures(last["id"]) if last else []
    return {
        "address": view.address,
        **found,
        "failures": {
            "total": sum(run["failures"] for run in runs),
            "last_run": [dict(one) for one in failures[:MOST_FAILURES]],
        },
        "runs": [_run(run) for run in runs[:MOST_RUNS]],
        "rules": [
            {"id": rule.id, "meaning": rule.meaning, "source": rule.source, "default": rule is DEFAULT}
            for rule in RULES.values()
        ],
        "words": [{"word": word, "meaning": meaning} for word, meaning in MEANINGS.items()],
        "statuses": status_meanings(),
        "versions": _versions(last),
        "settings": last["config"] if last else {},
        "limits": [*LIMITS, *view.publication.sentences],
        "licences": list(LICENCES),
    }


def status_meanings() -> list[Row]:
    """The statuses, highest first, with what each means."""
    return [{"status": name, "meaning": STATUS_MEANINGS[name]} for name in STATUSES]


def _counts(connection: Connection, view: RecordView) -> Row:
    located = select(func.count()).select_from(events).where(events.c.place_lat.is_not(None))
    dated = select(func.count()).select_from(events).where(events.c.when_from.is_not(None))
    return {**view.counts(), "located": connection.scalar(located), "dated": connection.scalar(dated)}


def _dates(connection: Connection) -> Row:
    """First and last days of events and of publications, as far as they are known."""
    of = select(func.min(events.c.when_from), func.max(events.c.when_to))
    reported = select(func.min(documents.c.published_from), func.max(documents.c.published_to))
    return {
        name: {"first": first.isoformat() if first else None, "last": last.isoformat() if last else None}
        for name, query in (("events", of), ("published", reported))
        for first, last in connection.execute(query)
    }


def _sources(connection: Connection) -> list[Row]:
    """Publishers with their documents, claims, and first and last day: the most documents first."""
    table = documents.c
    many = (
        select(claims.c.document_id, func.count().label("claims")).group_by(claims.c.document_id).subquery()
    )
    query = (
        select(
            table.publisher,
            func.count(),
            func.coalesce(func.sum(many.c.claims), 0),
            func.min(table.published_from),
            func.max(table.published_to),
        )
        .outerjoin(many, many.c.document_id == table.id)
        .group_by(table.publisher)
        .order_by(func.count().desc(), table.publisher)
        .limit(MOST_SOURCES)
    )
    return [
        {
            "key": publisher_key(publisher) if publisher else None,
            "name": publisher,
            "documents": number,
            "claims": int(said),
            "first": first.isoformat() if first else None,
            "last": last.isoformat() if last else None,
        }
        for publisher, number, said, first, last in connection.execute(query)
    ]


def _run(run: Row) -> Row:
    kept = ("id", "started", "finished", "status", "version", "command", "counts", "failures")
    return {key: run[key] for key in kept}


def _versions(last: dict[str, Any] | None) -> list[Row]:
    read = last["version"] if last else None
    found = {"counterclaim": __version__, "record schema": REVISION, "built with": read}
    return [{"name": name, "version": version} for name, version in found.items() if version]
