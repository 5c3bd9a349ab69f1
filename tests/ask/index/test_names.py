"""Names that are searched as one text are those that a look at each name finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.ask.index.names import Listed, Name
from counterclaim.record.fold import fold_name, name_key

_WORDS = st.lists(st.sampled_from(("ar", "arra", "al", "rawa", "Ma'arra", "")), max_size=3).map(" ".join)


@given(st.lists(_WORDS, max_size=12), _WORDS, st.integers(1, 4))
def test_a_search_finds_the_first_names_with_a_word_that_begins_so(
    given_names: list[str], asked: str, most: int
) -> None:
    names = [Name(f"p{number}", name, name_key(name), 1) for number, name in enumerate(given_names)]
    folded = fold_name(asked)
    found = [one for one in names if folded and f" {folded}" in one.key][:most]
    assert Listed(names).having(folded, most) == found
