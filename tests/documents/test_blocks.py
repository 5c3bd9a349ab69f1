from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.documents.blocks import Segmentation, segment
from counterclaim.model import CLAIM_ROLES, Role

WIRE = """Shelling kills two in Avdiivka

Shells fell on a bus stop in the east of Avdiivka on Monday and killed two people, the mayor said.

"It was ten past eight, people were going to work," he said.

Three others were taken to hospital. One of them is in a grave condition.

Second attack this week

On Friday a rocket hit a school in the same street. Nobody was inside.
"""

CAPITALS = """   SANTA LUCIA, 4 MAR 90 (EFE) -- [TEXT] A GROUP OF ARMED MEN ATTACKED
THE POLICE POST OF SANTA LUCIA BEFORE DAWN TODAY AND WOUNDED TWO
POLICEMEN, A SPOKESMAN FOR THE MINISTRY REPORTED.

   HE SAID THAT THE ATTACKERS, WHO WERE ABOUT 20, FLED TOWARD THE
MOUNTAINS WHEN REINFORCEMENTS ARRIVED.  NO GROUP HAS CLAIMED
RESPONSIBILITY FOR THE ACTION.
"""

INCIDENTS = """Weekly incident list

1. 3 May, Gao. A mine hit a lorry of traders on the Ansongo road; four people died.
2. 4 May, Menaka. Gunmen stole 200 head of cattle. No one was hurt.
3. 5 May, Gao. Army patrol fired on, no harm.
- 6 May, Tessit: two soldiers wounded
- 7 May, Tessit: camp shelled, toll unknown

Killed: 4
Wounded: 2
"""

NOTED = """The fire on the bridge

The bridge burned on 3 June.[1] Two men died.[2][3] The army has said nothing of it.[1, 3]

Notes

[1] Log of the fire brigade, 3 June 2015.
[2] Interview with the brother of one of them, Kirkuk, 9 June 2015.
[3] Ibid., and see Hassan (2016), p. 12.
"""


def roles(text: str, title: str | None = None) -> dict[str, Role]:
    return {text[block.start : block.end]: block.role for block in segment(text, title=title).blocks}


def lost(result: Segmentation) -> list[Role]:
    return [
        block.role for block in result.blocks if block.role not in CLAIM_ROLES | {Role.TITLE, Role.DATELINE}
    ]


LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            *("Home", "Read also", "Comments", "References", "[1] See X (2010), p. 3.", "Share", "", "  "),
            *("12", "###", "Contents", "* a note"),
            *WIRE.splitlines(),
            *NOTED.splitlines(),
        ]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=40), st.sampled_from(["\n", "\r\n", "\n\n", "\x0c", "\u2028"]))
def test_blocks_cover_all_but_white_space_once_and_in_order(lines: list[str], end: str) -> None:
    text = end.join(lines)
    end_before = 0
    for block in segment(text).blocks:
        assert end_before <= block.start < block.end <= len(text)
        assert not text[end_before : block.start].strip()
        assert text[block.start : block.end] == text[block.start : block.end].strip()
        end_before = block.end
    assert not text[end_before:].strip()


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=40))
def test_references_and_marks_lie_in_their_blocks(lines: list[str]) -> None:
    text = "\n".join(lines)
    result = segment(text)
    identities = [reference.id for reference in result.references]
    assert len(set(identities)) == len(identities)
    for reference in result.references:
        inside = [b for b in result.blocks if b.start < reference.end and reference.start < b.end]
        assert inside
        assert all(block.role in {Role.REFERENCE, Role.FOOTNOTE} for block in inside)
    for mark in result.note_marks:
        assert mark.reference in identities
        assert any(b.start <= mark.start < mark.end <= b.end and b.role in CLAIM_ROLES for b in result.blocks)


def test_same_text_same_answer() -> None:
    assert segment(NOTED) == segment(NOTED)


