from __future__ import annotations

import time
from typing import Any

import pytest

from counterclaim.claims.quantities import MAX_TOKENS, Figure, find_quantities

Row = tuple[str, str | None, int | None, int | None]


def rows(figures: list[Figure]) -> list[Row]:
    return [(f.quantity.what, f.quantity.of, f.quantity.low, f.quantity.high) for f in figures]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # objects, subjects, passives
        (
            "The attack killed 12 soldiers and wounded 20.",
            [("killed", "soldiers", 12, 12), ("injured", "soldiers", 20, 20)],
        ),
        (
            "12 soldiers were killed and 20 others injured.",
            [("killed", "soldiers", 12, 12), ("injured", None, 20, 20)],
        ),
        ("At least 30 were killed.", [("killed", None, 30, None)]),
        ("A bomb exploded, killing at least five.", [("killed", None, 5, None)]),
        ("Six Afghan civilians died in the blast.", [("killed", "civilians", 6, 6)]),
        (
            "Two police officers and three civilians were killed.",
            [("killed", "police", 2, 2), ("killed", "civilians", 3, 3)],
        ),
        ("Dozens of people were displaced.", [("displaced", "people", 24, None)]),
        ("Between 10 and 15 fighters were wounded on Tuesday night.", [("injured", "fighters", 10, 15)]),
        ("Nearly 300 fighters surrendered.", [("surrendered", "fighters", 300, 300)]),
        ("The militants kidnapped five aid workers.", [("abducted", "aid workers", 5, 5)]),
        ("Police detained several suspected insurgents.", [("detained", "insurgents", 3, None)]),
        ("Some 5,000 families fled their homes.", [("displaced", "families", 5000, 5000)]),
        ("The army evacuated 200 residents by bus.", [("evacuated", "residents", 200, 200)]),
        ("Two militants were shot dead.", [("killed", "militants", 2, 2)]),
        ("Two guards were shot and wounded.", [("injured", "guards", 2, 2)]),
        ("Three miners were said to be killed in the area.", [("killed", "miners", 3, 3)]),
        ("Some 30 miners are feared dead.", [("killed", "miners", 30, 30)]),
        ("Several gunmen opened fire and were killed.", [("killed", "gunmen", 3, None)]),
        (
            "The patrol was ambushed, and 14 policemen died of their wounds.",
            [("killed", "policemen", 14, 14)],
        ),
        (
            "The force detained a courier along with four suspected insurgents.",
            [("detained", "couriers", 1, 1), ("detained", "insurgents", 4, 4)],
        ),
        # whose a bare number is
        (
            "Gunmen opened fire on a convoy, killing four soldiers and wounding nine.",
            [("killed", "soldiers", 4, 4), ("injured", "soldiers", 9, 9)],
        ),
        (
            "Seven insurgents were captured and at least four killed.",
            [("captured", "insurgents", 7, 7), ("killed", "insurgents", 4, None)],
        ),
        (
            "Losing nine men against two on the other side, the rebels withdrew.",
            [("killed", "men", 9, 9), ("killed", None, 2, 2)],
        ),
        # deaths and captures in other words
        ("In the blast 47 people lost their lives.", [("killed", "people", 47, 47)]),
        ("More than 70 villagers burned to death in their beds.", [("killed", "villagers", 70, None)]),
        ("Soldiers put to death some 300 men in the town.", [("killed", "men", 300, 300)]),
        ("Fighting forced an estimated 15,000 people to flee.", [("displaced", "people", 15000, 15000)]),
        (
            "Some 2,300 families left the villages after the shelling.",
            [("displaced", "families", 2300, 2300)],
        ),
        ("The column carried off some 90 pupils.", [("abducted", "pupils", 90, 90)]),
        ("It said that 12 of its men had been taken prisoner.", [("captured", "men", 12, 12)]),
        ("The two wounded were detained by the police.", [("detained", None, 2, 2)]),
        ("The police arrested a weapons supplier.", [("detained", "suppliers", 1, 1)]),
        ("The force captured a commander and facilitator.", [("captured", "commanders", 1, 1)]),
        (
            "The raid left two guards wounded and two men taken into custody.",
            [("injured", "guards", 2, 2), ("detained", "men", 2, 2)],
        ),
        # the new figure of a change, and the old one
        ("The ministry revised the toll down from 40 to 31.", [("killed", None, 31, 31)]),
        ("The office raised to 21 the number of people killed.", [("killed", "people", 21, 21)]),
        ("The group counts 600 fighters, down from 3,000.", [("fighters", "fighters", 600, 600)]),
        ("Only one man died, not forty as the mayor had said.", [("killed", "men", 1, 1)]),
        ("Three officials put the number of recruits killed at 25.", [("killed", "recruits", 25, 25)]),
        ("He is one of more than 50 rebels killed this year.", [("killed", "rebels", 50, None)]),
        # counts of attacks, by their number or how often
        ("American drones struck the valley 122 times in 2010.", [("airstrikes", None, 122, 122)]),
        ("The rebels attacked convoys on 28 occasions.", [("attacks", None, 28, 28)]),
        ("Russian warplanes carried out 71 raids.", [("airstrikes", None, 71, 71)]),
        ("The front carried out 52 operations in the province.", [("attacks", None, 52, 52)]),
        ("Police thwarted a plan to bomb a church.", [("plots", None, 1, 1)]),
        ("Militants fired 48 rockets at the city.", [("shells", "rockets", 48, 48)]),
        # things
        (
            "Four rifles, a truck and seven motorcycles were recovered.",
            [("weapons", "rifles", 4, 4), ("vehicles", "trucks", 1, 1), ("vehicles", "motorcycles", 7, 7)],
        ),
        # shares of territory
        ("The army holds about two thirds of the district.", [("territory_share", None, 66, 67)]),
        ("The rebels control half of the city.", [("territory_share", None, 50, 50)]),
        ("They hold more than a third of the country.", [("territory_share", None, 33, None)]),
        # strength
        ("The militia is between 5,000 and 7,000 strong.", [("fighters", None, 5000, 7000)]),
        ("The brigade has grown from a few dozen men to about 1,200.", [("fighters", "men", 1200, 1200)]),
        ("The government has a company of 80 men.", [("troops", "men", 80, 80)]),
        # states
        ("A car bomb left 12 dead.", [("killed", None, 12, 12)]),
        (
            "The blast left 12 people dead and 30 wounded.",
            [("killed", "people", 12, 12), ("injured", "people", 30, 30)],
        ),
        ("12 dead, 30 wounded.", [("killed", None, 12, 12), ("injured", None, 30, 30)]),
        ("As many as 70 people remain missing.", [("missing", "people", None, 70)]),
        ("Some 4,000 people remain in custody.", [("detained", "people", 4000, 4000)]),
        ("The clash resulted in one dead terrorist.", [("killed", "terrorists", 1, 1)]),
        ("The rebels took 12 soldiers prisoner.", [("captured", "soldiers", 12, 12)]),
        (
            "At least 60 people have been killed and more than 100 others injured.",
            [("killed", "people", 60, None), ("injured", None, 100, None)],
        ),
        # nouns and tolls
        ("The attack caused the deaths of 14 people.", [("killed", "people", 14, 14)]),
        ("The raid led to the arrest of 14 men.", [("detained", "men", 14, 14)]),
        ("The blast claimed the lives of six soldiers.", [("killed", "soldiers", 6, 6)]),
        ("The siege cost at least 116 civilians their lives.", [("killed", "civilians", 116, None)]),
        ("The blast claimed 12 lives.", [("killed", None, 12, 12)]),
        ("The number of civilians killed has been put at 116.", [("killed", "civilians", 116, 116)]),
        ("The death toll rose to 40.", [("killed", None, 40, 40)]),
        ("Officials put the number of wounded at 45.", [("injured", None, 45, 45)]),
        ("He gave a death toll of 12.", [("killed", None, 12, 12)]),
        ("The strikes caused 14 civilian deaths.", [("killed", "civilians", 14, 14)]),
        ("Rescuers found 65 bodies of civilians.", [("killed", "civilians", 65, 65)]),
        # captures, losses, things
        ("The rebels took 12 prisoners.", [("captured", "prisoners", 12, 12)]),
        ("The army lost 30 men.", [("killed", "men", 30, 30)]),
        ("The army lost five tanks.", [("vehicles", "tanks", 5, 5)]),
        (
            "The army captured 14 villages and 200 militants.",
            [("sites", "villages", 14, 14), ("captured", "militants", 200, 200)],
        ),
        (
            "Troops seized 30 rifles and 4 mortars.",
            [("weapons", "rifles", 30, 30), ("weapons", "mortars", 4, 4)],
        ),
        ("Three vehicles were destroyed.", [("vehicles", "vehicles", 3, 3)]),
        ("The group controls 40 percent of the city.", [("territory_share", None, 40, 40)]),
        # events and strength
        ("The group claimed 52 attacks in four months.", [("attacks", None, 52, 52)]),
        ("Aircraft carried out 24 airstrikes.", [("airstrikes", None, 24, 24)]),
        ("Jets flew at least 10 air raids.", [("airstrikes", None, 10, None)]),
        ("More than 200 shells landed in the town.", [("shells", None, 200, None)]),
        ("Police foiled three plots.", [("plots", None, 3, 3)]),
        ("The group has between 600 and 900 fighters in the area.", [("fighters", "fighters", 600, 900)]),
        ("The army sent 2,000 soldiers to the border.", [("troops", "soldiers", 2000, 2000)]),
        # one person
        (
            "A soldier was killed and two others were wounded.",
            [("killed", "soldiers", 1, 1), ("injured", None, 2, 2)],
        ),
        ("The raid killed its commander.", [("killed", "commanders", 1, 1)]),
        ("The militant refused and was shot and killed.", [("killed", "militants", 1, 1)]),
        # none
        ("There were no casualties.", [("killed", None, 0, 0)]),
        ("No civilians were injured.", [("injured", "civilians", 0, 0)]),
        # two kinds in one figure
        (
            "60 people were killed or wounded.",
            [("killed", "people", None, 60), ("injured", "people", None, 60)],
        ),
        ("Rebels kidnapped and murdered five nuns.", [("killed", "nuns", 5, 5), ("abducted", "nuns", 5, 5)]),
        # figures that another figure of the sentence explains
        (
            "Guards shot dead two men in Goz and another in Adre.",
            [("killed", "men", 2, 2), ("killed", "men", 1, 1)],
        ),
        (
            "Six soldiers and as many rebels were killed.",
            [("killed", "soldiers", 6, 6), ("killed", "rebels", 6, 6)],
        ),
        (
            "The bomb killed 40 people, though the army put the figure at 29.",
            [("killed", "people", 40, 40), ("killed", "people", 29, 29)],
        ),
        (
            "The rebels claim 120 enemy dead; the army admits to 19.",
            [("killed", "enemies", 120, 120), ("killed", "enemies", 19, 19)],
        ),
        ("Of 44 soldiers at the post, 31 were killed.", [("killed", "soldiers", 31, 31)]),
        ("They hold nine of the district's 14 villages.", [("sites", "villages", 9, 9)]),
        (
            "Four attackers were killed and a fifth was arrested.",
            [("killed", "attackers", 4, 4), ("detained", "attackers", 1, 1)],
        ),
        (
            "Eight were hurt, three seriously and two of them fatally.",
            [("injured", None, 8, 8), ("injured", None, 3, 3), ("killed", None, 2, 2)],
        ),
        (
            "Officials put the dead at 43 and the wounded at 92.",
            [("killed", None, 43, 43), ("injured", None, 92, 92)],
        ),
        # states that verbs bring about
        ("The blast left 22 people with burns.", [("injured", "people", 22, 22)]),
        ("Doctors treated 46 people for gunshot wounds.", [("injured", "people", 46, 46)]),
        ("Some 900 people were driven from their homes.", [("displaced", "people", 900, 900)]),
        ("A total of 154 militants had been eliminated.", [("killed", "militants", 154, 154)]),
        ("In the fighting 24 servicemen had fallen.", [("killed", "servicemen", 24, 24)]),
        ("A hundred soldiers fell into enemy hands.", [("captured", "soldiers", 100, 100)]),
        ("The troops wiped out 12 rebels.", [("killed", "rebels", 12, 12)]),
        ("The raiders took eleven porters with them.", [("abducted", "porters", 11, 11)]),
        # nobody, both, one
        ("The mortar attack killed nobody.", [("killed", None, 0, 0)]),
        ("Both pilots were killed.", [("killed", "pilots", 2, 2)]),
        ("He said that one soldier died.", [("killed", "soldiers", 1, 1)]),
        ("A fixer was killed and a goat was wounded.", [("killed", None, 1, 1)]),
    ],
)
def test_figures(nlp: Any, sentence: str, expected: list[Row]) -> None:
    assert rows(find_quantities(nlp(sentence))) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "A 30-year-old shopkeeper spoke to the agency.",
        "Ahmed, 30, fled.",
        "The 105th Brigade attacked the village.",
        "Clashes broke out 20 km from the town.",
        "They were paid $500 a month.",
        "About 40 percent of the vote was counted.",
        "The attack began at 10:30 on 4 May 2018.",
        "In 2016 the army attacked the town.",
        "The army fired 120 mm mortars.",
        "They live at 12 Market Street.",
        "The talks lasted three days.",
        "There were no immediate reports of casualties.",
        "No further casualties were reported.",
        "An attempt on the life of the judge failed.",
        "One of the largest attacks of the war began.",
        "One in three children was hungry.",
        "The operation sought to detain a commander.",
        "12 militants fled.",
        "Call 555 1234 for details.",
        "Code 4 (abduction) is used for both.",
        "The raiders drove off 80 cattle.",
        "The report tells of the kidnapping.(12)",
        "Two brothers aged eight and eleven stood by.",
        "The army captured Abu Kamal on Sunday.",
        "The guard reported that it left.",
        "The army killed an unknown number of them.",
        "The militia fell back.",
        "The shelling killed 600 head of cattle.",
    ],
)
def test_no_figures_of_harm(nlp: Any, sentence: str) -> None:
    harm = {
        "killed",
        "injured",
        "captured",
        "abducted",
        "detained",
        "missing",
        "displaced",
        "territory_share",
    }
    assert [f for f in find_quantities(nlp(sentence)) if f.quantity.what in harm] == []


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("Twelve people, including four children, were killed.", [("killed", "children", 4, 4)]),
        ("Ten people died, two of whom were children.", [("killed", "children", 2, 2)]),
        (
            "Eleven people were killed, among them a child and two women.",
            [("killed", "children", 1, 1), ("killed", "women", 2, 2)],
        ),
        (
            "Twelve people, including a woman and two soldiers, were killed.",
            [("killed", "women", 1, 1), ("killed", "soldiers", 2, 2)],
        ),
        ("At least 20 people were hurt, two of them seriously.", [("injured", None, 2, 2)]),
        ("The raid killed 50 people, five of them children.", [("killed", "children", 5, 5)]),
        (
            "It counted the deaths of 120 people, of whom 44 were civilians.",
            [("killed", "civilians", 44, 44)],
        ),
        (
            "Fighting left 17 dead, the army said: five soldiers and 12 rebels.",
            [("killed", "soldiers", 5, 5), ("killed", "rebels", 12, 12)],
        ),
        ("Ten guerrillas, including their leader, were killed.", []),
        ("Fourteen servicemen, one of them a general, had perished.", []),
        (
            "Twelve people – five soldiers and seven civilians – were killed.",
            [("killed", "soldiers", 5, 5), ("killed", "civilians", 7, 7)],
        ),
    ],
)
def test_parts_follow_their_total_and_are_marked(nlp: Any, sentence: str, parts: list[Row]) -> None:
    figures = find_quantities(nlp(sentence))
    assert not figures[0].part
    assert all(figure.part for figure in figures[1:])
    assert rows(figures[1:]) == parts


