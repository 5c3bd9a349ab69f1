"""How well an event stands, by a stated table, with the claims that make it so and why.

That a party's own admission stands above two independent reports follows the grading of Airwars (https://airwars.org/methodology/:
confirmed, fair, weak, contested, discounted), as do contested and retracted as grades of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from counterclaim.events.agreement import Account, account, disagreement, distinct, doers, kinds, related
from counterclaim.events.provenance.context import Contexts
from counterclaim.events.provenance.origins import Provenance, trace
from counterclaim.events.provenance.tables import registry
from counterclaim.events.withdrawals import denies, last_day, status_words, withdrawals
from counterclaim.model import Claim, Modality
from counterclaim.reference.actors.sides import side

STATUSES = (
    "retracted",
    "denied",
    "contested",
    "foiled",
    "acknowledged",
    "corroborated",
    "parties_only",
    "single_origin",
)
"""Highest first: an event has the first that fits.

retracted      all origins that stated it have taken it back
denied         it is known from denials alone
contested      an origin denies what another states, or two disagree on who or where
foiled         every claim says that it failed or was stopped
acknowledged   the party at fault says so itself
corroborated   two or more independent origins without an interest agree
parties_only   only parties to the conflict state it
single_origin  one origin without an interest states it
"""

_FAILED = frozenset({Modality.FOILED, Modality.ATTEMPTED})
_STATING = frozenset({Modality.REPORTED, Modality.CLAIMED})
_MOST_COMPARED = 100
_NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Conclusion:
    """A status, the ids of the claims that make it, and why, in a sentence."""

    status: str
    claims: tuple[str, ...]
    reason: str


def status(claims: Sequence[Claim], contexts: Contexts) -> str:
    """Status of an event made of `claims`, which must not be empty."""
    return conclude(claims, contexts).status


def conclude(
    claims: Sequence[Claim], contexts: Contexts, *, provenance: Provenance | None = None
) -> Conclusion:
    """Status of an event made of `claims`, which must not be empty, with its claims and why.

    `provenance` is that of the claims, where it is known already.
    """
    origins = (provenance or trace(claims, contexts)).origins
    taken_back = withdrawals(origins, contexts)
    denying, stating, void = [], [], []
    for origin in origins:
        back = taken_back.get(origin.key, [])
        until = last_day(back, contexts) if back else None
        held = [one for one in origin.claims if not (until and _by(one, contexts, until))]
        void += [one for one in origin.claims if until and _by(one, contexts, until)]
        if said := [claim for claim in held if denies(claim)]:
            denying.append(account(origin, said))
        if said := [claim for claim in held if not denies(claim)]:
            stating.append(account(origin, said))
    if not stating and void and not denying:
        return _conclusion("retracted", void, "Whoever stated it has taken it back")
    if not stating:
        why = "Only denials of it are known" + (", and statements that were taken back" if void else "")
        return _conclusion("denied", [claim for one in denying for claim in one.claims], why)
    return _of_statements(stating, denying)


def _of_statements(stating: list[Account], denying: list[Account]) -> Conclusion:
    found = _denied(stating, denying) or _disputed(stating)
    if found is not None:
        return found
    every = [claim for one in stating for claim in one.claims]
    if all(claim.modality in _FAILED for claim in every):
        return _conclusion("foiled", every, f"It failed or was stopped by the word of {_names(stating)}")
    if admitting := [claim for claim in every if _admits(claim)]:
        ids = {claim.id for claim in admitting}
        who = _names([one for one in stating if any(claim.id in ids for claim in one.claims)])
        return _conclusion("acknowledged", admitting, f"The party at fault says so itself: {who}")
    independent = [one for one in stating if not one.origin.interested]
    agreeing = _agreeing(independent)
    if len(agreeing) > 1:
        said = f"{len(agreeing)} independent origins without an interest agree: {_names(agreeing)}"
        return _conclusion("corroborated", [claim for one in agreeing for claim in one.claims], said)
    if not independent:
        return _conclusion("parties_only", every, f"Only parties to the conflict state it: {_names(stating)}")
    one = independent[0]
    beside = "" if len(stating) == 1 else ", beside parties to the conflict or of other kinds of event"
    return _conclusion(
        "single_origin", one.claims, f"It rests on the word of {one.origin.name} alone{beside}"
    )


def _denied(stating: list[Account], denying: list[Account]) -> Conclusion | None:
    """Contested where one origin denies what another one states of the same kind and the same doer."""
    for no in denying:
        others = [yes for yes in stating if yes.origin.key != no.origin.key and _meets(yes, no)]
        if others:
            said = f"{no.origin.name} denies what is stated by {_names(others)}"
            return _conclusion("contested", [*no.claims, *(c for one in others for c in one.claims)], said)
    return None


def _meets(yes: Account, no: Account) -> bool:
    """Whether a denial is of what is stated: the same kind of event, and not another doer's."""
    blamed = any(related(a, b) for a in yes.doers for b in no.doers)
    return bool(kinds(yes) & kinds(no)) and (blamed or not yes.doers or not no.doers)


def _disputed(stating: list[Account]) -> Conclusion | None:
    for one, other in combinations(distinct(stating, _MOST_COMPARED), 2):
        on = disagreement(one, other)
        if on is not None:
            said = f"{one.origin.name} and {other.origin.name} disagree on {on}"
            return _conclusion("contested", [*one.claims, *other.claims], said)
    return None


def _agreeing(accounts: list[Account]) -> list[Account]:
    """The greatest group of accounts that tell of one kind of event."""
    groups: dict[str, list[Account]] = {}
    for one in accounts:
        for kind in sorted(kinds(one)):
            groups.setdefault(kind, []).append(one)
    return max(groups.values(), key=len, default=[])


def _admits(claim: Claim) -> bool:
    """Whether a party says of itself that it harmed those who do not fight it."""
    source = claim.source
    if source is None or source.actor is None or claim.modality not in _STATING:
        return False
    if not any(related(side(source.actor), doer) for doer in doers(claim)):
        return False
    fighters = frozenset(status_words()["acknowledged"]["fighters"])
    harmed = [one.id or one.span.text for one in claim.targets]
    harmed += [one.of for one in claim.quantities if one.of]
    return not harmed or any(_is_bystander(one, fighters) for one in harmed)


def _is_bystander(harmed: str, fighters: frozenset[str]) -> bool:
    """Whether those harmed are no party, by their id or the noun for them."""
    actor = registry().get(harmed)
    if actor is not None:
        return not actor.party and actor.kind == "civilians"
    return not set(harmed.casefold().split()) & fighters


def _by(claim: Claim, contexts: Contexts, until: date) -> bool:
    published = contexts[claim.document_id].published
    return published is None or published <= until


def _conclusion(name: str, claims: Iterable[Claim], why: str) -> Conclusion:
    return Conclusion(name, tuple(sorted({claim.id for claim in claims})), f"{why}.")


def _names(accounts: Sequence[Account]) -> str:
    names = [one.origin.name for one in accounts]
    if len(names) > _NAMES_SHOWN:
        return f"{', '.join(names[:_NAMES_SHOWN])} and {len(names) - _NAMES_SHOWN} more"
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part)
