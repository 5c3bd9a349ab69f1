"""What a sentence says there is to see: photographs, footage, documents, bodies, witnesses."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from counterclaim.claims.lexicon import reporting_verbs
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.syntax import SUBJECTS, is_passive, noun_phrase
from counterclaim.model import Evidence

_PRESENTING = frozenset({"in", "by", "from", "with", "to", "on", "of"})
_PARTICIPLES = frozenset({"show", "depict", "purport", "appear", "capture", "document", "prove", "list"})


@dataclass(frozen=True, slots=True)
class _Words:
    kinds: Mapping[str, frozenset[str]]
    verbs: Mapping[str, frozenset[str]]


@cache
def _words() -> _Words:
    text = files("counterclaim.claims").joinpath("data", "evidence.toml").read_text("utf-8")
    table: dict[str, dict[str, list[str]]] = tomllib.loads(text)
    return _Words(
        {kind: frozenset(found) for kind, found in table["kinds"].items()},
        {name: frozenset(found) for name, found in table["verbs"].items()},
    )


@cache
def nouns_of_evidence() -> frozenset[str]:
    """Base forms of the words for what is seen; of a phrase each word."""
    return frozenset(word for nouns in _words().kinds.values() for noun in nouns for word in noun.split())


def find_evidence(sentence: Sentence) -> list[Evidence]:
    """What the sentence presents as seen, in the order of the text; a thing merely named is not among it."""
    found = []
    for token in sentence.doc:
        if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound":
            continue
        kind = _kind(token)
        if kind is not None and _is_presented(token, kind):
            found.append(Evidence(kind, sentence.of(noun_phrase(token))))
    return found


def _kind(token: Any) -> str | None:
    """The kind of a noun, by its compound ("identity card") or its own word; modifiers count for satellites."""
    own = token.lemma_.lower()
    if token.tag_ == "NNPS" or (
        token.i == 0 and token.tag_ == "NNP"
    ):  # "Photographs showed": no lemma for a name
        own = own.removesuffix("s")
    pairs = {
        f"{child.lemma_.lower()} {own}" for child in token.children if child.dep_ in ("compound", "amod")
    }
    modifiers = {child.lemma_.lower() for child in token.children if child.dep_ in ("compound", "amod")}
    for kind, nouns in _words().kinds.items():
        alone = own in nouns and (kind != "identity_document" or token.text.isupper() or own != "id")
        if alone or pairs & nouns or (kind == "satellite" and modifiers & nouns and _kind_of_image(own)):
            return kind
    return None


def _kind_of_image(own: str) -> bool:
    kinds = _words().kinds
    return own in kinds["photo"] | kinds["video"]


def _is_presented(token: Any, kind: str) -> bool:
    verbs = _words().verbs
    verb = token.head
    if kind == "witness":
        speaks = verb.lemma_.lower() in reporting_verbs() or verb.lemma_.lower() == "see"
        return _is_to(token) or bool(token.dep_ in SUBJECTS and speaks)
    if kind == "body_count":
        return any(above.lemma_.lower() in verbs["bodies"] for above in _verbs_of(token))
    if any(child.dep_ == "acl" and child.lemma_.lower() in _PARTICIPLES for child in token.children):
        return True
    if token.dep_ in SUBJECTS and not is_passive(verb):
        return bool(verb.lemma_.lower() in verbs["shows"])
    if token.dep_ in ("dobj", "nsubjpass", "conj"):
        return any(above.lemma_.lower() in verbs["presented"] for above in _verbs_of(token))
    return _is_to(token)


def _is_to(token: Any) -> bool:
    """Whether it is the source itself: "according to footage", "in a video", "confirmed by images"."""
    before = token.head
    if token.dep_ != "pobj" or before.lower_ not in _PRESENTING:
        return False
    if before.lower_ == "to":
        return bool(before.head.lower_ == "according")
    verb = before.head
    stated = {"say", "show", "see", "confirm", "verify", "corroborate", "claim", "announce", "identify"}
    return bool(verb.lemma_.lower() in stated | {"support", "back", "accompany", "document", "capture"})


def _verbs_of(token: Any) -> Iterator[Any]:
    """The verb that a noun belongs to, through coordination and "of"; and the clause that hangs on it."""
    for _ in range(4):
        if token.head.i == token.i:
            return
        if token.head.pos_ == "VERB":
            yield token.head
            break
        token = token.head
    for child in token.children:
        if child.dep_ in ("acl", "relcl"):
            yield child