def test_capitals_read_from_a_lowered_copy(nlp: Any) -> None:
    sentence = "THREE SUBVERSIVES WERE KILLED ON 2 MAY AND SEVEN OTHERS WERE WOUNDED."
    figures = find_quantities(nlp(sentence.lower()), 0, sentence)
    assert rows(figures) == [("killed", "subversives", 3, 3), ("injured", None, 7, 7)]
    assert figures[0].quantity.span.text == "THREE"


def test_offsets_are_those_of_the_document(nlp: Any) -> None:
    before, sentence = "Nothing else happened. ", "The attack killed 12 Syrian soldiers near the town."
    document = before + sentence
    doc = nlp(document)
    alone = find_quantities(nlp(sentence), len(before))
    within = find_quantities(list(doc.sents)[-1], len(before))
    for figures in (alone, within):
        (figure,) = figures
        span = figure.quantity.span
        assert document[span.start : span.end] == span.text == "12"
        assert document[figure.noun_start : figure.noun_end] == "Syrian soldiers"
        assert figure.trigger_start is not None
        assert document[figure.trigger_start :].startswith("killed")


def test_names_are_no_part_of_whose_figure_it_is(nlp: Any) -> None:
    (figure,) = find_quantities(nlp("Gunmen killed commander Ahmed Hassan."))
    assert rows([figure]) == [("killed", "commanders", 1, 1)]


def test_a_long_sentence_is_cut(nlp: Any) -> None:
    doc = nlp("The attack killed 12 soldiers and wounded 20 civilians , " * 120)
    started = time.monotonic()
    figures = find_quantities(doc)
    assert time.monotonic() - started < 5
    assert len(doc) > MAX_TOKENS
    assert max(figure.quantity.span.end for figure in figures) <= doc[MAX_TOKENS - 1].idx + len(
        doc[MAX_TOKENS - 1].text
    )


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n", "12", "killed", "12 12 12 12", "of of of 12 of", "including including 4 including"],
)
def test_fragments_are_read(nlp: Any, text: str) -> None:
    for figure in find_quantities(nlp(text)):
        assert text[figure.quantity.span.start : figure.quantity.span.end] == figure.quantity.span.text
