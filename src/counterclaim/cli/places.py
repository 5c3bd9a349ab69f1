"""The index of places, built before the first command that needs it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from counterclaim.cli.output import number, say
from counterclaim.cli.progress import counting
from counterclaim.config import Settings

if TYPE_CHECKING:
    from counterclaim.reference.gazetteer.layers import UserLayers


def ensure_gazetteer(settings: Settings) -> None:
    """Build the index if there is none, saying so: it takes a while, once for each machine.

    Raises:
        ReferenceDataError: it cannot be written.
    """
    from counterclaim.reference.gazetteer import Gazetteer

    if Gazetteer.status(settings.gazetteer).state == "missing":
        say("building the index of places, once for this machine; it takes a minute or two")
        build_gazetteer(settings, chosen_layers(settings))
    elif _other_layers(settings):
        say("the index of places lacks layers that the settings name; build it: counterclaim gazetteer build")


def chosen_layers(settings: Settings) -> UserLayers | None:
    """The user's files that the settings name; null when they name none."""
    from counterclaim.reference.gazetteer.layers import UserLayers

    chosen = UserLayers(
        settings.gazetteer_geonames, settings.gazetteer_whosonfirst, settings.gazetteer_places
    )
    return chosen or None


def _other_layers(settings: Settings) -> bool:
    """Whether the settings name layers and the index was built from others."""
    from counterclaim.reference.gazetteer import Gazetteer, index

    chosen = chosen_layers(settings)
    path = Path(settings.gazetteer or Gazetteer.default_path())
    return chosen is not None and chosen.absolute() != index.remembered(path)


def build_gazetteer(settings: Settings, layers: UserLayers | None) -> None:
    """Build the index, in place of the old one if there is one, from the packaged layers and `layers`; null
    for the user's layers of the index that is there.

    Raises:
        ReferenceDataError: it cannot be written, or a layer cannot be read.
    """
    from counterclaim.reference.gazetteer import Gazetteer, index

    path = Path(settings.gazetteer or Gazetteer.default_path())
    with counting("places") as progress:
        index.build(path, lambda step, done: progress(done, step), layers)
    for layer in index.layers_of(path):
        if layer.flaws:
            say(f"{layer.path}: {number(layer.flaws)} bad rows left out; the first: {layer.first_flaw}")
    found = Gazetteer.status(path)
    say(f"built {found.path}: {number(found.places)} places, {number(found.names)} names")
