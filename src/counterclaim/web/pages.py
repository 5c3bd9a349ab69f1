"""Pages for people. Every text of a document passes Jinja's escaping; none becomes a link."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from fastapi.templating import Jinja2Templates

from counterclaim import __version__
from counterclaim.ask import Question, RecordView, choices
from counterclaim.ask.rows import run_row
from counterclaim.web.marks import document_blocks, sentence_pieces
from counterclaim.web.paging import token
from counterclaim.web.query import MOST_ROWS, asked
from counterclaim.web.templating import environment

Asked = Annotated[Question, Depends(asked)]
TEXT_SHOWN = 200_000
"""Characters of a document on one page."""


_TEMPLATES = Jinja2Templates(env=environment())
_FIELDS = (
    ("place", "Place", "Mayadin"),
    ("country", "Country", "SY"),
    ("actor", "Actor", "SDF"),
    ("source", "Source", "observatory"),
    ("type", "Type", "any"),
    ("modality", "A claim that is", "any"),
    ("status", "Status", "any"),
    ("from", "From", "2017-10"),
    ("to", "To", "2017-11-30"),
    ("text", "Words in the sentence", "cruise missiles"),
    ("order", "Order", "date"),
)
_ORDERS = ["-date", "-origins", "-documents"]


def page_router(view: RecordView) -> APIRouter:
    """The pages over `view`."""
    pages = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)

    @pages.get("/")
    def events(request: Request, question: Asked) -> Response:
        page = view.page("events", **question)
        context = {
            "here": "/",
            "events": [view.event_row(event) for event in page.rows],
            "total": page.total,
            "fields": _fields(request.query_params),
            "filtered": any(request.query_params.get(name) for name, _, _ in _FIELDS if name != "order"),
        }
        return _answer(request, "events.html", {**context, **_turning(request, question, page.total)})

    @pages.get("/events/{id}")
    def event(request: Request, id: str) -> Response:  # noqa: A002 - the path's own word
        found = view.find_event(id)
        if found is None:
            return message_page(request, 404, "No such event", "The record has no event of that id.")
        if found.id != id:
            return RedirectResponse(f"/events/{found.id}")
        claims = [{**claim, "pieces": sentence_pieces(claim)} for claim in found.claim_dicts[:MOST_ROWS]]
        estimates = found.explain()
        context = {
            "event": found.row,
            "claims": claims,
            "estimates": estimates,
            "rules": {item["rule"]: item["meaning"] for item in estimates},
            "name": found.name,
        }
        return _answer(request, "event.html", context)

    @pages.get("/documents")
    def documents(request: Request, question: Asked) -> Response:
        page = view.page("documents", **question)
        context = {"here": "/documents", "documents": page.rows, "total": page.total}
        return _answer(request, "documents.html", {**context, **_turning(request, question, page.total)})

    @pages.get("/documents/{id}")
    def document(
        request: Request,
        id: str,  # noqa: A002
        start: Annotated[int, Query(ge=0)] = 0,
        claim: Annotated[str, Query(max_length=60)] = "",
    ) -> Response:
        found = view.document(id)
        if found is None:
            return message_page(request, 404, "No such document", "The record has no document of that id.")
        claims = list(view.iter_claims(document=found.id, order="id"))
        for one in claims:
            if one["id"] == claim:
                start = one["sentence"]["start"] // TEXT_SHOWN * TEXT_SHOWN
        events = view.events_of(found.id)
        end = min(start + TEXT_SHOWN, len(found.text))
        context = {
            "document": _header(view, found.id),
            "claim_count": len(claims),
            "blocks": document_blocks(found, claims, events, start, end, chosen=claim),
            "start": start,
            "end": end,
            "length": len(found.text),
            "previous": max(0, start - TEXT_SHOWN),
        }
        return _answer(request, "document.html", context)

    @pages.get("/about")
    def about(request: Request) -> Response:
        context = {
            "here": "/about",
            "record": view.address,
            "counts": view.counts(),
            "version": __version__,
            "runs": [run_row(run) for run in view.run_rows()[:MOST_ROWS]],
        }
        return _answer(request, "about.html", context)

    return pages


def message_page(request: Request, status: int, heading: str, text: str) -> Response:
    """A page that says why there is no other."""
    return _answer(request, "message.html", {"heading": heading, "text": text}, status)


def _answer(request: Request, template: str, context: Mapping[str, Any], status: int = 200) -> Response:
    return _TEMPLATES.TemplateResponse(request, template, {"here": "", **context}, status_code=status)


def _header(view: RecordView, document_id: str) -> Mapping[str, Any]:
    return next(view.iter_documents(document=document_id, limit=1))


def _fields(given: Mapping[str, str]) -> list[dict[str, Any]]:
    listed = {name: choices(name) for name in ("type", "modality", "status")} | {"order": _ORDERS}
    return [
        {
            "name": name,
            "label": label,
            "hint": hint,
            "value": given.get(name, ""),
            "choices": listed.get(name),
        }
        for name, label, hint in _FIELDS
    ]


def _turning(request: Request, question: Question, total: int) -> dict[str, str | None]:
    """Addresses of the next and the first page, with the filters kept."""
    kept = [(name, value) for name, value in request.query_params.items() if name != "next" and value]
    offset, limit = question["offset"], question["limit"] or total
    end = offset + limit
    return {
        "next_url": "?" + urlencode([*kept, ("next", token(end))]) if end < total else None,
        "first_url": "?" + urlencode(kept) if offset else None,
    }
