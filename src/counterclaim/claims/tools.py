"""What the claims of one document are made with."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.claims.actors import Mentions
from counterclaim.claims.building import Builder
from counterclaim.claims.chain import Sources
from counterclaim.claims.places import Places
from counterclaim.claims.story import Story


@dataclass(frozen=True, slots=True)
class Tools:
    """Who and where is named, who says what, the thread of the story, and what makes claims of these."""

    story: Story
    mentions: Mentions
    places: Places
    sources: Sources
    builder: Builder
