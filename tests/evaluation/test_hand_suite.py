"""The scorer of the short texts: gold read, fields judged, claims aligned."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from evaluation.suites.hand import judge_texts, run
from evaluation.suites.hand_fields import FIELDS, Asked
from evaluation.suites.hand_gold import Figure, read_figure, read_texts

from counterclaim.model import (
    ActorMention,
    ActorRole,
    Attribution,
    Claim,
    Kind,
    Modality,
    Quantity,
    SourceType,
    Span,
    Verification,
    When,
)
from counterclaim.model.when import TimePrecision

TEXT = """
[[text]]
id = "one"
style = "agency"
published = 2021-05-06
publisher = "Desk"
text = "Gunmen killed three soldiers near Gao on Tuesday, the army said. The weather was fine."
nothing = ["weather was fine"]

[[text.claims]]
in = "killed three soldiers"
kind = "event"
type = "unspecified_violence|armed_clash"
modality = "reported|claimed"
chain = ["army"]
targets = ["soldiers"]
quantities = ["killed 3-3 soldiers"]
place = "Gao"
relation = "near"
from = "2021-05-04"
to = "2021-05-04"


[[text]]
id = "two"
style = "local"
text = "The choir attacked the anthem with vigour."
"""


def claim(**changed: object) -> Claim:
    words = Span(0, 40, "Gunmen killed three soldiers near Gao")
    day = date(2021, 5, 4)
    fields: dict[str, object] = {
        "id": "c",
        "document_id": "d",
        "sentence": words,
        "trigger": Span(7, 13, "killed"),
        "kind": Kind.EVENT,
        "event_type": "unspecified_violence",
        "modality": Modality.REPORTED,
        "verification": Verification.NONE,
        "attribution": (
            Attribution("Desk", SourceType.PUBLISHER),
            Attribution("the army", SourceType.PARTY, None, True, Span(50, 58, "the army")),
        ),
        "actors": (ActorMention(Span(0, 6, "Gunmen"), ActorRole.PERPETRATOR),),
        "targets": (ActorMention(Span(14, 28, "three soldiers"), ActorRole.VICTIM),),
        "quantities": (Quantity("killed", "soldiers", 3, 3, False, Span(14, 19, "three")),),
        "place": None,
        "when": When("2021-05-04", day, day, TimePrecision.DAY),
        "control": None,
        "method": None,
        "evidence": (),
        "cites": (),
        "confidence": 0.5,
        "extractor": "rules/1",
    }
    return Claim(**{**fields, **changed})  # type: ignore[arg-type]


def right(field: str, gold: dict[str, object], one: Claim) -> bool:
    return FIELDS[field].right(one, Asked(gold, date(2021, 5, 6), {}))


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("killed 12-12 soldiers", Figure("killed", 12, 12, False, "soldiers")),
        ("injured 3-", Figure("injured", 3, None, False, None)),
        ("shells -200", Figure("shells", None, 200, False, None)),
        ("killed ~40-40", Figure("killed", 40, 40, True, None)),
    ],
)
def test_figures_of_gold(text: str, figure: Figure) -> None:
    assert read_figure(text) == figure


def test_what_is_no_figure() -> None:
    with pytest.raises(ValueError, match="many"):
        read_figure("many dead")


def test_a_fragment_must_stand_once(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(TEXT.replace('in = "killed', 'in = "shot'))
    with pytest.raises(ValueError, match="one"):
        read_texts(tmp_path)


def test_no_texts(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_texts(tmp_path)


def test_sides() -> None:
    gold = {"actors": ["gunmen"], "targets": ["soldiers"]}
    assert right("actors", gold, claim())
    assert right("targets", gold, claim())
    swapped = claim(actors=claim().targets, targets=claim().actors)
    assert not right("actors", gold, swapped)
    assert not right("targets", gold, swapped)
    assert not right("actors", {"actors": []}, claim())


def test_chains_and_sources() -> None:
    assert right("chain", {"chain": ["army"]}, claim())
    assert not right("chain", {"chain": ["agency", "army"]}, claim())
    assert right("source", {"chain": ["agency", "army"]}, claim())
    assert not right("source", {"chain": []}, claim())
    assert right("source", {"chain": []}, claim(attribution=claim().attribution[:1]))


def test_quantities_are_all_or_nothing() -> None:
    assert right("quantities", {"quantities": ["killed 3-3 soldiers"]}, claim())
    assert not right("quantities", {"quantities": ["killed 3-3", "injured 2-2"]}, claim())
    assert not right("quantities", {"quantities": []}, claim())
    assert not right("whose", {"quantities": ["killed 3-3 civilians"]}, claim())


def test_times() -> None:
    assert right("when", {"from": "2021-05-04", "to": "2021-05-04"}, claim())
    assert not right("when", {"from": "2021-05-05", "to": "2021-05-05"}, claim())
    assert right("when", {"from": ""}, claim(when=None))


def test_texts_are_read_and_judged(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(TEXT)
    part = judge_texts(read_texts(tmp_path))
    assert [one.claim is not None for one in part.judged] == [True]
    assert part.judged[0].right["place"]
    assert part.judged[0].right["quantities"]
    assert part.clean == {"one: weather was fine": True, "two": True}


def test_both_parts_are_told_apart(tmp_path: Path) -> None:
    for part in ("dev", "unseen"):
        folder = tmp_path / "hand" / part
        folder.mkdir(parents=True)
        (folder / "a.toml").write_text(TEXT)
    figures = run(tmp_path)
    assert figures["seen"] == figures["unseen"]
    assert figures["gold"] == 2
