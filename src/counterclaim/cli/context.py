"""What every command has at hand: the settings in force, and the record that it asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from counterclaim.config import Settings, load_settings

if TYPE_CHECKING:
    from counterclaim.ask import RecordView
    from counterclaim.ask.masking import Masker


@dataclass(slots=True)
class Session:
    """Flags given before the command's name."""

    config_file: str | None = None
    log_level: str | None = None
    debug: bool = False
    mask_names: str | None = None
    publishing: bool = False
    """Whether the answer is a file or CSV, which may leave this machine."""
    masker: Masker | None = None
    """What masks the answer, once a record or reports are open."""

    def load(self, **flags: object) -> tuple[Settings, dict[str, str]]:
        """Settings and their origins, with `flags` of the command on top; starts the log."""
        settings, origins = load_settings(
            {"log_level": self.log_level, "mask_names": self.mask_names, **flags},
            config_file=self.config_file,
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
        from counterclaim.ask.publication import Publication

        settings = self.settings(record=record)
        publication = Publication.of(settings, published=self.publishing)
        view = open_record(settings.record, actors=settings.actors, publication=publication)
        if publication.changes:
            from counterclaim.ask.masking import masker_of

            self.masker = masker_of(view)
        return view

    def mask_reports(self, settings: Settings, *, same_length: bool = False) -> None:
        """Mask answers about reports that are in no record, so that offsets in their text stay if `same_length`."""
        from counterclaim.ask.publication import Publication

        publication = Publication.of(settings, published=self.publishing)
        if publication.changes:
            from counterclaim.ask.masking import Masker
            from counterclaim.reference.actors import ActorRegistry

            self.masker = Masker(publication, ActorRegistry.load(settings.actors), same_length=same_length)


def session() -> Session:
    """The session of the command that runs; one of its own outside a command."""
    context = click.get_current_context(silent=True)
    found = context.find_object(Session) if context is not None else None
    return found if found is not None else Session()


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
