"""``counterclaim control``: who holds each place, since when, how firmly, according to whom."""

from __future__ import annotations

import click

from counterclaim.cli.commands.control.area import area
from counterclaim.cli.commands.control.changes import changes
from counterclaim.cli.commands.control.disagree import disagree
from counterclaim.cli.commands.control.export import export
from counterclaim.cli.commands.control.importing import import_map
from counterclaim.cli.commands.control.place import place
from counterclaim.cli.commands.control.sources import sources


class PlaceGroup(click.Group):
    """A group whose first word is a place where it is no command: ``control Mayadin`` is ``control place Mayadin``."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of the first word, or `place` with all of them."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            return "place", self.commands["place"], args
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; for a place's name that of places."""
        return super().get_command(ctx, cmd_name) or self.commands["place"]


@click.group(cls=PlaceGroup)
def control() -> None:
    """Say who holds places, since when, how firmly and according to whom.

    Probabilities come from claims, weighed by source, interest and the way they are put; see docs/control.md for what
    they mean and do not mean. A place's name alone asks for that place.

    \b
    Examples:
      counterclaim control "Abu Kamal" --on 2017-11-12 --record euphrates.sqlite
      counterclaim control changes --from 2017-11-01 --to 2017-11-30
      counterclaim control area "Deir ez-Zor" --on 2017-12-01
    """


for command in (place, changes, area, disagree, sources, export, import_map):
    control.add_command(command)
