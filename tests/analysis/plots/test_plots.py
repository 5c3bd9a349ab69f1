"""Charts as files that stand alone, with the sentence and its warnings inside."""

from __future__ import annotations

import json
import re
import struct
import zlib
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import altair as alt
import pytest
from lxml import etree

from counterclaim.analysis.plots import COLOURS, save, theme
from counterclaim.analysis.plots.charts import change_chart, compare_chart, tally_chart
from counterclaim.analysis.plots.saving import specification
from counterclaim.ask.comparison import compare_sides
from counterclaim.ask.sides import by_hand, parse
from counterclaim.errors import UsageError

SENTENCE = 'The rate fell </script><b>& "more" \u0645\u062f\u064a\u0646\u0629'
WARNINGS = ["events <come> in clusters", "the last report is of 2017-12-10"]


def bars() -> alt.Chart:
    data = alt.InlineData(values=[{"x": "</script><script>alert(1)</script>", "y": 2}, {"x": "b", "y": 3}])
    return alt.Chart(data).mark_bar().encode(x="x:N", y="y:Q")


def change_answer(weeks: int = 4) -> dict[str, Any]:
    start = date(2017, 9, 4)
    periods = [
        {
            "period": f"2017-W{36 + at}", "from": start + timedelta(weeks=at), "to": start + timedelta(weeks=at, days=6),
            "count": at, "reports": 2, "sources": 1, "level": 1.0, "level_low": 0.5, "level_high": 2.0,
        }
        for at in range(weeks)
    ]  # fmt: skip
    changes = [{"from": start, "to": start + timedelta(weeks=1), "most_likely": start}]
    return {"basis": "reported", "period": "week", "periods": periods, "changes": changes[:weeks]}


def tally_answer(period: str | None, *by: str) -> dict[str, Any]:
    names = ("a", "b") if by else ("",)
    cells = [
        {
            **dict.fromkeys(by, name), "period": "p", "from": date(2017, month, 1), "to": date(2017, month, 28),
            "period_reports": 3, "period_sources": 2,
            **{f"{basis}_rate{end}": month for basis in ("claimed", "reported") for end in ("", "_low", "_high")},
        }
        for name in names
        for month in (1, 2)
    ]  # fmt: skip
    return {"of": "events", "by": list(by), "period": period, "per": "month", "cells": cells}


class Scripts(HTMLParser):
    """The scripts of a page, and what its tags name."""

    def __init__(self) -> None:
        super().__init__()
        self.open, self.names, self.addresses = 0, [], []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.addresses += [value for name, value in attrs if name in ("src", "href")]


def test_html_stands_alone(tmp_path: Path) -> None:
    path = tmp_path / "chart.html"
    save(bars(), path, sentence=SENTENCE, warnings=WARNINGS)
    page = path.read_text("utf-8")
    found = Scripts()
    found.feed(page)
    assert found.names.count("script") == 2
    assert not found.addresses
    assert "default-src 'none'" in page
    data = re.search(r'<script type="application/json" id="chart-data">(.*?)</script>', page, re.DOTALL)
    assert data is not None
    (values,) = json.loads(data[1])["datasets"].values()
    assert values[0]["x"] == "</script><script>alert(1)</script>"
    assert "<li>events &lt;come&gt; in clusters</li>" in page
    assert page.count("#chart") > 1


def test_svg_has_title_and_description(tmp_path: Path) -> None:
    path = tmp_path / "chart.SVG"
    save(bars(), path, sentence=SENTENCE, warnings=WARNINGS)
    root = etree.fromstring(path.read_bytes())
    space = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{space}title") == SENTENCE
    description = root.findtext(f"{space}desc")
    assert description is not None
    assert all(warning in description for warning in WARNINGS)
    assert not root.findall(f".//{space}script")


def test_png_has_a_description(tmp_path: Path) -> None:
    path = tmp_path / "chart.png"
    save(bars(), path, sentence=SENTENCE, warnings=WARNINGS)
    data, at, texts, width = path.read_bytes(), 8, [], 0
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        assert struct.unpack(">I", data[at + 8 + size : at + 12 + size])[0] == zlib.crc32(kind + body)
        texts += [body] if kind == b"iTXt" else []
        width = struct.unpack(">I", body[:4])[0] if kind == b"IHDR" else width
        at += 12 + size
    (text,) = texts
    assert text.startswith(b"Description\0\0\0\0\0" + SENTENCE.encode())
    assert width > 300


def test_other_endings_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.html, \.svg, \.png"):
        save(bars(), tmp_path / "chart.pdf")
    assert not list(tmp_path.iterdir())


def test_one_look() -> None:
    spec = specification(bars(), sentence="It fell.", warnings=["w " * 400])
    assert spec["config"] == theme()
    assert spec["config"]["range"]["category"][0] == COLOURS["blue"] == "#0072B2"
    assert spec["title"]["text"] == ["It fell."]
    assert len(spec["title"]["subtitle"]) == 6
    assert spec["title"]["subtitle"][-1].startswith("... more")


@pytest.mark.parametrize(
    "chart",
    [
        change_chart(change_answer()),
        tally_chart(tally_answer("month")),
        tally_chart(tally_answer("month", "actor")),
        tally_chart(tally_answer(None, "actor")),
        compare_chart(compare_sides(by_hand("A", parse("52/120")), by_hand("B", parse("310/365")))),
        compare_chart(compare_sides(by_hand("A", parse("0/120")), by_hand("B", parse("0/365")))),
        compare_chart(compare_sides(by_hand("A", parse("3/120")), by_hand("B", parse("0/365")))),
    ],
    ids=["change", "tally", "tally by actor", "no periods", "compare", "none in either", "none in B"],
)
def test_charts_are_drawn(chart: Any, tmp_path: Path) -> None:
    path = tmp_path / "chart.svg"
    save(chart, path, sentence="It fell.")
    drawn = path.read_text("utf-8")
    assert "NaN" not in drawn
    assert drawn.count("<path") > 5


def test_nothing_to_draw() -> None:
    with pytest.raises(UsageError, match="nothing to draw"):
        change_chart(change_answer(0))
    with pytest.raises(UsageError, match="nothing to draw"):
        tally_chart({**tally_answer("month"), "cells": []})
