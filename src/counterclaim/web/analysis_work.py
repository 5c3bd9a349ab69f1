"""Questions that may take long, kept in bounds: so many at a time, so many seconds, so many events, so large."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import Depends
from fastapi.responses import JSONResponse, Response
from starlette.requests import Request

from counterclaim.ask.sides import FILTERS
from counterclaim.web.answers import json_response
from counterclaim.web.problems import MEDIA, Problem, responses

if TYPE_CHECKING:
    from counterclaim.analysis.plots.saving import Chart
    from counterclaim.ask import RecordView

Form = Literal["json", "svg", "png"]
MEDIA_OF = {"json": "application/json", "svg": "image/svg+xml", "png": "image/png"}
SECONDS = 30.0
AT_ONCE, MOST_BEGUN = 2, 12
"""Questions worked on at a time; those that are begun, waiting or kept."""
MOST_EVENTS = 1_000_000
MOST_IDS = 50_000
"""Ids of events and claims in an answer; past them the lists are empty, and a note says so."""
MOST_PERIODS, MOST_CELLS = 2_000, 5_000
MOST_PICTURE = 8 * 1024**2
_GOES_ON = "Ask again in a minute: it goes on being worked out."
NARROW = "Narrow it: fewer days, longer periods, one actor, one place or one type."
_IDS, _DAYS = ("events", "claims"), ("start", "end")


class TooMuch(Exception):
    """The question is larger than what is answered here; the text says how large."""


class Work:
    """Runs questions on threads of its own, so that slow ones hold up no other address.

    A question that nobody waits for any more is worked out all the same, and its answer kept for whoever asks it again.
    """

    def __init__(self, seconds: float = SECONDS, at_once: int = AT_ONCE) -> None:
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(at_once, "analysis")
        self._begun: dict[str, Future[Response]] = {}
        self._lock = Lock()

    def answer(self, key: str, make: Callable[[], Response]) -> Response:
        """What `make` answers, or a problem that says what to do. Equal keys are one question."""
        running = self._running(key, make)
        if running is None:
            return _refused(503, "too many such questions are being answered", "Ask again in a minute.")
        try:
            found = running.result(self._seconds)
        except TimeoutError:
            return _refused(503, f"this takes longer than {self._seconds:g} seconds", f"{_GOES_ON} {NARROW}")
        except TooMuch as error:
            found = _refused(400, str(error), NARROW)
        finally:
            if running.done():
                self._forget(key, running)
        return found

    def _running(self, key: str, make: Callable[[], Response]) -> Future[Response] | None:
        with self._lock:
            if key in self._begun:
                return self._begun[key]
            if len(self._begun) >= MOST_BEGUN:
                done = next((name for name, one in self._begun.items() if one.done()), None)
                if done is None:
                    return None
                del self._begun[done]
            self._begun[key] = self._threads.submit(make)
            return self._begun[key]

    def _forget(self, key: str, running: Future[Response]) -> None:
        with self._lock:
            if self._begun.get(key) is running:
                del self._begun[key]


def key_of(request: Request) -> str:
    """What an answer depends on: the record's state and the address."""
    state: str = request.scope["snapshot"].events.state
    return f"{state} {request.url.path}?{request.url.query}"


Key = Annotated[str, Depends(key_of)]


def described(*, pictures: bool = True, media: Sequence[str] = ()) -> dict[int | str, Any]:
    """What OpenAPI says of the forms and the problems of an answer."""
    kinds = [MEDIA_OF["svg"], MEDIA_OF["png"]] if pictures else []
    content = {kind: {"schema": {"type": "string", "format": "binary"}} for kind in (*kinds, *media)}
    return {200: {"content": content}, **responses(400, 503)}


def check_size(view: RecordView, *questions: Mapping[str, Any]) -> None:
    """Raises `TooMuch` where a question finds more events than are put together here."""
    if view.counts()["events"] <= MOST_EVENTS:  # which takes a tenth of counting what is found
        return
    for question in questions:
        asked = {name: value for name, value in question.items() if name in FILTERS or name in _DAYS}
        found = view.page("events", **asked, limit=0).total
        if found > MOST_EVENTS:
            raise TooMuch(f"{found:,} events are found; at most {MOST_EVENTS:,} can be asked about at once")


def without_ids(answer: dict[str, Any], rows: Sequence[dict[str, Any]], notes: str) -> dict[str, Any]:
    """`answer`, its `rows` without ids where there are too many; the list of that name says so."""
    many = sum(len(row.get(name, ())) for row in rows for name in _IDS)
    if many > MOST_IDS:
        for row in rows:
            row.update({name: [] for name in _IDS if name in row})
        answer[notes] = [
            *answer[notes],
            f"{many:,} ids of events and claims are left out: narrow the question to see them",
        ]
    return answer


def drawn(chart: Chart, form: Form, sentence: str, warnings: Sequence[str]) -> Response:
    """A picture of `chart` with its sentence and what speaks against it."""
    from counterclaim.analysis.plots import save

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"picture.{form}"
        save(chart, path, sentence=sentence, warnings=warnings)
        if path.stat().st_size > MOST_PICTURE:
            raise TooMuch(f"the picture is larger than {MOST_PICTURE // 1024**2} MB")
        return Response(path.read_bytes(), media_type=MEDIA_OF[form])


def written(answer: dict[str, Any]) -> Response:
    """The answer as JSON."""
    return json_response(answer)


def _refused(status: int, detail: str, what_to_do: str) -> Response:
    body: Problem = {
        "type": "about:blank",
        "title": "Bad Request" if status == 400 else "Service Unavailable",
        "status": status,
        "detail": detail,
        "what_to_do": what_to_do,
    }
    headers = {"Retry-After": "60"} if status == 503 else None
    return JSONResponse(body, status_code=status, media_type=MEDIA, headers=headers)
