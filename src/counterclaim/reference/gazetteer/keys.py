"""The keys under which the index keeps a place's names, and under which a name is asked for."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from counterclaim.text.names import bones, consonantal, is_slavic, name_keys, plain, readings, slavic, sounded

_SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC", "HEBREW", "GREEK")
_DOUBLET = "~"
UNVOWELED = "unvoweled"
"""What stands after the parts of a name that was written without its vowels."""
_LEAST_KEY = 3


@dataclass(slots=True)
class NameRows:
    """Rows of the index for the names of places: their letters, their keys, and their consonants by country."""

    letters: list[tuple[str, int]] = field(default_factory=list)
    keys: list[tuple[str, int]] = field(default_factory=list)
    near: list[tuple[str, str, str, int]] = field(default_factory=list)

    def add(self, place: int, country: str, names: Iterable[str]) -> None:
        """Add the rows of one place's names, those in a script that is matched."""
        written: dict[tuple[str, str | None], str] = {}
        for name in names:
            letters = plain(name)
            if letters and _in_known_script(letters):
                written.setdefault((letters, sounded(name)), name)
        self.letters += [(letters, place) for letters in {letters for letters, _ in written}]
        spelt = {name: readings(name) for name in written.values()}
        self.keys += [(key, place) for key in {one.key for found in spelt.values() for one in found}]
        if is_slavic(country):
            self.keys += [(key, place) for key in {_DOUBLET + slavic(name) for name in spelt}]
        # Names in Arabic script lack vowels: they are compared with others only where a place has no other.
        latin = {one for found in spelt.values() for one in found if one.base.isascii()}
        for one in latin or {consonantal(name) for name in spelt}:
            if one.base and one.base.isascii():
                written_out = "|".join(one if latin else (*one, UNVOWELED))
                self.near.append((country, bones(one.base), written_out, place))


def asked_keys(name: str, country: str | None) -> Sequence[str]:
    """The keys that a name is looked for by; those of a country's own languages only where it is given."""
    keys = [key for key in name_keys(name) if len(key) >= _LEAST_KEY]
    if country is not None and is_slavic(country) and (doublet := slavic(name)):
        keys.append(_DOUBLET + doublet)
    return keys


def _in_known_script(letters: str) -> bool:
    if letters.isascii():
        return True
    first = next((letter for letter in letters if letter.isalpha()), letters[0])
    return unicodedata.name(first, "").startswith(_SCRIPTS)
