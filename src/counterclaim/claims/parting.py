"""One claim made several: each part under its own id, with the reasons of the whole for what it has of it."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from dataclasses import replace

from counterclaim.claims.trace import Reason, in_order
from counterclaim.model import Claim, content_id

Reasons = MutableMapping[str, tuple[Reason, ...]]
"""Why each claim is what it is, by its id."""
_LISTS = ("quantities", "attribution", "targets")


def parted(whole: Claim, parts: Sequence[Claim], reasons: Reasons, rule: str) -> list[Claim]:
    """The parts of `whole` under ids of their own; `rule` says in words why they stand apart.

    `reasons` gets those of the parts: what a part has of the whole's figures, sources and targets keeps its own, and
    sources that the whole has not are named with `rule`.
    """
    known = reasons[whole.id]
    found = []
    for part in parts:
        counted = part.quantities[0].span.start if part.quantities else None
        key = content_id(
            "c", part.document_id, part.trigger.start, counted, part.kind, part.event_type, part.modality
        )
        new = [
            Reason(f"attribution[{number}]", link.span, rule)
            for number, link in enumerate(part.attribution)
            if link not in whole.attribution
        ]
        reasons[key] = in_order((*_kept(part, whole, known), *new, Reason("modality", None, rule)))
        found.append(replace(part, id=key))
    return found


def _kept(part: Claim, whole: Claim, known: Sequence[Reason]) -> list[Reason]:
    place = {
        f"{name}[{getattr(whole, name).index(one)}]": f"{name}[{number}]"
        for name in _LISTS
        for number, one in enumerate(getattr(part, name))
        if one in getattr(whole, name)
    }
    kept = []
    for reason in known:
        item, dot, rest = reason.field.partition(".")
        if item in place or not item.startswith((*_LISTS, "modality")):
            kept.append(replace(reason, field=place.get(item, item) + dot + rest))
    return kept
