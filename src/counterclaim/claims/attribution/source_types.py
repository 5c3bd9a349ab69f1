"""What sort of source a name stands for, and whether it is of an armed party: by the registry, then by its words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from counterclaim.claims.attribution.speakers import is_told
from counterclaim.claims.lexicon import attribution_words, words
from counterclaim.claims.people import is_given_name
from counterclaim.claims.syntax import children, noun_phrase
from counterclaim.model import SourceType

_KIND_TO_TYPE = {
    "media": SourceType.AGENCY,
    "agency": SourceType.AGENCY,
    "monitor": SourceType.MONITOR,
    "analyst": SourceType.ANALYST,
}
_BODIES = (SourceType.PARTY, SourceType.MONITOR)
"""Who holds an office in one of these speaks for it: "observatory director X", "rebel commander X"."""
_RELIEF = frozenset({"aid_organisation", "international_organisation"})


def source_type(token: Any, kind: str | None, party: bool, said: Collection[Any] = ()) -> SourceType:
    """What sort of source a head noun is: by the registry's kind first, then by the noun.

    `said` are those of the source's name; a name that nothing else tells is a party's where one of them is.
    """
    if kind in _KIND_TO_TYPE:
        return _KIND_TO_TYPE[kind]
    if party:
        return SourceType.AGENCY if is_state_medium(token) else SourceType.PARTY
    found = _by_noun((token, *children(token, "appos")))
    if found is SourceType.MONITOR and _is_armed(token):
        return SourceType.PARTY
    if found is not None:
        return found
    if kind in _RELIEF:
        return SourceType.MONITOR
    if token.pos_ == "PROPN" or is_told(token):
        return _by_name(token, said)
    return SourceType.ANONYMOUS


def _is_armed(token: Any) -> bool:
    """Whether a group is an armed one by the words before it: "the terrorist group", "an armed organisation"."""
    beside = noun_phrase(token)
    return is_of_party(token, beside) or any(part.lemma_.lower() in words("band") for part in beside)


def _by_name(token: Any, said: Collection[Any]) -> SourceType:
    """The sort of a proper name: by the nouns in front of it ("the outlet Hala Now"), then by its form."""
    beside = [part for part in reversed(noun_phrase(token)) if part.pos_ in ("NOUN", "PROPN")]
    found = _by_noun(beside)
    if found is SourceType.OFFICIAL:
        bodies = filter(None, (_by_noun((part,)) for part in beside))
        return next((one for one in bodies if one in _BODIES), found)
    if found is not None:
        return found
    if is_told(token):
        return SourceType.AGENCY
    person = token.ent_type_ == "PERSON" or (token.ent_type_ != "ORG" and not children(token, "det"))
    if person or is_given_name(beside[-1].text):
        return SourceType.OFFICIAL
    return SourceType.PARTY if is_of_party(token, said) else SourceType.AGENCY


def _by_noun(tokens: Iterable[Any]) -> SourceType | None:
    """The sort that the first of these nouns to be a word for a source stands for."""
    nouns = attribution_words()["nouns"]
    for token in tokens:
        for name, known in nouns.items():
            if token.lemma_.lower() in known or token.lower_ in known:
                return SourceType(name)
    return None


def is_state_medium(token: Any) -> bool:
    """Whether a noun is a state's medium, not the state itself: "state television", "the state news agency"."""
    of_party = attribution_words()["of_party"]
    lemma = token.lemma_.lower()
    if lemma == "agency":
        return any(part.lower_ in of_party["of_news"] for part in children(token, "compound", "amod"))
    return lemma in of_party["state_medium"] or token.lower_ in of_party["state_medium"]


def is_of_party(token: Any, name: Collection[Any]) -> bool:
    """Whether a source that the registry lacks is of an armed party: its officer, office or medium.

    `name` has the words of its name.
    """
    said = {part.lemma_.lower() for part in name} | {part.lower_ for part in name}
    own = {token.lemma_.lower(), token.lower_} | {part.lower_ for part in children(token, "compound", "amod")}
    for beside in children(token, "appos"):
        own |= {beside.lemma_.lower()}
        said |= {part.lemma_.lower() for part in noun_phrase(beside)}
    theirs = any(part.lower_ in ("their", "its") for part in children(token, "poss"))
    spokesman = token.lemma_.lower() in attribution_words()["nouns"]["official"]
    return _of_party(said, own) or (theirs and spokesman)


def _of_party(said: Collection[str], own: Collection[str]) -> bool:
    """The same from all words of a name (lower case), and those of them that may be a rank."""
    of_party = attribution_words()["of_party"]
    if of_party["not_of_it"].intersection(said):
        return False
    if of_party["any_word"].intersection(said) or of_party["rank"].intersection(own):
        return True
    return "state" in said and bool(of_party["state_medium"].intersection(said))


def described(name: str) -> tuple[SourceType, bool]:
    """Type of a source by the words of its name alone, and whether it is of an armed party."""
    said = [word.strip(".,'’").removesuffix("'s").removesuffix("’s") for word in name.lower().split()]
    nouns = attribution_words()["nouns"]
    kind = next(
        (SourceType(sort) for word in reversed(said) for sort, known in nouns.items() if word in known), None
    )
    return kind or SourceType.OFFICIAL, _of_party(said, said)
