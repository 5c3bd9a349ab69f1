"""What speaks for and against a place being an event's: features of a pair of event word and place.

They come from the parse alone (the path between the two, the preposition, clauses, order) and from the kind of
entity; no feature names a place, a source or an event word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log2
from typing import Any

from counterclaim.claims.lexicon import reporting_verbs, words
from counterclaim.claims.place_candidates import Candidate
from counterclaim.claims.place_words import place_words
from counterclaim.claims.syntax import ancestors, is_passive
from counterclaim.model import Place, PlacePrecision

Features = dict[str, float]

_CLAUSES = frozenset({"advcl", "relcl", "acl", "ccomp", "xcomp", "pcomp", "conj", "parataxis", "csubj"})
_PREPOSITIONS = frozenset(
    {"in", "at", "near", "from", "to", "of", "on", "by", "outside", "between", "off", "into", "for", "with", "against", "across",
     "through", "over", "inside", "around", "along", "toward", "towards", "about", "throughout", "under"}
)  # fmt: skip
_GAP = 12


def candidate_features(
    token: Any, one: Candidate, place: Place, pairs: Sequence[tuple[Candidate, Place]], heads: frozenset[int]
) -> Features:
    """Features of one place for the event at `token`; `heads` are the heads of the event's objects."""
    doc, root = one.sentence.doc, one.root
    features = {"place": 1.0, f"label={_label(doc, one)}": 1.0, f"dep={root.dep_}": 1.0}
    features |= dict.fromkeys(_path(token, root), 1.0)
    features |= dict.fromkeys(_entity(one, place), 1.0)
    features |= dict.fromkeys(_order(token, one, pairs), 1.0)
    features |= dict.fromkeys(_nesting(one, pairs), 1.0)
    apart = min(abs(one.first - token.i), abs(one.last - token.i))
    features["distance"] = log2(1.0 + apart)
    if heads and any(part.i in heads for part in (root, *_above(root, 4))):
        features["object"] = 1.0
    if one.first <= token.i <= one.last:
        features["itself"] = 1.0
    return features


def none_features(token: Any, pairs: Sequence[tuple[Candidate, Place]], *, reports: bool) -> Features:
    """Features for the event having no place in its sentence. `reports`: the word tells of an event."""
    features = {"none": 1.0, f"none:many={min(len(pairs), 3)}": 1.0, f"none:pos={token.pos_}": 1.0}
    if reports:
        features["none:event"] = 1.0
    if token.lemma_.lower() in reporting_verbs():
        features["none:saying"] = 1.0
    if is_passive(token):
        features["none:passive"] = 1.0
    if token.dep_ in _CLAUSES | {"ROOT"}:
        features[f"none:clause={token.dep_}"] = 1.0
    if any(child.lower_ in ("here", "there", "where") for child in token.subtree):
        features["none:here"] = 1.0
    return features


def _above(token: Any, steps: int) -> list[Any]:
    found: list[Any] = []
    for above in ancestors(token):
        if len(found) == steps or above.pos_ in ("VERB", "AUX"):
            break
        found.append(above)
    return found


def _label(doc: Any, one: Candidate) -> str:
    labels = [token.ent_type_ for token in doc[one.first : one.last + 1] if token.ent_type_]
    known = ("GPE", "LOC", "FAC", "PERSON", "ORG", "NORP")
    return next((label for label in known if label in labels), "other" if labels else "none")


def _path(token: Any, root: Any) -> Iterator[str]:
    """How the parse leads from the event up to where both meet, and down to the place."""
    ups = [token, *ancestors(token)]
    at = {part.i: number for number, part in enumerate(ups)}
    down = []
    part = root
    for part in (root, *ancestors(root)):
        if part.i in at:
            break
        down.append(part)
    met = at.get(part.i)
    if met is None:
        yield "apart"
        return
    climbed = ups[:met]
    yield f"up={min(met, 4)}"
    yield f"down={min(len(down), 6)}"
    for step in climbed:
        if step.dep_ in _CLAUSES:
            yield f"up:{step.dep_}"
        if step.head.lemma_.lower() in reporting_verbs() and step.dep_ == "ccomp":
            yield "up:said"
    for step in down:
        if step.dep_ in _CLAUSES:
            yield f"down:{step.dep_}"
    yield from _way_down(down, met)


