from __future__ import annotations

import json
import time

import pytest

from counterclaim.documents import ReadOptions
from counterclaim.documents.html import html_text, looks_like_html
from counterclaim.documents.html.guard import check
from counterclaim.errors import DocumentError
from tests.documents.helpers import PARAGRAPHS, SENTENCE, page, read

MENU = "<nav><ul>" + "".join(f'<li><a href="/{i}">Section {i}</a></li>' for i in range(12)) + "</ul></nav>"
FOOTER = (
    '<footer><p>All rights reserved. <a href="/t">Terms of use</a> <a href="/c">Contact us</a></p></footer>'
)
ARTICLE = "<article><h1>Town taken</h1>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</article>"


def test_main_text_without_furniture_in_paragraphs() -> None:
    document = read(page(MENU + ARTICLE + FOOTER), "a.html")
    assert document.media_type == "text/html"
    for paragraph in PARAGRAPHS:
        assert paragraph in document.text.split("\n\n")
    for word in ("Section 3", "Terms of use", "rights reserved"):
        assert word not in document.text


def test_an_article_in_several_containers_is_put_together() -> None:
    """Containers of one kind, with advertisements between them, of which the first is the largest."""
    first = "".join(f"<p>{text} {number}</p>" for number in range(6) for text in PARAGRAPHS)
    later = "".join(
        f"<p>Part {number}: {PARAGRAPHS[1]} The same was said of part {number}.</p>" for number in (2, 3)
    )
    chunks = [first, *(f"<p>{x}" for x in later.split("<p>")[1:])]
    body = '<div class="ad"><a href="/x">Buy now</a></div>'.join(
        f'<div class="chunk"><div class="body">{chunk}</div></div>' for chunk in chunks
    )
    other = f'<div class="teaser"><p>{SENTENCE * 3} This is a teaser of another article.</p></div>'
    document = read(page(MENU + f"<main>{body}</main>" + other + FOOTER), "a.html")
    places = [document.text.find(f"The same was said of part {number}.") for number in (2, 3)]
    assert -1 < places[0] < places[1]
    assert "teaser of another" not in document.text


def test_a_short_page_is_read_whole_without_its_furniture() -> None:
    document = read(page(MENU + "<div>Army takes town.</div>" + FOOTER), "a.html")
    assert "Army takes town." in document.text
    assert "Section 3" not in document.text


def test_text_without_any_paragraph_is_found() -> None:
    text = "<p>" + "<br>".join(PARAGRAPHS)
    document = read(page(text), "a.html")
    assert all(paragraph in document.text for paragraph in PARAGRAPHS)


HEAD = """
<link rel="canonical" href="https://desk.example/2017/11/03/town">
<meta property="og:title" content="Town taken | Desk A">
<meta property="og:site_name" content="Desk A">
<meta name="author" content="By Ana B">
"""


def test_metadata_of_tags() -> None:
    head = HEAD + '<meta property="article:published_time" content="2017-11-04T01:00:00+02:00">'
    document = read(page(ARTICLE, head), "a.html")
    assert (document.title, document.publisher, document.authors) == ("Town taken", "Desk A", ("Ana B",))
    assert document.published is not None
    assert document.published.edtf == "2017-11-04"
    assert document.url == "https://desk.example/2017/11/03/town"


def test_metadata_of_schema_org() -> None:
    data = {
        "@graph": [
            {"@type": "WebSite", "name": "Site"},
            {
                "@type": ["NewsArticle"],
                "headline": "Town &#8216;taken&#8217;",
                "datePublished": "2017-11-03",
                "author": [{"name": "Ana B"}, {"name": "Cem D"}],
                "publisher": {"name": "Desk B"},
                "inLanguage": "en-GB",
            },
        ]
    }
    head = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    document = read(page(ARTICLE, head), "a.html")
    assert (document.title, document.publisher) == ("Town ‘taken’", "Desk B")
    assert document.authors == ("Ana B", "Cem D")
    assert document.published is not None
    assert document.published.edtf == "2017-11-03"


def test_dates_of_times_and_addresses() -> None:
    def published(head: str, body: str = "") -> str | None:
        found = read(page(ARTICLE + body, head), "a.html").published
        return found.edtf if found else None

    one, other = '<time datetime="2017-11-03">', '<time datetime="2016-01-01T10:00">'
    assert published("", one) == "2017-11-03"
    assert published("", one + other) is None
    assert published("", other + '<time itemprop="datePublished" datetime="2017-11-02">') == "2017-11-02"
    assert published(HEAD) == "2017-11-03"
    assert published('<meta name="date" content="4/5/2017">') is None
    assert published("", "<p>Updated on 3 November 2017</p>") is None


