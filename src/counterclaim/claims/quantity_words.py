"""The words that say what a figure counts, read from ``data/quantities.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from counterclaim.claims.lexicon import words

_PERSON_ENDINGS = ("ist", "ian", "eer", "ee", "man", "woman")
"""Endings of English nouns that name people."""


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """See the comments of the data file. Keys are base forms in lower case."""

    patient: Mapping[str, str]
    patient_by_class: Mapping[str, Mapping[str, str]]
    agent: Mapping[str, str]
    state: Mapping[str, str]
    counted: Mapping[str, str]
    compound: Mapping[str, str]
    event_of: Mapping[str, str]
    toll_kinds: Mapping[str, str]
    forms: Mapping[str, str]
    names: Mapping[str, str]
    custody: Mapping[str, str]
    severity: Mapping[str, str]
    classes: Mapping[str, frozenset[str]]
    lists: Mapping[str, frozenset[str]]

    def class_of(self, noun: Any) -> str | None:
        """The class of a noun: captives, hostages, people, vehicles, weapons, sites; or null."""
        lemma = lemma_of(noun)
        for name in ("captives", "hostages", "people", "vehicles", "weapons", "sites"):
            if lemma in self.classes[name]:
                return name
        if noun.ent_type_ in ("NORP", "PERSON") or lemma.endswith(_PERSON_ENDINGS):
            return "people"
        return None


def lemma_of(token: Any) -> str:
    """Base form in lower case. A plural that the tagger took for a name still has its ending taken off."""
    lemma = str(token.lemma_).lower()
    if token.pos_ == "PROPN" and len(lemma) > 3 and lemma.endswith("s") and not lemma.endswith("ss"):
        return lemma[:-1]
    return lemma


@cache
def quantity_words() -> QuantityWords:
    """The lists of the data file, read once."""
    data = tomllib.loads(files("counterclaim.claims").joinpath("data/quantities.toml").read_text("utf-8"))
    shells, tolls, classes = data["shells"], data["tolls"], data["class"]
    collectives = frozenset(classes["collectives"])
    people = frozenset(classes["people"]) | words("people")
    return QuantityWords(
        patient=data["patient"],
        patient_by_class=data["patient_by_class"],
        agent=data["agent"],
        state=data["state"],
        counted=data["counted"],
        compound=data["compound"],
        event_of=data["event_of"],
        toll_kinds=data["toll_kinds"],
        forms=data["forms"],
        names=data["names"],
        custody=data["custody"],
        severity=data["severity"],
        classes={name: frozenset(found) for name, found in classes.items()} | {"people": people},
        lists={
            "things": frozenset(data["things"]["verbs"]),
            "thing_nouns": frozenset(data["things"]["nouns"]),
            "strikes": frozenset(data["things"]["strikes"]),
            "losses": frozenset(data["losses"]["nouns"]),
            "not_armed": frozenset(data["agent_not_armed"]["verbs"]),
            "shells": frozenset(shells["nouns"]),
            "shell_compounds": frozenset(shells["compounds"]),
            "firing": frozenset(shells["firing"]),
            "life_verbs": frozenset(data["life"]["verbs"]),
            "raising": frozenset(data["raising"]["verbs"]),
            "toll_heads": frozenset(tolls["heads"]),
            "toll_verbs": frozenset(tolls["verbs"]),
            "strengths": frozenset(tolls["strengths"]),
            "part_prepositions": frozenset(data["parts"]["prepositions"]),
            "part_pronouns": frozenset(data["parts"]["pronouns"]),
            "single_determiners": frozenset(data["singles"]["determiners"]),
            "single_pronouns": frozenset(data["singles"]["pronouns"]),
            "single_kinds": frozenset(data["singles"]["kinds"]),
            "labels": frozenset(data["labels"]["before"]),
            "superseding": frozenset(data["superseded"]["before"]),
            "figures_moved": frozenset(data["superseded"]["moved"]),
            "figures_restated": frozenset(data["superseded"]["restated"]),
            "attacked": frozenset(data["attacked"]["verbs"]),
            "forces": frozenset(data["forces"]["nouns"]),
            "definite": frozenset(data["again"]["definite"]),
            "further": frozenset(data["again"]["further"]),
            "unspecific": frozenset(data["again"]["unspecific"]),
            "generic": frozenset(data["again"]["generic"]),
            "state_bodies": frozenset(data["forces"]["of_states"]),
            "deadly": frozenset(data["deadly"]["verbs"]),
            "ends": frozenset(data["deadly"]["ends"]),
            "conceding": frozenset(data["conceding"]["verbs"]),
            "harms": frozenset(data["harms"]["nouns"]),
            "treating": frozenset(data["harms"]["treating"]),
            "rendering": frozenset(data["harms"]["rendering"]),
            "driving": frozenset(data["driving"]["verbs"]),
            "homes": frozenset(data["driving"]["homes"]),
            "leaving": frozenset(data["leaving"]["nouns"]),
            "custody_verbs": frozenset(data["custody_verbs"]["verbs"]),
            "harming_verbs": frozenset(data["harming"]["verbs"]),
            "dying_verbs": frozenset(data["harming"]["dying"]),
            "animals": frozenset(data["harming"]["animals"]),
            "ordinals": frozenset(data["ordinals"]["words"]),
            "leading_off": frozenset(data["leading_off"]["verbs"]),
            "leading_from": frozenset(data["leading_off"]["from"]),
            "long_times": frozenset(data["long_times"]["nouns"]),
            "growing": frozenset(data["growing"]["verbs"]),
            "forcing": frozenset(data["forcing"]["verbs"]),
            "giving_life": frozenset(data["life"]["givers"]),
            "aircraft": frozenset(data["aircraft"]["nouns"]),
            "struck": frozenset(data["struck"]["verbs"]),
            "plots": frozenset(data["plots"]["nouns"]),
            "operations": frozenset(data["operations"]["nouns"]),
            "operating": frozenset(data["operations"]["verbs"]),
            "own_operations": frozenset(data["operations"]["kinds"]),
            "single_people": people - collectives,
            "armed": words("armed"),
        },
    )


def plural(lemma: str) -> str:
    """The plural of a noun, by the list of the data file and then by the rules of English spelling."""
    forms = quantity_words().forms
    if lemma in forms:
        return forms[lemma]
    if lemma.endswith("man"):
        return lemma[:-3] + "men"
    if lemma.endswith("child"):
        return lemma + "ren"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "ch", "sh")) else "s")
