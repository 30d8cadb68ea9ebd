"""Rows of FollowTheMoney: their shape by the documented rules, and the library itself where it is installed.

The library needs ICU to be built, so that the tests do not ask for it: pip install followthemoney where ICU is.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reportedly.export.interchange.followthemoney import COLUMNS, DATASET, TYPES, statement_lines, statement_table
from reportedly.export.interchange.holdings import Holdings
from reportedly.ledger import Ledger
from reportedly.model import ActorKind
from tests import story
from tests.web import shelf

if TYPE_CHECKING:
    from pathlib import Path

REQUIRED = {
    "Article": {"fileName"},
    "Note": {"description"},
    "Event": {"name"},
    "Person": {"name"},
    "PublicBody": {"name"},
    "Organization": {"name"},
    "LegalEntity": {"name"},
    "Representation": {"agent", "client"},
}


@pytest.fixture(scope="module", params=["shelf", pytest.param("story", marks=pytest.mark.model)])
def holdings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Holdings:
    folder: Path = tmp_path_factory.mktemp("holdings")
    with Ledger(shelf.filled(folder) if request.param == "shelf" else story.told(folder)) as ledger:
        return Holdings.of(ledger.readings(), ledger.claims())


def _rows(holdings: Holdings) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(statement_table(holdings).decode()), dialect="unix"))


def test_rows_have_the_columns_and_ids_of_the_model(holdings: Holdings) -> None:
    rows = _rows(holdings)
    assert tuple(rows[0]) == COLUMNS
    assert len({r["id"] for r in rows}) == len(rows)
    for row in rows:
        assert row["prop_type"] == ("id" if row["prop"] == "id" else TYPES[row["schema"], row["prop"]])
        key = f"{DATASET}.{row['entity_id']}.{row['prop']}.{row['value']}"
        key += f"@{row['lang']}" if row["lang"] else ""
        assert row["id"] == hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()
        assert row["value"] != row["original_value"]
        assert row["first_seen"] <= row["last_seen"]


def test_entities_have_what_they_need_and_what_they_refer_to(holdings: Holdings) -> None:
    entities: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    schema: dict[str, str] = {}
    for row in _rows(holdings):
        entities[row["entity_id"]][row["prop"]].append(row["value"])
        assert schema.setdefault(row["entity_id"], row["schema"]) == row["schema"]
    for key, props in entities.items():
        assert REQUIRED[schema[key]] <= set(props)
        assert len(props["id"]) == 1
        for prop, values in props.items():
            if prop != "id" and TYPES[schema[key], prop] == "entity":
                assert set(values) <= set(entities)
    number = {name: list(schema.values()).count(name) for name in set(schema.values())}
    assert number["Article"] == len(holdings.readings)
    assert number["Event"] == sum(len({e.trigger for e in r.events}) for r in holdings.readings)
    assert number["Note"] == len(list(holdings.statements)) + len(holdings.claims)
    assert {"PublicBody", "Representation"} <= set(number)


def test_lines_say_the_same_as_rows(holdings: Holdings) -> None:
    lines = [json.loads(line) for line in statement_lines(holdings).splitlines()]
    rows = _rows(holdings)
    assert [line["id"] for line in lines] == [row["id"] for row in rows]
    assert {line["external"] for line in lines} == {False}
    assert all((line["original_value"] or "") == row["original_value"] for line, row in zip(lines, rows, strict=True))


def test_a_name_has_one_schema_and_a_group_is_of_its_report() -> None:
    first, other = shelf.FERRY, shelf.LATER
    actor = other.statements[0].actor
    assert actor is not None
    as_person = replace(other.statements[0], actor=replace(actor, name="Norland", kind=ActorKind.PERSON))
    as_group = replace(as_person, id="group", actor=replace(actor, name="Norland", kind=ActorKind.GROUP))
    rows = _rows(Holdings([first, replace(other, statements=(as_person, as_group))], []))
    named = {(r["entity_id"], r["schema"]) for r in rows if r["prop"] == "name" and r["value"] == "Norland"}
    assert sorted(schema for _, schema in named) == ["LegalEntity", "PublicBody"]


def test_the_library_takes_every_row(holdings: Holdings) -> None:
    pytest.importorskip("followthemoney", reason="followthemoney needs ICU and is not installed")
    from followthemoney.dataset import Dataset
    from followthemoney.statement import StatementEntity
    from followthemoney.statement.serialize import read_csv_statements, read_json_statements

    table = list(read_csv_statements(io.BytesIO(statement_table(holdings))))
    lines = list(read_json_statements(io.BytesIO(statement_lines(holdings))))
    assert [s.to_dict() for s in table] == [s.to_dict() for s in lines]
    grouped = defaultdict(list)
    for row in lines:
        assert row.id == row.generate_key()
        grouped[row.entity_id].append(row)
    rows = _rows(holdings)
    assert [row.prop_type for row in lines] == [row["prop_type"] for row in rows]
    data = Dataset.make({"name": DATASET, "title": "Reportedly"})
    for key, statements in grouped.items():
        entity = StatementEntity.from_statements(data, statements)
        assert entity.id == key
        entity.schema.validate({"properties": dict(entity.properties)})
        for statement in statements:
            if statement.prop != "id":
                prop = entity.schema.get(statement.prop)
                assert prop.type.validate(statement.value), (statement.prop, statement.value)
        base = next(s for s in statements if s.prop == "id")
        assert base.value == next(s.value for s in entity.statements if s.prop == "id")
