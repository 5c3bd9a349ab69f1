"""Why a claim says what it says: for each field the words and the rule, kept while the claim is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from counterclaim.claims.sentence import Sentence
from counterclaim.model import ActorMention, Attribution, Claim, Evidence, Quantity, Span

T = TypeVar("T")
Item = ActorMention | Attribution | Evidence | Quantity
_LISTS = ("attribution", "actors", "targets", "quantities", "evidence")
_ORDER = (
    "trigger",
    "kind",
    "event_type",
    "modality",
    "verification",
    *_LISTS[:4],
    "place",
    "when",
    "control",
    "method",
    "evidence",
    "cites",
    "confidence",
)


@dataclass(frozen=True, slots=True)
class Reason:
    """One step that gave a field its value; the last one of a field decided it.

    `field` is a key of the claim contract, with the place in a list and the key inside it where one is meant:
    ``actors[0].id``. `span` is null where no words of the text say it.
    """

    field: str
    span: Span | None
    rule: str


@dataclass(frozen=True, slots=True)
class Because(Generic[T]):
    """A value with the rule that gave it, and the tokens of the sentence that the rule went by, if any."""

    value: T
    rule: str
    tokens: tuple[Any, ...] = ()


class Notes:
    """Reasons of one claim, taken down while its parts are found."""

    def __init__(self, sentence: Sentence) -> None:
        self._sentence = sentence
        self._of_fields: list[Reason] = []
        self._of_items: list[tuple[tuple[Any, ...], str, Span | None, str]] = []

    def add(self, field: str, rule: str, tokens: Iterable[Any] = (), *, span: Span | None = None) -> None:
        """A rule that gave `field`, by `tokens` of the sentence or by `span`."""
        self._of_fields.append(Reason(field, span or self._words(tokens), rule))

    def take(self, field: str, found: Because[T]) -> T:
        """The value of `found`, its rule taken down."""
        self.add(field, found.rule, found.tokens)
        return found.value

    def about(self, item: Item, rule: str, *, part: str = "", span: Span | None = None) -> None:
        """A rule that gave an entry of a list, or one of its keys; it is left out if the claim lacks the entry."""
        self._of_items.append((_key(item), part, span or item.span, rule))

    def of(self, claim: Claim) -> tuple[Reason, ...]:
        """The reasons of the finished claim, by field."""
        place = {
            _key(item): f"{name}[{number}]"
            for name in _LISTS
            for number, item in enumerate(getattr(claim, name))
        }
        items = [
            Reason(place[key] + part, span, rule) for key, part, span, rule in self._of_items if key in place
        ]
        return in_order((*self._of_fields, *items))

    def _words(self, tokens: Iterable[Any]) -> Span | None:
        chosen = list(tokens)
        return self._sentence.of(chosen) if chosen else None


def in_order(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Reasons by field, in the order of the contract; those of one field stay as they came."""
    return tuple(sorted(reasons, key=_rank))


def _key(item: Item) -> tuple[Any, ...]:
    """What an entry of a list is known by, before and after its other values are found."""
    if isinstance(item, ActorMention):
        return ActorMention, item.span, item.role
    if isinstance(item, Attribution):
        return Attribution, item.span, item.name
    if isinstance(item, Quantity):
        return Quantity, item.span, item.what
    return Evidence, item.span, item.kind


def _rank(reason: Reason) -> tuple[int, int]:
    name, _, rest = reason.field.partition(".")[0].partition("[")
    return _ORDER.index(name), int(rest.rstrip("]") or 0)
