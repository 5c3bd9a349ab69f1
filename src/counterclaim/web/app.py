"""The application: the API, the explorer over it, and what guards them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from fastapi import APIRouter, Depends, FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter
from starlette.types import ASGIApp, Lifespan

from counterclaim import __version__
from counterclaim.ask import RecordView
from counterclaim.ask.index import EventIndex
from counterclaim.ask.masking import masker_of
from counterclaim.web.analysis import analysis_router
from counterclaim.web.basemap import Basemap
from counterclaim.web.collections_ogc import landing_router
from counterclaim.web.control import control_router
from counterclaim.web.details import details_router
from counterclaim.web.explorer import add_explorer
from counterclaim.web.facets import facets_router
from counterclaim.web.guard import Guard
from counterclaim.web.items import items_router
from counterclaim.web.kept import API, Kept
from counterclaim.web.problems import Problem, add_handlers, responses
from counterclaim.web.published import Published
from counterclaim.web.query import only_known
from counterclaim.web.search import search_router
from counterclaim.web.tiles import tiles_router
from counterclaim.web.warming import preparing, warm


def create_app(
    view: RecordView,
    *,
    host: str = "127.0.0.1",
    allowed_hosts: Iterable[str] = (),
    origins: Iterable[str] = (),
    per_second: int = 0,
    gazetteer: str | None = None,
    basemap: Basemap | None = None,
    warmed: bool = False,
) -> Guard:
    """The application over `view`, as its `publication` says.

    It answers to loopback names, `host` and `allowed_hosts`; see `Guard`. `gazetteer` is the gazetteer's index file,
    the default one if null. `basemap` is drawn under the outlines of maps. `warmed` has it ask itself a question of
    each kind first, so that the first reader waits no longer than the others, and have what analysis
    and control need ready once it runs.
    """
    masker = masker_of(view) if view.publication.changes else None
    index = EventIndex(view.record, view.registry, masker)
    app = _application(view, index, gazetteer, basemap, preparing(view, lambda: kept) if warmed else None)
    kept = Kept(Published(app, masker) if masker is not None else app, index)
    if warmed:
        warm(kept, index)
    return Guard(
        kept,
        host=host,
        allowed_hosts=allowed_hosts,
        origins=origins,
        per_second=per_second,
        tiles=basemap.origin if basemap else "",
    )


def _application(
    view: RecordView,
    index: EventIndex,
    gazetteer: str | None,
    basemap: Basemap | None,
    lifespan: Lifespan[FastAPI] | None,
) -> ASGIApp:
    app = FastAPI(
        lifespan=lifespan,
        title="Counterclaim",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        openapi_url=f"{API}/openapi.json",
    )
    api = APIRouter(prefix=API, dependencies=[Depends(only_known)])
    for router in (
        landing_router(),
        items_router(index, view.record),
        facets_router(index),
        tiles_router(index),
        search_router(view.record),
        analysis_router(view),
    ):
        api.include_router(router)
    app.include_router(api)
    app.include_router(details_router(view), dependencies=[Depends(only_known)])
    app.include_router(control_router(view, gazetteer), dependencies=[Depends(only_known)])
    add_explorer(app, basemap)
    add_handlers(app)
    app.openapi = lambda: _definition(app)  # type: ignore[method-assign]
    return app


def _definition(app: FastAPI) -> dict[str, Any]:
    """The definition of the API: as FastAPI makes it, but a wrong value is answered with 400 and a problem."""
    if app.openapi_schema is None:
        found = get_openapi(
            title="Counterclaim",
            version=__version__,
            description="Who says what happened: events, claims and places of a record, for reading only.",
            routes=app.routes,
        )
        schemas = found["components"]["schemas"]
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        schemas["Problem"] = TypeAdapter(Problem).json_schema()
        for path in found["paths"].values():
            for operation in path.values():
                operation["responses"].pop("422", None)
                for status, described in responses(400, 503).items():
                    operation["responses"].setdefault(str(status), described)
        app.openapi_schema = found
    return app.openapi_schema
