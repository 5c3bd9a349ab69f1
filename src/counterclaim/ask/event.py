"""`EventView`: one event with every claim about it, for data frames and for notebooks."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from counterclaim.ask import schema
from counterclaim.ask.rows import Row, claim_row, event_row
from counterclaim.model.serialize import event_to_dict
from counterclaim.record import EventDetail
from counterclaim.safe import visible

if TYPE_CHECKING:
    import polars as pl

RULES = {
    "range/1": "Each independent origin counts once, with its latest figure. "
    "Low is the least of these figures, high the greatest, best the lower median.",
}
"""What each rule of estimates does, for readers."""


class EventView:
    """An event, its claims side by side, and how its figures follow from them.

    Attributes:
        id: the event's id.
        row: its values, under the names of the events' frame.
        claim_dicts: its claims by the claim contract.
    """

    def __init__(self, detail: EventDetail, names: Mapping[str, str]) -> None:
        self.claim_dicts = detail.claims
        self._event = event_to_dict(detail.event)
        self._names = {**_names_in(detail.claims), **names}
        self.row = event_row(self._event, self._names)
        self.id: str = self._event["id"]

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

    def to_dict(self) -> Row:
        """The event as JSON-ready values, its claims by the claim contract."""
        ids = (*self._event["actors"], *self._event["targets"])
        return {**self._event, "names": {id_: self.name(id_) for id_ in ids}, "claims": self.claim_dicts}

    def name(self, actor: str) -> str:
        """An actor's name by its id; what is no id of an actor stays as it is."""
        return self._names.get(actor, actor)

    def claims(self) -> pl.DataFrame:
        """Claims, one a row."""
        from counterclaim.ask.frames import frame

        return frame(map(claim_row, self.claim_dicts), schema.CLAIMS)

    def estimates(self) -> pl.DataFrame:
        """Low, best and high of each figure, with the rule and the ids of the claims that made it."""
        from counterclaim.ask.frames import frame

        return frame(self._event["estimates"], schema.ESTIMATES)

    def explain(self) -> list[Row]:
        """Estimates with `numbers`: the places in the list of claims, from 1, of those that made them."""
        places = {claim["id"]: number for number, claim in enumerate(self.claim_dicts, start=1)}
        return [
            {
                **estimate,
                "of": estimate["of"] and self.name(estimate["of"]),
                "numbers": sorted(places[id_] for id_ in estimate["claims"] if id_ in places),
                "meaning": RULES.get(estimate["rule"], ""),
            }
            for estimate in self._event["estimates"]
        ]

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
