"""Rules that go by shape and place rather than by wording, each with a text of its own."""

from __future__ import annotations

import pytest

from counterclaim.documents.blocks import segment
from counterclaim.model import CLAIM_ROLES, Role

TEXT = (
    "The column left Kadugli before dawn on Tuesday and reached the ford by noon, two drivers said{0}",
    "Army spokesmen said that eleven fighters were killed at the ford, the rebels spoke of two hurt{1}",
    "Residents of the village buried seven people that evening, and a teacher gave their names{2}",
    "The governor has promised an inquiry, but no witness had been heard by the end of the month.",
)
MENU = ("Qarvo Post", "Zendik", "Molt", "Prasun", "Ulver", "Hattan", "Grimo", "Sardel", "Voltane", "Kesh")
FURNITURE = ("Share", "Facebook", "Subscribe", "Most read")


def paragraphs(*marks: str) -> list[str]:
    filled = [*marks, "", "", ""][:3]
    return [
        one.format(f".{mark}", f".{mark}", f".{mark}") for one, mark in zip(TEXT, [*filled, ""], strict=True)
    ]


def roles(lines: list[str]) -> list[Role | None]:
    """The role of each line; None for an empty one."""
    text = "\n".join(lines)
    blocks = segment(text).blocks
    found: list[Role | None] = []
    start = 0
    for line in lines:
        offset = start + len(line) - len(line.lstrip())
        inside = (block.role for block in blocks if block.start <= offset < block.end)
        found.append(next(inside) if line.strip() else None)
        start += len(line) + 1
    return found


def page(*inside: str) -> tuple[list[str], int]:
    """A page with furniture, `inside` between its paragraphs, and the line where that starts."""
    body = paragraphs()
    top = ["Home", *FURNITURE[:3], "Seven dead at the ford of Um Serdiba", "By Amal Deng", *body[:2]]
    return [*top, *inside, *body[2:], *FURNITURE, "© 2024 Qarvo Post"], len(top)


def inside(*lines: str) -> list[Role | None]:
    text, start = page(*lines)
    return roles(text)[start : start + len(lines)]


NOTES = [
    "Interviews with the drivers, El Obeid.",
    "Statement broadcast on state radio.",
    "One of them was found alive.",
]


@pytest.mark.parametrize(
    ("marks", "notes"),
    [
        (["(1)", "(2)", "(3)"], [f"({n}) {note}" for n, note in enumerate(NOTES, 1)]),
        (["1", "2", "3"], [f"{n}{note}" for n, note in enumerate(NOTES, 1)]),
        ([" 1/", " 2/", " 3/"], [f"{n}/ {note}" for n, note in enumerate(NOTES, 1)]),
        (["*", "†", "‡"], [f"{n}  {note}" for n, note in zip("*†‡", NOTES, strict=True)]),
        (["1", "2", "3"], [line for n, note in enumerate(NOTES, 1) for line in (str(n), note)]),
        (["", "", ""], [f"Note {n}: {note}" for n, note in enumerate(NOTES, 1)]),
    ],
    ids=["round", "glued", "slash", "star and spaces", "number alone", "named"],
)
def test_notes_without_a_heading(marks: list[str], notes: list[str]) -> None:
    lines = [*paragraphs(*marks), "", *notes]
    found = roles(lines)
    assert found[:4] == [Role.BODY] * 4
    assert found[5:] == [Role.FOOTNOTE] * len(notes)


def test_notes_below_a_rule_whose_mark_stands_on_the_next_page() -> None:
    body = paragraphs("1", "2")
    notes = ["__________", "1  Interviews with the drivers.", "2  Statement broadcast on state radio."]
    found = roles([body[0], *notes, *body[1:]])
    assert found[1:4] == [Role.FURNITURE, Role.FOOTNOTE, Role.FOOTNOTE]
    assert Role.FOOTNOTE not in found[4:]


