"""Statements that are taken back, read from the words: "withdrew its statement", "retracted the report".

The claims stage marks no withdrawal, so the sentence of each claim and the title of its report are looked at.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from counterclaim.events.provenance.context import Contexts
from counterclaim.events.provenance.origins import Origin
from counterclaim.events.provenance.tables import registry
from counterclaim.model import Claim, Modality
from counterclaim.reference.actors.sides import side

_BEFORE, _LONGEST = 120, 1000


def withdrawals(origins: Iterable[Origin], contexts: Contexts) -> dict[str, list[Claim]]:
    """By the key of the origin that takes something back: the claims whose words say so."""
    listed = list(origins)
    keys = {one.key for one in listed}
    found: dict[str, list[Claim]] = {}
    for origin in listed:
        for claim in origin.claims:
            who = _withdrawing(claim, contexts, keys)
            if who is not None:
                found.setdefault(who or origin.key, []).append(claim)
    return found


def last_day(claims: Iterable[Claim], contexts: Contexts) -> date:
    """The last day on which something was taken back; what a report without a date takes back stays so."""
    return max(contexts[claim.document_id].published or date.max for claim in claims)


def denies(claim: Claim) -> bool:
    """Whether a claim denies the event, not only that anybody was hurt in it."""
    if claim.modality is not Modality.DENIED:
        return False
    return not any(one.search(claim.sentence.text[:_LONGEST]) for one in _patterns("denial", "harmless"))


@cache
def status_words() -> dict[str, Any]:
    """The table ``data/status.toml``."""
    return tomllib.loads(files("counterclaim.events").joinpath("data/status.toml").read_text("utf-8"))


def _withdrawing(claim: Claim, contexts: Contexts, keys: Collection[str]) -> str | None:
    """The key of the origin named in front of the words, empty where the claim's own origin; else null."""
    title = contexts[claim.document_id].title or ""
    if any(one.search(title[:_LONGEST]) for one in _patterns("withdrawal", "title")):
        return ""
    text = claim.sentence.text[:_LONGEST]
    for pattern in _patterns("withdrawal", "sentence"):
        match = pattern.search(text)
        if match is None or _negation().search(text[: match.start()]):
            continue
        before = text[max(0, match.start() - _BEFORE) : match.start()]
        named = [one.actor for one in registry().find(before) if one.actor is not None]
        key = f"actor:{side(named[-1].id)}" if named else ""
        return key if key in keys else ""
    return None


@cache
def _patterns(section: str, key: str) -> list[re.Pattern[str]]:
    return [re.compile(pattern, re.IGNORECASE) for pattern in status_words()[section][key]]


@cache
def _negation() -> re.Pattern[str]:
    return re.compile(status_words()["withdrawal"]["negation"], re.IGNORECASE)
