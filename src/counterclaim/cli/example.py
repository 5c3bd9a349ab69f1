"""Where the example reports are: inside an installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

import counterclaim
from counterclaim.errors import UsageError

NAME = "euphrates-2017"


def example_folder() -> Path:
    """The folder of the example reports.

    Raises:
        UsageError: this installation has none.
    """
    package = Path(counterclaim.__file__).parent
    places = [package / "examples" / NAME, *(parent / "examples" / NAME for parent in package.parents[1:2])]
    for place in places:
        if place.is_dir():
            return place / "reports"
    raise UsageError(
        "this installation has no example reports; looked in " + " and ".join(str(place) for place in places)
    )
