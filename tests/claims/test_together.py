"""Documents that are read together give the claims that each gives alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.claims import Extraction, Resources, extract, extract_all, extract_together
from counterclaim.claims.batching import in_batches
from counterclaim.documents import ReadOptions, read_document
from counterclaim.model import Document, SourceItem

TEXTS = (
    "Gunmen killed four soldiers near Ansongo on Friday. The group fled to Gao. Colonel Sow said so.",
    "The museum opens at nine on weekdays. Prices of bread rose by a tenth.",
    "Le maire a parlé des loyers et du prix du pain devant le conseil municipal de la ville hier soir.",
    'The mayor spoke of rents.\n\n"They killed two men and a child," he added. It rained. The army denied it.',
    "TROOPS SEIZED THE PORT OF ADEN ON MONDAY. SEVEN FIGHTERS SURRENDERED, AHMED SALEH AMONG THEM.",
    "Rebels re-took the base at dawn. They had lost it in March. At least 12 people died, among them a nurse.",
    "",
    "A car bomb went off beside the mosque. Nobody claimed responsibility. Police arrested two suspects in Kano.",
)


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    """The texts as the product reads them."""
    items = (SourceItem("texts", b"", part=f"row={at}", text=text) for at, text in enumerate(TEXTS) if text)
    return [read_document(item, ReadOptions()) for item in items]


@pytest.fixture(scope="module")
def alone(documents: list[Document], resources: Resources) -> list[Extraction]:
    """What each gives alone."""
    found = [extract(document, resources) for document in documents]
    assert sum(len(one.claims) for one in found) > 5
    return found


@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_however_they_are_put_together(
    documents: list[Document], alone: list[Extraction], resources: Resources, data: st.DataObject
) -> None:
    order = data.draw(st.permutations(range(len(documents))))
    cuts = data.draw(st.sets(st.integers(1, len(documents) - 1)))
    for start, end in pairwise([0, *sorted(cuts), len(documents)]):
        part = order[start:end]
        assert extract_together([documents[at] for at in part], resources) == [alone[at] for at in part]


def test_in_small_batches_too(
    documents: list[Document],
    alone: list[Extraction],
    resources: Resources,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for characters in (1, 150):
        monkeypatch.setattr("counterclaim.claims.selection.BATCH_CHARACTERS", characters)
        assert list(extract_all(documents, resources)) == alone


def test_documents_come_as_they_are_read(documents: list[Document], resources: Resources) -> None:
    taken = 0

    def without_end() -> object:
        nonlocal taken
        while True:
            taken += 1
            yield documents[taken % len(documents)]

    stream = extract_all(without_end(), resources)
    assert next(stream) == extract(documents[1], resources)
    assert taken < 1_000
    assert list(extract_all([], resources)) == []


@given(st.lists(st.integers(0, 12)), st.integers(1, 20))
def test_batches_keep_order_and_size(sizes: list[int], most: int) -> None:
    batches = list(in_batches(sizes, int, most))
    assert [one for batch in batches for one in batch] == sizes
    assert all(batch for batch in batches)
    assert all(sum(batch) <= most or len(batch) == 1 for batch in batches)
    assert all(sum(one) + other[0] > most for one, other in pairwise(batches))
