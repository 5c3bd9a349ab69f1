"""Islands: a little text that stands far from the report, among the furniture of its page."""

from __future__ import annotations

from counterclaim.documents.blocks.features import Surface

# How many units from the report, and at most how much text beside that of the report, makes an island.
_AFTER = ((5, 0.1), (8, 0.25))
_BEFORE = ((20, 0.1),)
_LEAST_TEXT = 60


def islands(surfaces: list[Surface], mask: list[bool], fixed: set[int]) -> set[int]:
    """Units of body that are teasers or notices of the page, not text of the report: they stand far from it.

    Two sentences behind a dozen lines of links are seldom the report's. Notes (`fixed`) do not count as far.
    """
    runs = _runs(mask, fixed)
    if len(runs) < 2:
        return set()
    sizes = [sum(surfaces[index].words for index in run if surfaces[index].kind == "prose") for run in runs]
    main = max(range(len(runs)), key=lambda place: sizes[place])
    if sizes[main] < _LEAST_TEXT:
        return set()
    shares = [size / sizes[main] for size in sizes]
    found: set[int] = set()
    last = runs[main]
    for place in range(main + 1, len(runs)):
        if _is_island(surfaces[last.stop : runs[place].start], shares[place], _AFTER):
            found.update(runs[place])
        else:
            last = runs[place]
    last = runs[main]
    for place in range(main - 1, -1, -1):
        if _is_island(surfaces[runs[place].stop : last.start], shares[place], _BEFORE):
            found.update(runs[place])
        else:
            last = runs[place]
    return {index for index in found if surfaces[index].kind != "note"}


def _is_island(between: list[Surface], size: float, limits: tuple[tuple[int, float], ...]) -> bool:
    """Whether enough lines of menus, lists of links and the like stand between."""
    apart = sum(surface.kind != "prose" for surface in between)
    return any(apart >= far and size <= most for far, most in limits)


def _runs(mask: list[bool], fixed: set[int]) -> list[range]:
    """The runs of units of body, over the notes between them."""
    runs: list[range] = []
    start = None
    end = 0
    for index, body in enumerate(mask):
        if index in fixed:
            end = index + 1 if start is not None else end
        elif body:
            start = index if start is None else start
            end = index + 1
        elif start is not None:
            runs.append(range(start, end))
            start = None
    if start is not None:
        runs.append(range(start, end))
    return runs
