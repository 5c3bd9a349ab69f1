"""Relations between events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from counterclaim.events.provenance import Contexts
from counterclaim.events.relations.book import Book
from counterclaim.events.relations.following import Following
from counterclaim.events.relations.parts import Parts
from counterclaim.events.relations.rows import Index, Shared, row, takes_part
from counterclaim.events.relations.tallies import spanned
from counterclaim.events.relations.umbrellas import umbrellas
from counterclaim.model import Claim, Event, Relation


def relate(events: Iterable[Event], claims: Iterable[Claim], contexts: Contexts) -> list[Relation]:
    """How `events` stand to each other and to the tallies among `claims`, in the order of `Relation`.

    Events that are only denied, or retracted, take no part. `claims` is gone through twice and only those that tell
    of an offensive or siege, count, or point at another event are kept: give a list, or a view that reads them anew.
    """
    if isinstance(claims, Iterator):
        claims = list(claims)
    book = Book(claims, contexts)
    shared = Shared()
    rows = [shared.slim(row(event), book.knows) for event in events if takes_part(event)]
    for one in rows:
        book.enter(one)
    index = Index(rows)
    found = Parts(list(umbrellas(rows, book.tellings, index)), book, index).relations()
    found += Following(book, index).relations()
    for tally in book.tallies:
        found.extend(spanned(tally, contexts, index))
    return sorted(found)
