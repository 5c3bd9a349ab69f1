from __future__ import annotations

from typing import Any

import pytest

from counterclaim.claims.stoppages import is_stoppage

PEACEFUL = (
    "Teachers began a strike on Monday in Abuja over unpaid wages.",
    "Prisoners at the jail in Homs started a hunger strike last week.",
    "The general strike shut shops across Tunis on Thursday.",
    "Strikes by teachers and postal workers have paralysed the capital, Lima.",
    "Railway workers went on strike in Karachi on Friday.",
    "The union called off its strike in Basra.",
    "Drivers' strikes continued in Nairobi on Sunday.",
    "A wave of strikes by drivers and nurses hit Lagos on Friday.",
)
OF_FORCE = (
    "Strikes on a fuel depot near Odesa killed four people on Tuesday.",
    "A strike by jets on a school in Idlib killed seven pupils on Friday.",
    "A strike against residents of the camp near Goma killed ten on Friday.",
    "A strike on teachers in Marib killed three on Sunday.",
    "Israeli strikes on Rafah killed nine people on Monday.",
    "Doctors said the strike on the hospital in Gaza killed five.",
)


def strike(nlp: Any, text: str) -> Any:
    return next(token for token in nlp(text) if token.lower_ in ("strike", "strikes"))


@pytest.mark.parametrize("text", PEACEFUL)
def test_people_who_stop_their_work_use_no_force(nlp: Any, text: str) -> None:
    assert is_stoppage(strike(nlp, text))


@pytest.mark.parametrize("text", OF_FORCE)
def test_a_strike_on_somebody_is_one_of_force(nlp: Any, text: str) -> None:
    assert not is_stoppage(strike(nlp, text))
