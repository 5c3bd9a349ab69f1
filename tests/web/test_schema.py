"""Schemathesis asks the whole API what its definition allows: nothing fails, and every answer is as described."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.ask.index.war import make_record

from counterclaim.ask import open_record
from counterclaim.web import create_app

load_all_checks()
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


def test_the_api_is_as_it_says(tmp_path: Path) -> None:
    path = make_record(tmp_path / "war.sqlite", 5, 8)
    with open_record(path) as view:
        app = create_app(view, allowed_hosts=["testserver"])
        schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app)
        operations = [found.ok() for found in schema.get_all_operations()]
        assert len(operations) > 15
        for operation in operations:
            _ask(operation)


def _ask(operation: Any) -> None:
    @settings(
        max_examples=4,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
    )
    @given(case=operation.as_strategy())
    def check(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    check()
