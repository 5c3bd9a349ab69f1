"""`EventView`: one event with every claim about it, for data frames and for notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from counterclaim.ask import schema
from counterclaim.ask.figures import EventFigures
from counterclaim.ask.neighbours import possible, related
from counterclaim.ask.rows import Row, claim_row, event_row
from counterclaim.model.serialize import claim_from_dict, event_to_dict
from counterclaim.pipeline.contexts import contexts as contexts_of
from counterclaim.record import EventDetail, Record
from counterclaim.safe import visible

if TYPE_CHECKING:
    import polars as pl


class EventView:
    """An event, its claims side by side, and how its figures follow from them.

    Attributes:
        id: the event's id.
        row: its values, under the names of the events' frame.
        claim_dicts: its claims by the claim contract.
        possible: other events that are possibly the same, for a person to decide.
        related: what it is part of, what it follows, and the tallies that it is counted in.
    """

    def __init__(self, record: Record, detail: EventDetail, names: Mapping[str, str]) -> None:
        documents = {claim["document"]["id"] for claim in detail.claims}
        contexts = contexts_of(record, documents)
        self.claim_dicts = detail.claims
        self._contexts = contexts
        self._event = event_to_dict(detail.event)
        self._names = {**_names_in(detail.claims), **names}
        self.row = event_row(self._event, self._names)
        self.id: str = self._event["id"]
        self.possible = possible(record, self.id, [claim["id"] for claim in detail.claims], names)
        self.related = related(record, self.id, names)

    def __repr__(self) -> str:
        return f"<EventView {self.id}: {self.title}, {len(self.claim_dicts)} claims>"

    @property
    def title(self) -> str:
        """Type, place and time in a line."""
        parts = (
            self.row["event_type"].replace("_", " "),
            self.row["place"] or self.row["place_text"],
            self.row["when"],
        )
        return ", ".join(part for part in parts if part)

    def to_dict(self, rule: str | None = None) -> Row:
        """The event as JSON-ready values, its claims by the claim contract, its figures with their reasons.

        `estimates` are those of the rule, `explained` says how they follow, `sensitivity` what they would be
        without some of their sources.
        """
        ids = (*self._event["actors"], *self._event["targets"])
        return {
            **self._event,
            "estimates": self._estimates(rule),
            "names": {id_: self.name(id_) for id_ in ids},
            "claims": self.claim_dicts,
            "explained": self.explain(rule),
            "sensitivity": self.sensitivity_rows(rule),
            "possible": self.possible,
            "related": self.related,
        }

    def name(self, actor: str) -> str:
        """An actor's or side's name by its id; what is no id of an actor stays as it is."""
        prefix, _, country = actor.partition(".")
        bodies = (f"{body}.{country}" for body in ("gov", "forces", "police")) if prefix == "state" else ()
        known = (self._names[id_] for id_ in (actor, *bodies) if id_ in self._names)
        return next(known, actor)

    def claims(self) -> pl.DataFrame:
        """Claims, one a row."""
        from counterclaim.ask.frames import frame

        return frame(map(claim_row, self.claim_dicts), schema.CLAIMS)

    def estimates(self, rule: str | None = None) -> pl.DataFrame:
        """Low, best and high of each figure, with the rule and the ids of the claims that made it.

        `rule` is ``range`` (the default, as kept in the record), ``acled``, ``ucdp``, ``conservative`` or
        ``party:X`` for the words of one party, by its id or name.

        Raises:
            UsageError: there is no such rule, or no such party speaks in this event.
        """
        from counterclaim.ask.frames import frame

        return frame(self._estimates(rule), schema.ESTIMATES)

    def sensitivity(self, rule: str | None = None) -> pl.DataFrame:
        """Each estimate without interested parties, without figures that one origin alone gives, and without
        each origin in turn; `moved` is how far best moves.
        """
        from counterclaim.ask.frames import frame

        return frame(self.sensitivity_rows(rule), schema.SENSITIVITY)

    def explain(self, rule: str | None = None) -> list[Row]:
        """Estimates with the claims that made them, what these supersede, and the reasons in words.

        `numbers` are the places in the list of claims, from 1.
        """
        return self._figures.explain(self._figures.rule(rule))

    def check(self, rule: str | None) -> None:
        """Raise `UsageError` when there is no such rule, or no such party speaks in this event."""
        self._figures.rule(rule)

    def sensitivity_rows(self, rule: str | None = None) -> list[Row]:
        """The answer of `sensitivity` as rows."""
        return self._figures.sensitivity(self._figures.rule(rule))

    @cached_property
    def _figures(self) -> EventFigures:
        return EventFigures([claim_from_dict(claim) for claim in self.claim_dicts], self._contexts, self.name)

    def _estimates(self, rule: str | None) -> list[Row]:
        return self._event["estimates"] if rule is None else self._figures.estimates(self._figures.rule(rule))

    def _repr_html_(self) -> str:
        heads = "".join(
            f"<th>{head}</th>" for head in ("", "Sources", "How", "Figures", "Sentence", "Document")
        )
        rows = "".join(_html_row(number, claim) for number, claim in enumerate(self.claim_dicts, start=1))
        figures = "".join(f"<li>{_escaped(_figure_line(item))}</li>" for item in self.explain())
        return (
            f"<div><strong>{_escaped(self.title)}</strong> <small>{escape(self.id)}</small>"
            f"<ul>{figures}</ul>"
            f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
        )


def _escaped(text: str) -> str:
    return escape(visible(text))


def _figure_line(item: Row) -> str:
    bounds = ", ".join(
        f"{name} {'not stated' if item[name] is None else format(item[name], ',')}"
        for name in ("low", "best", "high")
    )
    whose = f" of {item['of']}" if item["of"] else ""
    numbers = ", ".join(map(str, item["numbers"]))
    return f"{item['what']}{whose}: {bounds} (rule {item['rule']}, from claims {numbers})"


def _html_row(number: int, claim: Mapping[str, Any]) -> str:
    row = claim_row(claim)
    document = " ".join(str(part) for part in (row["title"] or row["document_id"], row["published"]) if part)
    cells = (
        str(number),
        " ← ".join(row["chain"]),
        row["modality"],
        "; ".join(row["figures"]),
        row["sentence"],
        document,
    )
    tags = "".join(f'<td style="text-align:left;white-space:normal">{_escaped(cell)}</td>' for cell in cells)
    return f"<tr>{tags}</tr>"


def _names_in(claims: list[Row]) -> dict[str, str]:
    return {
        mention["id"]: mention["name"] or mention["text"]
        for claim in claims
        for mention in (*claim["actors"], *claim["targets"])
        if mention["id"]
    }
