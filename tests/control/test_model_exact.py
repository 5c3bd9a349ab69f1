"""The filter and the smoother against enumeration of every path of states, and against cases worked by hand."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.control.daily import filtered_daily, smoothed_daily
from counterclaim.control.emissions import Evidence, evidence
from counterclaim.control.filter import Chain, run
from counterclaim.control.fitting import with_values
from counterclaim.control.parameters import Parameters, parameters
from counterclaim.control.smooth import smooth
from counterclaim.control.statements import Says, Statement
from counterclaim.control.states import brought, brought_back, days

DAY = date(2020, 1, 1)
LIVELY = with_values(
    parameters(),
    {
        "change.party": 0.1,
        "change.contested": 0.2,
        "change.forgetting": 0.05,
        "change.recovery": 0.15,
        "change.contested_share": 0.3,
        "change.silence": 0.2,
        "news.party": 0.4,
        "news.contested": 0.5,
        "news.unknown": 0.8,
        "news.contested_share": 0.1,
        "news.prior": 3.0,
        "news.loudness": 2.5,
        "emission.lasting": 0.3,
    },
)
PARTIES = {"A": ("x", "y")}


def told(day: int, says: Says, party: str | None = None, late: int = 0, **more: object) -> Statement:
    on = DAY + timedelta(day)
    return Statement("A", on, on, on + timedelta(late), says, party=party, **more)  # type: ignore[arg-type]


def step(given: Parameters, weights: np.ndarray) -> np.ndarray:
    """One quiet day as a plain matrix, from the definition."""
    c, k = given.change, len(weights)
    matrix = np.zeros((k + 2, k + 2))
    drawn = np.append((1 - c.contested_share) * weights, c.contested_share)
    for state in range(k):
        matrix[state, : k + 1] = c.party * drawn
        matrix[state, state] += 1 - c.party - c.forgetting
        matrix[state, -1] = c.forgetting
    matrix[k, :k] = c.contested * weights
    matrix[k, k] = 1 - c.contested - c.forgetting
    matrix[k, -1] = c.forgetting
    matrix[-1, : k + 1] = c.recovery * drawn
    matrix[-1, -1] = 1 - c.recovery
    matrix[k] *= 1 - c.silence
    return matrix


def told_of(given: Parameters, weights: np.ndarray, contest: float, share: float) -> np.ndarray:
    """What a statement brings as a plain matrix, from the definition."""
    c, k = given.news, len(weights)
    matrix = np.zeros((k + 2, k + 2))
    drawn = np.append((1 - contest) * weights, contest)
    for state in range(k):
        matrix[state, : k + 1] = c.party * drawn
        matrix[state, state] += 1 - c.party
    matrix[k, :k] = c.contested * weights
    matrix[k, k] = 1 - c.contested
    matrix[-1, : k + 1] = c.unknown * drawn
    matrix[-1, -1] = 1 - c.unknown
    found = share * matrix + (1 - share) * np.eye(k + 2)
    found[k] *= c.loudness**share
    return found


def drawn(given: Parameters, faded: np.ndarray, ever: np.ndarray) -> tuple[np.ndarray, float]:
    """Weights of the parties and chance of a contest, from who was named."""
    e, n = given.emission, given.news
    count = (1 - e.lasting) * faded + e.lasting * ever
    parties = count[:-1] + e.prior
    contest = (n.prior * n.contested_share + count[-1]) / (n.prior + count.sum())
    return parties / parties.sum(), contest


def enumerated(found: Evidence, given: Parameters, first: int, last: int, at: int) -> np.ndarray:
    """The state on the day `at` by a sum over every path of states from the first to the last day."""
    k = found.likelihood.shape[1] - 2
    nodes = {day: np.flatnonzero(found.day == day) for day in sorted(set(found.day.tolist()))}
    named, ever, weights = np.zeros(k + 1), np.zeros(k + 1), np.full(k, 1 / k)
    matrices, emitted, before = [], [], first
    for day in range(first, last + 1):
        move = np.eye(k + 2) if day == first else step(given, weights)
        like = np.ones(k + 2)
        if day in nodes:
            named = named * 0.5 ** ((day - before) / given.emission.half_life_days)
            before = day
            share = 1 - np.prod(1 - found.news[nodes[day]])
            move = move @ told_of(given, *drawn(given, named, ever), share)
            like = np.prod(found.likelihood[nodes[day]], axis=0)
            named = named + found.named[nodes[day]].sum(axis=0)
            ever = ever + found.named[nodes[day]].sum(axis=0)
            weights, _ = drawn(given, named, ever)
        matrices.append(move)
        emitted.append(like)
    total = np.zeros(k + 2)
    for path in product(range(k + 2), repeat=last - first + 1):
        chance, state = 1.0, k + 1
        for move, like, to in zip(matrices, emitted, path, strict=True):
            chance *= move[state, to] * like[to]
            state = to
        total[path[at - first]] += chance
    return total / total.sum()


STORY = [
    told(0, Says.HELD, "x"),
    told(2, Says.CONTESTED),
    told(4, Says.GAINED, "y", former="x", strength=0.8),
    told(5, Says.HELD, "y", denied=True),
]


@pytest.mark.parametrize("at", range(7))
def test_smoother_is_the_sum_over_all_paths(at: int) -> None:
    found = evidence(STORY, LIVELY, PARTIES)
    first = DAY.toordinal()
    last = max(first + at, int(found.said.max()))
    assert smooth(found, LIVELY).at([0], [first + at])[0] == pytest.approx(
        enumerated(found, LIVELY, first, last, first + at), abs=1e-10
    )


@pytest.mark.parametrize("on", range(7))
def test_filter_is_the_sum_over_all_paths_of_what_was_known(on: int) -> None:
    late = [*STORY, told(1, Says.HELD, "y", late=3)]
    found = evidence(late, LIVELY, PARTIES)
    first = DAY.toordinal()
    known = found.part(found.said <= first + on)
    assert run(found, LIVELY).at([0], [first + on])[0] == pytest.approx(
        enumerated(known, LIVELY, first, first + on, first + on), abs=1e-10
    )


def test_days_are_powers_of_one_day() -> None:
    weights = np.array([0.7, 0.2, 0.1])
    matrix = step(LIVELY, weights)
    state = np.array([[0.4, 0.1, 0.2, 0.2, 0.1]])
    kernel = days(LIVELY, 1000)
    for count in (0, 1, 7, 400):
        power = np.linalg.matrix_power(matrix, count)
        steps = np.array([count])
        assert kernel.forward(state, steps, weights[None]) == pytest.approx(state @ power, abs=1e-12)
        assert kernel.backward(state, steps, weights[None])[0] == pytest.approx(power @ state[0], abs=1e-12)


def test_news_is_its_matrix() -> None:
    weights, contest, share = np.array([[0.6, 0.4]]), np.array([0.3]), np.array([0.7])
    matrix = told_of(LIVELY, weights[0], 0.3, 0.7)
    state = np.array([[0.1, 0.2, 0.3, 0.4]])
    assert brought(LIVELY.news, share, state, weights, contest) == pytest.approx(state @ matrix)
    assert brought_back(LIVELY.news, share, state, weights, contest)[0] == pytest.approx(matrix @ state[0])


def test_what_comes_next_by_hand() -> None:
    """Two statements for x and one contest, a half-life ago: .3 of each lasts, .7 is halved."""
    given = with_values(LIVELY, {"emission.prior": 0.1, "emission.half_life_days": 10.0})
    chain = Chain.of(given, 2, 100)
    weights, contest = chain.drawn(np.array([[2.0, 0.0, 1.0]]), np.array([[2.0, 0.0, 1.0]]), np.array([10]))
    assert weights[0] == pytest.approx([1.4 / 1.5, 0.1 / 1.5])
    assert contest == pytest.approx([(3 * 0.1 + 0.65) / (3 + 1.95)])


def test_one_statement_by_hand() -> None:
    """From unknown: news 0.8 to x, y or contested by 0.35, 0.35 and 0.3; then the chance of saying x in each."""
    given = with_values(
        LIVELY,
        {
            "news.contested_share": 0.3,
            "emission.wrong": 0.1,
            "emission.contested_for_held": 0.1,
            "emission.held_for_contested": 0.2,
        },
    )
    found = run(evidence([told(0, Says.HELD, "x")], given, PARTIES), given)
    said_x = np.array([0.8 * 0.35 * 0.8, 0.8 * 0.35 * 0.1, 0.8 * 0.3 * 0.1, 0.2 / 3])
    assert found.at([0], [DAY.toordinal()])[0] == pytest.approx(said_x / said_x.sum())


WORDS = st.lists(
    st.tuples(
        st.integers(0, 400),
        st.sampled_from([Says.HELD, Says.GAINED, Says.LOST, Says.CONTESTED, Says.BESIEGED, Says.RELIEVED]),
        st.sampled_from(["x", "y", "z"]),
        st.integers(0, 40),
        st.booleans(),
        st.floats(0.0, 1.0),
    ),
    min_size=1,
    max_size=12,
)
THREE = {"A": ("x", "y", "z")}


def made(words: list[tuple[int, Says, str, int, bool, float]]) -> list[Statement]:
    return [
        told(day, says, party, late, denied=denied, strength=strength)
        for day, says, party, late, denied, strength in words
    ]


@settings(max_examples=60, deadline=None)
@given(WORDS, st.integers(0, 450))
def test_what_was_known_does_not_depend_on_what_came_later(
    words: list[tuple[int, Says, str, int, bool, float]], on: int
) -> None:
    """The filter of a record that ends on a day is the beginning of the filter of the whole record."""
    given = parameters()
    found = evidence(made(words), given, THREE)
    day = DAY.toordinal() + on
    whole = run(found, given).at([0], [day])
    cut = run(found.part(found.said <= day), given).at([0], [day])
    assert whole == pytest.approx(cut, abs=1e-9)
    assert whole.sum() == pytest.approx(1.0)


@settings(max_examples=40, deadline=None)
@given(WORDS)
def test_on_the_last_day_filter_and_smoother_agree(
    words: list[tuple[int, Says, str, int, bool, float]],
) -> None:
    found = evidence(made(words), parameters(), THREE)
    last = [DAY.toordinal() + 500]
    assert run(found, parameters()).at([0], last) == pytest.approx(
        smooth(found, parameters()).at([0], last), abs=1e-9
    )


@settings(max_examples=40, deadline=None)
@given(WORDS, st.permutations(range(12)))
def test_order_of_arrival_of_one_day_is_nothing(
    words: list[tuple[int, Says, str, int, bool, float]], order: list[int]
) -> None:
    some = made(words)
    shuffled = [some[at] for at in order if at < len(some)]
    span = np.arange(DAY.toordinal(), DAY.toordinal() + 450, 25)
    where = np.zeros(len(span), dtype=np.int64)
    one, other = (run(evidence(told, parameters(), THREE), parameters()) for told in (some, shuffled))
    assert one.at(where, span) == pytest.approx(other.at(where, span), abs=1e-9)


def test_every_day_at_once_is_every_day_alone() -> None:
    rng = np.random.default_rng(4)
    some = []
    for place in "ABCDE":
        for _ in range(rng.integers(0, 8)):
            on = DAY + timedelta(int(rng.integers(0, 200)))
            known = on + timedelta(int(rng.integers(0, 20)))
            some.append(Statement(place, on, on, known, Says.HELD, party=str(rng.choice(["x", "y"]))))
    found = evidence(some, LIVELY, dict.fromkeys("ABCDE", ("x", "y")))
    begin, count = DAY.toordinal() - 5, 250
    where, when = np.repeat(np.arange(5), count), np.tile(np.arange(begin, begin + count), 5)
    filtered, smoothed = run(found, LIVELY), smooth(found, LIVELY)
    assert filtered_daily(filtered, np.arange(5), begin, count).reshape(-1, 4) == pytest.approx(
        filtered.at(where, when), abs=1e-6
    )
    assert smoothed_daily(smoothed, np.arange(5), begin, count).reshape(-1, 4) == pytest.approx(
        smoothed.at(where, when), abs=1e-6
    )
    part = filtered_daily(filtered, np.array([1, 3]), begin + 100, 50)
    assert part == pytest.approx(
        filtered_daily(filtered, np.arange(5), begin, count)[[1, 3], 100:150], abs=1e-6
    )


def test_evidence_of_many_statements_is_that_of_each_alone() -> None:
    rng = np.random.default_rng(8)
    some = [
        Statement(
            "A",
            DAY + timedelta(number),
            DAY + timedelta(number + int(rng.integers(0, 3))),
            DAY + timedelta(number + 5),
            list(Says)[number % len(Says)],
            party=str(rng.choice(["x", "y"])),
            former=str(rng.choice(["x", "y"])) if rng.random() < 0.3 else None,
            denied=bool(rng.random() < 0.2),
            strength=float(rng.choice([0.5, 1.0])),
        )
        for number in range(200)
    ]
    whole = evidence(some, LIVELY, {"A": ("x", "y")})
    parts = [evidence([one], LIVELY, {"A": ("x", "y")}) for one in some]
    for name in ("place", "day", "said", "likelihood", "news", "named"):
        joined = np.concatenate([getattr(part, name) for part in parts])
        np.testing.assert_array_equal(getattr(whole, name), joined)
