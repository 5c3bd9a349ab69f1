"""The scorer against published cases, against another implementation, and against what must hold of any scorer."""

from __future__ import annotations

from itertools import combinations

import pytest
from evaluation.coreference import grouped, score, without_singletons
from hypothesis import assume, given
from hypothesis import strategies as st
from scorch.scores import b_cubed, ceaf_e, muc

Expected = tuple[float, float]  # recall, precision, in the order of the published cases

A = "a bc def"
D = "12345 67 89ABC"
# The cases of the reference scorer of the CoNLL shared tasks (Pradhan et al. 2014; github.com/conll/
# reference-coreference-scorers, test/TestCases.README). D and E are the examples of Bagga and Baldwin (1998), F to L
# those of Vilain et al. (1995). A capital letter in A5 and A6 is a mention of its own that overlaps another.
MUC: dict[tuple[str, str], Expected] = {
    (A, A): (1, 1),
    (A, "a de"): (1 / 3, 1),
    (A, "a bcx defy z"): (1, 3 / 5),
    (A, "a bcx dy z"): (1 / 3, 1 / 3),
    (A, "a bcxB dy z"): (1 / 3, 1 / 4),
    (A, "a bcx dy Bz"): (1 / 3, 1 / 4),
    (A, "a b c d e f"): (0, 0),
    (A, "abcdef"): (1, 3 / 5),
    (A, "a x y c d e z"): (0, 0),
    (A, "axycdez"): (1 / 3, 1 / 6),
    (D, "12345 6789ABC"): (1, 9 / 10),
    (D, "1234589ABC 67"): (1, 9 / 10),
    ("ABCD", "AB CD"): (2 / 3, 1),
    ("AB CD", "ABCD"): (1, 2 / 3),
    ("ABC", "AC"): (1 / 2, 1),
    ("BCDEGHJ", "ABC DEF GHI"): (3 / 6, 3 / 6),
    ("ABC DEFG", "AB CD FGH"): (2 / 5, 2 / 4),
    ("abcdef", "abcdef"): (1, 1),
    ("abcdef", "a b c x y z"): (0, 0),
    ("a b c", "a b c"): (0, 0),
}
B_CUBED: dict[tuple[str, str], Expected] = {
    (A, A): (1, 1),
    (A, "a de"): (7 / 18, 1),
    (A, "a bcx defy z"): (1, 55 / 108),
    (A, "a bcx dy z"): (5 / 9, 17 / 42),
    (A, "a bcxB dy z"): (5 / 9, 5 / 16),
    (A, "a bcx dy Bz"): (5 / 9, 17 / 48),
    (A, "a b c d e f"): (1 / 2, 1),
    (A, "abcdef"): (1, 7 / 18),
    (A, "a x y c d e z"): (13 / 36, 4 / 7),
    (A, "axycdez"): (17 / 36, 6 / 49),
    (D, "12345 6789ABC"): (1, 16 / 21),
    (D, "1234589ABC 67"): (1, 7 / 12),
    ("abcdef", "abcdef"): (1, 1),
}
CEAF_E: dict[tuple[str, str], Expected] = {
    (A, A): (1, 1),
    (A, "a de"): (0.6, 0.9),
    (A, "a bcx defy z"): (0.88571, 0.66429),
    (A, "a bcx dy z"): (0.73333, 0.55),
    (A, "a bcxB dy z"): (0.68889, 0.51667),
    (A, "a bcx dy Bz"): (0.73333, 0.55),
}
# ("ABC DEFG", "AB CD FGH") is the worked example of Moosavi and Strube (2016), whose letters are others; the rest is
# worked out from their definition for the cases above, and agrees with the figures of their scorer's own tests.
LEA: dict[tuple[str, str], Expected] = {
    ("ABC DEFG", "AB CD FGH"): ((3 / 3 + 4 / 6) / 7, (2 + 0 + 3 / 3) / 7),
    ("abc defg", "ab cd fghi"): ((3 / 3 + 4 / 6) / 7, (2 + 0 + 4 / 6) / 8),
    (A, A): (1, 1),
    (A, "a de"): (2 / 6, 1),
    (A, "a bcx defy z"): (1, 4 / 9),
    (A, "a bcx dy z"): (1 / 2, 2 / 7),
    (A, "a bcxB dy z"): (1 / 2, 5 / 24),
    (A, "a b c d e f"): (1 / 6, 1 / 6),
    (A, "abcdef"): (5 / 6, 4 / 15),
    (A, "axycdez"): (1 / 6, 1 / 21),
    (D, "1234589ABC 67"): (1, (10 * 20 / 45 + 2) / 12),
    ("a b c", "a b c"): (1, 1),
    ("abcdef", "a b c x y z"): (0, 0),
}