def test_numbered_paragraphs_are_no_notes() -> None:
    lines = [f"{place}. {one}" for place, one in enumerate(paragraphs("1", "2"), 1)]
    assert Role.FOOTNOTE not in roles(lines)


@pytest.mark.parametrize(
    "entries",
    [
        ["Adam, Yusuf. Roads of the Mountains. Khartoum: Blue Nile House, 1998.", "Osman, L. My List. 2021."],
        [
            "Statement of 4 March: https://radio.example/4",
            "List of the dead, as kept: https://list.example/um",
        ],
        ['"Eleven killed", Nile Post, 4 March 2021', '"Families bury seven", Radio Kordofan, 5 March 2021'],
    ],
    ids=["names and years", "addresses", "news"],
)
def test_references_under_a_heading_of_its_own_wording(entries: list[str]) -> None:
    found = roles([*paragraphs(), "", "Where this comes from", *entries])
    assert found[5:] == [Role.REFERENCE] * (1 + len(entries))


@pytest.mark.parametrize("gap", [[""], []], ids=["apart", "dense"])
def test_a_list_of_references_ends_where_citations_do(gap: list[str]) -> None:
    entries = [
        "Adam, Yusuf. Roads of the Mountains. Khartoum: Blue Nile House, 1998.",
        "Hakim, S. The Ford. Journal of Border Wars 4 (2012), pp. 3-19.",
        "Osman, Leila. The Teacher's List. Juba: Acacia, 2021.",
    ]
    below = ["OUR SCALE", "Right", "Half right", "Out of place", "Other checks of the week"]
    found = roles([*paragraphs(), "", "References", *entries, *gap, *below])
    assert found[5:9] == [Role.REFERENCE] * 4
    assert Role.REFERENCE not in found[9:]


def test_menus_of_unknown_words_are_furniture() -> None:
    found = roles([*MENU, "", "Seven dead at the ford of Um Serdiba", "By Amal Deng", "", *paragraphs()])
    assert set(found[: len(MENU)]) == {Role.FURNITURE}
    assert found[-4:] == [Role.BODY] * 4


def test_sentences_far_below_the_text_are_furniture_but_corrections_are_not() -> None:
    text, _ = page()
    note = "Correction: an earlier version of this story gave the wrong day."
    teaser = "The opposition wants an early vote, and the speaker has called the house back from its recess."
    found = roles([*text, *MENU, teaser, *MENU, note])
    assert found[text.index("© 2024 Qarvo Post") + 11] is Role.FURNITURE
    assert found[-1] is Role.EDITORIAL_NOTE
    assert found[6:10] == [Role.BODY] * 4


@pytest.mark.parametrize(
    "lines",
    [
        ["Place\tKilled\tHurt", "Kadugli\t2\t5", "Goma\t5\t12", "Idlib\t8\t19", "Baga\t11\t26", "Taiz\t1\t3"],
        ["Place   Killed", "Kadugli   2", "Goma   5", "Idlib   8", "Baga   11", "Taiz   1"],
        ["Yusuf Deng, 20", "Maryam Odeh, 23", "Ivan Petrenko, 26", "Omar Farah, aged 29", "Rosa Molina, 32"],
        ["312", "houses burned", "41", "people killed", "9", "days without water", "60", "families gone"],
        ["The dead, as read out:", "Yusuf Deng", "Maryam Odeh", "Ivan Petrenko", "Omar Farah", "Rosa Molina"],
        ["", "Yusuf Deng", "Maryam Odeh", "Ivan Petrenko", "Omar Farah", "Rosa Molina", "Jean Kavira", ""],
        [
            "",
            "Release of all prisoners",
            "Bodies to the families",
            "Guns beyond the canal",
            "Monitors",
            "No flights",
            "",
        ],
        [
            "1) Rifles",
            "https://a.example/1",
            "2) Mortars",
            "3) Radio sets",
            "https://a.example/3",
            "4) Maps",
            "5) Fuel",
        ],
    ],
    ids=["tabs", "gaps", "ages", "figures", "colon", "names", "items", "numbered"],
)
def test_short_lines_that_belong_to_the_text(lines: list[str]) -> None:
    assert set(inside(*lines)) - {None} <= CLAIM_ROLES


