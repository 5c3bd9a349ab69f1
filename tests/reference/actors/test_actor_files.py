from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from counterclaim.errors import ReferenceDataError
from counterclaim.reference.actors import ActorKind, ActorRegistry

HEAD = '[[actor]]\nid = "hawks"\nname = "Hawks"\nkind = "rebel_group"\n'


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def entry(actor_id: str, relations: str) -> str:
    return f'[[actor]]\nid = "{actor_id}"\nname = "{actor_id}"\nkind = "rebel_group"\nrelations = [\n{relations}\n]\n'


def test_the_packaged_registry_is_sound() -> None:
    registry = ActorRegistry.load()
    own = [actor for actor in registry if actor.names or actor.sources]
    assert len(own) >= 300
    for actor in registry:
        assert actor.id not in registry.opponents(actor.id)
        assert all(registry.get(relation.to) for relation in registry.relations(actor.id))


def test_a_users_file_adds_and_replaces(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """
[[actor]]
id = "hawks"
name = "Valley Hawks"
kind = "identity_militia"
country = "SY"
active = "2015-03/.."
party = true
names = ["VH", "Hawks of the Valley"]
names_in = { ar = ["صقور الوادي"] }
dated_names = [ { name = "Hill Hawks", active = "2015-03/2016" } ]
relations = [
  { is = "sides_with", to = "forces.SY" },
  { is = "at_war_with", to = "sdf", active = "2016/2018" },
]
ucdp = [ { id = 999999, name = "VH" } ]
acled = ["Valley Hawks (Syria)"]
sources = ["an interview"]
uncertain = "its size"

[[actor]]
id = "sohr"
name = "Another Observatory"
kind = "monitor"
""",
    )
    before, registry = len(ActorRegistry.load()), ActorRegistry.load(path)
    text = "VH and the Hawks of the Valley, said Another Observatory. صقور الوادي"
    matches = registry.find(text)
    assert [m.actor.id if m.actor else None for m in matches] == ["hawks", "hawks", "sohr", "hawks"]
    hawks = registry.get("hawks")
    assert hawks is not None
    assert (hawks.kind, hawks.period.edtf, hawks.uncertain) == (
        ActorKind.IDENTITY_MILITIA,
        "2015-03/..",
        "its size",
    )
    assert (hawks.ucdp[0].id, hawks.acled, hawks.sources) == (
        999999,
        ("Valley Hawks (Syria)",),
        ("an interview",),
    )
    assert "hawks" in registry.opponents("sdf", date(2017, 1, 1))
    assert "hawks" not in registry.opponents("sdf", date(2020, 1, 1))
    assert len(registry) == before + 1
    assert not registry.find("Syrian Observatory for Human Rights")


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ("[[actor]]\nid = hawks\n", 2, "Invalid value"),
        (HEAD + 'colour = "red"\n', 5, "hawks: unknown key 'colour'"),
        ('birds = 1\n[[actor]]\nid = "hawks"\n', 1, "unknown key 'birds'"),
        ('[[actor]]\nname = "Hawks"\n', 1, "id is missing"),
        ('[[actor]]\nid = "Hawks"\n', 2, "id 'Hawks' must be"),
        ('[[actor]]\nid = "navy.SY"\n', 2, "a state has no body 'navy'"),
        ('[[actor]]\nid = "forces.QQ"\n', 2, "no country has the code 'QQ'"),
        ('[[actor]]\nid = "hawks"\nname = " "\n', 3, "name is empty"),
        ('[[actor]]\nid = "hawks"\nname = "Hawks"\nkind = "birds"\n', 4, "unknown kind 'birds'"),
        (HEAD + 'country = "ZZ"\n', 5, "no country has the code 'ZZ'"),
        (HEAD + 'party = "yes"\n', 5, "party must be true or false"),
        (HEAD + 'names = "VH"\n', 5, "names must be a list"),
        (HEAD + "names = [1]\n", 5, "names must be a text"),
        (HEAD + 'home_names = ["VH"]\n', 5, "home_names need a country"),
        (HEAD + 'names_in = { arabic = ["VH"] }\n', 5, "'arabic' is no language code"),
        (HEAD + 'dated_names = [ { name = "VH" } ]\n', 5, "dated_names need name and active"),
        (HEAD + 'active = "soon"\n', 5, "'soon' is no date"),
        (HEAD + 'active = "2015/2011"\n', 5, "'2015/2011' ends before it starts"),
        (HEAD + "active = 2015\n", 5, "active must be a text"),
        (HEAD + 'ucdp = [ { id = "1", name = "VH" } ]\n', 5, "ucdp: id must be a number"),
        (HEAD + 'ucdp = [ { id = 1, nme = "VH" } ]\n', 5, "ucdp: unknown key 'nme'"),
        (entry("hawks", '{ is = "hates", to = "sdf" },'), 6, "unknown relation 'hates'"),
        (entry("hawks", '{ is = "part_of", to = "doves" },'), 6, "part_of: there is no actor 'doves'"),
        (entry("hawks", '{ is = "part_of", to = "hawks" },'), 6, "no relation to itself"),
        (entry("hawks", '{ is = "part_of", to = "sdf", active = "2015/2011" },'), 6, "ends before it starts"),
        (
            entry(
                "hawks",
                '{ is = "part_of", to = "sdf", active = "2015/2016" },\n{ is = "part_of", to = "ypg" },',
            ),
            7,
            "part_of sdf and ypg at the same time",
        ),
        (
            entry("hawks", '{ is = "backs", to = "sdf" },\n{ is = "backs", to = "sdf", active = "2015" },'),
            6,
            "backs sdf stands twice",
        ),
        (
            entry("hawks", '{ is = "at_war_with", to = "doves", active = "2015/2016" },')
            + entry("doves", '{ is = "at_war_with", to = "hawks", active = "2016/2017" },'),
            6,
            "at_war_with doves holds both ways and stands in own.toml too",
        ),
        (HEAD + HEAD, 6, "the id stands twice, first in own.toml, line 1"),
        (
            entry("hawks", '{ is = "part_of", to = "doves" },')
            + entry("doves", '{ is = "part_of", to = "hawks" },'),
            6,
            "part_of goes in a circle: hawks -> doves -> hawks",
        ),
    ],
)
def test_mistakes_are_named_with_file_and_line(tmp_path: Path, text: str, line: int, reason: str) -> None:
    with pytest.raises(ReferenceDataError) as raised:
        ActorRegistry.load(written(tmp_path, text))
    assert str(raised.value).startswith(f"own.toml, line {line}: ")
    assert reason in str(raised.value)