@pytest.mark.parametrize(
    "text", [WIRE, CAPITALS, INCIDENTS, "Gunmen killed four farmers near Jibia on Sunday."]
)
def test_clean_texts_lose_nothing(text: str) -> None:
    assert lost(segment(text)) == []


def test_title_and_subhead_of_a_wire_report() -> None:
    found = roles(WIRE)
    assert found["Shelling kills two in Avdiivka"] is Role.TITLE
    assert found["Second attack this week"] is Role.BODY


def test_known_title_is_found_behind_a_site_name() -> None:
    text = "Home\nWorld\nTown falls after nine days\nShare\n" + WIRE.split("\n\n", 1)[1]
    assert (
        roles(text, title="Town falls after nine days - The Courier")["Town falls after nine days"]
        is Role.TITLE
    )


def test_wrapped_lines_make_one_block() -> None:
    blocks = segment(CAPITALS).blocks
    assert [CAPITALS[block.start : block.end].count("\n") for block in blocks] == [2, 2]


def test_page_numbers_do_not_join_a_paragraph() -> None:
    line = "and the men were taken from the mosque in groups of five and were held there until"
    text = "\n".join(
        [line, line.replace("five", "six"), "17", line.replace("five", "ten"), "the end of it came."]
    )
    assert "17" in {text[block.start : block.end] for block in segment(text).blocks}


def test_bracket_marks_are_linked() -> None:
    result = segment(NOTED)
    assert [reference.id for reference in result.references] == ["1", "2", "3"]
    assert [(NOTED[mark.start : mark.end], mark.reference) for mark in result.note_marks] == [
        ("[1]", "1"),
        ("[2]", "2"),
        ("[3]", "3"),
        ("[1, 3]", "1"),
        ("[1, 3]", "3"),
    ]
    assert roles(NOTED)["Notes"] is Role.FOOTNOTE


def test_glued_digits_are_linked_and_figures_are_not() -> None:
    text = (
        "The wave of 3 March 2022.1 It hit a plant in the city.2 The S-300 weighs 1.8 tonnes; see M23.\n\n"
        "Endnotes\n\n1 Log of the engineer, 4 March 2022.\n2 Interview, Dnipro, May 2022.\n"
    )
    result = segment(text)
    assert [(mark.reference, text[mark.start - 1 : mark.end]) for mark in result.note_marks] == [
        ("1", ".1"),
        ("2", ".2"),
    ]


def test_caret_entries_are_numbered_by_place() -> None:
    text = (
        "The siege lasted nine days.[1] It ended on Friday.[2]\nReferences\n"
        '^ "Siege ends". Gulf Post. 9 October 2012.\n^ a b Lacher, W. (2016). Towns. p. 12.\n'
    )
    result = segment(text)
    assert [reference.id for reference in result.references] == ["1", "2"]
    assert [mark.reference for mark in result.note_marks] == ["1", "2"]


def test_note_at_the_foot_of_a_page_needs_its_mark() -> None:
    body = "Some 4,000 inmates got out of the two prisons on Sunday, officials said.{mark}\n\n"
    entry = "* The figure was given by a union of judges.\n"
    assert Role.FOOTNOTE in roles(body.format(mark="*") + entry).values()
    assert Role.FOOTNOTE not in roles(body.format(mark="") + entry).values()


def test_numbered_paragraphs_are_not_notes() -> None:
    text = (
        "1 The battle began on 4 November.1 Special forces climbed the cliff at night.2\n"
        "2 By 8 November the town had fallen, and the army gave no figures of its losses.\n\n"
        "1 Some say 3 November.\n2 Interview with a sergeant.\n"
    )
    found = list(roles(text).values())
    assert found == [Role.BODY, Role.BODY, Role.FOOTNOTE, Role.FOOTNOTE]


def test_marks_in_odd_digits_do_no_harm() -> None:
    assert segment("One word.[①] Two.²³ Three.[٣]\n[①] A note.\n[٣] Another note, p. 3.\n").blocks


