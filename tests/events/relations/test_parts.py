"""What is part of an offensive, a siege or a battle."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.events.relations import relate
from counterclaim.model import Claim, Modality, TimeBasis, TimePrecision, When
from tests.events.relations.telling import Told, days_after, province, span_of, tell, town

START = "2019-03-01"
BATTLE = tell(
    "Rebels launched a battle for Marah.", "battle", "offensive", START, town("Marah"), ("rebels",), ("army",)
)


def clash(
    when: str = "2019-03-20", text: str = "Rebels shelled soldiers in Marah.", **changes: object
) -> Claim:
    given = {"where": town("Marah"), "actors": ("rebels",), "targets": ("army",), "document": "e"} | changes
    return tell(text, "shelled", "shelling_artillery_missile_attack", when, **given)  # type: ignore[arg-type]


def test_what_lies_in_its_time_place_and_sides_is_part_of_a_battle() -> None:
    part = clash()
    told = Told(BATTLE, part)
    (relation,) = told.relations
    assert (relation.kind, relation.of, relation.to) == ("part_of", told.event(part), told.event(BATTLE))
    assert "Marah" in relation.why
    assert relation.claims == (BATTLE.id,)


@pytest.mark.parametrize(
    "part",
    [
        clash(days_after(START, -1)),
        clash(days_after(START, 121)),
        clash(where=town("Sahl", 36.0, 40.0)),
        clash(actors=("others",), targets=("third",)),
        replace(clash(), modality=Modality.DENIED),
        replace(clash(), when=replace(span_of("2019-03-10", "2019-03-16"), basis=TimeBasis.PUBLISHED)),
    ],
    ids=["before it", "long after it", "elsewhere", "other sides", "only denied", "not dated by its text"],
)
def test_what_does_not_lie_in_it_is_no_part(part: Claim) -> None:
    assert Told(BATTLE, part).relations == []


def test_an_end_that_is_told_ends_it() -> None:
    end = tell(
        "The army said the battle for Marah was over.",
        "over",
        "end_of_hostilities",
        "2019-03-15",
        town("Marah"),
        ("army",),
        document="f",
    )
    part = clash()
    told = Told(BATTLE, part, end)
    assert told.pairs("part_of") == {(told.event(end), told.event(BATTLE))}
    assert told.relations[0].why == "It is told as the end of it."


def test_the_most_specific_whole_wins() -> None:
    wide = tell(
        "Rebels launched an offensive in Upper Vale.",
        "offensive",
        "offensive",
        "2019-02-20",
        province(),
        ("rebels",),
        ("army",),
        document="g",
    )
    part = clash()
    told = Told(BATTLE, wide, part)
    assert told.pairs("part_of") == {(told.event(part), told.event(BATTLE))}
    elsewhere = clash(where=town("Sahl", 35.3, 39.2))
    told = Told(BATTLE, wide, elsewhere)
    assert told.pairs("part_of") == {(told.event(elsewhere), told.event(wide))}


def test_a_battle_is_part_of_a_wider_and_longer_offensive_of_its_side() -> None:
    wide = tell(
        "Rebels launched an offensive in Upper Vale.",
        "offensive",
        "offensive",
        "2019-02-20",
        province(),
        ("rebels",),
        ("army",),
        document="g",
    )
    end = tell("The battle for Marah was over.", "over", "end_of_hostilities", "2019-03-15", town("Marah"))
    told = Told(BATTLE, wide, end)
    assert (told.event(BATTLE), told.event(wide)) in told.pairs("part_of")
    assert (told.event(wide), told.event(BATTLE)) not in told.pairs("part_of")


def test_in_a_wide_area_another_campaign_against_the_same_enemy_is_no_part() -> None:
    wide = tell(
        "Rebels launched an offensive in Upper Vale.",
        "offensive",
        "offensive",
        START,
        province(),
        ("rebels",),
        ("army",),
        document="g",
    )
    other = clash(actors=("third",), targets=("army",))
    assert Told(wide, other).relations == []


def test_wording_goes_before_place_and_time() -> None:
    siege = tell(
        "Marah has been under siege since March.",
        "siege",
        "siege",
        START,
        town("Marah"),
        ("army",),
        document="s",
    )
    part = clash(text="Rebels shelled soldiers in Marah during the siege of Marah.")
    told = Told(BATTLE, siege, part)
    assert (told.event(part), told.event(siege)) in told.pairs("part_of")
    (relation,) = [one for one in told.relations if one.of == told.event(part)]
    assert relation.claims == (part.id,)
    assert "during the siege of Marah" in relation.why


def test_wording_names_the_offensive_of_its_own_sentence() -> None:
    text = "Rebels shelled soldiers near Sahl as part of an offensive that began on Friday."
    where = town("Sahl", 36.0, 40.0)
    part = tell(text, "shelled", "shelling_artillery_missile_attack", "2019-03-20", where, ("rebels",))
    whole = tell(text, "offensive", "offensive", None, None)
    told = Told(part, whole)
    assert told.pairs("part_of") == set()  # an offensive without a time or place is not known as a whole
    dated = replace(whole, when=part.when)
    told = Told(part, dated)
    assert told.pairs("part_of") == {(told.event(part), told.event(dated))}


def test_a_vague_offensive_holds_nothing() -> None:
    year = When("2019", None, None, TimePrecision.YEAR)
    assert Told(replace(BATTLE, when=year), clash()).relations == []
    assert Told(replace(BATTLE, when=span_of("2019-01-01", "2019-12-31")), clash()).relations == []


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 10_000))
def test_order_does_not_matter_and_nothing_is_part_of_itself(random: Random, seed: int) -> None:
    source = Random(seed)
    words = (
        "Rebels launched an offensive in Marah.",
        "The army began a siege of Sahl during the battle for Marah.",
    )
    claims = []
    for number in range(14):
        where = source.choice([town("Marah"), town("Sahl", 35.03, 39.02), province()])
        when = days_after(START, source.randint(0, 40))
        sides = tuple(source.sample(["rebels", "army", "third"], 2))
        kind, text, trigger = source.choice(
            [
                ("offensive", words[0], "offensive"),
                ("siege", words[1], "siege"),
                ("armed_clash", "Clashes in Sahl during the siege of Sahl.", "Clashes"),
                ("attack", "An attack during the offensive in Marah came hours after the attack.", "attack"),
            ]
        )
        claims.append(
            tell(
                text,
                trigger,
                kind,
                when,
                where,
                sides[:1],
                sides[1:],
                document=f"d{number % 5}",
                number=number,
            )
        )
    told = Told(*claims)
    shuffled = claims[:]
    random.shuffle(shuffled)
    events = told.events[:]
    random.shuffle(events)
    assert relate(iter(events), iter(shuffled), told.contexts) == told.relations
    parent = dict(told.pairs("part_of"))
    assert len(parent) == len(told.pairs("part_of"))  # one whole each
    for one in parent:
        seen = set()
        up: str | None = one
        while up is not None:
            assert up not in seen
            seen.add(up)
            up = parent.get(up)
