"""The columns of each answer: their names, order and types, the same for an empty answer.

Dates are days. `when` and `published` are EDTF texts, `from` and `to` the interval's first and last day.
A figure is null where nobody stated it, which is not zero.
"""

from __future__ import annotations

import polars as pl

Schema = dict[str, pl.DataType | type[pl.DataType]]

_TEXTS = pl.List(pl.String)

_PLACE: Schema = {
    "place": pl.String,
    "place_text": pl.String,
    "place_id": pl.String,
    "admin1": pl.String,
    "country": pl.String,
    "lat": pl.Float64,
    "lon": pl.Float64,
    "radius_km": pl.Float64,
    "place_precision": pl.String,
}
_WHEN: Schema = {
    "when": pl.String,
    "from": pl.Date,
    "to": pl.Date,
    "when_precision": pl.String,
    "when_basis": pl.String,
}

DOCUMENTS: Schema = {
    "id": pl.String,
    "path": pl.String,
    "title": pl.String,
    "publisher": pl.String,
    "authors": _TEXTS,
    "published": pl.String,
    "published_from": pl.Date,
    "published_to": pl.Date,
    "language": pl.String,
    "url": pl.String,
    "media_type": pl.String,
    "sha256": pl.String,
    "family": pl.String,
    "is_copy": pl.Boolean,
    "claims": pl.Int64,
    "problems": _TEXTS,
}

CLAIMS: Schema = {
    "id": pl.String,
    "document_id": pl.String,
    "title": pl.String,
    "publisher": pl.String,
    "published": pl.String,
    "kind": pl.String,
    "event_type": pl.String,
    "modality": pl.String,
    "verification": pl.String,
    "source": pl.String,
    "source_type": pl.String,
    "interested": pl.Boolean,
    "chain": _TEXTS,
    "actors": _TEXTS,
    "targets": _TEXTS,
    "killed_low": pl.Int64,
    "killed_high": pl.Int64,
    "injured_low": pl.Int64,
    "injured_high": pl.Int64,
    "captured_low": pl.Int64,
    "captured_high": pl.Int64,
    "figures": _TEXTS,
    **_PLACE,
    **_WHEN,
    "control": pl.String,
    "holder": pl.String,
    "method": pl.String,
    "confidence": pl.Float64,
    "sentence": pl.String,
    "start": pl.Int64,
    "end": pl.Int64,
}

EVENTS: Schema = {
    "id": pl.String,
    "event_type": pl.String,
    "status": pl.String,
    **_PLACE,
    **_WHEN,
    "actors": _TEXTS,
    "targets": _TEXTS,
    "killed_low": pl.Int64,
    "killed_best": pl.Int64,
    "killed_high": pl.Int64,
    "injured_low": pl.Int64,
    "injured_best": pl.Int64,
    "injured_high": pl.Int64,
    "captured_low": pl.Int64,
    "captured_best": pl.Int64,
    "captured_high": pl.Int64,
    "claims": pl.Int64,
    "documents": pl.Int64,
    "origins": pl.Int64,
}

HOLDERS: Schema = {
    "place": pl.String,
    "from": pl.Date,
    "to": pl.Date,
    "when": pl.String,
    "control": pl.String,
    "holder": pl.String,
    "former_holder": pl.String,
    "modality": pl.String,
    "source": pl.String,
    "interested": pl.Boolean,
    "publisher": pl.String,
    "published": pl.String,
    "copies": pl.Int64,
    "sentence": pl.String,
    "claim_id": pl.String,
    "document_id": pl.String,
}

RUNS: Schema = {
    "id": pl.String,
    "started": pl.String,
    "finished": pl.String,
    "status": pl.String,
    "version": pl.String,
    "command": pl.String,
    "read": pl.Int64,
    "new": pl.Int64,
    "unchanged": pl.Int64,
    "copies": pl.Int64,
    "failed": pl.Int64,
    "claims": pl.Int64,
    "events": pl.Int64,
    "seconds": pl.Float64,
}
