"""A reader of claims over text given in the test."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from counterclaim.claims import Resources, extract
from counterclaim.model import Block, Claim, Document, Role, TimePrecision, When

Reader = Callable[..., list[Claim]]


@pytest.fixture(scope="session")
def resources() -> Resources:
    """Gazetteer and actors, opened once."""
    return Resources.load()


@pytest.fixture(scope="session")
def read_claims(resources: Resources) -> Reader:
    """`read_claims(text, published="2018-03-15")` gives the claims of a one-block document."""

    def read(
        text: str, published: str | None = "2018-03-15", publisher: str | None = "Desk", language: str = "en"
    ) -> list[Claim]:
        when = None
        if published:
            day = date.fromisoformat(published)
            when = When(published, day, day, TimePrecision.DAY)
        blocks = (Block(0, len(text), Role.BODY),) if text else ()
        document = Document(
            "d_test",
            "test.txt",
            text,
            "0" * 64,
            "text/plain",
            publisher=publisher,
            published=when,
            language=language,
            blocks=blocks,
        )
        return list(extract(document, resources).claims)

    return read
