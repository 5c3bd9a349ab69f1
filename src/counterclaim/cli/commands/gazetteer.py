"""``counterclaim gazetteer``: the index of places, built once on each machine."""

from __future__ import annotations

from typing import Any

import click

from counterclaim.cli.context import Session
from counterclaim.cli.options import formats
from counterclaim.cli.output import Format, write_json
from counterclaim.cli.places import build_gazetteer, chosen_layers
from counterclaim.cli.table import Column, write_table


@click.group()
def gazetteer() -> None:
    """The index of places that claims are located with.

    \b
    Examples:
      counterclaim gazetteer status
      counterclaim gazetteer build
    """


_several: dict[str, Any] = {"multiple": True, "type": click.Path(path_type=str)}


@gazetteer.command()
@click.option("--geonames", metavar="FILE", help="A dump of GeoNames or its alternate names.", **_several)
@click.option(
    "--whosonfirst",
    metavar="PATH",
    help="GeoJSON files, tables or a distribution of Who's On First.",
    **_several,
)
@click.option("--places", metavar="FILE", help="A CSV file of places: name, lat, lon and more.", **_several)
@click.option("--packaged", is_flag=True, help="From what comes with the package alone.")
@click.pass_obj
def build(
    session: Session,
    geonames: tuple[str, ...],
    whosonfirst: tuple[str, ...],
    places: tuple[str, ...],
    packaged: bool,
) -> None:
    """Build the index, in place of the old one if there is one. It takes a minute or two.

    Commands that need it build it when it is missing. Besides the places that come with the package it takes
    those of your own files; each flag may be given several times. Without flags and settings it takes the
    files of the last build. A build that was stopped is gone on with.

    \b
    Examples:
      counterclaim gazetteer build
      counterclaim gazetteer build --geonames allCountries.zip --geonames alternateNamesV2.zip
      counterclaim gazetteer build --geonames SY.zip --places own-places.csv
      COUNTERCLAIM_GAZETTEER=/srv/places.sqlite counterclaim gazetteer build
    """
    from counterclaim.reference.gazetteer.layers import UserLayers

    if packaged and (geonames or whosonfirst or places):
        raise click.UsageError("--packaged cannot be given together with files")
    settings = session.settings(
        gazetteer_geonames=geonames or None,
        gazetteer_whosonfirst=whosonfirst or None,
        gazetteer_places=places or None,
    )
    build_gazetteer(settings, UserLayers() if packaged else chosen_layers(settings))


@gazetteer.command()
@formats(Format.JSON)
@click.pass_context
def status(context: click.Context, form: Format) -> None:
    """Say where the index is, whether it can be used, and its layers. The exit code is 1 if it cannot.

    A layer's `places` are those that no layer before it had, `joined` those that it says more about; `file`
    says whether your file is still the one that was read.

    \b
    Examples:
      counterclaim gazetteer status
      counterclaim gazetteer status --json
    """
    from dataclasses import asdict

    from counterclaim.reference.gazetteer import Gazetteer, index

    session: Session = context.obj
    found = Gazetteer.status(session.settings().gazetteer)
    layers = [asdict(layer) for layer in index.layers_of(found.path)]
    row = {
        "path": str(found.path),
        "state": found.state,
        "detail": found.detail,
        "places": found.places,
        "names": found.names,
        "size_bytes": found.size_bytes,
    }
    if form is Format.JSON:
        write_json({**row, "layers": layers})
    else:
        columns = (
            Column("state", "state", style="bold"),
            *(Column(key, key, numeric=True) for key in ("places", "names", "size_bytes")),
            Column("path", "path"),
            Column("detail", "detail"),
        )
        write_table([row], columns)
        if layers:
            numbers = ("places", "joined", "flaws", "size_bytes")
            write_table(
                layers,
                (
                    Column("name", "layer", style="bold"),
                    *(Column(key, key, numeric=True) for key in numbers),
                    Column("stamp", "date or version"),
                    Column("file", "file"),
                    Column("path", "path"),
                ),
            )
    if found.state != "ready":
        context.exit(1)
