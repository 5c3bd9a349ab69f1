"""The scorer of event places on sentences labelled by hand, and the place that is chosen for a verb."""

import gzip
import json
from pathlib import Path

import pytest
from evaluation.suites import event_location
from evaluation.suites.event_location import (
    Found,
    Marked,
    Reader,
    figures,
    is_right,
    labels,
    nearest_place,
)

TEXT = "Rebels from Hama shelled a base near Homs, the army said in Damascus."


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    return text.index(words), text.index(words) + len(words)


def marked(*places: str, verb: str = "shelled") -> Marked:
    return Marked(TEXT, at(verb), tuple(map(at, places)))


def test_figures_by_hand() -> None:
    every = (at("Hama"), at("Homs"), at("Damascus"))
    answered = [
        (marked("Homs"), Found(every, at("Homs"))),
        (marked("Homs"), Found(every, at("Damascus"))),
        (marked("Hama"), Found((), None)),
        (marked("Hama"), Found(every, at("Hama"))),
        (marked(), Found(every, None)),
        (marked(), Found(every, at("Homs"))),
        (marked(), Found()),
    ]
    assert figures(answered) == {
        "accuracy": 0.5,
        "none_found": pytest.approx(2 / 3),
        "nearest_baseline": 0.25,
        "sentences": 7,
    }


def test_any_of_several_places_is_right_and_overlap_is_enough() -> None:
    several = marked("Hama", "Homs")
    assert is_right(several, at("Homs"))
    assert is_right(several, at("near Homs"))
    assert not is_right(several, at("Damascus"))
    assert not is_right(several, (at("Homs")[1], at("Homs")[1] + 3))


def test_the_split_goes_by_words_alone() -> None:
    sides = [event_location.in_training(f"Rebels shelled town {number}.") for number in range(400)]
    assert 180 < sum(sides) < 300
    assert event_location.in_training("A b  c.\n") == event_location.in_training("A b c.")


def test_nearest_counts_characters_between() -> None:
    assert nearest_place(at("shelled"), [at("Hama"), at("Homs")]) == at("Hama")
    assert nearest_place(at("said"), [at("Hama"), at("Homs"), at("Damascus")]) == at("Damascus")
    assert nearest_place(at("said"), []) is None


def span(start: int, end: int, label: str = "LOCATION") -> dict[str, object]:
    return {"start": start, "end": end, "label": label}


def test_labels_by_characters_and_by_tokens() -> None:
    text = "Troops entered San Pedro and Homs."
    assert labels(text, [span(29, 33), span(7, 14, "VERB")]) == ((29, 33),)
    assert labels(text, [span(2, 3)]) == ((15, 24),), "the third and fourth token"
    assert labels(text, [span(5, 5)]) == ((29, 33),)
    assert labels(text, [span(99, 99)]) == ()


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("text", "verb", "place"),
    [
        ("Rebels shelled the town of Idlib on Monday, officials said in Damascus.", "shelled", "Idlib"),
        ("Thousands walked through Baghdad while the army captured Mosul.", "walked", "Baghdad"),
        ("Thousands walked through Baghdad while the army captured Mosul.", "captured", "Mosul"),
        ("The town of Idlib was visited by the minister.", "visited", "Idlib"),
        ("Nobody knows who killed the two men.", "killed", None),
    ],
)
def test_the_place_of_a_verb_be_it_a_trigger_or_not(
    reader: Reader, text: str, verb: str, place: str | None
) -> None:
    chosen = reader.find(text, at(verb, text)).chosen
    assert (text[slice(*chosen)] if chosen else None) == place


def test_offsets_are_those_of_the_original_text(reader: Reader) -> None:
    text = "  Troops captured\u00a0Mosul.  "
    found = reader.find(text, at("captured", text))
    assert found.places == (at("Mosul", text),)


def test_a_text_that_cannot_be_read(reader: Reader) -> None:
    assert reader.find("", (0, 0)) == Found()


def test_the_suite_reads_the_packed_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / event_location.FILE
    path.parent.mkdir()
    text = "Rebels shelled Idlib on Monday."
    right = {"text": text, "spans": [span(7, 14, "VERB"), span(15, 20)]}
    wrong = {"text": text, "spans": [span(7, 14, "VERB")]}
    with gzip.open(path, "wt") as file:
        file.write(json.dumps(right) + "\n" + json.dumps(wrong) + "\n")
    found = event_location.run(tmp_path)
    unseen = found.pop("unseen")
    assert found == {"accuracy": 1.0, "none_found": 0.0, "nearest_baseline": 1.0, "sentences": 2}
    assert unseen["sentences"] == (0 if event_location.in_training(text) else 2)
    event_location.misses(tmp_path)
    assert "shelled: Idlib, not []" in capsys.readouterr().err
    with pytest.raises(FileNotFoundError):
        event_location.run(tmp_path / "elsewhere")
