"""Strings of MUC-4's roles from the spans of claims: a person's own name, an organisation's, people, weapons.

Keys give a person by the whole name without its title, an organisation by its name alone, those who did it
and what was hit by a noun phrase, the weapon by its noun. The texts are all in capitals; mixed case comes from
the reader's own `claims.capitals`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from counterclaim.claims.capitals import Dictionary, restored
from counterclaim.claims.sentence import language_model
from counterclaim.model import ActorMention
from counterclaim.reference.actors import ActorRegistry
from counterclaim.reference.actors.types import ActorKind
from counterclaim.reference.countries import countries
from counterclaim.text.numbers import find_numbers

_NAME = re.compile(r"[A-Z][^\W\d_]+(?:[ '-](?:(?:de|la|las|los|del|y|da|dos)[ ])*[A-Z][^\W\d_]+)*")
_INSERTED = re.compile(r"\s*[\[(][^\])]*[\])]?")
_GROUPS = frozenset({ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA})
_DATELINE_END = " -- "
_BETWEEN = re.compile(r",? and |[,;:] ", re.IGNORECASE)
_DESCRIBED = re.compile(r"\d+$|\d+ years|an? |the |aged |from ", re.IGNORECASE)
_BEHIND = 400
"""Characters in which a list of names is looked for."""
_FIRST_PART = re.compile(r",|;| who | which | that ")


@cache
def tables() -> Mapping[str, Any]:
    """The tables of muc4.toml."""
    return tomllib.loads(Path(__file__).with_name("muc4.toml").read_text("utf-8"))


@cache
def _dictionary() -> Dictionary:
    return Dictionary(language_model())


@cache
def _words(section: str, name: str) -> frozenset[str]:
    return frozenset(tables()[section][name])


def plain(text: str) -> str:
    """A span on one line, without what an editor put in, up to its first clause."""
    return _FIRST_PART.split(" ".join(_INSERTED.sub(" ", text).replace('"', " ").split()))[0].strip()


def full_names(text: str) -> dict[str, str]:
    """The longest name of the text by each of its last words: "Galan" is "Luis Carlos Galan"."""
    found: dict[str, str] = {}
    flat = " ".join(text.split())
    body = flat.partition(_DATELINE_END)[2] or flat
    for name in map(_untitled, _NAME.findall(restored(f"THE {body}", _dictionary()))):
        parts = name.lower().split()
        if len(parts) < 2 or _is_no_person(name):
            continue
        for part in parts[1:]:
            if len(part) > 2 and len(name) > len(found.get(part, "")):
                found[part] = name
    return found


def person(text: str, known: Mapping[str, str]) -> str | None:
    """The name of the person that a mention names; null where it only describes one."""
    mixed = restored(f"THE {plain(text).upper()}", _dictionary(), persons=frozenset(known))[4:]
    for name in map(_untitled, _NAME.findall(mixed)):
        if not name or _is_no_person(name):
            continue
        whole = known.get(name.lower().rpartition(" ")[2], "")
        if len(name.split()) > 1:
            return whole if name.lower() in whole.lower() else name
        if whole:
            return whole
    return None


def persons_behind(text: str, known: Mapping[str, str]) -> Iterator[str]:
    """Names that follow a mention at once, as what it says again or what is listed with it.

    Behind each name may stand who it is: "X, 42; Y, a photographer, and Z".
    """
    described = False
    for part in _BETWEEN.split(" ".join(text.split())[:_BEHIND])[1:]:
        mixed = restored(f"THE {part.upper()}", _dictionary(), persons=frozenset(known))[4:]
        match = re.match(rf"(?:[a-z]+ ){{0,4}}({_NAME.pattern})\.?$", mixed)
        name = _untitled(match[1]) if match else ""
        if len(name.split()) > 1 and not _is_no_person(name):
            yield name
            described = False
        elif not described and _DESCRIBED.match(part):
            described = True
        else:
            return


def _untitled(name: str) -> str:
    first, _, rest = name.partition(" ")
    return rest if first.lower() in _words("descriptions", "titles") else name


def _is_no_person(name: str) -> bool:
    words = name.lower().split()
    nation = any(countries().demonym(word) or countries().named(word) for word in words)
    return nation or not _words("descriptions", "not_of_persons").isdisjoint(words)


def organisation(mention: ActorMention, registry: ActorRegistry, text: str) -> str | None:
    """How a mention, else the text, names the actor that the mention stands for."""
    words = bare(mention.span.text)
    if mention.id is None:
        last = words.lower().rpartition(" ")[2]
        return words if last in _words("descriptions", "organisations") and " " in words else None
    for where in (words, text):
        for match in registry.find(where):
            if match.actor is not None and match.actor.id == mention.id:
                return bare(where[match.start : match.end])
    return next((one.upper() for one in tables()["descriptions"]["bodies"] if one in words.lower()), None)


def only_group(text: str, registry: ActorRegistry) -> str | None:
    """The name, in the text, of the one armed group that the text names."""
    found: dict[str, str] = {}
    for match in registry.find(text):
        if match.actor is not None and match.actor.kind in _GROUPS:
            found.setdefault(match.actor.id, bare(text[match.start : match.end]))
    return next(iter(found.values())) if len(found) == 1 else None


def blown_up(sentence: str, known: Mapping[str, str]) -> Iterator[str]:
    """Buildings and vehicles at which, by the sentence, a bomb was placed or went off."""
    for match in _placed().finditer(" ".join(sentence.split())):
        what = re.split(
            r" (?:AND|IN|ON|AT|THAT|WHICH|LOCATED|NEAR|WITH|BY) |[,;.\[(]", match[1], flags=re.IGNORECASE
        )[0]
        if is_thing(what):
            yield thing(what, known)


@cache
def _placed() -> re.Pattern[str]:
    table = tables()["explosion"]
    before, at = "|".join(table["words"]), "|".join(table["at"])
    phrase = r"(?:THE|A|AN|HIS|ITS|ONE|TWO|SEVERAL)\s[^.]{3,90}"
    return re.compile(rf"\b(?:{before})\s(?:\S+\s){{0,2}}?(?:{at})\s({phrase})", re.IGNORECASE)


def people(mention: ActorMention, names: Iterable[str]) -> str | None:
    """Those who did it: the mention without the organisation that they are of; null where nobody is left."""
    words = bare(mention.span.text)
    for name in names:
        words = re.sub(
            rf"\s*\b(?:(?:of|from) )?(?:the )?{re.escape(name)}(?:'S)?\b\s*", " ", words, flags=re.IGNORECASE
        ).strip()
    words = re.sub(r" (?:OF|FROM)$", "", words.removesuffix("'S").removesuffix("'"), flags=re.IGNORECASE)
    head = re.split(r" (?:of|from|in|on|with) ", words.lower())[0].rpartition(" ")[2]
    if head not in _words("descriptions", "people"):
        return None
    return words if " " in words or head.endswith(("s", "men", "people")) else None


def is_thing(text: str) -> bool:
    """Whether a phrase for those who were hit means a building or a vehicle."""
    return head(text) in _words("descriptions", "things")


def head(text: str) -> str:
    """The noun that a phrase is about, in lower case: the last word before "of"."""
    return plain(text).lower().partition(" of ")[0].rpartition(" ")[2]


def thing(text: str, known: Mapping[str, str]) -> str:
    """What was hit, without the number of it and whose it is, where that is a person."""
    words = bare(text)
    numbers = find_numbers(words)
    words = words[numbers[0].end :].strip() if numbers and numbers[0].start == 0 else words
    head, of, owner = words.partition(" OF ")
    return head if of and person(owner, known) else words


def bare(text: str) -> str:
    """A phrase without the little words that keys leave out before it."""
    words = plain(text)
    while match := _leading().match(words):
        words = words[match.end() :]
    return words


@cache
def _leading() -> re.Pattern[str]:
    longest = sorted(_words("descriptions", "leading"), key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, longest))})\s+(?=\S)", re.IGNORECASE)


def weapons(text: str, kind: str) -> Iterator[str]:
    """Names of weapons in a sentence, of the sorts that go with a type of incident."""
    for match in _weapons(kind).finditer(text):
        yield " ".join(match[0].split())


@cache
def _weapons(kind: str) -> re.Pattern[str]:
    table = tables()["weapons"]
    nouns = [noun for sort in table["of"].get(kind, ()) for noun in table[sort]]
    if not nouns:
        return re.compile(r"(?!)")
    before, after = "|".join(table["before"]), "|".join(table["after"])
    names = "|".join(map(re.escape, sorted(nouns, key=len, reverse=True)))
    return re.compile(rf"\b(?:(?:{before})[\s-])?(?:{names})s?(?:\s(?:{after})s?)?\b", re.IGNORECASE)
