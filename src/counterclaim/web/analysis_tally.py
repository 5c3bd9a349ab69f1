"""``/tally``: how many were claimed, reported and estimated, as JSON, CSV or drawn."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

from fastapi import APIRouter, Query
from starlette.responses import Response

from counterclaim.ask import RecordView
from counterclaim.ask.index import Snapshot
from counterclaim.ask.sides import circle
from counterclaim.reference.event_types import event_types
from counterclaim.safe import csv_cell
from counterclaim.web import analysis_work as work
from counterclaim.web.analysis_models import TallyAnswer
from counterclaim.web.analysis_query import Asking, Near, Row, Unheard
from counterclaim.web.analysis_work import Form, Work
from counterclaim.web.media import CSV
from counterclaim.web.query import Now

if TYPE_CHECKING:
    from counterclaim.ask.tallies import Tallied

Key = Literal[
    "actor", "target", "country", "admin1", "place", "type", "status", "source", "method", "modality"
]
Of = Literal["events", "claims", "killed", "injured", "captured"]
By = Annotated[
    list[Key], Query(max_length=5, description=f"Keys: {', '.join(get_args(Key))}.", examples=[["country"]])
]
Period = Literal["day", "week", "month", "quarter", "year", ""]
Per = Annotated[Literal["day", "month", "year"], Query(description="What rates are of.")]
Rule = Annotated[str, Query(max_length=50, description="The rule of estimates: see /api/v1/about.")]


def add_tally(api: APIRouter, view: RecordView, limits: Work) -> None:
    """The routes of tallies over `view`."""

    @api.get("/tally", response_model=TallyAnswer, responses=work.described())
    def tally(
        key: work.Key,
        asked: Asking,
        unheard: Unheard,
        now: Now,
        of: Of = "events",
        by: By = [],  # noqa: B006 - never changed
        period: Period = "",
        per: Per = "month",
        rule: Rule = "",
        near: Near = "",
        nowcast: Annotated[
            bool, Query(description="How many the last periods will have in the end.")
        ] = False,
        form: Annotated[
            Form, Query(alias="format", description="JSON, or a picture with its sentence.")
        ] = "json",
    ) -> Response:
        """Count events or claims, or add up figures: claimed, reported and estimated are columns of their own."""
        how = _how(of, by, period, per, rule, near) | {"nowcast": nowcast}

        def make() -> Response:
            found = view.tallied(**asked, **how)
            if found.cells.height > work.MOST_CELLS:
                raise work.TooMuch(
                    f"this tally has {found.cells.height:,} cells; at most {work.MOST_CELLS:,}, or more as CSV at"
                    " /api/v1/tally.csv"
                )
            answer = _answer(found, asked, now, view)
            answer["notes"] += unheard
            if form == "json":
                return work.written(work.without_ids(answer, answer["cells"], "notes"))
            from counterclaim.analysis.plots.charts import tally_chart

            return work.drawn(tally_chart(answer), form, answer["sentence"], (found.rule, *answer["notes"]))

        return limits.answer(key, make)

    @api.get("/tally.csv", response_class=Response, responses=work.described(pictures=False, media=(CSV,)))
    def tally_csv(
        key: work.Key,
        asked: Asking,
        of: Of = "events",
        by: By = [],  # noqa: B006
        period: Period = "",
        per: Per = "month",
        rule: Rule = "",
        near: Near = "",
    ) -> Response:
        """The cells of a tally as comma-separated values, with the ids of the events and claims behind each."""
        how = _how(of, by, period, per, rule, near)
        return limits.answer(key, lambda: Response(_csv(view.tallied(**asked, **how)), media_type=CSV))


def _how(of: str, by: list[Key], period: str, per: str, rule: str, near: str) -> dict[str, Any]:
    return {
        "of": of, "by": tuple(by), "period": period or None, "per": per, "rule": rule or None,
        "near": circle(near) if near else None,
    }  # fmt: skip


def _answer(found: Tallied, asked: Row, now: Snapshot, view: RecordView) -> Row:
    from counterclaim.web.analysis_words import sentence_of, total_of

    total = total_of(found)
    without: Row = {name: [] for name in ("events", "claims") if total and name in total}
    return {
        **found.to_dict(),
        "sentence": sentence_of(found, total, _about(asked, now, view)),
        "total": total and {**total, **without},
        "values": _values(found, now, view),
    }


def _about(asked: Row, now: Snapshot, view: RecordView) -> str:
    """The filters of a tally in words."""
    said = []
    if actor := asked.get("actor"):
        said.append(f"of {view.actor_name(actor)}")
    if kind := asked.get("type"):
        known = event_types().get(kind)
        said.append(f"of the type “{known.label if known else kind}”")
    if place := asked.get("place"):
        row = now.events.gazetteer.get(place)
        said.append(f"in {row.name if row and row.name else place}")
    if country := asked.get("country"):
        said.append(f"in {country.upper()}")
    if source := asked.get("source"):
        said.append(f"by word of {source}")
    if text := asked.get("text"):
        said.append(f"whose reports say “{text}”")
    said += [f"that are {asked[name]}" for name in ("status", "modality") if asked.get(name)]
    return " ".join(said)


def _values(found: Tallied, now: Snapshot, view: RecordView) -> dict[str, dict[str, str]]:
    """The values that the filters of `/collections/events/items` have for the names in cells, where there is just one."""
    known = {
        "actor": ((actor.name, actor.id) for actor in view.registry),
        "target": ((actor.name, actor.id) for actor in view.registry),
        "place": ((place.name, id_) for id_, place in now.events.gazetteer.items()),
        "source": ((name, key) for key, name in now.events.source_names.items()),
    }
    return {
        key: _single(pairs, set(found.cells[key].drop_nulls()))
        for key, pairs in known.items()
        if key in found.tally.asked.by
    }


def _single(pairs: Iterable[tuple[str | None, str]], wanted: set[str]) -> dict[str, str]:
    several: dict[str, set[str]] = {}
    for name, value in pairs:
        if name in wanted:
            several.setdefault(str(name), set()).add(value)
    return {name: values.pop() for name, values in sorted(several.items()) if len(values) == 1}


def _csv(found: Tallied) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(found.cells.columns)
    for row in found.cells.iter_rows():
        writer.writerow([_cell(value) for value in row])
    return buffer.getvalue().encode("utf-8", "replace")


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return " ".join(map(str, value))
    return csv_cell(value) if isinstance(value, str) else value
