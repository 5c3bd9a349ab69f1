"""Whether a name is a private person's."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from counterclaim.text.persons.around import Before, behind, has_age, has_spoken, has_trade
from counterclaim.text.persons.lists import given_names, lists
from counterclaim.text.persons.words import Word

Named = Callable[[str], bool]
"""Whether a name, as it is written, is known to be something else."""

_NEAR = 40
"""Characters after a person's name within which another that is joined to it ("and") is a person's."""
_LEAST = 3
"""Letters of a given name that alone, before "said", is a person's."""
_STEM = 3
"""Letters that an ending of family names follows at least."""


def is_person(
    text: str,
    words: Sequence[Word],
    span: tuple[int, int],
    before: Before,
    public: Named,
    place: Named,
    last: int | None,
) -> bool:
    """Whether the words of `span` name a private person.

    `last` is where the name of the last person before it ends.
    """
    start, end = span
    name = words[start:end]
    whole = text[name[0].start : name[-1].end]
    after = behind(text, name[-1].end)
    if _is_body(text, words, start, end) or public(whole):
        return False
    aged, given = has_age(after), _has_given(name)
    many = sum(one.kind in ("name", "titles") for one in name)
    if before.placed and not given and not aged:
        return False
    titled = before.titled and not (before.placed and place(f"{words[start - 1].text} {whole}"))
    strong = titled or before.role or aged or has_trade(after)
    if strong and not (many == 1 and not given and not before.titled and before.group):
        sure = before.titled or (before.role and given) or aged
        return (given and many > 1) or not place(whole) or (sure and not before.placed)
    if place(whole) or (before.placed and many == 1):
        return False
    if many > 1 and (given or _has_ending(name)):
        return not before.placed or _is_given(name, 0) or _has_ending(name)
    if not given:
        return False
    if before.joined and last is not None and name[0].start - last < _NEAR:
        return True
    return many == 1 and has_spoken(after) and len(name[0].key) >= _LEAST


def _is_body(text: str, words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the name is part of that of a body, a building, a ship or an operation."""
    known = lists()
    for side in (end, end + 1):
        following = words[side] if side < len(words) else None
        if following is None or following.kind != "bodies":
            continue
        if not text[words[side - 1].end : following.start].strip("- "):
            return True
    first = words[start].key
    if first in known.leads:
        return True
    if not start:
        return False
    if first in known.leads_of_two and end - start > 1:
        return True
    lead = words[start - 1]
    if text[lead.end : words[start].start] not in (" ", "-") or not lead.text[:1].isupper():
        return False
    if lead.kind == "bodies":
        return first not in given_names()
    return lead.key in known.leads and lead.key not in known.leads_alone


def _has_given(name: Sequence[Word]) -> bool:
    return any(_is_given(name, number) for number in range(len(name)))


def _is_given(name: Sequence[Word], number: int) -> bool:
    """Whether a part of a name is, or has in it, a given name; "Abu" is with the given name behind it."""
    known = lists()
    key = name[number].key
    if key in known.parents:
        return len(name) > number + 1 and _is_given(name, number + 1)
    return any(part in given_names() for part in (key, *key.split("-")) if part not in known.articles)


def _has_ending(name: Sequence[Word]) -> bool:
    """Whether a name of more than one word ends as family names do."""
    key = name[-1].key
    return len(name) > 1 and any(
        len(key) >= len(ending) + _STEM and key.endswith(ending) for ending in lists().endings
    )