def test_periods_that_follow_one_another_are_no_overlap(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        entry(
            "hawks",
            '{ is = "part_of", to = "sdf", active = "2015/2016" },\n'
            '{ is = "part_of", to = "ypg", active = "2017/.." },',
        ),
    )
    registry = ActorRegistry.load(path)
    assert registry.sides("hawks", date(2016, 12, 31))[0] == "sdf"
    assert registry.sides("hawks", date(2017, 1, 1))[0] == "ypg"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReferenceDataError, match=r"none\.toml: cannot be read"):
        ActorRegistry.load(tmp_path / "none.toml")
    path = tmp_path / "own.toml"
    path.write_bytes(b'[[actor]]\nid = "\xff"\n')
    with pytest.raises(ReferenceDataError, match=r"own\.toml, line 2: not UTF-8"):
        ActorRegistry.load(path)
    path.write_text("a = " + "[" * 5000, encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=r"own\.toml, line 1"):
        ActorRegistry.load(path)


def test_one_name_of_two_is_told_apart_by_time_country_or_text(tmp_path: Path) -> None:
    def hawks(actor_id: str, name: str, more: str) -> str:
        return f'[[actor]]\nid = "{actor_id}"\nname = "{name}"\nkind = "rebel_group"\n{more}\n'

    registry = ActorRegistry.load(
        written(
            tmp_path,
            hawks("hawks_sy", "Valley Hawks", 'country = "SY"\nactive = "2012/2015"\nnames = ["QXH"]')
            + hawks("hawks_so", "Far Hill Hawks", 'country = "SO"\nactive = "2013/.."\nnames = ["QXH"]')
            + hawks("kites", "Kites", 'dated_names = [{ name = "QXK", active = "2010/2012" }]')
            + hawks("new_kites", "New Kites", 'dated_names = [{ name = "QXK", active = "2013/.." }]')
            + hawks("line_a", "Line A", 'names = ["QXL"]')
            + hawks(
                "line_b", "Line B", 'names = ["QXL"]\nrelations = [{ is = "successor_of", to = "line_a" }]'
            ),
        )
    )

    def who(text: str, on: date | None = None, country: str | None = None) -> list[str | None]:
        return [m.actor.id if m.actor else None for m in registry.find(text, on=on, country=country)]

    assert who("QXH came") == [None]
    assert who("QXH came", country="SO") == ["hawks_so"]
    assert who("QXH came", date(2012, 5, 1)) == ["hawks_sy"]
    assert who("QXH came, the Far Hill Hawks said") == ["hawks_so", "hawks_so"]
    assert who("QXK", date(2011, 1, 1)) == ["kites"]
    assert who("QXK", date(2014, 1, 1)) == ["new_kites"]
    assert who("QXL") == ["line_a"]