def clusters(text: str) -> list[frozenset[str]]:
    return [frozenset(word) for word in text.split()]


@pytest.mark.parametrize(
    ("name", "published"), [("muc", MUC), ("b3", B_CUBED), ("ceafe", CEAF_E), ("lea", LEA)]
)
def test_published_cases(name: str, published: dict[tuple[str, str], Expected]) -> None:
    found = {}
    for gold, system in published:
        one = getattr(score(clusters(gold), clusters(system)), name)
        found[gold, system] = (one.recall, one.precision)
    assert found == {case: pytest.approx(pair, abs=1e-5) for case, pair in published.items()}


@st.composite
def groupings(draw: st.DrawFn) -> tuple[list[frozenset[str]], list[frozenset[str]]]:
    """Two groupings of letters, each of which may lack some that the other has."""

    def one() -> list[frozenset[str]]:
        return grouped(draw(st.dictionaries(st.sampled_from("abcdefghij"), st.integers(0, 5), min_size=1)))

    return one(), one()


@given(groupings())
def test_agrees_with_another_implementation(pair: tuple[list[frozenset[str]], list[frozenset[str]]]) -> None:
    """scorch 0.2.0 (MIT; L. Grobol), written from the papers independently of the reference scorer."""
    gold, system = pair
    assume(set().union(*gold) & set().union(*system))  # where nothing agrees, its mean divides by zero
    ours = score(gold, system)
    for one, theirs in ((ours.b3, b_cubed), (ours.ceafe, ceaf_e)):
        assert (one.recall, one.precision, one.f1) == pytest.approx(theirs(gold, system))
    if without_singletons(gold) and without_singletons(system):  # of the rest it says 1 where we say 0
        assert (ours.muc.recall, ours.muc.precision) == pytest.approx(muc(gold, system)[:2])


@given(groupings())
def test_lea_is_its_definition(pair: tuple[list[frozenset[str]], list[frozenset[str]]]) -> None:
    def links(cluster: frozenset[str]) -> set[tuple[str, ...]]:
        return {tuple(cluster) * 2} if len(cluster) == 1 else set(combinations(sorted(cluster), 2))

    def share(these: list[frozenset[str]], others: list[frozenset[str]]) -> float:
        other_links = set().union(*map(links, others))
        weighed = sum(len(one) * len(links(one) & other_links) / len(links(one)) for one in these)
        return weighed / sum(map(len, these))

    gold, system = pair
    ours = score(gold, system).lea
    assert (ours.recall, ours.precision) == pytest.approx((share(gold, system), share(system, gold)))


@given(groupings())
def test_gold_and_system_change_places(pair: tuple[list[frozenset[str]], list[frozenset[str]]]) -> None:
    there, back = score(*pair), score(*reversed(pair))
    for name in ("muc", "b3", "ceafe", "lea"):
        one, other = getattr(there, name), getattr(back, name)
        assert (one.precision, one.recall) == pytest.approx((other.recall, other.precision))


def test_figures_and_the_mean_of_three() -> None:
    scores = score(clusters(A), clusters("a bcx defy z"))
    figures = scores.figures()
    assert figures["conll_f1"] == pytest.approx((0.75 + 110 / 163 + 0.75918) / 3, abs=1e-5)
    assert figures["b3"] == {"precision": pytest.approx(55 / 108), "recall": 1.0}


def test_many_clusters_are_scored_at_once() -> None:
    gold = [range(3 * n, 3 * n + 3) for n in range(3000)]
    system = [(3 * n, 3 * n + 1) for n in range(3000)]
    assert score(gold, system).ceafe.recall == pytest.approx(0.8)


def test_singletons_are_left_out() -> None:
    assert without_singletons(clusters("a bc d")) == [frozenset("bc")]


@pytest.mark.parametrize("twice", [["ab", "bc"], ["aa"]])
def test_a_mention_is_in_one_cluster(twice: list[str]) -> None:
    with pytest.raises(ValueError, match="twice"):
        score(twice, ["a"])


def test_nothing_is_no_agreement() -> None:
    assert score([], []).conll_f1 == 0.0
