"""Figures that the rules weigh: what each claim says of a toll, whose word it is and of whose losses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from counterclaim.events.estimates.counting import is_party, toll
from counterclaim.events.estimates.intervals import Bounds
from counterclaim.events.estimates.words import CIVILIANS, is_single, vague_count
from counterclaim.events.provenance import Contexts, origins
from counterclaim.model import Claim, Modality, Verification
from counterclaim.reference.actors.sides import side

COUNTED = (
    "killed",
    "injured",
    "captured",
    "abducted",
    "detained",
    "missing",
    "surrendered",
    "displaced",
    "evacuated",
)
"""Figures that have estimates."""

_STATING = frozenset({Modality.REPORTED, Modality.CLAIMED})


class About(StrEnum):
    """Whose losses a party speaks of; `neither` for civilians' and for a source without an interest."""

    OWN = "own"
    ENEMY = "enemy"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of one kind and side, of one origin.

    `of` is null for everyone, else ``civilians``, ``unknown`` or the id of a side. `low` and `high` are as
    said, a null is open. `speaker` is the side of the party or body whose word it is. `claims` are the ids of
    those that state it: several where one report gives the sides in several sentences, or several reports one
    figure. `partial` marks one that leaves some out: a sum of sides where others state losses of a further
    side, children beside a total, a single person spoken of where others count more.
    """

    claims: tuple[str, ...]
    document: str
    origin: str
    what: str
    of: str | None
    low: int | None
    high: int | None
    approximate: bool = False
    text: str = ""
    interested: bool = False
    about: About = About.NEITHER
    speaker: str | None = None
    verification: Verification = Verification.NONE
    published: date | None = None
    partial: bool = False

    @property
    def day(self) -> date:
        """The day of publication for comparing: what has no date comes first."""
        return self.published or date.min

    @property
    def bounds(self) -> Bounds:
        """Low and high for an interval: a sum that leaves out a side is open above."""
        return self.low, None if self.partial else self.high

    @property
    def floor(self) -> int:
        """The least number that it says, for comparing; the greatest where it says "up to"."""
        return self.low if self.low is not None else self.high or 0

    @property
    def single(self) -> bool:
        """Whether it is a person spoken of ("a boy", "the pilot"), not a count."""
        return self.low == self.high == 1 and is_single(self.text)

    @property
    def vague(self) -> int | None:
        """Value that ACLED gives its words where they are a vague count ("dozens"), else null."""
        return vague_count(self.text) if self.approximate and self.low != self.high else None


def said(
    claims: Iterable[Claim], contexts: Contexts, by_origin: Mapping[str, list[Claim]] | None = None
) -> list[Figure]:
    """Every figure that the claims state, as said.

    Claims that are reported or claimed count, and of denials those that say that nobody was lost: a denied
    "12 were killed" is no figure. Failures and plans have none.
    """
    return [
        figure
        for origin, same in (origins(claims, contexts) if by_origin is None else by_origin).items()
        for claim in same
        for figure in _of_claim(claim, origin, contexts[claim.document_id].published)
        if claim.modality in _STATING or (claim.modality is Modality.DENIED and figure.high == 0)
    ]


def _of_claim(claim: Claim, origin: str, published: date | None) -> Iterator[Figure]:
    source = claim.source
    speaker = side(source.actor) if source is not None and source.actor is not None else None
    interested = source is not None and source.interested
    counted = {one.what for one in claim.quantities}
    for what in COUNTED:
        if what not in counted and claim.modality is not Modality.DENIED:
            continue
        stated = toll(claim, what)
        for of, count in ((None, stated.everyone), *stated.sides.items()):
            if count is None:
                continue
            yield Figure(
                claims=(claim.id,),
                document=claim.document_id,
                origin=origin,
                what=what,
                of=of,
                low=count.low,
                high=count.high,
                approximate=count.approximate,
                text=count.text,
                partial=count.partial,
                interested=interested,
                about=_about(claim, of, speaker) if interested and speaker else About.NEITHER,
                speaker=speaker,
                verification=claim.verification,
                published=published,
            )


def _about(claim: Claim, of: str | None, speaker: str) -> About:
    """Whose losses a party speaks of: by the side counted, else by the parties that its claim says were hit."""
    if of == CIVILIANS:
        return About.NEITHER
    targets = {side(one.id) for one in claim.targets if one.id}
    victims = {of} if of is not None and is_party(of) else {one for one in targets if is_party(one)}
    if speaker in victims:
        return About.OWN
    return About.ENEMY if victims else About.NEITHER
