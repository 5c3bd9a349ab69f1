"""Who speaks as the one who did it: "we", a party that announces or claims a deed."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.claims.attribution import Speech
from counterclaim.claims.chain import announcer, calls_enemy
from counterclaim.claims.incidents import Incident
from counterclaim.claims.lexicon import modality_words, words
from counterclaim.claims.participants import TARGET_ROLES
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.trace import Notes
from counterclaim.model import ActorMention, ActorRole, Attribution, SourceType
from counterclaim.reference.actors.sides import side


def ourselves(
    incident: Incident, chain: Sequence[Attribution], sentence: Sentence, notes: Notes
) -> tuple[ActorMention, ...]:
    """Who speaks of "we": the innermost source, or its side."""
    speaker = chain[-1] if chain else None
    for token, role in incident.arguments.with_roles():
        ours = token.lower_ in ("we", "us") or any(child.lower_ == "our" for child in token.children)
        if ours and role not in TARGET_ROLES and speaker is not None:
            found = ActorMention(sentence.of([token]), role, speaker.actor, speaker.name)
            notes.about(found, "'we' or 'our': who speaks")
            return (found,)
    return ()


def announced(
    chain: Sequence[Attribution], speech: Speech, frame: str, notes: Notes
) -> tuple[ActorMention, ...]:
    """The source itself, where it announces a deed and names nobody."""
    found = announcer(chain, speech, frame)
    for one in found:
        notes.about(one, "it announces the deed, and nobody else is named")
    return found


def without_speakers(
    targets: tuple[ActorMention, ...], chain: Sequence[Attribution]
) -> tuple[ActorMention, ...]:
    """Targets but for those that are the words of a source: a quotation ends before who said it."""
    spoken = [one.span for one in chain if one.span is not None]
    return tuple(
        one
        for one in targets
        if not any(one.span.start < it.end and it.start < one.span.end for it in spoken)
    )


def claiming(claimant: ActorMention) -> Attribution:
    """Who took responsibility, as the source of the claim."""
    name = claimant.name or claimant.span.text
    return Attribution(name, SourceType.PARTY, claimant.id, True, claimant.span)


def is_own_deed(
    chain: Sequence[Attribution],
    actors: Sequence[ActorMention],
    targets: Sequence[ActorMention],
    event_type: str,
) -> bool:
    """Whether an interested source speaks of what its own side did; a bomb that nobody is said to have laid is not."""
    speaker = chain[-1] if chain else None
    if speaker is None or not speaker.interested:
        return False
    if speaker.type is SourceType.PUBLISHER:
        return not any(calls_enemy(one.span.text) for one in actors)
    if speaker.actor is None:
        return False
    if actors:
        sides = {side(one.id) for one in actors if one.id and one.role is not ActorRole.PARTICIPANT}
        return side(speaker.actor) in sides
    if event_type in modality_words()["laid_by_somebody"]:
        return False
    hurt = [one for one in targets if one.role is ActorRole.VICTIM]
    return not hurt or any(_is_other_side(one, speaker.actor) for one in hurt)


def _is_other_side(victim: ActorMention, speaker: str) -> bool:
    """Whether those hurt are whom a party fights: of another side, or called so; not its own, nor just people.

    "Soldiers" are a state's own where a body of it speaks, and the others where a group does; "rebels" the reverse.
    """
    if victim.id is not None and victim.id != "civilians":
        return side(victim.id) != side(speaker)
    if calls_enemy(victim.span.text):
        return True
    said = {word.strip("'’.,").removesuffix("s") for word in victim.span.text.casefold().split()}
    of_state = side(speaker) != speaker
    return bool(said & (words("band") if of_state else words("armed") - words("band")))
