"""Files of UCDP GED and ACLED as `CodedEvent`s; what cannot be read is given as `BadCell`s on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from counterclaim.errors import Unreadable, UsageError
from counterclaim.matching.cells import Cells, Unusable
from counterclaim.matching.coded import BadCell, CodedEvent, Side
from counterclaim.matching.formats import FORMATS, Format, Layout, layout, table
from counterclaim.matching.lines import opened, rows
from counterclaim.reference.countries import countries

_MOST_TEXT = 300
_MOST_ACTORS = 40


def read_coded(path: Path, format: Format) -> Iterator[CodedEvent | BadCell]:  # noqa: A002 - as the flag is called
    """The events of a CSV file (``.gz`` and ``.zip`` too), as they come.

    A cell that cannot be read is given as a `BadCell`; its row goes on without it, or is left out where the id, the
    dates or the type cannot be read. An id that comes again is left out too: the first row stands.

    Raises:
        UsageError: the format is none of `FORMATS`.
        OSError: the file cannot be opened.
        Unreadable: it is damaged, no table, or lacks a column, which is named.
        TooLarge: it is over the limits.
    """
    if format not in FORMATS:
        raise UsageError(f"format {format[:50]!r} is unknown; it may be {', '.join(FORMATS)}")
    of = layout(format)
    seen: set[str] = set()
    with opened(path) as text:
        lines = rows(text)
        columns, width = _columns(next(lines, None), of, path, format)
        for line, row in lines:
            if isinstance(row, str) or len(row) != width:
                reason = row if isinstance(row, str) else f"{len(row)} cells where there are {width} columns"
                yield BadCell(path.name, line, "", "", reason, skipped=True)
                continue
            cells = Cells(path.name, line, row, columns)
            try:
                event = _event(cells, of)
                if event.id in seen:
                    cells.fail("id", "the id stands in an earlier row")
            except Unusable:
                pass
            else:
                seen.add(event.id)
                yield event
            yield from cells.bad


def _columns(
    first: tuple[int, list[str] | str] | None,
    of: Layout,
    path: Path,
    format: Format,  # noqa: A002
) -> tuple[dict[str, tuple[str, int]], int]:
    """Name in the file and place of each column that it has, and how many columns there are."""
    if first is None or isinstance(first[1], str):
        raise Unreadable(str(path), "it has no line that names its columns")
    names = [name.removeprefix("\ufeff").strip() for name in first[1]]
    places = {name.lower(): place for place, name in reversed(list(enumerate(names)))}
    found = {}
    for ours, theirs in of.columns.items():
        known = next((name for name in theirs if name in places), None)
        if known is not None:
            found[ours] = (names[places[known]], places[known])
        elif ours in of.required:
            also = f" (in other versions {', '.join(theirs[1:])})" if theirs[1:] else ""
            raise Unreadable(
                str(path), f"it has no column {theirs[0]}{also}, which files of the format {format} have"
            )
    return found, len(names)


def _event(cells: Cells, of: Layout) -> CodedEvent:
    country = cells.text("country")
    known = countries().named(country.partition(" (")[0]) if country else None
    start = cells.date("start", of.date_order)
    end = cells.date("end", of.date_order) if "end" in of.columns else start
    if end < start:
        cells.fail("end", "it lies before the first day")
    around = timedelta(of.when_days.get(cells.whole("time_precision") or 0, 0))
    lat, lon = cells.degrees("latitude", 90), cells.degrees("longitude", 180)
    if lat is None or lon is None:
        lat = lon = None
    best = cells.whole("best")
    return CodedEvent(
        id=cells.id(),
        line=cells.line,
        kind=_kind(cells),
        start=start - around,
        end=end + around,
        lat=lat,
        lon=lon,
        radius_km=of.where_km.get(cells.code("geo_precision", of.where_km), max(of.where_km.values())),
        place=", ".join(filter(None, (cells.text("place"), cells.text("admin1"))))[:_MOST_TEXT],
        country=known.code if known else None,
        sides=tuple(side for number in (1, 2) if (side := _side(cells, number, of)).names),
        low=cells.whole("low") if "low" in of.columns else best,
        best=best,
        high=cells.whole("high") if "high" in of.columns else best,
        source=cells.text("source")[:_MOST_TEXT],
        text=cells.text("text")[:_MOST_TEXT],
    )


def _kind(cells: Cells) -> tuple[str, str]:
    taxonomy = table("taxonomy.toml")
    kind = cells.text("type").removesuffix(".0")
    if cells.format_has("subtype") and cells.text("subtype"):
        return kind, cells.text("subtype")
    earlier: Mapping[str, Sequence[str]] = taxonomy["earlier"]
    if kind in earlier:
        event, sub_event = earlier[kind]
        return event, sub_event
    if not kind or (kind.isdigit() and kind not in taxonomy["names"]):
        cells.fail("type", "it is no type of the codebook")
    return kind, ""


def _side(cells: Cells, number: int, of: Layout) -> Side:
    """A side with all its actors. UCDP names several in one cell, whose whole name stands first."""
    main = cells.text(f"actor{number}")
    more = cells.text(f"with{number}").split(";")
    parts = main.split(of.actor_separator) if of.actor_separator in main else []
    names = dict.fromkeys(name.strip()[:_MOST_TEXT] for name in (main, *parts, *more) if name.strip())
    return Side(tuple(names)[:_MOST_ACTORS], cells.whole(f"actor{number}_id"))
