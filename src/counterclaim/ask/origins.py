"""The tree of an event's origins: whose word it is, who cites whom and who copies whom, as nodes and edges."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from counterclaim.ask.event import EventView
from counterclaim.ask.rows import Row
from counterclaim.events.provenance import Contexts, Origin, Provenance, Step, trace
from counterclaim.events.provenance.reasons import RELATIONS
from counterclaim.events.status import conclude
from counterclaim.model import Claim, Quantity
from counterclaim.model.serialize import claim_from_dict
from counterclaim.pipeline.contexts import contexts
from counterclaim.record import Record

SCHEMA = "counterclaim.origins/1"


def event_origins(record: Record, event: EventView) -> Row:
    """Whose words an event's claims are, JSON-ready.

    ``{schema, event, title, status, reason, status_claims, nodes, edges, circles}``. A node is an origin, a
    report (one for each origin that it has something from), or a voice that passes it on and has no report
    here. Every node but an origin has one edge, from it to where it has it from; so nodes and edges are trees.
    """
    claims = [claim_from_dict(one) for one in event.claim_dicts]
    where = contexts(record, {claim.document_id for claim in claims})
    found = trace(claims, where)
    concluded = conclude(claims, where, provenance=found)
    trees = [_Tree(origin, found, where, event.name) for origin in found.origins]
    return {
        "schema": SCHEMA,
        "event": event.id,
        "title": event.title,
        "status": concluded.status,
        "reason": concluded.reason,
        "status_claims": list(concluded.claims),
        "nodes": [node for tree in trees for node in tree.nodes.values()],
        "edges": [edge for tree in trees for edge in tree.edges.values()],
        "circles": [
            {"voices": [one.name for one in ring.voices], "claims": [claim.id for claim in ring.claims]}
            for ring in found.circles
        ],
    }


class _Tree:
    """The nodes and edges of one origin."""

    def __init__(
        self, origin: Origin, found: Provenance, contexts: Contexts, name: Callable[[str], str]
    ) -> None:
        self._name = name
        self.nodes: dict[str, Row] = {}
        self.edges: dict[str, Row] = {}
        self._origin, self._found, self._contexts = origin, found, contexts
        self._report_of: dict[str, str] = {}
        self.nodes[origin.key] = {
            "id": origin.key,
            "kind": "origin",
            "name": origin.name,
            "type": str(origin.type),
            "interested": origin.interested,
            "circular": len(origin.voices) > 1,
            "claims": [claim.id for claim in origin.claims],
            "figures": self._figures(origin.claims),
        }
        reports: dict[str, list[Claim]] = {}
        for claim in origin.claims:
            reports.setdefault(claim.document_id, []).append(claim)
        for document in sorted(reports, key=lambda one: self._order(one, reports[one])):
            self._add_report(document, reports[document])

    def _order(self, document: str, claims: list[Claim]) -> tuple[date, int, str]:
        """By date, and of one day those first from whom others have it."""
        far = min(len(self._found.steps[claim.id]) for claim in claims)
        return self._contexts[document].published or date.min, far, document

    def _add_report(self, document: str, claims: list[Claim]) -> None:
        context = self._contexts[document]
        plainest = min(claims, key=lambda claim: len(self._found.steps[claim.id]))
        steps = [step for step in self._found.steps[plainest.id] if self._is_shown(step.source)]
        desk = self._found.paths[plainest.id].voices[0].key
        if desk in self._origin.voices:
            relation, parent = steps[0].relation if steps else "says", self._origin.key
        else:
            relation, parent = steps[0].relation, self._node(steps)
        copied = f"{self._origin.key} {context.family}"
        if relation == "copies" and copied in self.nodes:
            parent = copied
        id_ = f"{self._origin.key} {document}"
        self.nodes[id_] = {
            "id": id_,
            "kind": "report",
            "name": context.publisher or context.title or document,
            "document": document,
            "title": context.title,
            "published": _day(document, self._contexts),
            "claims": [claim.id for claim in claims],
            "modalities": sorted({str(claim.modality) for claim in claims}),
            "figures": self._figures(claims),
            "reasons": list(dict.fromkeys(self._origin.reasons[claim.id] for claim in claims)),
        }
        self._join(id_, parent, relation, claims)
        self._report_of[desk] = id_

    def _is_shown(self, voice: str) -> bool:
        """Whether a voice has a place in the tree: a source that nobody can name only as an origin."""
        return voice in self._origin.voices or not voice.startswith("unnamed ")

    def _node(self, steps: Sequence[Step]) -> str:
        """The node of the voice that steps lead to first: its latest report so far, or one made for it."""
        voice = steps[0].source
        if voice in self._origin.voices:
            return self._origin.key
        if voice in self._report_of:
            return self._report_of[voice]
        id_ = f"{self._origin.key} {voice}"
        if id_ not in self.nodes:
            parent = self._node(steps[1:])
            name = self._found.voices[voice].name
            self.nodes[id_] = {"id": id_, "kind": "voice", "name": name, "claims": [], "figures": []}
            self._join(id_, parent, steps[1].relation, [])
        return id_

    def _join(self, id_: str, parent: str, relation: str, claims: Iterable[Claim]) -> None:
        self.edges[id_] = {
            "from": id_,
            "to": parent,
            "relation": relation,
            "words": RELATIONS.get(relation, "says so itself"),
            "claims": [claim.id for claim in claims],
        }

    def _figures(self, claims: Iterable[Claim]) -> list[Row]:
        """What claims in the order of time count: the newest word of each figure, with `earlier` ones.

        ``{what, of, of_name, low, high, approximate, published, claim, earlier}``; the earlier ones are those
        that differ, the latest first.
        """
        said: dict[tuple[str, str | None], list[Row]] = {}
        for claim in claims:
            for one in claim.quantities:
                said.setdefault((one.what, one.of), []).append(self._figure(one, claim))
        return [{**of[-1], "earlier": _earlier(of)} for of in said.values()]

    def _figure(self, one: Quantity, claim: Claim) -> Row:
        return {
            "what": one.what,
            "of": one.of,
            "of_name": one.of and self._name(one.of),
            "low": one.low,
            "high": one.high,
            "approximate": one.approximate,
            "published": _day(claim.document_id, self._contexts),
            "claim": claim.id,
        }


def _earlier(said: list[Row]) -> list[Row]:
    seen = {(said[-1]["low"], said[-1]["high"])}
    kept = []
    for one in reversed(said[:-1]):
        if (one["low"], one["high"]) not in seen and one["published"] != said[-1]["published"]:
            seen.add((one["low"], one["high"]))
            kept.append(one)
    return kept


def _day(document: str, contexts: Contexts) -> str | None:
    published = contexts[document].published
    return published.isoformat() if published else None
