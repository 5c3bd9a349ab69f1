from __future__ import annotations

from pathlib import Path

import pytest
from evaluation.options import SuiteOptions
from evaluation.suites.geoparsing import Answered, Found, figures, run
from evaluation.suites.geoparsing_corpora import Article, Toponym, articles

from counterclaim.model import Place, Span

LGL = """<articles><article docid="7">
<text><![CDATA[Crews in Aleppo met near Qwxzz.]]></text>
<toponyms><toponym><start>9</start><end>15</end><phrase>Aleppo</phrase>
<gaztag geonameid="170063"><lat>36.2</lat><lon>37.16</lon><country geonameid="163843">Syria</country></gaztag></toponym>
<toponym><start>25</start><end>30</end><phrase>Qwxzz</phrase></toponym></toponyms></article></articles>"""
GEOVIRUS = """<articles><article><source>x</source><text>Cases in Nairobi rose.</text><locations><location>
<name>Nairobi</name><start>10</start><end>17</end><lat>-1.28</lat><lon>36.82</lon><page>x</page></location></locations>
</article></articles>"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "geoparsing"
    (folder / "news").mkdir(parents=True)
    (folder / "lgl.xml").write_text(LGL)
    (folder / "virus.xml").write_text(GEOVIRUS)
    (folder / "news" / "0.txt").write_text("Talks in Aleppo, Homs and Hama. He is Jordan.")
    (folder / "news" / "0.ann").write_text(
        "T1\tLiteral 9 15\tAleppo\n#1\tAnnotatorNotes T1\t170063\nT2\tLiteral 17 21\tHoms\n"
        "#2\tAnnotatorNotes T2\t34.73, 36.71\nT3\tLiteral 26 30\tHama\n#3\tAnnotatorNotes T3\t999999999\n"
        "T4\tNon_Toponym 38 44\tJordan\n"
    )
    return tmp_path


def test_the_three_forms(data: Path) -> None:
    (first,) = articles(data / "geoparsing" / "lgl.xml")
    assert first.id == "7"
    assert first.toponyms == (Toponym("Aleppo", 9, 15, (36.2, 37.16), "SY"),)
    assert [one.text for one in first.unplaced] == ["Qwxzz"]
    (second,) = articles(data / "geoparsing" / "virus.xml")
    assert second.toponyms == (Toponym("Nairobi", 9, 16, (-1.28, 36.82)),)
    (third,) = articles(data / "geoparsing" / "news")
    aleppo, homs, hama = third.toponyms
    assert aleppo.country == "SY"
    assert homs.point == (34.73, 36.71)
    assert (hama.point, hama.placed) == (None, True)
    assert third.unplaced == ()


def test_each_corpus_under_its_name_or_the_one_asked_for(data: Path) -> None:
    every = run(data)
    assert set(every) == {"lgl", "virus", "news"}
    one = run(data, SuiteOptions(corpus="lgl.xml"))
    assert one == every["lgl"]
    assert (one["acc161"], one["country"], one["toponyms"], one["absent"]) == (1.0, 1.0, 1, 0.0)
    assert run(data, SuiteOptions(corpus="news"))["acc161"] == pytest.approx(2 / 3)
    with pytest.raises(FileNotFoundError):
        run(data, SuiteOptions(corpus="none.xml"))


def test_figures_of_answers_worked_by_hand() -> None:
    text = "Homs and Hama and Idlib"
    gold = (
        Toponym("Homs", 0, 4, (34.73, 36.71), "SY"),
        Toponym("Hama", 9, 13, (35.13, 36.75), "SY"),
        Toponym("Idlib", 18, 23, (35.93, 36.63), "SY"),
    )

    def place(lat: float | None, lon: float | None, country: str | None) -> Place:
        return Place(Span(0, 1, "x"), lat=lat, lon=lon, country=country)

    given = (place(34.73, 36.71, "SY"), place(48.85, 2.35, "FR"), place(None, None, None))
    found = (
        Found(0, 4, place(34.73, 36.71, "SY")),
        Found(8, 13, place(48.85, 2.35, "FR")),
        Found(5, 8, place(0, 0, None)),
    )
    result = figures([Answered(Article("1", text, gold), given, found, (False, False, True))])
    assert result["acc161"] == pytest.approx(1 / 3)
    assert result["country"] == pytest.approx(1 / 3)
    assert result["absent"] == pytest.approx(1 / 3)
    assert result["end_to_end"] == {"acc161": pytest.approx(1 / 3)}
    recognition = result["recognition"]
    assert isinstance(recognition, dict)
    assert recognition["precision"] == recognition["recall"] == pytest.approx(2 / 3)
    assert recognition["exact"]["f1"] == pytest.approx(1 / 3)
    assert result["median_km"] == pytest.approx(3270, abs=100)
