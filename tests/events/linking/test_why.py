"""Why a claim is in an event or is not."""

from __future__ import annotations

from datetime import date

import pytest

from counterclaim.events import DocumentContext, link
from counterclaim.events.linking.clustering import ABSENT, JOIN
from counterclaim.events.linking.linking import POSSIBLE
from counterclaim.events.linking.why import Why, why
from counterclaim.model import Claim, Kind, Modality
from tests.factories import claim, day, killed, place

HERE = place(35.0, 40.0)
SHELLS = "Seven people died when shells hit the market of the town at noon."


def contexts(*claims: Claim) -> dict[str, DocumentContext]:
    return {c.document_id: DocumentContext(c.document_id, None, date(2017, 11, 10)) for c in claims}


def asked(one: Claim, *others: Claim) -> Why:
    found = why(one, others, contexts(one, *others))
    assert found is not None
    return found


def report(document: str, on: str = "2017-11-09", **changes: object) -> Claim:
    settings: dict[str, object] = {
        "when": day(on), "where": HERE, "actors": ("sdf",), "quantities": (killed(7, 7),), "text": SHELLS, **changes,
    }  # fmt: skip
    return claim(document, **settings)  # type: ignore[arg-type]


@pytest.mark.parametrize("other", [report("b"), report("b", "2017-11-12"), report("b", text="They left.")])
def test_the_steps_make_the_score(other: Claim) -> None:
    (pair,) = asked(report("a"), other).pairs
    assert pair.score == pytest.approx(sum(one.weight for one in pair.factors))
    assert 0 < pair.chance < 1
    assert (pair.chance > 0.5) is (pair.score > 0)


def test_the_answer_is_what_linking_does() -> None:
    one, same, later = report("a"), report("b"), report("c", "2017-12-20")
    events = link([one, same, later], contexts(one, same, later))
    together = {frozenset(event.claims) for event in events}
    assert asked(one, same).joins is (frozenset({one.id, same.id}) in together)
    assert asked(one, same).joins
    assert not asked(later, one, same).joins


def test_a_pair_that_no_block_brings_together_counts_as_absent() -> None:
    found = asked(report("a"), report("b", "2017-12-20", text="Guns were heard far off."))
    assert [pair.counted for pair in found.pairs] == [ABSENT]
    assert found.mean == ABSENT


def test_a_score_too_low_to_keep_counts_as_absent() -> None:
    found = asked(report("a"), report("b", "2017-11-13", quantities=(), actors=("islamic_state",)))
    assert all(pair.counted == (pair.score if pair.score >= POSSIBLE else ABSENT) for pair in found.pairs)


def test_incidents_of_one_sentence_never_join() -> None:
    one, other = report("a"), report("a", quantities=(), event_type="attack")
    found = asked(one, other)
    assert found.pairs[0].listed
    assert not found.joins


def test_the_mean_decides() -> None:
    one, others = report("a"), [report("b"), report("c", "2017-11-12")]
    found = asked(one, *others)
    assert found.mean == pytest.approx(sum(pair.counted for pair in found.pairs) / 2)
    assert found.joins is (found.mean > JOIN)
    assert [pair.score for pair in found.pairs] == sorted((p.score for p in found.pairs), reverse=True)


def test_what_is_no_incident_has_no_answer() -> None:
    tally, plan = report("a", kind=Kind.TALLY), report("a", modality=Modality.PLANNED)
    other = report("b")
    for one in (tally, plan):
        assert why(one, [other], contexts(one, other)) is None
    assert why(other, [], contexts(other)) is None
