from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.documents import Fingerprint, families, signature
from counterclaim.documents.copies import similarity

WORDS = [f"word{number}" for number in range(4000)]


def text(seed: int, length: int = 200) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=length))


def edited(original: str, every: int) -> str:
    """`original` with one word in `every` replaced."""
    return " ".join(
        "changed" if place % every == 0 else word for place, word in enumerate(original.split(), 1)
    )


def print_of(name: str, words: str, day: int | None = None) -> Fingerprint:
    return Fingerprint(name, date(2017, 11, day) if day else None, signature(words))


def test_short_texts_have_no_signature() -> None:
    assert signature("") is None
    assert signature("word " * 29) is None
    assert signature(text(1, 30)) is not None


def test_signatures_depend_on_the_words_alone() -> None:
    original = "Café in Deir ez-Zor: “quiet”. " + text(1)
    same = "  CAFE in deir EZ zor quiet\n\n" + text(1).upper()
    assert signature(original) == signature(same)
    assert len(signature(original) or b"") == 513


def test_similarity_is_near_the_jaccard_index() -> None:
    def shingles(words: str) -> set[tuple[str, ...]]:
        parts = words.split()
        return {tuple(parts[i : i + 3]) for i in range(len(parts) - 2)}

    for every in (6, 10, 20, 40):
        one, other = text(3, 2000), edited(text(3, 2000), every)
        true = len(shingles(one) & shingles(other)) / len(shingles(one) | shingles(other))
        a, b = signature(one), signature(other)
        assert a is not None
        assert b is not None
        assert similarity(a, b) == pytest.approx(true, abs=0.13)
        assert similarity(a, b[:-4]) == 0
        assert similarity(a, bytes([255]) + b[1:]) == 0


def test_copies_are_a_family_named_by_the_earliest() -> None:
    rows = [
        print_of("late", text(1), 5),
        print_of("first", edited(text(1), 60), 3),
        print_of("undated", text(1) + " and a last remark"),
        print_of("other", text(2), 1),
        Fingerprint("short", date(2017, 1, 1), None),
    ]
    assert families(rows) == {
        "late": "first", "first": "first", "undated": "first", "other": "other", "short": "short",
    }  # fmt: skip


def test_ties_go_by_id_and_dates_before_none() -> None:
    assert families([print_of("b", text(1), 3), print_of("a", text(1), 3)]) == {"a": "a", "b": "a"}
    assert families([print_of("a", text(1)), print_of("b", text(1), 9)]) == {"a": "b", "b": "b"}
    assert families([]) == {}


def test_texts_on_one_subject_are_no_copies() -> None:
    shared = text(7, 60)
    rows = [print_of(str(number), shared + " " + text(number, 200)) for number in range(20)]
    assert len(set(families(rows).values())) == 20


def test_planted_copies_are_found() -> None:
    rows = [print_of(f"o{n}", text(n, 150)) for n in range(300)]
    rows += [print_of(f"z{n}", edited(text(n, 150), 75)) for n in range(300)]
    family_of = families(rows)
    assert sum(family_of[f"z{n}"] == f"o{n}" for n in range(300)) >= 298
    assert len(set(family_of.values())) <= 302


def test_many_equal_texts_take_little_time() -> None:
    same = signature(text(1))
    rows = [Fingerprint(f"{number:06}", None, same) for number in range(20_000)]
    assert set(families(rows).values()) == {"000000"}


@settings(deadline=None, max_examples=30)
@given(
    st.lists(
        st.tuples(st.integers(0, 4), st.sampled_from([15, 25, 40, 200]), st.integers(0, 3)),
        min_size=1,
        max_size=14,
    ),
    st.randoms(),
)
def test_the_order_of_the_rows_is_nothing_to_it(
    documents: list[tuple[int, int, int]], shuffler: random.Random
) -> None:
    rows = [
        print_of(f"d{place}", edited(text(seed, 120), every), day or None)
        for place, (seed, every, day) in enumerate(documents)
    ]
    expected = families(rows)
    shuffled = list(rows)
    shuffler.shuffle(shuffled)
    assert families(shuffled) == expected
    assert all(expected[family] == family for family in expected.values())
