"""The ``counterclaim`` command: its groups, and how errors become one line and an exit code."""

from __future__ import annotations

import contextlib
import importlib
import os
import signal
import sys
from collections.abc import Sequence

import click

from counterclaim import __version__
from counterclaim.cli.context import Session
from counterclaim.cli.output import say
from counterclaim.errors import CounterclaimError, UsageError

FAILED, USAGE, PARTLY = 1, 2, 3
INTERRUPTED = 128 + signal.SIGINT
PIPE_CLOSED = 128 + 13  # SIGPIPE, which not every system names

COMMANDS = {
    "read": "reading",
    "extract": "reading",
    "explain": "explain",
    "build": "building",
    "documents": "documents",
    "claims": "claims",
    "events": "events",
    "event": "event",
    "origins": "origins",
    "why": "why",
    "bias": "bias",
    "holders": "holders",
    "control": "control",
    "match": "match",
    "tally": "tally",
    "compare": "compare",
    "change": "change",
    "mix": "mix",
    "spread": "spread",
    "indicators": "indicators",
    "forecast": "forecast",
    "undercount": "undercount",
    "runs": "runs",
    "serve": "serve",
    "demo": "demo",
    "config": "config",
    "doctor": "doctor",
    "gazetteer": "gazetteer",
    "actors": "actors",
    "places": "places",
    "toponyms": "toponyms",
}
"""Command -> the module of `counterclaim.cli.commands` that holds it, in the order of ``--help``."""


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Names of the commands, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"counterclaim.cli.commands.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name)
        return command


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, 1 failed, 2 wrong usage, 3 some inputs failed. "
    "Results go to standard output, messages to standard error.",
)
@click.version_option(__version__, prog_name="counterclaim")
@click.option("--config", "config_file", metavar="FILE", help="Settings file (default: ./counterclaim.toml).")
@click.option(
    "--log-level", metavar="LEVEL", help="Least severe log messages shown: debug, info, warning, error."
)
@click.option(
    "--mask-names",
    metavar="WHERE",
    help="Where names of private persons are withheld: published (default: CSV, files, serve), always, never.",
)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def cli(
    ctx: click.Context, config_file: str | None, log_level: str | None, mask_names: str | None, debug: bool
) -> None:
    """Read reports about armed conflict and keep the record of who says what happened.

    \b
    Examples:
      counterclaim read report.html
      counterclaim build reports/ --record euphrates.sqlite
      counterclaim events --record euphrates.sqlite --place Mayadin --from 2017-10
      counterclaim demo --record demo.sqlite
    """
    ctx.obj = Session(config_file=config_file, log_level=log_level, debug=debug, mask_names=mask_names)


def main() -> None:
    """Run the command line of this process and leave with its exit code."""
    # Matrices here are small: threads of the linear algebra only wait for each other, several times as long on a busy machine.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    code = run(sys.argv[1:])
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        code = _pipe_closed()
    except OSError as error:
        say(f"counterclaim: error: cannot write the answer: {error.strerror}")
        code = FAILED
        _drop_output()
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Run one command; its exit code. Errors become one line on standard error."""
    debug = "--debug" in arguments
    try:
        result = cli.main(list(arguments), prog_name="counterclaim", standalone_mode=False)
    except click.UsageError as error:
        error.show()
        return USAGE
    except click.ClickException as error:
        return _failed(error.format_message(), error, debug)
    except (KeyboardInterrupt, click.Abort):
        say("counterclaim: interrupted")
        return INTERRUPTED
    except (BrokenPipeError, SystemExit):  # click turns the first into the second
        return _pipe_closed()
    except CounterclaimError as error:
        return _failed(str(error), error, debug, USAGE if isinstance(error, UsageError) else FAILED)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _failed(f"{where}{error.strerror or error}", error, debug)
    except MemoryError as error:
        return _failed("out of memory", error, debug)
    except Exception as error:  # noqa: BLE001 - the last boundary: a defect is reported as such, in one line
        text = (
            f"this is a defect, please report it with the output of --debug: {type(error).__name__}: {error}"
        )
        return _failed(text, error, debug)
    return result if isinstance(result, int) else 0


def _failed(text: str, error: BaseException, debug: bool, code: int = FAILED) -> int:
    if debug:
        import traceback

        for line in traceback.format_exception(error):
            for part in line.splitlines():
                click.echo(_masked(part), err=True)
    say(f"counterclaim: error: {text}")
    return code


def _masked(line: str) -> str:
    from counterclaim.config import mask_secrets
    from counterclaim.safe import visible

    return visible(mask_secrets(line))


def _pipe_closed() -> int:
    _drop_output()
    return PIPE_CLOSED


def _drop_output() -> None:
    """Send what is still buffered nowhere, so that the interpreter's last flush cannot fail."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
