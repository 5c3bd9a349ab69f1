"""What the model of control does with denials, contradictions, late and impossible statements, parties and neighbours."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.control.fitting import Prior, Told, fit, loss, priors, reliabilities, with_values
from counterclaim.control.model import Control
from counterclaim.control.parameters import Parameters, flat, parameters
from counterclaim.control.statements import Says, Statement, superseding
from counterclaim.control.states import ANOTHER, CONTESTED, UNKNOWN
from counterclaim.errors import UsageError

DAY = date(2020, 1, 1)


def told(
    day: int, says: Says = Says.HELD, party: str | None = "x", late: int = 0, **more: object
) -> Statement:
    on = DAY + timedelta(day)
    return Statement("A", on, on, on + timedelta(late), says, party=party, **more)  # type: ignore[arg-type]


def at(statements: list[Statement], day: int, **more: object) -> dict[str, float]:
    control = Control.of(statements, parties={"A": ("x", "y")}, **more)  # type: ignore[arg-type]
    return control.everywhere(DAY + timedelta(day))["A"]


def test_nothing_said_is_unknown() -> None:
    assert at([], 0) == {"x": 0.0, "y": 0.0, CONTESTED: 0.0, UNKNOWN: 1.0}
    assert Control.of([]).places == ()
    with pytest.raises(UsageError, match="nothing is known"):
        Control.of([]).now("A", [DAY])


def test_silence_fades_to_unknown() -> None:
    known = [at([told(0)], day) for day in (0, 30, 300, 3000)]
    assert [state["x"] for state in known] == sorted((state["x"] for state in known), reverse=True)
    assert [state[UNKNOWN] for state in known[:3]] == sorted(state[UNKNOWN] for state in known[:3])


@pytest.mark.parametrize("says", [Says.HELD, Says.GAINED])
def test_a_denial_moves_away(says: Says) -> None:
    story = [told(0, party="x"), told(10, says, "y")]
    denied = [*story, told(10, says, "y", denied=True, source="other")]
    assert at(denied, 10)["y"] < at(story, 10)["y"]
    assert at(denied, 10)["x"] > at(story, 10)["x"]


def test_a_denial_of_a_loss_speaks_for_the_holder() -> None:
    story = [told(0, party="x"), told(10, Says.CONTESTED, None)]
    assert at([*story, told(10, Says.LOST, "x", denied=True)], 10)["x"] > at(story, 10)["x"]


def test_a_denial_of_a_party_counts_less() -> None:
    story = [told(0, party="x"), told(10, Says.GAINED, "y")]
    by_party = told(11, Says.GAINED, "y", denied=True, interested=True, speaker="x")
    by_monitor = told(11, Says.GAINED, "y", denied=True)
    assert at(story, 11)["y"] > at([*story, by_party], 11)["y"] > at([*story, by_monitor], 11)["y"]


def test_a_claim_for_oneself_counts_less_than_an_admission() -> None:
    story = [told(0, party="x")]
    boast = told(10, Says.GAINED, "y", interested=True, speaker="y")
    admitted = told(10, Says.GAINED, "y", interested=True, speaker="x")
    assert at([*story, boast], 10)["y"] < at([*story, admitted], 10)["y"]
    assert at([*story, told(10, Says.GAINED, "y")], 10)["y"] == pytest.approx(at([*story, admitted], 10)["y"])


def test_two_that_contradict_on_one_day_leave_doubt() -> None:
    both = at([told(0, party="x", source="a"), told(0, party="y", source="b")], 0)
    assert both["x"] == pytest.approx(both["y"])
    assert max(both["x"], both["y"]) < at([told(0, party="x")], 0)["x"]
    assert both[UNKNOWN] > at([told(0, party="x")], 0)[UNKNOWN]


def test_a_day_after_its_publication_is_the_day_of_publication() -> None:
    ahead = Statement("A", DAY + timedelta(9), DAY + timedelta(5), DAY, Says.HELD, party="x")
    assert ahead.dated == Statement("A", DAY, DAY, DAY, Says.HELD, party="x")
    assert at([ahead], 0) == at([told(0)], 0)


def test_late_news_counts_for_its_day_and_only_when_known() -> None:
    control = Control.of([told(0), told(10, Says.GAINED, "y", late=20)], parties={"A": ("x", "y")})
    on = [DAY + timedelta(15)]
    assert control.then("A", on)[0, 0] > 0.8
    assert control.now("A", on)[0, 1] > 0.5
    assert control.then("A", on, known_on=DAY + timedelta(30))[0] == pytest.approx(
        control.then("A", on, DAY + timedelta(31))[0]
    )
    assert Control.of([told(0), told(10, Says.GAINED, "y", late=20)]).as_of(DAY + timedelta(15)).parties(
        "A"
    ) == ("x", ANOTHER)


def test_strength_share_and_reliability_weaken() -> None:
    full = at([told(0)], 0)["x"]
    assert at([told(0, strength=0.5)], 0)["x"] < full
    assert at([told(0, share=0.25)], 0)["x"] < full
    assert at([told(0, source="s")], 0, reliability={"s": 0.5})["x"] == pytest.approx(
        at([told(0, strength=0.5)], 0)["x"]
    )
    assert at([told(0), told(9, Says.GAINED, "y", strength=0.0)], 9)["x"] == pytest.approx(
        at([told(0)], 9)["x"]
    )
    with pytest.raises(UsageError, match="from 0 to 1"):
        told(0, strength=1.5)


def test_signs_of_fighting_are_weaker_than_words() -> None:
    story = [told(0)]
    quiet = at(story, 10)[CONTESTED]
    attacked = at([*story, told(10, Says.ATTACKED, "y", former="x")], 10)[CONTESTED]
    said = at([*story, told(10, Says.CONTESTED, None)], 10)[CONTESTED]
    assert quiet < attacked < said


def test_a_loss_without_a_winner_and_a_relief() -> None:
    story = [told(0)]
    assert at([*story, told(10, Says.LOST, "x")], 10)["x"] < at(story, 10)["x"] - 0.2
    siege = [*story, told(10, Says.BESIEGED, "x"), told(12, Says.BESIEGED, "x")]
    assert at([*siege, told(20, Says.RELIEVED, "x")], 20)["x"] > at(siege, 20)["x"]
    assert at([told(0, Says.GAINED, None)], 0)[UNKNOWN] > 0


def test_one_report_of_a_newcomer_is_believed() -> None:
    for parties in (("x", "y"), ("x", "y", "z", "w", "v")):
        control = Control.of([told(0), told(30), told(40, party="y")], parties={"A": parties})
        state = control.everywhere(DAY + timedelta(40))["A"]
        assert state["y"] > 0.5


def test_a_contest_that_nobody_speaks_of_is_over_sooner() -> None:
    """Contested places are spoken of more often, so that silence is a sign."""
    story = [told(0), told(10, Says.CONTESTED, None)]
    later = [at(story, day) for day in (10, 100, 400)]
    assert later[0][CONTESTED] > later[1][CONTESTED] > later[2][CONTESTED]
    quiet = [at([told(0)], day) for day in (10, 100, 400)]
    assert quiet[2]["x"] / quiet[1]["x"] > later[2][CONTESTED] / later[1][CONTESTED]


def test_a_party_that_its_place_does_not_list() -> None:
    alone = Control.of([told(0)])
    assert alone.states("A") == ("x", ANOTHER, CONTESTED, UNKNOWN)
    strange = Control.of([told(0), told(5, Says.GAINED, "q")], parties={"A": ("x",)})
    assert strange.now("A", [DAY + timedelta(5)])[0, 1] > 0.3
    nobody = Control.of([told(0), told(5, Says.GAINED, "q")], parties={"A": ("x", "y")})
    known = nobody.everywhere(DAY + timedelta(5))["A"]
    assert known["x"] < at([told(0)], 5)["x"]


NAMES = st.lists(
    st.tuples(st.integers(0, 300), st.sampled_from("xyz"), st.booleans()), min_size=1, max_size=10
)


@settings(max_examples=40, deadline=None)
@given(NAMES, st.permutations("xyz"))
def test_parties_have_no_names(story: list[tuple[int, str, bool]], order: list[str]) -> None:
    """Renaming the parties renames the answer."""
    other = dict(zip("xyz", order, strict=True))
    one = [told(day, Says.GAINED, party, denied=denied) for day, party, denied in story]
    two = [told(day, Says.GAINED, other[party], denied=denied) for day, party, denied in story]
    on = DAY + timedelta(310)
    first, second = (Control.of(some, parties={"A": "xyz"}).everywhere(on)["A"] for some in (one, two))
    for party in "xyz":
        assert first[party] == pytest.approx(second[other[party]], abs=1e-9)


def test_places_of_different_numbers_of_parties() -> None:
    other = Statement("B", DAY, DAY, DAY, Says.HELD, party="p", former="q", speaker="r")
    control = Control.of([told(0), other])
    assert control.places == ("A", "B")
    assert control.parties("B") == ("p", "q", "r")
    assert control.everywhere(DAY, then=True)["A"]["x"] == pytest.approx(control.then("A", [DAY])[0, 0])


def test_neighbours_pull_and_can_be_switched_off() -> None:
    away = [Statement(place, DAY, DAY, DAY, Says.HELD, party="y") for place in "BCDE"]
    points = {place: (10.0 + 0.02 * number, 20.0) for number, place in enumerate("ABCDE")}
    given = {"parties": dict.fromkeys("ABCDE", ("x", "y"))}
    alone = Control.of(away, **given).everywhere(DAY)["A"]  # type: ignore[arg-type]
    near = Control.of(away, points=points, **given).everywhere(DAY)["A"]  # type: ignore[arg-type]
    far = Control.of(away, points={**points, "A": (60.0, 20.0)}, **given).everywhere(DAY)["A"]  # type: ignore[arg-type]
    assert alone[UNKNOWN] == 1.0
    assert near["y"] > near["x"]
    assert far == alone
    held = Control.of([told(0), *away], points=points, **given).everywhere(DAY)["A"]  # type: ignore[arg-type]
    assert held["x"] > 0.7


def test_what_a_source_corrects_counts_for_the_day_of_the_correction() -> None:
    first = told(10, Says.CONTESTED, None, source="map")
    second = told(8, Says.HELD, "x", late=6, source="map")
    assert superseding([second, first])[1].last == DAY + timedelta(14)
    assert superseding([first, told(12, source="map")])[1].last == DAY + timedelta(12)


def test_would_say_is_a_distribution_that_leans_to_the_holder() -> None:
    control = Control.of([told(0), told(50)], parties={"A": ("x", "y")})
    for then in (True, False):
        said = control.would_say("A", [DAY + timedelta(20)], then=then)[0]
        assert said.sum() == pytest.approx(1.0)
        assert said.argmax() == 0


def test_parameters_that_do_not_fit() -> None:
    assert len(flat(parameters())) == 33
    with pytest.raises(UsageError, match="out of range"):
        with_values(parameters(), {"change.party": 1.5})
    with pytest.raises(UsageError, match="do not fit"):
        Parameters.read({"change": {"party": 0.1}})


TALK, LOUD = 0.015, 4.0
"""Chance a day that somebody speaks of a place that is held, and how much more often of one that is contested."""
EVEN = {
    "emission.prior": 1e6,
    "news.prior": 1e6,
    "news.loudness": LOUD,
    "change.silence": 1 - (1 - TALK * LOUD) / (1 - TALK),
    "change.forgetting": 0.002,
    "change.contested": 0.01,
    "emission.wrong": 0.05,
    "news.party": 0.3,
    "news.contested": 0.3,
}
"""Parties and contests are drawn alike everywhere, and contests are spoken of more often."""


class Drawn:
    """A place whose state and statements are drawn from the model itself."""

    def __init__(self, given: Parameters, rng: np.random.Generator) -> None:
        self.given, self.rng, self.state = given, rng, UNKNOWN

    def anew(self, chance: float, share: float) -> None:
        """Draw the state with a chance."""
        if self.rng.random() < chance:
            contest = self.state != CONTESTED and self.rng.random() < share
            self.state = CONTESTED if contest else "xy"[self.rng.integers(2)]

    def day(self) -> str | None:
        """One day, and what is said on it."""
        c, n = self.given.change, self.given.news
        if self.state != UNKNOWN and self.rng.random() < c.forgetting:
            self.state = UNKNOWN
        else:
            chances = {CONTESTED: c.contested, UNKNOWN: c.recovery}
            self.anew(chances.get(self.state, c.party), c.contested_share)
        if self.rng.random() >= TALK * (LOUD if self.state == CONTESTED else 1.0):
            return None
        chances = {CONTESTED: n.contested, UNKNOWN: n.unknown}
        self.anew(chances.get(self.state, n.party), n.contested_share)
        return self.word()

    def word(self) -> str:
        """What is said of the state."""
        e = self.given.emission
        if self.state == UNKNOWN:
            return ("x", "y", CONTESTED)[self.rng.integers(3)]
        chance = self.rng.random()
        if self.state == CONTESTED:
            return "xy"[self.rng.integers(2)] if chance < e.held_for_contested else CONTESTED
        if chance < e.contested_for_held + e.wrong:
            return CONTESTED if chance < e.contested_for_held else {"x": "y", "y": "x"}[self.state]
        return self.state


def drawn(given: Parameters, places: int, seed: int) -> list[list[tuple[date, str]]]:
    """What is said of each place in 400 days."""
    rng = np.random.default_rng(seed)
    found = []
    for _ in range(places):
        place = Drawn(given, rng)
        days = ((DAY + timedelta(day), place.day()) for day in range(400))
        found.append([(on, what) for on, what in days if what is not None])
    return found


def stated(said: list[list[tuple[date, str]]]) -> list[Statement]:
    """The same as statements."""
    return [
        Statement(str(number), on, on, on, Says.CONTESTED if what == CONTESTED else Says.HELD, party=party)
        for number, some in enumerate(said)
        for on, what in some
        for party in [None if what == CONTESTED else what]
    ]


def holds(chance: list[np.ndarray], said: list[str]) -> None:
    """What is said is said as often as expected: by the quarter of the chance, and of contest."""
    expected, happened = np.array(chance), np.eye(3)[[("x", "y", CONTESTED).index(one) for one in said]]
    order = expected.ravel().argsort()
    for part in [*np.array_split(order, 4), np.arange(2, expected.size, 3)]:
        mean = expected.ravel()[part]
        error = np.sqrt(np.mean(mean * (1 - mean)) / len(part))
        assert abs(happened.ravel()[part].mean() - mean.mean()) < 3.5 * error


def test_chances_hold_in_simulation() -> None:
    """On data drawn from the model: the filter for all statements, the smoother for one of each place held back."""
    even = with_values(parameters(), EVEN)
    said = drawn(even, 250, 3)
    given = {"parties": {str(number): ("x", "y") for number in range(len(said))}, "given": even}
    rows = [(str(number), on, what) for number, some in enumerate(said) for on, what in some]
    control = Control.of(stated(said), **given)  # type: ignore[arg-type]
    holds(
        [control.would_say(place, [on - timedelta(1)], then=True)[0] for place, on, _ in rows],
        [what for _, _, what in rows],
    )
    rng = np.random.default_rng(4)
    held = [(str(number), *some.pop(rng.integers(len(some)))) for number, some in enumerate(said) if some]
    control = Control.of(stated(said), **given)  # type: ignore[arg-type]
    holds([control.would_say(place, [on])[0] for place, on, _ in held], [what for _, _, what in held])


def test_fitting_finds_what_drew_the_data() -> None:
    even = with_values(parameters(), EVEN)
    some = Told(tuple(stated(drawn(even, 150, 5))), {str(number): ("x", "y") for number in range(150)}, {})
    prior = {"news.party": Prior(0.8, 2.0), "emission.wrong": Prior(0.2, 2.0)}
    found = fit(some, even, prior, starts=1)
    assert loss(some, found) < loss(some, with_values(even, {"news.party": 0.8, "emission.wrong": 0.2}))
    assert found.news.party == pytest.approx(0.3, abs=0.12)
    assert found.emission.wrong == pytest.approx(0.05, abs=0.05)


def test_a_fit_depends_on_its_prior_and_not_on_where_it_stood() -> None:
    said = drawn(with_values(parameters(), EVEN), 12, 6)
    some = Told(tuple(stated(said)), {str(number): ("x", "y") for number in range(12)}, {})
    narrow, other = {"news.party": Prior(0.7, 0.01)}, with_values(parameters(), {"news.party": 0.1})
    found = fit(some, parameters(), narrow, starts=2)
    assert found.news.party == pytest.approx(0.7, abs=0.01)
    assert flat(fit(some, other, narrow, starts=2)) == flat(found)


def test_every_prior_is_of_a_parameter() -> None:
    assert set(priors()) < set(flat(parameters()))


def test_a_source_that_others_contradict_is_less_reliable() -> None:
    some = []
    for number in range(12):
        on = DAY + timedelta(number * 20)
        some += [
            Statement("A", on, on, on, Says.HELD, party="x", source=source) for source in ("a", "b", "c")
        ]
        some.append(Statement("A", on, on, on, Says.HELD, party="y", source="d"))
    found = reliabilities(some, parameters())
    assert found["d"] < 0.5 < 0.85 < found["a"]
    assert found["a"] == pytest.approx(found["b"])
    assert reliabilities([], parameters()) == {}
