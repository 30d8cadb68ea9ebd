"""The OpenAPI is true: schemathesis asks the twins what it describes, and whatever else it can think of."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import Case, GenerationMode

from reportedly.web import app as desk
from tests.web import shelf


def test_no_parameter_may_have_a_nul_character(tmp_path: Path) -> None:
    described = desk.create(shelf.filled(tmp_path)).openapi()
    given = [
        (parameter["name"], kind)
        for path in described["paths"].values()
        for operation in path.values()
        for parameter in operation.get("parameters", ())
        for schema in (parameter["schema"],)
        for kind in (schema, schema.get("items", {}), *schema.get("anyOf", ()))
        if kind.get("type") == "string" and "enum" not in kind and "format" not in kind
    ]
    assert {"q", "actor", "place", "claim"} <= {name for name, _ in given}
    assert [name for name, kind in given if re.search(kind["pattern"], "a\0b")] == []
    assert [name for name, kind in given if not re.search(kind["pattern"], "Vik\n")] == []


@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_answer_is_as_described(tmp_path: Path, mode: GenerationMode) -> None:
    app = desk.create(shelf.filled(tmp_path), hosts=("testserver", "localhost", "127.0.0.1"))
    schema = schemathesis.openapi.from_asgi("/openapi.json", app)
    operations = [found.ok() for found in schema.get_all_operations()]  # type: ignore[union-attr]
    assert len(operations) >= 20
    for operation in operations:
        if mode is GenerationMode.NEGATIVE and not list(operation.query):
            continue  # what takes no more than a name cannot be asked wrongly

        @settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case: Case[Any]) -> None:
            case.call_and_validate()

        ask()
