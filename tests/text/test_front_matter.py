from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.text.front_matter import split_front_matter


def test_yaml_subset() -> None:
    text = (
        '---\ntitle: "Convoy: 300 fighters"\n# a comment\npublisher: Desk A  # who\n'
        "authors: [Ana B, 'C, D']\ntags:\n  - war\n  - convoy\npublished: 2017-09-14\nempty:\n"
        "nested:\n  key: value\nsummary: >\n  Two lines\n  of it\n---\n\nThe text.\n"
    )
    found = split_front_matter(text)
    assert text[found.end :] == "The text.\n"
    assert found.values == {
        "title": "Convoy: 300 fighters",
        "publisher": "Desk A",
        "authors": ["Ana B", "C, D"],
        "tags": ["war", "convoy"],
        "published": "2017-09-14",
        "empty": None,
        "nested": None,
        "summary": "Two lines of it",
    }


def test_toml() -> None:
    text = '+++\ntitle = "A"\npublished = 2017-09-14\n+++\nBody'
    found = split_front_matter(text)
    assert found.values["title"] == "A"
    assert text[found.end :] == "Body"


def test_a_mark_of_byte_order_and_windows_line_ends() -> None:
    text = "\ufeff---\r\ntitle: A\r\n---\r\n\r\nBody"
    found = split_front_matter(text)
    assert found.values == {"title": "A"}
    assert text[found.end :] == "Body"


def test_what_is_no_front_matter_stays_text() -> None:
    for text in (
        "",
        "The army said.",
        "---\n\nA rule, then text: with a colon.\n",
        "---\nThe army said that: nothing\n---\nmore",
        "---\ntitle: never closed\n" + "x\n" * 20_000,
        "+++\nnot = toml = at all\n+++\nx",
        "----\ntitle: a\n----\n",
    ):
        assert split_front_matter(text).end == 0, text[:40]


def test_hostile_blocks_are_only_text() -> None:
    for value in ("!!python/object/apply:os.system ['true']", "&a [*a, *a]", "*a", "{x: {y: z}}"):
        found = split_front_matter(f"---\ntitle: {value}\n---\n")
        assert isinstance(found.values["title"], str)


@given(st.text(alphabet="-+ab: \n\"'[],#", max_size=200))
def test_the_end_is_a_place_in_the_text(text: str) -> None:
    assert 0 <= split_front_matter("---\n" + text).end <= len(text) + 4
