"""What a report as a whole speaks of, where single sentences do not tell: a court, a flood, a clinic, or a war.

"He was shot twice" in a report of a trial is private crime; the same words in a report of a war are not. The words that
decide stand anywhere in the report, seldom beside the trigger.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from counterclaim.claims.gates import literal
from counterclaim.claims.lexicon import phrases_in, words

_READ = 6_000
"""Characters that are enough to know what a report is about."""
_WORD = re.compile(r"[a-z0-9]+(?:[-'’][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Setting:
    """How many different words of each kind a report has: of armed conflict and little else, of private crime and its
    courts, of accidents, disease and nature."""

    war: int
    crime: int
    mishap: int

    @property
    def of_crime(self) -> bool:
        """Whether it is about private crime: two words of it, and more than twice as many as of war."""
        return self.crime >= 2 and self.crime > 2 * self.war

    @property
    def of_mishap(self) -> bool:
        """Whether it is about an accident, a disease or a disaster."""
        return self.mishap > self.war


def setting_of(text: str) -> Setting:
    """The setting of a report with this text."""
    read = text[:_READ].lower()
    spelled = frozenset(_WORD.findall(read))
    war = _present("sign_of_war", read, spelled) - words("sign_of_crime_too")
    if war and phrases_in("no_sign_of_war", read):
        peaceful = literal(read)
        war = {word for word in war if word in peaceful}
    crime = _present("crime", read, spelled) | _present("court", read, spelled)
    return Setting(len(war), len(crime), len(_present("accident", read, spelled)))


def _present(name: str, read: str, spelled: frozenset[str]) -> set[str]:
    """Which words and phrases of a list stand in a text in lower case; far faster than its pattern."""
    single, several = _parts(name)
    return {*(single & spelled)} | {one for one in several if one in read}


@cache
def _parts(name: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """A list's single words, and what has more than letters in it."""
    listed = words(name)
    single = frozenset(word for word in listed if _WORD.fullmatch(word))
    return single, tuple(sorted(listed - single))
