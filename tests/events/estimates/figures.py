"""Figures for tests, written as people say them: "observer: at least 116"."""

from __future__ import annotations

import re

from counterclaim.events.estimates import About, Figure
from counterclaim.model import Verification
from counterclaim.text.numbers import find_numbers

ENEMY = "islamic_state"


def figure(said: str, origin: str = "o") -> Figure:
    """``WHO (HOW): NUMBER`` as a figure of everyone killed, claimed by `origin`."""
    match = re.fullmatch(r"(observer|party)(?: \((\w+)\))?: (.+)", said.strip())
    assert match, said
    who, how, words = match.groups()
    number = find_numbers(words)[0]
    party = who == "party"
    known = how in {one.value for one in Verification}
    return Figure(
        claims=(f"c_{origin}",),
        document=f"d_{origin}",
        origin=origin,
        what="killed",
        of=None,
        low=number.low,
        high=number.high,
        approximate=number.approximate,
        text=words[number.start : number.end],
        interested=party,
        about=About(how) if party else About.NEITHER,
        speaker=ENEMY if party else None,
        verification=Verification(how) if known else Verification.NONE,
    )


def figures(said: str) -> list[Figure]:
    """Figures parted by semicolons, each of an origin of its own."""
    return [figure(one, f"o{number}") for number, one in enumerate(said.split(";"))]
