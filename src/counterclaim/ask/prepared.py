"""What the first questions of a large record would wait for, worked out and kept when it is built."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from counterclaim.ask.activity.asking import put_together
from counterclaim.ask.control.kept import gathered
from counterclaim.ask.flat.whole import KEPT_FROM, everything
from counterclaim.errors import UsageError

if TYPE_CHECKING:
    from counterclaim.ask.view import RecordView
    from counterclaim.reference.gazetteer import Gazetteer


def prepare(view: RecordView, gazetteer: Gazetteer | None = None) -> None:
    """Keep a large record's columns, its events as sides take them, its statements on control, and a forecast's samples.

    The forecast is the one that is asked first.

    Nothing is done for a small record.

    Raises:
        RecordError: an older version linked the record.
    """
    if view.record.counts()["claims"] < KEPT_FROM:
        return
    everything(view.record, view.registry)
    put_together(view, str(gazetteer.path) if gazetteer else None)
    gathered(view.record, view.registry, gazetteer)
    with contextlib.suppress(UsageError):  # too few months to forecast from
        view.forecast()
