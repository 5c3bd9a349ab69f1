"""The scorers of MUC-4 on templates counted by hand, the reading of keys, and templates from claims."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from evaluation.options import SuiteOptions
from evaluation.suites import muc4
from evaluation.suites.muc4_align import align
from evaluation.suites.muc4_answers import answers, candidates
from evaluation.suites.muc4_groups import groups
from evaluation.suites.muc4_incident import signs
from evaluation.suites.muc4_keys import Key, alternatives, folders, quoted_strings, read_keys, read_texts
from evaluation.suites.muc4_roles import Template, gold_templates, normal, score, template
from evaluation.suites.muc4_slots import (
    Place,
    Response,
    Scorer,
    Tagged,
    date_credit,
    key_days,
    number_credit,
    place_credit,
    set_credit,
)
from tests.factories import claim, day

from counterclaim.model import ActorMention, ActorRole, Claim, Document, Modality, Quantity, Span
from counterclaim.reference.actors import ActorRegistry

KEY = """;;; a comment
0.  MESSAGE: ID                     DEV-MUC3-0001 (NCCOSC)
1.  MESSAGE: TEMPLATE               1
2.  INCIDENT: DATE                  - 26 AUG 89
3.  INCIDENT: LOCATION              NORDLAND: RIVER (DEPARTMENT): OLD TOWN (CITY)
4.  INCIDENT: TYPE                  BOMBING
5.  INCIDENT: STAGE OF EXECUTION    ACCOMPLISHED
9.  PERP: INDIVIDUAL ID             "RIDERS"
11. PERP: ORGANIZATION CONFIDENCE   REPORTED AS FACT / POSSIBLE: "RIVER FRONT" /
                                    "RF"
12. PHYS TGT: ID                    -
18. HUM TGT: NAME                   *
19. HUM TGT: DESCRIPTION            "FARMERS"
                                    "JUDGE"
21. HUM TGT: NUMBER                 ~7: "FARMERS"
                                    1: "JUDGE"

0.  MESSAGE: ID                     DEV-MUC3-0001 (NCCOSC)
1.  MESSAGE: TEMPLATE               2 (OPTIONAL)
4.  INCIDENT: TYPE                  ATTACK