def _way_down(down: list[Any], met: int) -> Iterator[str]:
    prepositions = [part for part in down if part.dep_ in ("prep", "agent")]
    if prepositions:
        last, first = prepositions[0].lower_, prepositions[-1].lower_
        yield f"prep={last if last in _PREPOSITIONS else 'other'}"
        if len(prepositions) > 1:
            yield f"outer={first if first in _PREPOSITIONS else 'other'}"
        holder = prepositions[0].head
        yield f"held-by={_kind_of(holder)}"
    else:
        yield "prep=none"
    if not down:
        return
    top = down[-1].dep_
    yield f"top={top}"
    if met == 0:
        yield f"own-top={top}"
        if top in ("prep", "agent"):
            yield f"own-prep={down[-1].lower_ if down[-1].lower_ in _PREPOSITIONS else 'other'}"
    modified = down[0].head if down[0].dep_ in ("compound", "poss", "amod", "nmod") else None
    if modified is not None:
        yield f"modifies={_kind_of(modified)}"
    for part in down[1:]:
        if part.dep_ in ("nsubj", "nsubjpass", "dobj", "poss", "appos"):
            yield f"in-{part.dep_}"


def _kind_of(noun: Any) -> str:
    """What a word is that a place hangs on."""
    lemma = noun.lemma_.lower()
    if noun.pos_ in ("VERB", "AUX"):
        return "saying" if lemma in reporting_verbs() else "verb"
    if lemma in words("place") or lemma in place_words("heads"):
        return "place"
    if lemma in words("people") or lemma in words("armed") or noun.ent_type_ == "PERSON":
        return "people"
    return "name" if noun.pos_ == "PROPN" else "noun"


def _entity(one: Candidate, place: Place) -> Iterator[str]:
    yield f"precision={place.precision.value if place.precision else 'unknown'}"
    if one.kind is not None:
        yield "kind"
    if place.relation is not None:
        yield "related"
    if place.precision is PlacePrecision.COUNTRY and one.root.dep_ in ("compound", "amod", "poss", "nsubj"):
        yield "country-agent"
    if one.root.dep_ in ("nsubj", "nsubjpass") and one.root.head.lemma_.lower() in reporting_verbs():
        yield "speaks"


def _order(token: Any, one: Candidate, pairs: Sequence[tuple[Candidate, Place]]) -> Iterator[str]:
    doc = one.sentence.doc
    yield "before" if one.last < token.i else "after"
    between = doc[min(one.last, token.i) + 1 : max(one.first, token.i)]
    verbs = sum(part.pos_ == "VERB" for part in between)
    yield f"verbs-between={min(verbs, 3)}"
    if any(part.lower_ in (";", "--", "–", "—", "while", "whereas", "but") for part in between):
        yield "break-between"
    if (one.first <= 3 and doc[0].pos_ == "ADP") or (one.first <= 5 and doc[0].pos_ == "ADP" and verbs == 0):
        yield "opens"
    nearest = min(pairs, key=lambda pair: _gap(pair[0], token))
    if nearest[0] is one:
        yield "nearest"
    after = [pair[0] for pair in pairs if pair[0].first > token.i]
    if after and after[0] is one:
        yield "first-after"
    before = [pair[0] for pair in pairs if pair[0].last < token.i]
    if before and before[-1] is one:
        yield "last-before"


def _gap(one: Candidate, token: Any) -> int:
    return min(abs(one.first - int(token.i)), abs(one.last - int(token.i)))


def _nesting(one: Candidate, pairs: Sequence[tuple[Candidate, Place]]) -> Iterator[str]:
    """Whether the place only locates the one before it, or is located by the one after it."""
    at = next(number for number, pair in enumerate(pairs) if pair[0] is one)
    if at and (how := locates(pairs[at - 1][0], one)):
        yield f"inner:{how}"
    if at + 1 < len(pairs) and (how := locates(one, pairs[at + 1][0])):
        yield f"outer:{how}"


def locates(first: Candidate, second: Candidate) -> str | None:
    """How a place and the next one are told together: as parts of one address, or a list; null when not."""
    doc = first.sentence.doc
    between = doc[first.last + 1 : second.first]
    if len(between) > _GAP or any(part.pos_ in ("VERB", "AUX") and part.dep_ != "amod" for part in between):
        return None
    texts = [part.lower_ for part in between]
    if any(text in ("'s", "’s", "'", "’") for text in texts) and not any(
        part.pos_ == "ADP" for part in between
    ):
        return "owner"
    if texts and texts[-1] == "," and all(text in place_words("heads") for text in texts[:-1]):
        return "comma"
    if texts in (["and"], ["or"], [",", "and"]):
        return "list"
    prepositions = [part.lower_ for part in between if part.pos_ == "ADP"]
    if not prepositions or second.root.dep_ not in ("pobj", "compound", "appos", "conj"):
        return None
    last = prepositions[-1]
    if last in ("from", "of") and any(
        part.lower_ in ("km", "kilometers", "kilometres", "miles", "mile", "north", "south", "east", "west")
        for part in between
    ):
        return "bearing"
    return last if last in ("in", "of", "near", "outside", "at") else None
