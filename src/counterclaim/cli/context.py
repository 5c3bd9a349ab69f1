"""What every command has at hand: the settings in force, and the record that it asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from counterclaim.config import Settings, load_settings

if TYPE_CHECKING:
    from counterclaim.ask import RecordView


@dataclass(slots=True)
class Session:
    """Flags given before the command's name."""

    config_file: str | None = None
    log_level: str | None = None
    debug: bool = False

    def load(self, **flags: object) -> tuple[Settings, dict[str, str]]:
        """Settings and their origins, with `flags` of the command on top; starts the log."""
        settings, origins = load_settings(
            {"log_level": self.log_level, **flags}, config_file=self.config_file
        )
        _start_log(settings.log_level)
        return settings, origins

    def settings(self, **flags: object) -> Settings:
        """The settings in force, with `flags` of the command on top."""
        return self.load(**flags)[0]

    def open_record(self, record: str | None) -> RecordView:
        """The record that `record` or the settings name, for reading.

        Raises:
            RecordNotFound: there is none.
        """
        from counterclaim.ask import open_record

        settings = self.settings(record=record)
        return open_record(settings.record, actors=settings.actors)


def _start_log(level: str) -> None:
    import logging

    from counterclaim.cli.output import say

    class OnStandardError(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            say(self.format(record))

    handler = OnStandardError()
    handler.setFormatter(logging.Formatter("counterclaim: %(levelname)s: %(message)s"))
    logger = logging.getLogger("counterclaim")
    logger.handlers[:] = [handler]
    logger.setLevel(level.upper())
