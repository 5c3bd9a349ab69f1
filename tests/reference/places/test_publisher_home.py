from __future__ import annotations

import pytest

from counterclaim.reference.actors import ActorRegistry
from counterclaim.reference.places.publisher_home import home_country


@pytest.fixture(scope="module")
def registry() -> ActorRegistry:
    return ActorRegistry.load()


@pytest.mark.parametrize(
    ("publisher", "url", "home"),
    [
        (None, "https://www.oxfordmail.co.uk/news/1", "GB"),
        (None, "http://news.example.com.lb:8080/a?b=.fr", "LB"),
        ("nation.co.ke", None, "KE"),
        (None, "https://start.me/p", None),
        (None, "https://example.com/a.uk", None),
        ("Reuters", None, None),
        ("Nobody's Gazette", None, None),
        (None, None, None),
        ("", "", None),
        ("Enab Baladi", None, "SY"),
    ],
)
def test_home(registry: ActorRegistry, publisher: str | None, url: str | None, home: str | None) -> None:
    assert home_country(publisher, url, registry) == home
