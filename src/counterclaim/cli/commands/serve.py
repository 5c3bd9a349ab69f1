"""``counterclaim serve``: the explorer and the API on this machine, for reading only."""

from __future__ import annotations

import contextlib

import click

from counterclaim.cli.context import Session
from counterclaim.cli.options import record_option, stacked
from counterclaim.cli.output import say
from counterclaim.config import Settings
from counterclaim.errors import UsageError

_WAITING = 128
"""Connections that may wait to be taken up."""

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
@click.pass_obj
def serve(
    session: Session, record: str | None, host: str | None, port: int | None, allowed: tuple[str, ...]
) -> None:
    """Serve a record as a web app and an HTTP API, for reading only. Ctrl-C stops it.

    There is no login: on another address than this machine's own, everyone who reaches it can read.

    \b
    Examples:
      counterclaim serve --record euphrates.sqlite
      counterclaim serve --record euphrates.sqlite --port 0
      counterclaim serve --host 0.0.0.0 --allow-host conflict.example.org
    """
    run_server(session.settings(record=record, host=host, port=port), allowed)


def run_server(settings: Settings, allowed: tuple[str, ...]) -> None:
    """Serve until interrupted."""
    import socket

    import uvicorn

    from counterclaim.ask import open_record
    from counterclaim.web import create_app

    with open_record(settings.record, actors=settings.actors) as view:
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with listener:
            try:
                listener.bind((settings.host, settings.port))
            except OSError as error:
                reason = error.strerror or error
                raise UsageError(
                    f"cannot listen on {settings.host} port {settings.port}: {reason}"
                ) from error
            app = create_app(
                view,
                host=settings.host,
                allowed_hosts=allowed,
                origins=settings.cors_origins,
                per_second=settings.requests_per_second,
                gazetteer=settings.gazetteer,
            )
            listener.listen(_WAITING)
            address = f"http://{_shown(settings.host)}:{listener.getsockname()[1]}/"
            say(f"serving {view.address} at {address} (Ctrl-C stops)")
            config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
            with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C is how a server is meant to end
                uvicorn.Server(config).run(sockets=[listener])
            say("stopped")


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
