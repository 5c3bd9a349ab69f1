"""The pages of single things are the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.ask.index.war import make_record
from tests.browser import Browser

from counterclaim.ask import open_record
from counterclaim.web import create_app

API = "/api/v1"


def test_one_thing_in_full_is_the_same_on_both(new_database: Callable[[], str], tmp_path: Path) -> None:
    found = []
    for address in (make_record(new_database(), 3, 6), make_record(tmp_path / "r.sqlite", 3, 6)):
        with open_record(address) as view:
            client = Browser(create_app(view))
            event = next(iter(view.iter_events()))
            paths = [f"/events/{event['id']}?word={word}" for word in ("everyone", "no_parties")]
            paths += [
                f"/events/{event['id']}/origins",
                "/documents/d1",
                "/places/p1",
                "/actors/sdf",
                "/sources/actor:sohr",
            ]
            answers = [client.get(API + path) for path in paths]
            assert [one.status_code for one in answers] == [200] * len(paths)
            found.append([{**one.json(), "cite": None} for one in answers])  # it names the record and its day
    assert found[0] == found[1]
