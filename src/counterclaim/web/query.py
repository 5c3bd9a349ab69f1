"""Parameters that the addresses of the API share."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Query, Request
from fastapi.dependencies.models import Dependant

from counterclaim.ask.index import Asked, EventIndex, Snapshot, asked
from counterclaim.ask.index.masks import Masks, masks
from counterclaim.errors import UsageError
from counterclaim.web.turns import in_turn

LONGEST = 200
MOST_ROWS = 1000

Values = Annotated[list[str], Query(max_length=50)]
Bbox = Annotated[
    str,
    Query(
        max_length=LONGEST,
        description="West, south, east, north in degrees (CRS84); west of more than east crosses the antimeridian.",
        examples=["35.5,32.3,42.4,37.4"],
    ),
]
Datetime = Annotated[
    str,
    Query(
        max_length=LONGEST,
        description="A day, month or year, or two of them with / between; `..` is an open end.",
        examples=["2017-09-01/2017-12-31"],
    ),
]
Q = Annotated[
    str,
    Query(
        max_length=LONGEST,
        description='Words, "phrases" and beginnings* that a sentence and the title of its report hold.',
        examples=["market shell*"],
    ),
]
Word = Annotated[
    str,
    Query(
        max_length=LONGEST,
        description="Whose word counts: `everyone`, `no_parties`, `two_origins`, or `side:` and the id of an actor.",
        examples=["no_parties"],
    ),
]
Limit = Annotated[
    int, Query(ge=1, description=f"Items of a page; more than {MOST_ROWS} is {MOST_ROWS}.", examples=[50])
]
Cursor = Annotated[str, Query(max_length=400, description="From the link `next` of the page before.")]


async def question(
    bbox: Bbox = "",
    datetime: Datetime = "",
    type: Values = [],  # noqa: A002, B006 - the address's own word; never changed
    actor: Values = [],  # noqa: B006
    target: Values = [],  # noqa: B006
    side: Annotated[list[str], Query(max_length=50, description="Actor or target.")] = [],  # noqa: B006
    method: Values = [],  # noqa: B006
    country: Annotated[list[str], Query(max_length=50, description="ISO 3166-1 alpha-2.")] = [],  # noqa: B006
    admin1: Values = [],  # noqa: B006
    place: Values = [],  # noqa: B006
    source: Values = [],  # noqa: B006
    status: Values = [],  # noqa: B006
    modality: Values = [],  # noqa: B006
    kind: Values = [],  # noqa: B006
    located: Annotated[bool | None, Query(description="Whether there is a point.")] = None,
    q: Q = "",
    word: Word = "",
) -> Asked:
    """The filters of an address."""
    lists = {
        "type": type,
        "actor": actor,
        "target": target,
        "side": side,
        "method": method,
        "country": country,
        "admin1": admin1,
        "place": place,
        "source": source,
        "status": status,
        "modality": modality,
        "kind": kind,
    }
    return asked(word=word, bbox=bbox, datetime=datetime, q=q, located=located, lists=lists)


async def snapshot(request: Request) -> Snapshot:
    """The state of the record that this request is answered from."""
    found: Snapshot = request.scope["snapshot"]
    return found


async def only_known(request: Request) -> None:
    """Refuse parameters that an address does not have, as OGC API Features asks.

    Raises:
        UsageError: there is one, with the names of those that there are.
    """
    known = _parameters(request.scope["route"].dependant)
    unknown = sorted(set(request.query_params) - known)
    if unknown:
        listed = ", ".join(sorted(known)) or "none"
        raise UsageError(f"{unknown[0][:50]!r} is no parameter of this address; those that are: {listed}")


def _parameters(of: Dependant) -> set[str]:
    """The names of the query's parameters that a route has, by its dependencies too."""
    own = {field.alias for field in of.query_params}
    return own.union(*map(_parameters, of.dependencies))


async def masked(index: EventIndex, now: Snapshot, of: Asked) -> Masks:
    """The masks of a question. Those of columns are made at once; a full-text question reads the record."""
    if of.q is None:
        return masks(now.events, of, index.text_mask(now))
    return await in_turn(masks, now.events, of, index.text_mask(now))


Filters = Annotated[Asked, Depends(question)]
Now = Annotated[Snapshot, Depends(snapshot)]
