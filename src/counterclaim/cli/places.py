"""The index of places, built before the first command that needs it."""

from __future__ import annotations

from counterclaim.cli.output import number, say
from counterclaim.cli.progress import counting
from counterclaim.config import Settings


def ensure_gazetteer(settings: Settings) -> None:
    """Build the index if there is none, saying so: it takes a while, once for each machine.

    Raises:
        ReferenceDataError: it cannot be written.
    """
    from counterclaim.reference.gazetteer import Gazetteer

    if Gazetteer.status(settings.gazetteer).state == "missing":
        say("building the index of places, once for this machine; it takes about a minute")
        build_gazetteer(settings)


def build_gazetteer(settings: Settings) -> None:
    """Build the index, in place of the old one if there is one.

    Raises:
        ReferenceDataError: it cannot be written.
    """
    from counterclaim.reference.gazetteer import Gazetteer

    path = settings.gazetteer or Gazetteer.default_path()
    with counting("places") as progress:
        Gazetteer.build(path, lambda _, done: progress(done))
    found = Gazetteer.status(path)
    say(f"built {found.path}: {number(found.places)} places, {number(found.names)} names")
