"""Whether a source has a name of its own, and which words of it are the name."""

from __future__ import annotations

import re
from functools import lru_cache

from counterclaim.events.provenance.publishers import squashed
from counterclaim.events.provenance.tables import registry, words
from counterclaim.model import Attribution, SourceType
from counterclaim.reference.actors.types import ActorKind
from counterclaim.reference.countries import countries
from counterclaim.text.names import plain

_WORD = re.compile(r"[^\W_][\w.'’-]*")
_LONGEST = 200
_INSTITUTIONS = frozenset(
    {
        ActorKind.MONITOR,
        ActorKind.MEDIA,
        ActorKind.AGENCY,
        ActorKind.INTERNATIONAL_ORGANISATION,
        ActorKind.AID_ORGANISATION,
    }
)
_POINTED_AT = frozenset({SourceType.MONITOR, SourceType.AGENCY})
_WHERE = re.compile(
    r"[\w.’']+-(?:based|run|backed|held|linked|affiliated|aligned|controlled)\b", re.IGNORECASE
)


def behind_quotation(name: str) -> str:
    """A source's words without the end of a quotation that was read as part of them."""
    return re.split(r"[\"“”„«»]", name.rstrip('"“”„«» '))[-1].strip() or name


@lru_cache(maxsize=65536)
def institution(name: str, country: str | None) -> str | None:
    """The id of the one monitor, medium or organisation of the registry that a source's words name."""
    name = behind_quotation(name[:_LONGEST])
    said = " ".join(_WHERE.sub("", name).split())
    said = said[4:] if said[:4].casefold() == "the " else said
    short = f"the {said[:1].upper()}{said[1:]}"  # "the Observatory", as it is called at home
    for text in (name, short):
        found = {
            match.actor.id
            for match in registry().find(text, country=country)
            if match.actor is not None and match.actor.kind in _INSTITUTIONS
        }
        if found:
            return found.pop() if len(found) == 1 else None
    return None


@lru_cache(maxsize=65536)
def own_name(name: str, opens_sentence: bool) -> tuple[str, ...]:
    """The words that name a source, without titles; none for one that nobody can name.

    "Residents of Raqqa", "a Syrian military source" and "Western diplomats" name nobody; "the Kirkuk police
    chief" and "Brig. Gen. Yahya Rasool" do. At the start of a sentence a capital letter makes no name of a
    word for people in general.
    """
    said = _WORD.findall(behind_quotation(name[:_LONGEST]))
    if not said:
        return ()
    lead = said[0].casefold()
    marked = lead in words("names", "source", "indefinite") or lead[:1].isdigit()
    links = words("names", "source", "links")
    head = next((at - 1 for at, word in enumerate(said) if at and word.casefold() in links), len(said) - 1)
    proper = [_is_proper(word, at == 0, opens_sentence) for at, word in enumerate(said)]
    many = said[head].casefold().endswith("s") and not proper[head]
    if not any(proper) or (not proper[head] and (marked or many)):
        return ()
    leading = words("names", "source", "definite") | words("names", "source", "indefinite")
    start = 1 if len(said) > 1 and lead in leading else 0
    pairs = zip(said[start:], proper[start:], strict=True)
    kept = [word for word, named in pairs if named or not proper[head]]
    titles = words("names", "source", "titles")
    bare = [word for word in kept if word.casefold().strip(".") not in titles] or kept
    return tuple(squashed(word) for word in bare)


def points_to_named(link: Attribution) -> bool:
    """Whether the words stand for one monitor or outlet named elsewhere: "the agency", "a monitor".

    Reports bring a monitor in with "a monitoring group said" and then name it.
    """
    said = link.name.casefold().split()
    many = bool(said) and said[-1].endswith("s")
    definite = said[:1] == ["the"] and link.type in _POINTED_AT
    brought_in = said[:1] in (["a"], ["an"], ["the"], ["monitor"]) and link.type is SourceType.MONITOR
    return not many and (definite or brought_in)


def _is_proper(word: str, first: bool, opens_sentence: bool) -> bool:
    folded = word.casefold().strip(".")
    if not word[:1].isupper() or folded in words("names", "source", "no_name") or _WHERE.fullmatch(word):
        return False
    if first and folded in words("names", "source", "definite") | words("names", "source", "indefinite"):
        return False
    people = words("names", "source", "people")
    opens = first and opens_sentence
    if (folded in people or folded.removesuffix("s") in people) and (opens or folded.endswith("s")):
        return False
    return countries().demonym(plain(word)) is None
