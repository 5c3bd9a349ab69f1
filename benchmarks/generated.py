"""Short reports made up from a seed, with new names in each, for measurements over many documents."""

from __future__ import annotations

import random
from collections.abc import Iterator

_ONSETS = ("b", "d", "f", "g", "h", "j", "k", "kh", "l", "m", "n", "q", "r", "s", "sh", "t", "w", "z")
_VOWELS = ("a", "e", "i", "o", "u", "aa", "ai", "ou")
_CODAS = ("", "", "n", "r", "l", "m", "sh", "d", "t")
_WHO = ("fighters", "soldiers", "policemen", "villagers", "herders", "militiamen", "guards", "traders")
_DEEDS = (
    "Gunmen killed {low} {who} at a checkpoint near {place} on {day}, {speaker} said.",
    "A roadside bomb wounded {low} {who} on the road between {place} and {town}.",
    "The army said its troops had taken {place} from the rebels after {low} hours of shelling.",
    "{speaker} denied that any {who} had been captured in {place}.",
    "Between {low} and {high} families fled {place} on {day} as rockets fell on {town}.",
)
_REST = (
    "The market of {town} was open as usual, and buses ran.",
    "{speaker} spoke to reporters for {low} minutes about the price of bread.",
    "Rain is forecast for {town} until {day}.",
    "The road to {place} has {high} bends, and lorries pass it slowly.",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def reports(count: int, seed: int) -> Iterator[str]:
    """`count` reports of three to seven sentences; the same for the same seed."""
    chance = random.Random(seed)
    for _ in range(count):
        place, town, speaker = _name(chance), _name(chance), f"{_name(chance)} {_name(chance)}"
        forms = chance.sample(_DEEDS, chance.randint(1, 3)) + chance.sample(_REST, chance.randint(2, 4))
        chance.shuffle(forms)
        low = chance.randint(2, 40)
        yield " ".join(
            form.format(
                low=low,
                high=low + chance.randint(1, 60),
                who=chance.choice(_WHO),
                day=chance.choice(_DAYS),
                place=place,
                town=town,
                speaker=speaker,
            )
            for form in forms
        )


def _name(chance: random.Random) -> str:
    parts = (
        chance.choice(_ONSETS) + chance.choice(_VOWELS) + chance.choice(_CODAS)
        for _ in range(chance.randint(2, 4))
    )
    return "".join(parts).capitalize()
