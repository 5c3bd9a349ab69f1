"""What a report as a whole speaks of, where single sentences do not tell: a court, a flood, a clinic, or a war.

"He was shot twice" in a report of a trial is private crime; the same words in a report of a war are not. The words that
decide stand anywhere in the report, seldom beside the trigger.
"""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.claims.gates import literal
from counterclaim.claims.lexicon import phrases, words

_READ = 6_000
"""Characters that are enough to know what a report is about."""


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
    read = text[:_READ]
    war = _different("sign_of_war", literal(read)) - words("weak_sign_of_war") - words("sign_of_crime_too")
    crime = _different("crime", read) | _different("court", read)
    return Setting(len(war), len(crime), len(_different("accident", read)))


def _different(name: str, text: str) -> set[str]:
    return {match[0].lower() for match in phrases(name).finditer(text)}
