"""The columns of each answer: their names, order and types, the same for an empty answer.

Dates are days. `when` and `published` are EDTF texts, `from` and `to` the interval's first and last day.
A figure is null where nobody stated it, which is not zero.
"""

from __future__ import annotations

from typing import Literal

Kind = Literal["text", "texts", "whole", "real", "yes_no", "day"]
Schema = dict[str, Kind]

_PLACE: Schema = {
    "place": "text",
    "place_text": "text",
    "place_id": "text",
    "admin1": "text",
    "country": "text",
    "lat": "real",
    "lon": "real",
    "radius_km": "real",
    "place_precision": "text",
}
_WHEN: Schema = {
    "when": "text",
    "from": "day",
    "to": "day",
    "when_precision": "text",
    "when_basis": "text",
}

DOCUMENTS: Schema = {
    "id": "text",
    "path": "text",
    "title": "text",
    "publisher": "text",
    "authors": "texts",
    "published": "text",
    "language": "text",
    "url": "text",
    "media_type": "text",
    "sha256": "text",
    "family": "text",
    "copy_of": "text",
    "claims": "whole",
    "problems": "texts",
}

CLAIMS: Schema = {
    "id": "text",
    "document_id": "text",
    "title": "text",
    "publisher": "text",
    "published": "text",
    "kind": "text",
    "event_type": "text",
    "modality": "text",
    "verification": "text",
    "source": "text",
    "source_type": "text",
    "interested": "yes_no",
    "chain": "texts",
    "actors": "texts",
    "targets": "texts",
    "killed_low": "whole",
    "killed_high": "whole",
    "injured_low": "whole",
    "injured_high": "whole",
    "captured_low": "whole",
    "captured_high": "whole",
    "figures": "texts",
    **_PLACE,
    **_WHEN,
    "control": "text",
    "holder": "text",
    "method": "text",
    "confidence": "real",
    "sentence": "text",
    "start": "whole",
    "end": "whole",
}

EVENTS: Schema = {
    "id": "text",
    "event_type": "text",
    "status": "text",
    **_PLACE,
    **_WHEN,
    "actors": "texts",
    "targets": "texts",
    "killed_low": "whole",
    "killed_best": "whole",
    "killed_high": "whole",
    "injured_low": "whole",
    "injured_best": "whole",
    "injured_high": "whole",
    "captured_low": "whole",
    "captured_best": "whole",
    "captured_high": "whole",
    "claims": "whole",
    "documents": "whole",
    "origins": "whole",
}

HOLDERS: Schema = {
    "place": "text",
    "from": "day",
    "to": "day",
    "when": "text",
    "control": "text",
    "holder": "text",
    "former_holder": "text",
    "modality": "text",
    "source": "text",
    "interested": "yes_no",
    "publisher": "text",
    "published": "text",
    "copies": "whole",
    "sentence": "text",
    "claim_id": "text",
    "document_id": "text",
}

RUNS: Schema = {
    "id": "text",
    "started": "text",
    "finished": "text",
    "status": "text",
    "version": "text",
    "read": "whole",
    "new": "whole",
    "unchanged": "whole",
    "copies": "whole",
    "failed": "whole",
    "claims": "whole",
    "events": "whole",
    "command": "text",
}

ESTIMATES: Schema = {
    "what": "text",
    "of": "text",
    "low": "whole",
    "best": "whole",
    "high": "whole",
    "rule": "text",
    "claims": "texts",
}

SENSITIVITY: Schema = {
    "what": "text",
    "of": "text",
    "without": "text",
    "low": "whole",
    "best": "whole",
    "high": "whole",
    "moved": "whole",
}

MATCHES: Schema = {
    "status": "text",
    "ours": "text",
    "theirs": "text",
    "score": "real",
    "rivals": "whole",
    "days": "whole",
    "km": "real",
    "same_type": "real",
    "same_actors": "real",
    "same_figures": "real",
    "ours_from": "day",
    "ours_to": "day",
    "theirs_from": "day",
    "theirs_to": "day",
    "ours_place": "text",
    "theirs_place": "text",
    "ours_lat": "real",
    "ours_lon": "real",
    "theirs_lat": "real",
    "theirs_lon": "real",
    "ours_type": "text",
    "theirs_type": "text",
    "ours_actors": "texts",
    "theirs_actors": "texts",
    "ours_low": "whole",
    "ours_best": "whole",
    "ours_high": "whole",
    "theirs_low": "whole",
    "theirs_best": "whole",
    "theirs_high": "whole",
    "differences": "texts",
    "also_ours": "texts",
    "also_theirs": "texts",
    "why": "text",
    "note": "text",
    "theirs_source": "text",
    "theirs_text": "text",
    "theirs_line": "whole",
}

COMPARISON: Schema = {
    "sentence": "text",
    "words": "text",
    "ratio": "real",
    "ratio_low": "real",
    "ratio_high": "real",
    "p": "real",
    "difference_per_year": "real",
    "difference_low": "real",
    "difference_high": "real",
    "differs": "yes_no",
    "a_count": "whole",
    "a_days": "real",
    "a_per_year": "real",
    "b_count": "whole",
    "b_days": "real",
    "b_per_year": "real",
    "warnings": "texts",
}
