"""What stands for an armed group that the text has named: "the group", "the militants"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from counterclaim.reference.actors.types import ARMED_GROUPS, ActorMatch
from counterclaim.reference.actors.words import alternatives, words


def with_references(text: str, matches: Sequence[ActorMatch]) -> list[ActorMatch]:
    """The matches, with those words added that stand for a group named before them.

    "The group" is the one named last, "the militants" the one that the text has named so far; where there is
    none, or for the second more than one, nothing is added.
    """
    found = list(matches)
    for reference in _pattern().finditer(text):
        start, end = reference.span()
        if any(match.start < end and start < match.end for match in matches):
            continue
        before = [match for match in matches if match.end <= start and _is_group(match)]
        named = {match.actor.id if match.actor else match.name for match in before}
        if before and (reference["group"] or len(named) == 1):
            found.append(ActorMatch(start, end, before[-1].name, before[-1].actor))
    return sorted(found, key=lambda match: match.start)


def _is_group(match: ActorMatch) -> bool:
    if match.actor is None:
        return match.name[0].isupper()  # not "army" in a text without a country
    return match.actor.kind in ARMED_GROUPS


@cache
def _pattern() -> re.Pattern[str]:
    group, band = alternatives(words("group")), alternatives(words("band"))
    return re.compile(rf"\bthe\s(?:(?P<group>{group})|(?P<band>{band}))\b", re.IGNORECASE)
