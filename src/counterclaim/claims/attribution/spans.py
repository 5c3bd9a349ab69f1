"""All that a text attributes, as spans: source, cue and content, whether or not it makes a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from counterclaim.claims.attribution.quotations import quotations
from counterclaim.claims.attribution.saying import Saying
from counterclaim.claims.attribution.sayings import sayings
from counterclaim.claims.attribution.speakers import phrase
from counterclaim.claims.sentence import Sentence
from counterclaim.model import Span


@dataclass(frozen=True, slots=True)
class Said:
    """Words that somebody is said to say: whose they are, the words that say so, and they.

    `source` is null where nobody is named ("it was reported that"), `cue` where a quotation goes on from an
    earlier sentence. `content` is in pieces where the source or the cue stands between them.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]


def attributions(told: Iterable[Sentence]) -> Iterator[Said]:
    """What the sentences of a document attribute, in the order of the cues."""
    inside = False
    for sentence in told:
        found = list(_of_sentence(sentence))
        stretches, inside = quotations(sentence.span.text, inside=inside)
        yield from found
        if not found:
            spoken = [(start, end) for start, end in stretches if _is_all(sentence, start, end)]
            if spoken:
                yield Said(None, None, tuple(sentence.chars(start, end) for start, end in spoken))


def _is_all(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a quotation is nearly the whole sentence, so that it goes on from the one before."""
    return end - start >= 0.8 * len(sentence.span.text.strip())


def _of_sentence(sentence: Sentence) -> Iterator[Said]:
    doc = sentence.doc
    for one in sayings(sentence):
        source = _source(one, doc)
        pieces = tuple(_pieces(sorted(one.content - set(one.cue) - source), sentence))
        if pieces:
            yield Said(
                sentence.of([doc[at] for at in source]) if source else None,
                sentence.of([doc[at] for at in _run(one.cue)]),
                pieces,
            )


def _source(one: Saying, doc: Any) -> set[int]:
    """The words of the innermost source."""
    if not one.sources:
        return set()
    return phrase(one.sources[-1], doc[one.head]) - one.content


def _run(cue: tuple[int, ...]) -> list[int]:
    """The words of a cue that stand next to its head, with at most one between them."""
    head, ordered = cue[0], sorted(cue)
    at = ordered.index(head)
    first = last = at
    while first > 0 and ordered[first] - ordered[first - 1] <= 2:
        first -= 1
    while last + 1 < len(ordered) and ordered[last + 1] - ordered[last] <= 2:
        last += 1
    return ordered[first : last + 1]


def _pieces(tokens: list[int], sentence: Sentence) -> Iterator[Span]:
    """Runs of tokens, with the quotation marks around them and without the commas at their ends."""
    doc = sentence.doc
    run: list[int] = []
    for at in [*tokens, len(doc) + 1]:
        if run and at != run[-1] + 1:
            inside = [part for part in run if not doc[part].is_punct]
            if inside:
                yield sentence.of(_with_quotes(doc, inside[0], inside[-1]))
            run = []
        run.append(at)


def _with_quotes(doc: Any, first: int, last: int) -> Any:
    """Tokens `first` to `last`, the marks that open and close a quotation, and the stop before the last."""
    if first > 0 and doc[first - 1].is_quote:
        first -= 1
    after = last + 1
    while after < len(doc) and doc[after].is_punct and not doc[after].is_quote:
        after += 1
    return doc[first : after + 1 if after < len(doc) and doc[after].is_quote else last + 1]
