"""The command line. `main` is the entry point of the ``counterclaim`` command."""

from counterclaim.cli.main import main, run

__all__ = ["main", "run"]
