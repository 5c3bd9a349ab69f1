from __future__ import annotations

import pytest

from counterclaim.reference.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The whole gazetteer: built in the user's cache on the first run (half a minute), then opened."""
    return Gazetteer.open()
