"""Tallies and the incidents that they span."""

from dataclasses import replace

import pytest

from counterclaim.events import link
from counterclaim.model import Claim, Kind, Modality, Quantity, Span, TimeBasis
from tests.events.relations.telling import Told, province, span_of, tell, town
from tests.factories import killed

QUARTER = span_of("2019-01-01", "2019-03-31")


def counted(what: str, number: int, of: str | None = None) -> Quantity:
    return Quantity(what, of, number, number, False, Span(0, 1, "n"))


TALLY = tell(
    "Rebels carried out 52 attacks in Upper Vale in the first quarter.",
    "attacks",
    "attack",
    QUARTER,
    province(),
    ("rebels",),
    document="t",
    quantities=(counted("attacks", 52),),
    kind=Kind.TALLY,
)


def incident(when: str = "2019-02-02", document: str = "i", **changes: object) -> Claim:
    given = {
        "where": town("Marah"),
        "actors": ("rebels",),
        "targets": ("army",),
        "quantities": (killed(3, 3),),
        "document": document,
    } | changes
    kind = "shelling_artillery_missile_attack"
    return tell("Rebels shelled Marah.", "shelled", kind, when, **given)  # type: ignore[arg-type]


def test_a_tally_spans_the_incidents_inside_it() -> None:
    one, other = incident(), incident("2019-03-03", "j", where=town("Sahl", 35.4, 39.3))
    told = Told(TALLY, one, other)
    assert told.pairs("spans") == {(TALLY.id, told.event(one)), (TALLY.id, told.event(other))}
    assert all(relation.claims == (TALLY.id,) for relation in told.relations)


@pytest.mark.parametrize(
    "outside",
    [
        incident("2019-04-02"),
        incident(where=town("Far", 38.0, 45.0)),
        incident(actors=("army",)),
        incident(actors=()),
        replace(incident(), event_type="peaceful_protest"),
        replace(incident(), modality=Modality.DENIED),
    ],
    ids=["later", "elsewhere", "another side", "nobody named", "another kind", "denied"],
)
def test_what_a_tally_does_not_count_is_not_spanned(outside: Claim) -> None:
    assert Told(TALLY, outside).pairs("spans") == set()


@pytest.mark.parametrize(
    "tally",
    [
        replace(TALLY, when=replace(QUARTER, basis=TimeBasis.PUBLISHED)),
        replace(TALLY, when=None),
        replace(TALLY, when=span_of("2015-01-01", "2019-03-31")),
        replace(TALLY, modality=Modality.FORECAST),
        replace(TALLY, actors=(replace(TALLY.actors[0], id=None),)),
    ],
    ids=["time not told", "no time", "years", "a forecast", "somebody not known"],
)
def test_a_tally_that_does_not_say_what_it_counts_spans_nothing(tally: Claim) -> None:
    assert Told(tally, incident()).pairs("spans") == set()


def test_since_goes_on_until_the_report() -> None:
    text = "Since January 2019 rebels carried out 52 attacks in Upper Vale."
    month = replace(span_of("2019-01-01", "2019-01-31"), span=Span(6, 18, "January 2019"))
    since = tell(text, "attacks", "attack", month, province(), ("rebels",), document="t", kind=Kind.TALLY)
    since = replace(since, quantities=TALLY.quantities)
    june = incident("2019-06-10")
    assert len(Told(since, june).pairs("spans")) == 1
    assert Told(replace(since, when=replace(month, span=None)), june).pairs("spans") == set()


def test_a_toll_spans_those_that_state_such_a_figure() -> None:
    toll = replace(TALLY, quantities=(counted("killed", 300, "civilians"),), actors=())
    civilians = incident(targets=("civilians",))
    assert len(Told(toll, civilians).pairs("spans")) == 1
    assert Told(toll, incident(targets=("civilians",), quantities=())).pairs("spans") == set()
    assert Told(toll, incident()).pairs("spans") == set()  # soldiers


def test_a_tally_of_very_many_names_none() -> None:
    places = [town(f"Town {n}", 34.6 + n * 0.004, 39.0) for n in range(201)]
    many = [incident(f"2019-02-{1 + n % 28:02}", f"i{n}", where=places[n], quantities=()) for n in range(201)]
    large = replace(TALLY, quantities=(counted("attacks", 5_200),))
    assert Told(large, *many).pairs("spans") == set()
    assert len(Told(large, *many[:20]).pairs("spans")) == 20


def test_a_tally_that_is_too_small_for_what_fits_counts_something_narrower() -> None:
    two = incident(), incident("2019-03-03", "j", where=town("Sahl", 35.4, 39.3))
    assert Told(replace(TALLY, quantities=(counted("attacks", 1),)), *two).pairs("spans") == set()
    assert Told(replace(TALLY, quantities=(counted("killed", 2),)), *two).pairs("spans") == set()
    assert len(Told(replace(TALLY, quantities=(counted("killed", 6),)), *two).pairs("spans")) == 2


def test_a_tally_of_one_sort_of_attack_spans_no_other() -> None:
    gas = replace(TALLY, event_type="chemical_weapon")
    assert Told(gas, incident()).pairs("spans") == set()
    assert len(Told(gas, replace(incident(), event_type="chemical_weapon")).pairs("spans")) == 1


def test_a_tally_is_never_added_to_incidents() -> None:
    one, other = incident(), incident("2019-03-03", "j", where=town("Sahl", 35.4, 39.3))
    toll = replace(TALLY, quantities=(counted("killed", 300),))
    told = Told(toll, one, other)
    assert told.pairs("spans")
    assert told.events == Told(one, other).events  # estimates and all
    assert link([toll, one, other], told.contexts) == link([one, other], told.contexts)
    assert all(toll.id not in event.claims for event in told.events)
    assert all(toll.id not in estimate.claims for event in told.events for estimate in event.estimates)
