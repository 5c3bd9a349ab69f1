"""Whom the registry of actors knows, of those that four sets of data name.

A string counts as resolved where all of it stands for actors of the registry, at its day and in its country;
a side of UCDP that lists several actors is resolved where each of them is. In RE3D the text around is read
too. ``resolved`` is the share of distinct strings, of which most occurrences must be resolved, ``weighted``
the share of occurrences. Whether the actor is the right one no set says: ``python -m evaluation.suites.actors
DATA --sample 300 --seed 1`` prints a random sample of distinct ones for judging by hand, ``--missing`` what
was not resolved.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from counterclaim.reference.actors import Actor, ActorMatch, ActorRegistry
from counterclaim.reference.actors.naming import whole
from evaluation.options import DEFAULTS, SuiteOptions
from evaluation.suites.actors_gold import Named, isaf, maverick, re3d, ucdp_syria

SETS: dict[str, Callable[[Path], Iterator[Named]]] = {
    "maverick": maverick,
    "ucdp_syria": ucdp_syria,
    "re3d": re3d,
    "isaf": isaf,
}
_LIST = re.compile(r"\s*[,;]\s+")


class Resolver:
    """Resolves what the sets name."""

    def __init__(self) -> None:
        self._registry = ActorRegistry.load()
        self._resolve = cache(self._registry.resolve)
        self._read = cache(self._matches)

    def actors(self, named: Named) -> tuple[Actor, ...]:
        """The actors that all of the words stand for; empty where any of them is not resolved."""
        if named.text is not None:
            found = self._in_text(named, named.text)
            return (found,) if found else ()
        one = self._resolve(named.words, on=named.on, country=named.country)
        if one is not None:
            return (one,)
        parts = _LIST.split(named.words)
        if len(parts) == 1:
            return ()
        found_all = [self._resolve(part, on=named.on, country=named.country) for part in parts]
        return tuple(actor for actor in found_all if actor) if all(found_all) else ()

    def _in_text(self, named: Named, text: str) -> Actor | None:
        matches = [
            ActorMatch(match.start - named.start, match.end - named.start, match.name, match.actor)
            for match in self._read(text, named.country)
            if named.start <= match.start and match.end <= named.end
        ]
        if matches:
            return whole(text[named.start : named.end], matches)
        return self._resolve(named.words, country=named.country)

    def _matches(self, text: str, country: str | None) -> list[ActorMatch]:
        return self._registry.read(text, country=country)


def run(data: Path, _options: SuiteOptions = DEFAULTS) -> dict[str, object]:
    """Shares by set, of the sets that are there. Raises FileNotFoundError where none is."""
    resolver = Resolver()
    resolved: dict[str, object] = {}
    weighted: dict[str, object] = {}
    strings: dict[str, object] = {}
    for name, every in _present(data).items():
        counts = Counter(one.words for one in every)
        known = Counter(one.words for one in every if resolver.actors(one))
        strings[name] = len(counts)
        resolved[name] = sum(2 * known[words] > counts[words] for words in counts) / len(counts)
        weighted[name] = known.total() / counts.total()
    return {"resolved": resolved, "weighted": weighted, "strings": strings}


def _present(data: Path) -> dict[str, list[Named]]:
    """What each set names, of those that are there."""
    found, absent = {}, None
    for name, read in SETS.items():
        try:
            found[name] = list(read(data))
        except FileNotFoundError as error:
            absent = absent or error
    if not found and absent:
        raise absent
    return {name: every for name, every in found.items() if every}


def sample(data: Path, size: int, seed: int) -> Iterator[str]:
    """Lines for judging by hand: distinct strings by set, year and country, or document, with who was found."""
    resolver = Resolver()
    lines: dict[str, None] = {}
    for name, every in _present(data).items():
        for one in every:
            if actors := resolver.actors(one):
                lines[f"{name}\t{_about(one)}\t{one.words} -> {', '.join(map(_shown, actors))}"] = None
    chosen = list(lines)
    random.Random(seed).shuffle(chosen)  # noqa: S311 - a sample that can be drawn again
    yield from sorted(chosen[:size])


def missing(data: Path) -> Iterator[str]:
    """Lines with what was not resolved, the most frequent of each set first."""
    resolver = Resolver()
    for name, every in _present(data).items():
        counts = Counter(one.words for one in every if not resolver.actors(one))
        yield from (f"{name}\t{count}\t{words}" for words, count in counts.most_common())


def _about(one: Named) -> str:
    if one.text is None:
        return f"{one.on.year if one.on else ''} {one.country}"
    around = one.text[max(0, one.start - 60) : one.end + 60]
    return f"{one.country} [{' '.join(around.split())}]"


def _shown(actor: Actor) -> str:
    return f"{actor.id} ({actor.name})"


def main() -> None:
    """Print a sample, or what was not resolved."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", default=Path("../shared/data"))
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--missing", action="store_true")
    given = parser.parse_args()
    for line in missing(given.data) if given.missing else sample(given.data, given.sample, given.seed):
        print(line)


if __name__ == "__main__":
    main()
