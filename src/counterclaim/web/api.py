"""JSON under ``/api/v1``. A list gives `next`, the token of its next page, null on the last."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException

from counterclaim.ask import Question, RecordView
from counterclaim.ask.documents import document_dict
from counterclaim.web.paging import token
from counterclaim.web.query import asked

Asked = Annotated[Question, Depends(asked)]
Json = dict[str, Any]


def api_router(view: RecordView) -> APIRouter:
    """The routes over `view`."""
    api = APIRouter(prefix="/api/v1")

    @api.get("/events")
    def events(question: Asked) -> Json:
        return _page(view, "events", question)

    @api.get("/claims")
    def claims(question: Asked) -> Json:
        return _page(view, "claims", question)

    @api.get("/documents")
    def documents(question: Asked) -> Json:
        return _page(view, "documents", question)

    @api.get("/events/{id}")
    def event(id: str) -> Json:  # noqa: A002 - the path's own word
        found = view.find_event(id)
        if found is None:
            raise HTTPException(404, "there is no event of that id")
        return found.to_dict()

    @api.get("/documents/{id}")
    def document(id: str) -> Json:  # noqa: A002
        found = view.document(id)
        if found is None:
            raise HTTPException(404, "there is no document of that id")
        return document_dict(found)

    @api.get("/runs")
    def runs() -> Json:
        return {"rows": view.run_rows(), "next": None}

    return api


def _page(view: RecordView, of: str, question: Question) -> Json:
    page = view.page(of, **question)
    end = question.get("offset", 0) + len(page.rows)
    return {
        "total": page.total,
        "rows": page.rows,
        "next": token(end) if page.rows and end < page.total else None,
    }