def test_bullets_are_not_notes_though_a_word_has_a_star() -> None:
    text = "The toll* rose.\n\n* two men were killed in Gao\n* three were hurt in Menaka\n* one is missing\n"
    assert Role.FOOTNOTE not in roles(text).values()


def test_unmarked_entries_are_numbered_r() -> None:
    entries = "Attar, J. (2019) Reading Craters. Beirut: Sand.\nBey, K. (2016) Tolls. Leeds: Harrow.\n"
    text = f"{WIRE}\nBibliography\n{entries}"
    assert [reference.id for reference in segment(text).references] == ["r1", "r2"]


def test_a_heading_named_sources_with_prose_below_is_body() -> None:
    prose = "People in the town said that they heard two blasts. The police did not answer.\n"
    text = f"What we heard\n\nSources\n\n{prose}"
    assert lost(segment(text)) == []


def test_list_under_a_label_ends_where_text_resumes() -> None:
    text = (
        "Home\nWorld\nSearch\nLog in\n" + WIRE + "\nRead also\nRebels seize second town in a week\n"
        "Landmine kills four peacekeepers on Kidal road\n\n"
        "The mayor asked people to stay at home. He said that the shelling might go on through the night and "
        "that the school would be shut.\n\nMost read\nArmy jet crashes in desert\n"
    )
    found = roles(text)
    assert found["Landmine kills four peacekeepers on Kidal road"] is Role.FURNITURE
    assert found["Army jet crashes in desert"] is Role.FURNITURE
    assert next(role for line, role in found.items() if line.startswith("The mayor asked")) is Role.BODY


def test_pull_quote_and_its_author() -> None:
    text = f'{WIRE}\n"The road is the mine."\n- A driver from Sake\n'
    found = roles(text)
    assert found['"The road is the mine."'] is Role.QUOTE
    assert found["- A driver from Sake"] is Role.QUOTE


@pytest.mark.parametrize(
    ("line", "role"),
    [
        ("Correction: an earlier text gave a wrong date.", Role.EDITORIAL_NOTE),
        ("[Ed.: The monitors counted seven dead.]", Role.EDITORIAL_NOTE),
        ("A trader beside empty pens in Gao. Photo: A. Name/Agency", Role.CAPTION),
        ("© 2020 The Courier. All rights reserved.", Role.FURNITURE),
        ("(Reporting by A. Name in Gao; editing by B. Other)", Role.DATELINE),
    ],
)
def test_lines_known_by_their_wording(line: str, role: Role) -> None:
    assert roles(f"{WIRE}\n{line}\n\nHe spoke to reporters at the site on Tuesday morning.\n")[line] is role


CHROME = "Home\nWorld\nSearch\nLog in\nSubscribe\n"

VERSE = """Song of the well

You took the road at dawn
You took our water too
You left the door ajar
And all I kept was you

You took the road at dusk
You took our bread and rope
"""

PRICES = """Field kit: what to pack

Power bank, $35
Folding bag, $22
Buy it here
Cast-iron pan, $39.95
Neck pillow, $17
Watch strap, $12
"""

FIXTURES = """The week at the front
Shelling went on in the north and the roads were shut for most of the week, officials said on Sunday.

""" + "\n".join(f"Unit {n} of the {n}th brigade holds hill {n}" for n in range(12, 40))


@pytest.mark.parametrize("text", [VERSE, PRICES, FIXTURES])
def test_lists_and_verse_without_a_page_around_them_stay(text: str) -> None:
    assert lost(segment(text)) == []


def test_captions_with_their_label_are_captions() -> None:
    found = roles(f"{CHROME}{WIRE}\nImage caption, A burned bus in Avdiivka\nImage source, A. Name\n")
    assert found["Image caption, A burned bus in Avdiivka"] is Role.CAPTION
    assert found["Image source, A. Name"] is Role.CAPTION


