"""A server in several processes that share a port: the first one makes all that is needed, the others are its copies."""

from __future__ import annotations

import contextlib
import gc
import os
import socket
import sys
import threading
from collections.abc import Callable
from typing import NoReturn

import uvicorn
from starlette.types import ASGIApp

from counterclaim.errors import UsageError

LARGE = 20_000
"""Events from which on two processes answer where nobody says how many."""
_THREAD_SECONDS = 1.0
_WAITING = 128
"""Connections that may wait to be taken up."""


def can_share() -> bool:
    """Whether several processes can share a port here: the system must deal the connections out."""
    return sys.platform == "linux"


def chosen(asked: int | None, events: int) -> int:
    """How many processes answer: as many as asked, else two for a large record where there are two cores.

    Raises:
        UsageError: there cannot be several here.
    """
    if asked is None:
        return 2 if can_share() and events >= LARGE and len(os.sched_getaffinity(0)) > 1 else 1
    if asked > 1 and not can_share():
        raise UsageError("several processes need Linux; leave out --processes")
    return asked


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; on Linux one that further ones may stand beside.

    Raises:
        UsageError: the address is not one of this machine, or taken.
    """
    try:
        with _bound(
            host, port, shared=False
        ) as alone:  # a port that another server shares is taken all the same
            if not can_share():
                listener = socket.socket(fileno=alone.detach())
                listener.listen(_WAITING)
                return listener
            port = alone.getsockname()[1]
        return beside(host, port)
    except OSError as error:
        raise UsageError(f"cannot listen on {host} port {port}: {error.strerror or error}") from error


def beside(host: str, port: int) -> socket.socket:
    """One more listening socket of the same port: the system deals the connections out."""
    listener = _bound(host, port, shared=True)
    listener.listen(_WAITING)
    return listener


def _bound(host: str, port: int, *, shared: bool) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        found.bind((host, port))
    except OSError:
        found.close()
        raise
    return found


def serve(app: ASGIApp, listener: socket.socket, others: list[socket.socket]) -> None:
    """Answer on `listener`, and in a copy of this process on each of `others`, until interrupted.

    Call it while there is no connection to the record, which no copy can share, and before Polars has worked out
    anything: its threads would be missing in a copy. The copies end with this process.
    """
    for thread in threading.enumerate():
        if thread is not threading.main_thread():
            thread.join(_THREAD_SECONDS)  # those that warmed up are ending
    gc.collect()
    gc.freeze()  # what is loaded stays, and looking through it would give each process a copy of its own
    read, write = os.pipe()
    copies = []
    for number, own in enumerate(others):
        if (copy := os.fork()) == 0:
            os.close(write)
            listener.close()
            for other in others[:number] + others[number + 1 :]:
                other.close()
            _copy(app, own, read)
        copies.append(copy)
    os.close(read)
    for other in others:
        other.close()
    try:
        run(app, listener)
    finally:
        os.close(write)
        for copy in copies:
            os.waitpid(copy, 0)


def run(app: ASGIApp, listener: socket.socket, told: Callable[[uvicorn.Server], None] | None = None) -> None:
    """Answer on a socket until interrupted; `told` gets the server before it begins."""
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    server = uvicorn.Server(config)
    if told:
        told(server)
    with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C is how a server is meant to end
        server.run(sockets=[listener])


def _copy(app: ASGIApp, listener: socket.socket, read: int) -> NoReturn:
    """Serve in a copy, and end with the first process: what it alone holds open is closed then, however it ends."""

    def watch(server: uvicorn.Server) -> None:
        def wait() -> None:
            os.read(read, 1)
            server.should_exit = True

        threading.Thread(target=wait, daemon=True).start()

    try:
        run(app, listener, watch)
    finally:
        os._exit(0)
