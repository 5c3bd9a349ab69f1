"""What the patterns of a page say of each unit, summed."""

from __future__ import annotations

from counterclaim.documents.blocks import asides, boxes, offers, patterns, repetition
from counterclaim.documents.blocks.cards import cards, single_teasers
from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.forms import forms
from counterclaim.documents.blocks.headings import subheads
from counterclaim.documents.blocks.lexicon import Lexicon
from counterclaim.documents.blocks.lines import Unit
from counterclaim.documents.blocks.listings import listings
from counterclaim.documents.blocks.mail import mail
from counterclaim.documents.blocks.measures import prose_before
from counterclaim.documents.blocks.sections import Sections
from counterclaim.documents.blocks.tables import columns
from counterclaim.documents.blocks.tails import adverts, chapters, ends, signature, tails


def sum_pulls(
    units: list[Unit],
    surfaces: list[Surface],
    fixed: set[int],
    clutter: float,
    words: Lexicon,
    *,
    headed: bool,
) -> list[float]:
    """The sum of what sections and patterns say of each unit. Posts that are not `headed` are no comments."""
    pulls = Sections(units, surfaces, fixed, clutter, words).pulls
    before = prose_before(surfaces, fixed | {index for index, pull in enumerate(pulls) if pull < -1})
    for pattern in (
        patterns.records(surfaces),
        subheads(surfaces),
        listings(surfaces),
        columns(surfaces),
        repetition.repeated(surfaces, clutter),
        repetition.page_numbers(surfaces),
        patterns.thread(surfaces, before) if headed else {},
        patterns.biographies(surfaces, before),
        patterns.headline_runs(surfaces, clutter),
        patterns.truncated(surfaces, clutter),
        repetition.buttons(surfaces),
        offers.teasers(surfaces, clutter),
        offers.promotions(surfaces, clutter),
        patterns.fact_box(surfaces, words),
        patterns.entries_of_a_day(surfaces, before),
        asides.addresses(surfaces, clutter) if headed else {},
        asides.after_the_end(surfaces, before, fixed),
        asides.of_the_site(surfaces, before),
        boxes.lives(surfaces, before, clutter),
    ):
        for index, pull in pattern.items():
            pulls[index] += pull if pulls[index] <= 0 else 0.0
    for sure in (
        repetition.contents(surfaces),
        patterns.link_groups(units, surfaces, clutter),
        patterns.controls(surfaces, clutter),
        offers.appeals(surfaces, clutter),
        forms(surfaces, clutter),
        mail(surfaces),
        cards(surfaces, clutter),
        single_teasers(surfaces, clutter),
        boxes.method_boxes(units, surfaces),
        boxes.picture_controls(surfaces, clutter),
        adverts(surfaces),
        chapters(surfaces),
        ends(surfaces, before),
        signature(surfaces, before),
        tails(surfaces, pulls),
    ):
        for index, pull in sure.items():
            pulls[index] = min(pulls[index], pull)
    return pulls