@pytest.mark.parametrize("stamp", ["8h ago 09.02", "14:05 (GMT+2)", "Posted at 10:12", "20m ago 17.35 BST"])
def test_stamps_of_a_live_report(stamp: str) -> None:
    entry = "Shells fell on a bus stop in the east of the city, the mayor said.\nLink copied\n"
    assert roles(f"{CHROME}{stamp}\n{entry}")[stamp] is Role.DATELINE


def test_fields_of_entries_are_body() -> None:
    entry = "Gunmen shot at a lorry near the bridge. No one was hurt.\nActors: {n} / army\nConfidence: {n}\n"
    text = f"{CHROME}Daily list\n" + "\n".join(entry.format(n=n) for n in ("low", "high", "medium", "low"))
    found = roles(text)
    assert {found["Actors: high / army"], found["Confidence: high"]} == {Role.BODY}


def test_advert_and_offer_inside_the_text() -> None:
    advert = "ADVERTISEMENT\n\nTired of gophers? Ask Don Chuy.\n\nStory continues below\n\n"
    offer = "The day's maps on your phone. From £3 a month.\n\nStart now\n\n"
    first, rest = WIRE.split("\n\n", 2)[:2], WIRE.split("\n\n", 2)[2]
    found = roles(f"{CHROME}{first[0]}\n\n{first[1]}\n\n{advert}{offer}{rest}")
    assert found["Tired of gophers? Ask Don Chuy."] is Role.FURNITURE
    assert found["The day's maps on your phone. From £3 a month."] is Role.FURNITURE
    assert next(role for line, role in found.items() if line.startswith("Three others")) is Role.BODY


def test_headlines_with_teasers_inside_the_text() -> None:
    teasers = (
        "Volcano wakes after forty quiet years\nGeologists have moved their camp to the coast.\n"
        "Singer cancels tour of the islands\nHer doctors told her to rest until spring.\n"
        "Parliament votes on new fishing rules\nTrawlers may lose a third of their quota.\n\n"
    )
    found = roles(
        f"{CHROME}{WIRE}\n{teasers}The mayor asked people of Avdiivka to stay at home until Friday.\n"
    )
    assert {found[line] for line in teasers.splitlines() if line} == {Role.FURNITURE}


def test_contents_without_a_known_label() -> None:
    heads = ("The first night", "The road south", "Who came back")
    text = "Nine days\n\n" + "\n".join(heads) + "\n\n"
    text += "\n\n".join(
        f"{head}\n\nThe men of the village were taken to the school that day." for head in heads
    )
    blocks = [(text[b.start : b.end], b.role) for b in segment(text).blocks]
    assert [role for line, role in blocks if line == heads[1]] == [Role.FURNITURE, Role.BODY]


HOSTILE = {
    "one line": "a" * 1_000_000,
    "digits": "1" * 1_000_000,
    "marks": "[1]" * 300_000,
    "brackets": "(" * 1_000_000,
    "quotes": '"' * 1_000_000,
    "a million lines": "x\n" * 1_000_000,
    "blank lines": "a.\n" + "\n" * 200_000 + "b.",
    "labels": "Comments\nReply\nRead also\nAbout Us Now\n###\n" * 4_000,
    "headings": "Notes\n1. See X (2010), p. 3.\nReferences\n" * 6_000,
    "contents": "Contents\n" + "".join(f"{n} Heading {n}\n" for n in range(20_000)),
    "bylines": "".join(f"By John{n} Smith{n}\nThe mayor spoke to {n} people there.\n" for n in range(10_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_bounded(name: str) -> None:
    began = time.perf_counter()
    segment(HOSTILE[name])
    assert time.perf_counter() - began < 15


def test_nothing_is_lost_behind_the_line_limit() -> None:
    text = "x\n" * 50_000 + "the end"
    last = segment(text).blocks[-1]
    assert (last.role, last.end) == (Role.BODY, len(text))
