"""Who did what to whom: the arguments of a trigger, by its frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from counterclaim.claims.lexicon import attribution_words, base, reporting_verbs, words
from counterclaim.claims.syntax import (
    ACCUSING,
    PASSIVE_SUBJECTS,
    SUBJECTS,
    ancestors,
    antecedent,
    children,
    conjuncts,
    held_to_account,
    is_passive,
    objects,
    owned_by,
    prepositional,
    subject,
)
from counterclaim.claims.triggers import Trigger
from counterclaim.model import ActorRole
from counterclaim.reference.event_types import family


@dataclass(slots=True)
class Arguments:
    """Head tokens by what they are in the event. `places` are objects that a territory frame takes."""

    agents: list[Any] = field(default_factory=list)
    patients: list[Any] = field(default_factory=list)
    mutual: list[Any] = field(default_factory=list)
    places: list[Any] = field(default_factory=list)
    claimants: list[Any] = field(default_factory=list)
    holders: list[Any] = field(default_factory=list)
    former: list[Any] = field(default_factory=list)

    def with_roles(self) -> list[tuple[Any, ActorRole]]:
        """Each head with its role, perpetrators and participants before victims; times play none."""
        found = [
            *((token, ActorRole.PERPETRATOR) for token in self.agents),
            *((token, ActorRole.PARTICIPANT) for token in self.mutual),
            *((token, ActorRole.CLAIMANT) for token in self.claimants),
            *((token, ActorRole.HOLDER) for token in self.holders),
            *((token, ActorRole.VICTIM) for token in self.patients),
            *((token, ActorRole.FORMER_HOLDER) for token in self.former),
        ]
        return [(token, role) for token, role in found if token.ent_type_ not in ("DATE", "TIME")]


def arguments(trigger: Trigger) -> Arguments:
    """Arguments of `trigger` as the parse gives them; empty lists where the sentence names none."""
    token = trigger.token
    verbal = token.pos_ in ("VERB", "AUX") and trigger.rule.pos == "v"
    does, undergoes = _verb(token) if verbal else _said_of(token, trigger.rule.frame) or _noun(token)
    found = _by_frame(trigger, does, undergoes)
    if trigger.rule.frame == "effect" and any(
        base(one) in words("remains") for one in children(token, "dobj")
    ):
        found.agents = []  # who finds bodies has killed nobody
    if trigger.rule.words[-1] == "with" and trigger.rule.frame == "harm":
        found.patients += prepositional(token, "with")  # "made off with six boys"
    if trigger.rule.pos == "n" and any(need.startswith("held:") for need in trigger.rule.needs):
        found = _in_hands(token)
    if trigger.rule.event_type == "siege_relieved":
        _turn_besiegers(token, found)
    found.claimants = _claimants(token)
    found.agents += held_to_account(token)
    found.agents += [
        one
        for hands in prepositional(token, "at")
        if hands.lemma_.lower() == "hand"
        for one in owned_by(hands)
    ]
    found.holders = [one for holder in found.holders for one in owned_by(holder)]
    if trigger.rule.frame == "take":
        found.former += _owners(found.places)
    if family(trigger.rule.event_type) == "offensive":
        found.patients += _aims(token)
    return found


def _verb(verb: Any) -> tuple[list[Any], list[Any]]:
    if is_passive(verb):
        patient = subject(verb) if verb.dep_ != "acl" else verb.head
        doers = [one for one in prepositional(verb, "by") if not _is_means(one)] or _interrupted(verb)
        return doers, list(conjuncts(patient)) if patient is not None else []
    agent = subject(verb)
    does = list(conjuncts(agent)) if agent is not None else []
    does += [
        shooter for one in does for clause in children(one, "acl") for shooter in _launchers(one, clause)
    ]
    if any(one.lemma_.lower() == "siege" for one in prepositional(verb, "under")):
        return prepositional(verb, "by", "from"), does
    undergoes = objects(verb) + prepositional(verb, "on", "at", "against", "of", "into")
    if any(one.lemma_.lower() in words("done_to") for one in children(verb, "dobj")):
        undergoes += prepositional(verb, "to")
    if verb.dep_ == "relcl" and any(child.dep_ == "dobj" for child in verb.children if child.tag_ == "WDT"):
        undergoes = [verb.head, *undergoes]
    return does, [part for part in undergoes if part.tag_ not in ("WDT", "WP")]


def _in_hands(hands: Any) -> Arguments:
    """Who holds people and who is held: "twelve workers are in the hands of the rebels"."""
    verb = next((above for above in ancestors(hands) if above.pos_ in ("VERB", "AUX")), hands)
    held = subject(verb) if verb is not hands else None
    owners = [*owned_by(hands), *children(hands, "amod", "compound")]
    return Arguments(agents=owners, patients=list(conjuncts(held)) if held is not None else [])


def _said_of(adjective: Any, frame: str) -> tuple[list[Any], list[Any]] | None:
    """Who is in the state that an adjective says: "600 villagers were dead"."""
    if adjective.dep_ != "acomp" or adjective.pos_ != "ADJ":
        return None
    somebody = subject(adjective.head)
    described = list(conjuncts(somebody)) if somebody is not None else []
    return (described, []) if frame == "suffer" else ([], described)


def _is_means(noun: Any) -> bool:
    """Whether "by" leads to whose figure it is and not to who did it: "killed, by the brigade's own count"."""
    return noun.lemma_.lower() in attribution_words()["nouns_of_saying"]["counts"] | {"name"}


def _launchers(thing: Any, clause: Any) -> list[Any]:
    """Who sent what struck: "bombs fired by rebels", "a mine laid by the militia"."""
    if thing.lemma_.lower() not in words("projectile") | words("explosive") | words("weapon"):
        return []
    return prepositional(clause, "by")


def _interrupted(verb: Any) -> list[Any]:
    """The doer behind an aside that the parse hangs it on: "was shot down, Kiev said, by separatists"."""
    above = verb.head
    if verb.dep_ != "ccomp" or above.i < verb.i or above.lemma_.lower() not in reporting_verbs():
        return []
    return prepositional(above, "by") if not is_passive(above) else []


def _noun(noun: Any) -> tuple[list[Any], list[Any]]:
    before = children(noun, "poss", "amod", "compound", "nmod")
    does = prepositional(noun, "by", "from") + [
        one for one in before if base(one) not in words("kind_of_act")
    ]
    somebody = base(noun) in words("people")
    does += [noun] if somebody else []
    if base(noun) in words("craft"):
        does += prepositional(noun, "of")
        somebody = True
    about = ("against", "targeting") if somebody else ("of", "on", "against", "targeting", "over")
    undergoes = prepositional(noun, *about)
    undergoes = [one for one in undergoes if one.lemma_.lower() not in ("behalf", "part", "side")]
    undergoes += [antecedent(owner) for owner in children(noun, "poss") if owner.lower_ == "whose"]
    doers, struck = _clauses_of(noun)
    does += doers
    undergoes += struck
    verb = noun.head
    if noun.head.lower_ == "under":
        verb = next((part for part in ancestors(noun) if part.pos_ in ("VERB", "AUX")), noun)
        held = subject(verb) if verb is not noun else None
        return does + prepositional(verb, "by", "from"), [held] if held is not None else []
    if verb.pos_ == "ADP" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    if verb.pos_ in ("VERB", "AUX"):
        lemma = verb.lemma_.lower()
        if noun.dep_ in SUBJECTS | PASSIVE_SUBJECTS:
            if is_passive(verb):
                does += prepositional(verb, "by") if lemma not in reporting_verbs() else []
            else:
                undergoes += objects(verb)
        elif lemma in words("light_verb") | words("causing_verb"):
            agent = subject(verb)
            does += list(conjuncts(agent)) if agent is not None and not is_passive(verb) else []
        elif lemma in words("suffer_verb"):
            patient = subject(verb)
            undergoes += list(conjuncts(patient)) if patient is not None else []
    return does + _answerable(noun), undergoes


def _clauses_of(noun: Any) -> tuple[list[Any], list[Any]]:
    """Who did what a noun names and to whom, by the clauses on it: "the raid that they made", "an attack claimed by"."""
    does: list[Any] = []
    undergoes: list[Any] = []
    for clause in children(noun, "relcl"):
        agent = subject(clause)
        if base(clause) in ACCUSING:
            does += prepositional(clause, "on")
        elif (
            agent is not None
            and agent.i != noun.i
            and any(part.tag_ == "WDT" for part in children(clause, "dobj"))
        ):
            does.append(agent)
    for clause in children(noun, "acl"):
        if clause.tag_ == "VBG":
            undergoes += objects(clause)
        else:
            does += prepositional(clause, "by")
    return does, undergoes


def _answerable(noun: Any) -> list[Any]:
    """Who is "responsible for" or "behind" what a noun names, or denies a part "in" it."""
    link = noun.head
    if link.lower_ not in ("for", "behind", "in"):
        return []
    above = link.head
    if above.lemma_.lower() in words("blame_adjective") or (link.lower_ == "behind" and above.lemma_ == "be"):
        verb = above if above.pos_ in ("VERB", "AUX") else above.head
    elif above.lemma_.lower() in words("share_in_deed") and above.head.pos_ == "VERB":
        verb = above.head
    elif any(one.lemma_.lower() in words("share_in_deed") for one in children(above, "dobj")):
        verb = above
    else:
        return []
    agent = subject(verb)
    return list(conjuncts(agent)) if agent is not None and not is_passive(verb) else []


def _owners(places: list[Any]) -> list[Any]:
    """Who held what was taken, where its words say so: "a rebel stronghold", "the militia-held town"."""
    found = []
    for place in places:
        for held in children(place, "amod"):
            if held.lower_ in words("held_by"):
                found += children(held, "npadvmod", "nmod", "compound", "nsubj", "advmod")
        if base(place) in words("military_place"):
            found += [
                one
                for one in (*children(place, "poss", "compound", "amod", "nmod"), *prepositional(place, "of"))
                if one.ent_type_ not in ("GPE", "LOC", "FAC", "DATE")
            ]
    return found


def _aims(token: Any) -> list[Any]:
    """Whom an offensive is to strike: "began an offensive to drive X out of the town"."""
    above = token.head if token.dep_ == "dobj" else token
    return [
        one
        for clause in (*children(token, "acl", "relcl"), *children(above, "xcomp", "advcl"))
        if any(child.lower_ == "to" and child.dep_ == "aux" for child in clause.children)
        for one in objects(clause)
        if one.ent_type_ not in ("GPE", "LOC", "FAC")
    ]


def sought(token: Any) -> list[Any]:
    """Whom an operation was after, in the sentence of its trigger: "detained two men while searching for a commander"."""
    found = []
    for word in token.doc:
        if base(word) in words("pursuit"):
            found += objects(word) if word.pos_ == "VERB" else []
            found += prepositional(word, "for", "of", "on", "against")
    return found


def _turn_besiegers(token: Any, found: Arguments) -> None:
    """Whose siege it was is who lost by its end: "the army broke the group's siege of the town"."""
    sieges = [part for part in token.subtree if part.lemma_.lower() == "siege"]
    besiegers = [
        owner for siege in sieges for owner in (*prepositional(siege, "by"), *children(siege, "poss"))
    ]
    taken = {one.i for one in besiegers} | {siege.i for siege in sieges}
    found.agents = [one for one in found.agents if one.i not in taken]
    found.patients = [one for one in found.patients if one.i not in taken] + besiegers


def _claimants(noun: Any) -> list[Any]:
    """Who "claimed responsibility for" the event that the noun names."""
    if noun.head.lower_ != "for" or noun.head.head.lemma_.lower() not in ("responsibility", "credit"):
        return []
    verb = noun.head.head.head
    speaker = subject(verb) if verb.pos_ == "VERB" else None
    return list(conjuncts(speaker)) if speaker is not None else []


def _by_frame(trigger: Trigger, does: list[Any], undergoes: list[Any]) -> Arguments:
    frame, token = trigger.rule.frame, trigger.token
    if frame == "suffer":
        return _suffering(trigger, does, undergoes)
    if frame == "held":
        return _holding_noun(token, does)
    made: dict[str, Callable[[], Arguments]] = {
        "mutual": lambda: _fighting(token, does, undergoes),
        "act": lambda: Arguments(agents=does),
        "take": lambda: Arguments(holders=does, places=undergoes, former=prepositional(token, "from")),
        "lose": lambda: Arguments(former=does, places=undergoes, holders=prepositional(token, "to")),
        "contested": lambda: Arguments(mutual=does, places=undergoes),
        "hold": lambda: Arguments(holders=does, places=undergoes),
        "leave": lambda: Arguments(
            former=does, places=undergoes + prepositional(token, "from"), holders=prepositional(token, "to")
        ),
        "fall": lambda: Arguments(places=does, holders=prepositional(token, "to", "into")),
        "oust": lambda: Arguments(holders=does, former=undergoes, places=prepositional(token, "from", "of")),
    }
    return made[frame]() if frame in made else Arguments(agents=does, patients=undergoes)


def _fighting(token: Any, does: list[Any], undergoes: list[Any]) -> Arguments:
    """Who fights; whom a fight leaves dead is no side of it: "clashes left ten people dead"."""
    verb = token.head if token.pos_ == "NOUN" and token.dep_ in SUBJECTS else None
    struck = {one.i for one in objects(verb)} if verb is not None else set()
    return Arguments(
        mutual=[*does, *_sides(token), *(one for one in undergoes if one.i not in struck)],
        patients=[one for one in undergoes if one.i in struck],
    )


def _sides(token: Any) -> list[Any]:
    """Who fights whom: behind the word, or behind the verb that it is the subject of ("clashes erupted between")."""
    found = prepositional(token, "with", "between", "against", "among")
    if not found and token.dep_ in SUBJECTS and token.head.pos_ == "VERB":
        found = prepositional(token.head, "between", "with") or [
            part
            for between in token.head.subtree
            if between.lower_ == "between" and between.i > token.i
            for part in prepositional(between.head, "between")
        ]
    return found


def _suffering(trigger: Trigger, does: list[Any], undergoes: list[Any]) -> Arguments:
    token = trigger.token
    if trigger.rule.pos == "n":
        causes = token.dep_ == "dobj" and base(token.head) in words("causing_verb")
        return Arguments(agents=does if causes else [], patients=undergoes)
    if trigger.rule.event_type == "evacuation" and not is_passive(token) and objects(token):
        return Arguments(agents=does, patients=objects(token))
    through = [noun for noun in _under(token) for noun in prepositional(noun, "by", "from")]
    return Arguments(
        agents=prepositional(token, "by", "from") or through,
        patients=undergoes if is_passive(token) else does,
    )


def _under(verb: Any) -> list[Any]:
    """What somebody is under: the fire of "came under fire from", the siege of "lay under siege by"."""
    return prepositional(verb, "under", "into") if verb.pos_ in ("VERB", "AUX") else []


def _holding_noun(noun: Any, does: list[Any]) -> Arguments:
    """ "In rebel hands": the owner of the noun holds what is the subject of its clause."""
    verb = next((part for part in ancestors(noun) if part.pos_ in ("VERB", "AUX")), None)
    held = subject(verb) if verb is not None else None
    return Arguments(holders=does + prepositional(noun, "of"), places=[held] if held is not None else [])