0.  MESSAGE: ID                     DEV-MUC3-0002 (NCCOSC)
1.  MESSAGE: TEMPLATE               *
2.  INCIDENT: DATE                  *
"""


def country_of(name: str) -> str | None:
    return {"NORDLAND": "NO"}.get(name)


def made(kind: str, **roles: list[list[str]]) -> Template:
    return template(kind, roles)


# pairing


def test_pairs_are_the_best_for_the_whole_not_one_by_one() -> None:
    gains = [[(3.0, 3.0), (2.0, 2.0)], [(3.0, 3.0), None]]
    assert sorted(align(gains, sum)) == [(0, 1), (1, 0)]


def test_nothing_to_pair() -> None:
    assert align([], sum) == ()
    assert align([[None, None]], sum) == ()


# roles


def test_strings_are_compared_without_case_marks_and_articles() -> None:
    assert normal('The "Old  Mill", a farm') == "old mill farm"


def test_a_perfect_document() -> None:
    gold = [made("attack", PerpInd=[["rebels", "the rebels of the hills"]], Victim=[["Jo Doe"]])]
    assert score(gold, gold).figures() == {"precision": 1.0, "recall": 1.0, "f1": 1.0}


def test_counts_of_a_document_by_hand() -> None:
    """The pair has type and one perpetrator right of 3 given and 3 of gold; each side has a template more."""
    gold = [made("bombing / attack", PerpInd=[["rebels", "gunmen"]], Weapon=[["bomb"]]), made("arson")]
    given = [made("attack", PerpInd=[["gunmen"], ["soldiers"]]), made("kidnapping", Victim=[["jo doe"]])]
    tally = score(given, gold)
    assert (tally.right, tally.given, tally.found, tally.gold) == (2, 5, 2, 4)
    assert tally.figures()["f1"] == pytest.approx(2 * 0.4 * 0.5 / 0.9)


def test_two_strings_of_one_gold_entity_are_both_right_and_it_is_found_once() -> None:
    tally = score(
        [made("attack", PerpInd=[["rebels"], ["gunmen"]])], [made("attack", PerpInd=[["rebels", "gunmen"]])]
    )
    assert (tally.right, tally.found) == (3, 2)


def test_an_entity_with_a_string_that_gold_lacks_is_wrong() -> None:
    tally = score([made("attack", PerpInd=[["rebels", "x"]])], [made("attack", PerpInd=[["rebels"]])])
    assert (tally.right, tally.found) == (1, 1)


def test_of_another_type_is_no_pair_and_nothing_is_right() -> None:
    tally = score([made("arson", PerpInd=[["rebels"]])], [made("attack", PerpInd=[["rebels"]])])
    assert tally.figures() == {"precision": 0.0, "recall": 0.0, "f1": 0.0}


def test_gold_has_each_template_once() -> None:
    one = {"incident_type": "attack", "PerpInd": [[["The Rebels", 3], ["gunmen", 9]]]}
    (found,) = gold_templates({"templates": [one, one]})
    assert (found.type, found.roles["PerpInd"]) == ("attack", (frozenset({"rebels", "gunmen"}),))


# keys


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    part = tmp_path / "muc4" / "raw" / "new"
    part.mkdir(parents=True)
    (part / "key-any.v1").write_text(KEY)
    (part / "texts").write_text(
        "DEV-MUC3-0001 (NCCOSC)\n\n   OLD TOWN, 26 AUG 89 -- [TEXT] RIDERS KILLED A JUDGE.\n\n\n"
        "DEV-MUC3-0002 (NCCOSC)\n\n   NOTHING HAPPENED.\n"
    )
    processed = tmp_path / "muc4" / "processed"
    processed.mkdir()
    row = {"docid": "DEV-MUC3-0001", "doctext": "", "templates": [{"incident_type": "attack"}]}
    (processed / "some.json").write_text(json.dumps(row) + "\n")
    return tmp_path


def test_keys_are_read_with_their_continued_lines(corpus: Path) -> None:
    first, second = read_keys(corpus / "muc4" / "raw" / "new")
    assert (first.document, first.optional, second.optional) == ("DEV-MUC3-0001", False, True)
    assert first.slots[11] == ('REPORTED AS FACT / POSSIBLE: "RIVER FRONT" / "RF"',)
    assert first.slots[21] == ('~7: "FARMERS"', '1: "JUDGE"')
    assert first.slots[12] == () == first.slots[18]


def test_texts_are_read_by_their_ids(corpus: Path) -> None:
    texts = read_texts(corpus / "muc4" / "raw" / "new")
    assert list(texts) == ["DEV-MUC3-0001", "DEV-MUC3-0002"]
    assert texts["DEV-MUC3-0002"].strip() == "NOTHING HAPPENED."


def test_a_part_that_is_not_there(corpus: Path) -> None:
    assert [path.name for path in folders(corpus / "muc4", "new")] == ["new"]
    with pytest.raises(FileNotFoundError) as error:
        folders(corpus / "muc4", "new+old")
    assert str(error.value.filename).endswith("old")


@pytest.mark.parametrize(
    ("filler", "found"),
    [
        ("(08 MAR 90) / (07 MAR 90 - 08 MAR 90)", ["08 MAR 90", "07 MAR 90 - 08 MAR 90"]),
        ("NORDLAND: TOWN (CITY / MUNICIPALITY)", ["NORDLAND: TOWN (CITY / MUNICIPALITY)"]),
        ('"A/B" / "C"', ['"A/B"', '"C"']),
    ],
)
def test_alternatives(filler: str, found: list[str]) -> None:
    assert alternatives(filler) == found


def test_strings_in_strings() -> None:
    assert quoted_strings('"\\"OLD MILL\\" FARM" / "FARM"') == ['"OLD MILL" FARM', "FARM"]


# slots

AUG_25, AUG_26 = date(1989, 8, 25), date(1989, 8, 26)


@pytest.mark.parametrize(
    ("given", "filler", "credit"),
    [
        ((AUG_26, AUG_26), "26 AUG 89", 1.0),
        ((AUG_26, AUG_26), "25 AUG 89 - 26 AUG 89", 0.5),
        ((AUG_25, AUG_25), "- 26 AUG 89", 0.5),
        ((None, AUG_26), "- 26 AUG 89", 1.0),
        ((None, AUG_26), "26 AUG 89", 0.5),
        ((None, AUG_26), "25 AUG 89 - 26 AUG 89", 0.5),
        ((None, AUG_26), "16 AUG 89", 0.0),
        ((None, AUG_26), "24 AUG 89 - 25 AUG 89", 0.0),
        ((AUG_25, AUG_25), "26 AUG 89", 0.0),
        ((AUG_25, AUG_25), "(26 AUG 89) / (25 AUG 89)", 1.0),
    ],
)
def test_dates_by_the_examples_of_the_guidelines(
    given: tuple[date | None, date | None], filler: str, credit: float
) -> None:
    assert date_credit(given, filler) == credit


def test_a_malformed_date_is_none() -> None:
    assert key_days("31 FEB 90") == (None, None)


@pytest.mark.parametrize(
    ("given", "credit"),
    [
        (Place("NO", ("Old Town",)), 1.0),
        (Place("NO", ()), 0.5),
        (Place("NO", ("Elsewhere",)), 0.5),
        (Place("SE", ("OLD TOWN",)), 0.5),
        (Place("SE", ("River",)), 0.0),
    ],
)
def test_places(given: Place, credit: float) -> None:
    assert place_credit(given, "NORDLAND: RIVER (DEPARTMENT): OLD TOWN (CITY)", country_of) == credit


def test_a_country_alone_in_the_key() -> None:
    assert place_credit(Place("NO", ()), "NORDLAND", country_of) == 1.0
    assert place_credit(Place("NO", ("Old Town",)), "NORDLAND", country_of) == 0.5


def test_one_end_of_a_way() -> None:
    assert place_credit(Place("NO", ("Town",)), "NORDLAND: TOWN (CITY) - MILL (CITY)", country_of) == 0.5


def test_tags() -> None:
    filler = 'REPORTED AS FACT / POSSIBLE: "RIVER FRONT" / "RF"'
    assert set_credit(Tagged("POSSIBLE", ("the RF",)), filler) == 1.0
    assert set_credit(Tagged("POSSIBLE", ("army",)), filler) == 0.5
    assert set_credit(Tagged("CLAIMED OR ADMITTED", ("RF",)), filler) == 0.0


@pytest.mark.parametrize(
    ("value", "filler", "credit"),
    [
        ("7", '7: "JUDGES"', 1.0),
        ("7", '5 - 7: "JUDGES"', 0.5),
        ("7", '~7: "JUDGES"', 0.5),
        ("6", '5 - 7: "JUDGES"', 0.0),
        ("7", '7: "PEOPLE"', 0.5),
        ("PLURAL", 'PLURAL: "JUDGES"', 1.0),
    ],
)
def test_numbers_by_the_examples_of_the_guidelines(value: str, filler: str, credit: float) -> None:
    assert number_credit(Tagged(value, ("judges",)), filler) == credit


def test_slots_of_a_document_by_hand(corpus: Path) -> None:
    keys = read_keys(corpus / "muc4" / "raw" / "new")
    scorer = Scorer(country_of)
    response = Response(
        "BOMBING",
        ("two farmers",),
        days=(AUG_26, AUG_26),
        place=Place("NO", ("Old Town",)),
        stage="ACCOMPLISHED",
        numbers=(Tagged("7", ("farmers",)),),
    )
    scorer.add([response, Response("KIDNAPPING", ("farmers",), stage="ACCOMPLISHED")], keys)
    found = {slot: (one.right, one.given, one.gold) for slot, one in scorer.counts.items()}
    assert found == {
        "DATE": (0.5, 1, 1),
        "LOCATION": (1, 1, 1),
        "STAGE": (1, 2, 1),
        "ORG_CONFIDENCE": (0, 0, 1),
        "HUM_TGT_NUMBER": (0.5, 1, 2),
    }


def test_templates_pair_only_on_a_shared_perpetrator_or_target(corpus: Path) -> None:
    keys = read_keys(corpus / "muc4" / "raw" / "new")
    scorer = Scorer(country_of)
    scorer.add([Response("BOMBING", ("a bridge",), stage="ACCOMPLISHED")], keys)
    assert scorer.counts["STAGE"].right == 0


def test_an_optional_template_or_filler_is_not_missed() -> None:
    scorer = Scorer(country_of)
    slots = {4: ("ATTACK",), 5: ("ACCOMPLISHED",)}
    scorer.add([], [Key("D", True, slots), Key("D", False, {**slots, 5: ("? ATTEMPTED",)})])
    assert scorer.counts["STAGE"].gold == 0


# templates from claims


DOCUMENT = Document("d", "d.txt", "", "", "text/plain")


def actor(text: str, role: ActorRole, id_: str | None = None, start: int = 0) -> ActorMention:
    return ActorMention(Span(start, start + len(text), text), role, id_, id_)


def test_templates_of_claims() -> None:
    first = replace(
        claim("d", event_type="attack"),
        actors=(actor("FMLN GUERRILLAS", ActorRole.PERPETRATOR, "fmln"),),
        targets=(
            actor("THREE JUDGES", ActorRole.VICTIM, start=30),
            actor("JUDGE PEDRO OROZCO", ActorRole.VICTIM, start=50),
            actor("THE COURT BUILDING", ActorRole.OBJECT, start=80),
        ),
        quantities=(Quantity("killed", "judges", 3, 3, False, Span(30, 35, "THREE")),),
    )
    given = answers(DOCUMENT, [first], ActorRegistry.load())
    assert [one.roles for one in given] == [
        made(
            "attack",
            PerpInd=[["guerrillas"]],
            PerpOrg=[["fmln"]],
            Target=[["court building"]],
            Victim=[["pedro orozco"]],
            Weapon=[],
        )
    ]
    assert given[0].slots.confidences == (Tagged("REPORTED AS FACT", ("FMLN",)),)
    assert given[0].slots.numbers == (Tagged("1", ("Pedro Orozco",)), Tagged("3", ("JUDGES", "THREE JUDGES")))
    assert given[0].slots.stage == "ACCOMPLISHED"


def test_fights_forecasts_and_protests_are_no_incidents() -> None:
    fight = replace(claim("d", 1), actors=(actor("rebels", ActorRole.PARTICIPANT),))
    forecast = claim("d", 2, modality=Modality.FORECAST)
    protest = claim("d", 3, event_type="peaceful_protest")
    assert answers(DOCUMENT, [fight, forecast, protest], ActorRegistry.load()) == []


def told(number: int, text: str, trigger: str, **changes: object) -> Claim:
    """A claim of a sentence with enough of an incident in it: a trigger, a number, a stated day."""
    start = text.index(trigger)
    made = claim("d", number, when=day("1989-08-26"), **changes)  # type: ignore[arg-type]
    return replace(
        made,
        sentence=Span(0, len(text), text),
        trigger=Span(start, start + len(trigger), trigger),
        quantities=(Quantity("killed", None, 2, 2, False, Span(0, 3, text[:3])),),
    )


def test_an_organisation_meant_by_a_pronoun_is_given_by_its_name_in_the_text() -> None:
    text = "THE FMLN SAID THAT THEY ASSASSINATED TWO MAYORS."
    they = ActorMention(Span(19, 23, "THEY"), ActorRole.PERPETRATOR, "fmln", "Front")
    document = replace(DOCUMENT, text=text)
    (given,) = answers(
        document, [replace(told(0, text, "ASSASSINATED"), actors=(they,))], ActorRegistry.load()
    )
    assert (given.roles.roles["PerpInd"], given.roles.roles["PerpOrg"]) == ((), (frozenset({"fmln"}),))


def test_guerrillas_are_of_the_one_armed_group_of_the_text() -> None:
    text = "GUERRILLAS ASSASSINATED TWO MAYORS. THE FMLN WAS SILENT."
    who = ActorMention(Span(0, 10, "GUERRILLAS"), ActorRole.PERPETRATOR)
    (given,) = answers(
        replace(DOCUMENT, text=text),
        [replace(told(0, text, "ASSASSINATED"), actors=(who,))],
        ActorRegistry.load(),
    )
    assert given.roles.roles["PerpOrg"] == (frozenset({"fmln"}),)


def test_claims_of_one_type_are_one_template() -> None:
    shot = told(0, "TWO MAYORS WERE SHOT.", "SHOT")
    blown = told(1, "TWO BOMBS EXPLODED.", "EXPLODED", event_type="remote_explosive_landmine_ied")
    kinds = [
        one.roles.type
        for one in answers(DOCUMENT, [shot, blown, replace(shot, id="x")], ActorRegistry.load())
    ]
    assert kinds == ["attack", "bombing"]


def test_the_attack_told_of_behind_a_bomb_is_the_bombing() -> None:
    blown = told(0, "TWO BOMBS EXPLODED.", "EXPLODED", event_type="remote_explosive_landmine_ied")
    attack = told(1, "TWO MEN WERE HURT IN THE ATTACK.", "ATTACK")
    dynamite = told(2, "TWO MEN DYNAMITED A BRIDGE.", "DYNAMITED", event_type="looting_property_destruction")
    for claims in ([blown, attack], [dynamite]):
        assert [one.roles.type for one in answers(DOCUMENT, claims, ActorRegistry.load())] == ["bombing"]


def test_claims_of_other_targets_on_another_day_are_another_incident() -> None:
    def hit(number: int, whom: str, when: str) -> Claim:
        one = told(number, f"{whom} WERE SHOT DEAD.", "SHOT", event_type="attack")
        target = ActorMention(Span(0, len(whom), whom), ActorRole.VICTIM)
        return replace(one, targets=(target,), when=day(when))

    priests, women = hit(0, "TWO PRIESTS", "1989-08-26"), hit(1, "THREE WOMEN", "1989-08-20")
    assert groups([priests, women]) == [("attack", [priests]), ("attack", [women])]
    same_day = hit(1, "THREE WOMEN", "1989-08-26")
    assert groups([priests, same_day]) == [("attack", [priests, same_day])]
    again = hit(1, "THE PRIESTS", "1989-08-20")
    assert groups([priests, again]) == [("attack", [priests, again])]
    assert groups([hit(0, "SIX SOLDIERS", "1989-08-26")]) == []


def test_general_talk_is_no_incident_and_an_old_case_has_a_sign_of_it() -> None:
    published = day("1990-03-01")
    document = replace(DOCUMENT, text="x" * 3000, published=published)
    talk = replace(claim("d", 40), sentence=Span(2000, 2040, "THERE IS VIOLENCE EVERYWHERE IN THE COUNTRY"))
    assert answers(document, [talk], ActorRegistry.load()) == []
    victims = (ActorMention(Span(0, 16, "MAYOR ANA LUCERO"), ActorRole.VICTIM),)
    old = replace(told(0, "MAYOR ANA LUCERO WAS SHOT DEAD.", "SHOT", event_type="attack"), targets=victims)
    assert len(answers(document, [replace(old, when=day("1990-02-28"))], ActorRegistry.load())) == 1
    long_ago = [replace(old, when=day("1985-01-05"))]
    (told_of, _), *_ = candidates(document, long_ago, ActorRegistry.load())
    assert signs(told_of)["old"] == 1


def test_the_story_is_placed_in_the_country_of_its_dateline() -> None:
    text = (
        "BOGOTA, 2 MAR 90 (EFE) -- [TEXT] THE UNITED STATES AND THE UNITED STATES AGAIN. TWO MEN WERE SHOT."
    )
    (given,) = answers(replace(DOCUMENT, text=text), [told(0, text, "SHOT")], ActorRegistry.load())
    assert given.slots.place == Place("CO", ())


def test_the_suite_reads_the_texts_and_reports_missing_parts(corpus: Path) -> None:
    found = muc4.run(corpus, SuiteOptions(split="new"))
    assert found["documents"] == 2
    assert set(found) == {"role_type", "slots", "documents"}
    role_type = found["role_type"]
    assert isinstance(role_type, dict)
    assert role_type["recall"] == 1.0
    with pytest.raises(FileNotFoundError):
        muc4.run(corpus / "elsewhere")
