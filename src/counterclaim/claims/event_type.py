"""The event type of an incident: its trigger's, or what follows from who took part."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.claims.actors import Mentions
from counterclaim.claims.chain import speaks_for_state
from counterclaim.claims.control import territory_type
from counterclaim.claims.incidents import Incident
from counterclaim.claims.kinds import by_victims
from counterclaim.claims.participants import Roles
from counterclaim.claims.recognition import is_state
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.trace import Notes
from counterclaim.model import ActorRole, Attribution

METHODS = {
    "abduction_forced_disappearance": "abduction",
    "suicide_bomb": "suicide",
    "chemical_weapon": "chemical",
}
"""Methods that types bring with them."""


def event_type_of(
    incident: Incident,
    roles: Roles,
    chain: Sequence[Attribution],
    sentence: Sentence,
    mentions: Mentions,
    notes: Notes,
) -> str:
    """The type of `incident`, after the ACLED codebook where the words leave it open."""
    actors, targets = roles
    rule = incident.main.rule
    holder = next((one for one in actors if one.role is ActorRole.HOLDER), None)
    by_state = is_state(holder, mentions) if holder else speaks_for_state(chain, mentions)
    territory = territory_type(rule.frame, by_state, sentence)
    found = notes.take("event_type", territory) if territory is not None else rule.event_type
    agents = [one for one in actors if one.role is ActorRole.PERPETRATOR]
    if found == "arrests" and agents and not any(is_state(one, mentions) for one in agents):
        notes.add("event_type", "who arrests is no state's forces")
        return "abduction_forced_disappearance"
    official = all(is_state(one, mentions) for one in agents)
    hurt = (
        by_victims(found, agents, targets, method=incident.method, official=official)
        if rule.frame != "mutual"
        else None
    )
    return notes.take("event_type", hurt) if hurt is not None else found
