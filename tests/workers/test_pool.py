"""Documents that wait are read together; one that fails costs itself, and the order stays."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator, Sequence

import pytest

from counterclaim.config import Settings
from counterclaim.errors import DocumentError, SourceError, TimedOut
from counterclaim.model import SourceItem
from counterclaim.workers import Read, Workers
from counterclaim.workers.process import _outcomes, _Reader
from tests.badinput.inputs import pdf

MANY = 40


def items(count: int = MANY) -> list[SourceItem]:
    return [SourceItem("notes", b"", part=f"row={at}", text=f"Note {at}. It rained.") for at in range(count)]


def texts(results: Sequence[tuple[object, object]]) -> list[str]:
    return [found.document.text for _, found in results if isinstance(found, Read)]


@pytest.mark.parametrize("workers", [1, 2])
def test_results_are_in_order(workers: int) -> None:
    missing = SourceError("gone.txt", "no such file")
    given = [*items(), missing, *items(3)]
    with Workers(Settings(workers=workers), claims=False) as pool:
        results = list(pool.map(given))
    assert [item for item, _ in results] == given
    assert results[MANY][1] is missing
    assert len(texts(results)) == MANY + 3


def test_results_come_before_all_is_taken() -> None:
    def without_end() -> Iterator[SourceItem]:
        while True:
            yield from items(1)

    with Workers(Settings(workers=1), claims=False) as pool:
        results = pool.map(without_end())
        assert isinstance(next(results)[1], Read)


def test_a_process_that_dies_loses_no_more_than_it_must() -> None:
    with Workers(Settings(workers=1), claims=False) as pool:
        results = pool.map(items())
        read = [next(results)]
        for process in multiprocessing.active_children():
            process.kill()
        read += list(results)
    lost = [found for _, found in read if not isinstance(found, Read)]
    assert len(lost) <= 1
    assert [item for item, _ in read] == items()


def test_one_that_hangs_in_a_batch_is_stopped_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.workers.pool._UNHURRIED", 0.0)
    monkeypatch.setattr("counterclaim.workers.pool._MOST_BYTES_TOGETHER", 10_000_000)
    slow = SourceItem("slow.pdf", pdf(pages=60, text=") Tj (".join(["Mayadin"] * 40_000)))
    given = [*items(6), slow, *items(6)]
    with Workers(Settings(workers=1, timeout_seconds=2), claims=False) as pool:
        results = list(pool.map(given))
    assert [item for item, _ in results] == given
    assert isinstance(results[6][1], TimedOut)
    assert len(texts(results)) == 12


class Poisoned(_Reader):
    """Cannot read "poison", and nothing together with it."""

    def together(self, items: Sequence[SourceItem]) -> list[Read | SourceError]:
        return [self.alone(item) for item in items]

    def alone(self, item: SourceItem) -> Read:
        if item.text == "poison":
            raise ZeroDivisionError("poison")
        return super().alone(item)


def test_what_fails_together_is_read_alone() -> None:
    given = [*items(2), SourceItem("notes", b"", part="row=9", text="poison"), *items(1)]
    outcomes = _outcomes(Poisoned(), given)
    assert [type(one) for one in outcomes] == [Read, Read, DocumentError, Read]
    assert "a defect in reading it: ZeroDivisionError: poison" in str(outcomes[2])


def test_what_no_text_is_in_costs_itself() -> None:
    outcomes = _outcomes(_Reader(), [*items(1), SourceItem("empty.txt", b""), *items(1)])
    assert [isinstance(one, Read) for one in outcomes] == [True, False, True]
