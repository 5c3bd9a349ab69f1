"""``counterclaim serve``: the explorer and the API on this machine, for reading only."""

from __future__ import annotations

import click

from counterclaim.cli.context import Session
from counterclaim.cli.options import record_option, stacked
from counterclaim.cli.output import say
from counterclaim.config import Settings

address_options = stacked(
    click.option(
        "--host", metavar="HOST", help="Address to listen on. Default: 127.0.0.1, this machine only."
    ),
    click.option(
        "--port", type=int, metavar="PORT", help="Port to listen on; 0 takes a free one. Default: 8765."
    ),
)


@click.command()
@record_option
@address_options
@click.option(
    "--allow-host",
    "allowed",
    multiple=True,
    metavar="NAME",
    help="Another name that readers reach this server by, such as that of a proxy. Repeatable.",
)
@click.option(
    "--basemap",
    metavar="URL|FILE",
    help="Tiles to draw under the outlines: http(s)://HOST/{z}/{x}/{y}.png, http(s)://HOST/FILE.pmtiles, or a PMTiles"
    " file of this machine. Default: none, and nothing is asked elsewhere.",
)
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    metavar="N",
    help="Processes that answer. Default: 2 for a large record where there are two cores, on Linux, else 1.",
)
@click.pass_obj
def serve(
    session: Session,
    record: str | None,
    host: str | None,
    port: int | None,
    allowed: tuple[str, ...],
    basemap: str | None,
    processes: int | None,
) -> None:
    """Serve a record as a web app and an HTTP API, for reading only. Ctrl-C stops it.

    There is no login: on another address than this machine's own, everyone who reaches it can read.

    \b
    Examples:
      counterclaim serve --record euphrates.sqlite
      counterclaim serve --record euphrates.sqlite --port 0
      counterclaim serve --host 0.0.0.0 --allow-host conflict.example.org
      counterclaim serve --basemap region.pmtiles
    """
    settings = session.settings(record=record, host=host, port=port, basemap=basemap)
    run_server(settings, allowed, processes)


def run_server(settings: Settings, allowed: tuple[str, ...], processes: int | None = None) -> None:
    """Serve until interrupted."""
    from counterclaim.ask import open_record
    from counterclaim.ask.publication import Publication
    from counterclaim.cli.processes import beside, chosen, listen, serve
    from counterclaim.web import create_app
    from counterclaim.web.basemap import read_basemap

    basemap = read_basemap(settings.basemap, settings.basemap_attribution)
    publication = Publication.of(settings, published=True)
    with (
        open_record(settings.record, actors=settings.actors, publication=publication) as view,
        listen(settings.host, settings.port) as listener,
    ):
        many = chosen(processes, view.counts()["events"])
        app = create_app(
            view,
            host=settings.host,
            allowed_hosts=allowed,
            origins=settings.cors_origins,
            per_second=settings.requests_per_second,
            gazetteer=settings.gazetteer,
            basemap=basemap,
            warmed=True,
        )
        port = listener.getsockname()[1]
        say(f"serving {view.address} at http://{_shown(settings.host)}:{port}/ (Ctrl-C stops)")
        say(" ".join(publication.sentences))
        if basemap is not None and basemap.host:
            say(
                f"readers' browsers ask {basemap.host} for the tiles of the base map: it sees who looks at which area, and when"
            )
        view.record.close()  # each process opens connections of its own
        serve(app, listener, [beside(settings.host, port) for _ in range(1, many)])
        say("stopped")


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
