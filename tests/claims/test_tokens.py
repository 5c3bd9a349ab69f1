"""The plain words of a sentence are those of spaCy, in all that the rules ask of them."""

from __future__ import annotations

from typing import Any

import pytest

from counterclaim.claims.sentence import language_model, remembered_forms
from counterclaim.claims.stepping import annotate
from counterclaim.claims.tokens import Words

TEXTS = (
    "Gunmen killed four soldiers, two nurses and a driver near Ansongo on Friday, the mayor said.",
    "What did the rebels, who had held the town since 2012, say they would never do again?",
    '  "We left , " he said ;  nobody knew why .  Then the army came.',
    "Fire!",
    "Among those whom Colonel Sow's men took were traders from Gao, Kidal and Ber.",
)
PLAIN = (
    *("i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "whitespace_"),
    *("is_alpha", "is_punct", "is_quote", "is_space", "is_stop", "is_sent_start", "like_num"),
)


@pytest.fixture(params=TEXTS)
def both(request: pytest.FixtureRequest) -> tuple[Any, Words]:
    """spaCy's document and ours."""
    (doc,) = language_model().pipe([request.param])
    return doc, Words(doc, remembered_forms())


def test_attributes(both: tuple[Any, Words]) -> None:
    doc, words = both
    assert len(words) == len(doc)
    assert words.text == doc.text
    for name in PLAIN:
        assert [getattr(one, name) for one in words] == [getattr(one, name) for one in doc], name


def test_the_tree(both: tuple[Any, Words]) -> None:
    doc, words = both
    for ours, theirs in zip(words, doc, strict=True):
        assert ours.head.i == theirs.head.i
        assert ours.left_edge.i == theirs.left_edge.i
        for name in ("children", "lefts", "rights", "subtree", "ancestors", "conjuncts"):
            assert [one.i for one in getattr(ours, name)] == [one.i for one in getattr(theirs, name)], name


def test_runs(both: tuple[Any, Words]) -> None:
    doc, words = both
    for first in range(len(doc)):
        for last in range(first, len(doc)):
            assert words[first : last + 1].text == doc[first : last + 1].text
            assert words[first : last + 1].root.i == doc[first : last + 1].root.i
    assert [(one.start, one.label_, one.text) for one in words.ents] == [
        (one.start, one.label_, one.text) for one in doc.ents
    ]


def test_neighbours_end_with_the_sentence(both: tuple[Any, Words]) -> None:
    words = both[1]
    with pytest.raises(IndexError):
        words[0].nbor(-1)
    with pytest.raises(IndexError):
        words[-1].nbor()
    assert [one.nbor(-1) for one in words[1:]] == words[:-1]


def test_entities_are_read_when_they_are_found() -> None:
    model = language_model()
    (doc,) = model.pipe(["Ahmed Saleh was captured in Aden on Monday."], disable=["ner"])
    words = Words(doc, remembered_forms())
    assert not any(token.ent_type_ for token in words)
    annotate(model.get_pipe("ner"), [doc])
    words.take_entities()
    assert [token.ent_type_ for token in words] == [token.ent_type_ for token in doc]
    assert "PERSON" in {one.label_ for one in words.ents}


def test_steps_are_those_of_the_pipeline() -> None:
    model = language_model()
    whole = list(model.pipe(TEXTS * 20))
    ours = list(model.pipe(TEXTS * 20, disable=["parser", "ner"]))
    for name in ("parser", "ner"):
        annotate(model.get_pipe(name), ours)
        annotate(model.get_pipe(name), [])
    for one, other in zip(whole, ours, strict=True):
        assert [(token.dep_, token.head.i) for token in one] == [
            (token.dep_, token.head.i) for token in other
        ]
        assert [(entity.text, entity.label_) for entity in one.ents] == [
            (entity.text, entity.label_) for entity in other.ents
        ]