@pytest.mark.parametrize(
    "script",
    [
        "{",
        "[" * 50_000,
        "[1, 2]",
        '{"@type": 5}',
        '{"@type": "NewsArticle", "author": 5, "headline": {}}',
        "null",
    ],
)
def test_nonsense_in_schema_org(script: str) -> None:
    head = f'<script type="application/ld+json">{script}</script>'
    assert read(page(ARTICLE, head), "a.html").title is not None


def test_charsets() -> None:
    arabic = (
        "قال الجيش السوري إن قواته دخلت المدينة يوم الاثنين بعد قصف استمر أسبوعين، وفق وكالة الأنباء. " * 5
    )
    data = page(f"<p>{arabic}</p>", '<meta charset="windows-1256">').encode("cp1256")
    document = read(data, "a.html")
    assert arabic.strip() in document.text
    assert document.language == "ar"
    assert arabic.strip() in read(data.replace(b"windows-1256", b"wrong"), "a.html").text
    assert arabic.strip() in read(page(f"<p>{arabic}</p>").encode("utf-16"), "a.html").text
    plain = page(f"<p>{arabic}</p>").encode("cp1256")
    assert arabic.strip() in read(plain, "a.html", media_type="text/html; charset=windows-1256").text


def test_character_references_are_made_safe() -> None:
    document = read(page(f"<p>{SENTENCE}&#0;&#xD800;&#x202E;caf&eacute; &#146;x&#148;</p>"), "a.html")
    document.text.encode("utf-8")
    assert "café ’x”" in document.text
    assert "\0" not in document.text


def test_scripts_and_entities_do_nothing() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    document = read(
        f"{bomb}<html><body><p>{SENTENCE}</p><p>&b;&x;</p><script>alert(1)</script></body></html>", "a.html"
    )
    assert "root:" not in document.text
    assert "alert" not in document.text


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<div>" * 100_000, "nested"),
        ("<span><b>" * 50_000, "nested"),
        ("<p>x</p>" * 1_000_000, "tags"),
        ("<br>" * 1_000_000, "tags"),
        ("<p " + " ".join(f"a{i}=1" for i in range(300_000)) + ">x", "attributes"),
        ('<p a=">" \'b\' "c" ' + " ".join(f"a{i}" for i in range(300_000)), "attributes"),
        ("<!-- <p> --><div>" * 60_000, "nested"),
    ],
)
def test_hostile_pages_are_refused_at_once(markup: str, reason: str) -> None:
    began = time.perf_counter()
    with pytest.raises(DocumentError, match=reason):
        read(page(markup), "a.html")
    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    "markup",
    [
        "<p>x" * 5000,
        "<li><p>x" * 2000,
        "<table>" + "<tr><td>x" * 3000 + "</table>",
        "<script>" + "'<div>'" * 5000 + "</script><p>x</p>",
        "<script>" + "'<div>'" * 5000,
        "<!--" + "<div>" * 5000,
        "<textarea>" + "<div>" * 5000 + "</textarea>",
        "a < b < " * 50_000,
        "<div><span><b>x</div>" * 5000,
        "<" * 1_000_000,
        "<p title='" + "x " * 100_000 + "'>x</p>",
        "</div>" * 100_000,
        "<svg>" + "<path d='M0 0'/>" * 5000 + "</svg>",
    ],
)
def test_odd_but_harmless_pages_pass_the_guard_in_time(markup: str) -> None:
    began = time.perf_counter()
    check(markup, "x", ReadOptions())
    assert time.perf_counter() - began < 2


def test_a_page_of_one_long_line() -> None:
    assert len(read(page("<p>" + "word " * 200_000 + "</p>"), "a.html").text) > 900_000


def test_pieces_of_html() -> None:
    table = "<table><tr><td>1</td><td>2</td></tr></table>"
    text = f"<div>One<b>two</b> three<ul><li>a</li><li>b</li></ul>{table}</div>"
    assert html_text(text, "x", ReadOptions()) == "Onetwo three\n\na\n\nb\n\n1 2"
    assert html_text("", "x", ReadOptions()) == ""
    assert looks_like_html("<p>x</p>")
    assert not looks_like_html("a <b c> d")


def test_of_a_very_large_page_all_text_is_taken() -> None:
    body = MENU + "".join(
        f"<p>On day {number} the army said that nothing had changed.</p>" for number in range(500)
    )
    document = read(page(body), "a.html", ReadOptions(max_main_text_tags=400))
    assert document.text.count("nothing had changed") == 500
    assert "Section 3" not in document.text
    assert "all text of the page" in document.problems[0]


def test_combining_marks_without_end_in_references() -> None:
    assert len(read(page(f"<p>{SENTENCE}a{'&#x301;&#x316;' * 100_000}</p>"), "a.html").text) < 200