@pytest.mark.parametrize(
    "lines",
    [
        ["Our reporters can work because readers like you pay. Subscribe today and support us."],
        ["Get the week's best reporting in one message.", "Your e-mail address", "Send it to me"],
        ["Do you trust the new government?", "Yes", "No", "Not sure", "Vote"],
        ["Write your reply..."],
        ["Conversation (12)"],
        ["0:00", "4:31"],
        ["1:47"],
        ["Open picture in full size"],
        ["[Boards](https://a.example/b) > [Lake](https://a.example/l)"],
        ["How we did it: all entries were typed twice by two persons and compared."],
        ["More great Post stories"],
    ],
    ids=[
        *("appeal", "form", "poll", "field", "count", "player"),
        *("length", "picture control", "links in Markdown", "method", "other stories"),
    ],
)
def test_what_the_page_says_inside_the_text(lines: list[str]) -> None:
    assert set(inside(*lines)) == {Role.FURNITURE}


def test_links_between_paragraphs_and_captions() -> None:
    links = ["", "Key days of the war in the mountains: a timeline", "Who holds the roads to the south?", ""]
    alt = ["", "A row of trucks waits at a closed border gate", "Trucks at the gate. Photo: Amal Deng", ""]
    assert set(inside(*links)) == {Role.FURNITURE, None}
    assert set(inside(*alt)) <= {Role.CAPTION, Role.BODY, None}


def test_contents_numbered_in_roman_figures() -> None:
    heads = ["Summary", "I. Raid on the mill", "II. Detention", "Proposals"]
    body = [line for head, one in zip(heads, paragraphs(), strict=True) for line in (head, one)]
    text = ["Home", *FURNITURE, "Seven dead at the ford", "By Amal Deng", "", *heads, "", *body]
    found = roles(text)
    assert found[8:12] == [Role.FURNITURE] * 4
    assert found[13:] == [Role.BODY] * 8


def test_head_of_a_page_set_in_columns() -> None:
    wrapped = [
        "Council of the Lakes                              C/LAKE/9/61",
        "                                                Distr.: limited",
        "",
        "     Situation of civilians on the eastern shore",
        "",
        "On 6 December armed men on some thirty motorcycles came to the",
        "cattle market. Witnesses took them for recruits of a local group,",
        "some of whom wore parts of army uniform. The panel found that",
        "seventeen civilians had been killed, among them five women, and",
        "that three hundred houses had been burned on the same day.",
        "2                                                     GE.22-00417",
        "",
        "Local leaders gave a figure of twenty-nine dead, which could not",
        "be confirmed by the panel before the end of its visit to them.",
    ]
    found = roles(wrapped)
    assert found[0] is found[1] is found[10] is Role.FURNITURE
    assert found[3] is Role.TITLE
    assert set(found[5:10]) == set(found[12:]) == {Role.BODY}


def test_standfirst_and_controls_between_title_and_text() -> None:
    text = [
        *("Zendik", "Home", "Weather", "Share", "Facebook", ""),
        "The Ferrymen of the Lower River",
        "In spring a division crossed the river in fishing boats. Those who rowed them were never counted.",
        "",
        "Nasrin Keyhani",
        "",
        *("Gift this piece", "Aa Text size", "Bigger"),
        "",
        *paragraphs(),
    ]
    found = roles(text)
    assert found[6:8] == [Role.TITLE] * 2
    assert found[9] is Role.DATELINE
    assert found[11:13] == [Role.FURNITURE] * 2
    assert found[-4:] == [Role.BODY] * 4
