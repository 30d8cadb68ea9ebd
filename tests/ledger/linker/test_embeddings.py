"""Vectors are computed once, read back while they fit their seals, and computed again where they do not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from reportedly import encoder
from reportedly.ledger import Ledger
from reportedly.ledger.linker import embeddings
from reportedly.model import Verdict
from reportedly.store.database import open_database, snapshot, writing
from reportedly.store.embeddings import EmbeddingRow, seal, sealed, upsert_embeddings
from tests import databases
from tests.ledger import told

if TYPE_CHECKING:
    from reportedly.store.vectors import Vector
    from tests.databases import NewAddress


@pytest.fixture
def address(new_address: NewAddress) -> str:
    """A ledger of some reports."""
    with Ledger(new_address()) as ledger:
        list(ledger.add(told.STORY[:3]))
    return new_address()


def _compute_nothing(patch: pytest.MonkeyPatch) -> None:
    def refuse(texts: list[str]) -> object:
        assert not texts, "a vector is computed"
        return np.zeros((0, encoder.WIDTH), dtype=np.float32)

    patch.setattr("reportedly.encoder.embed", refuse)
    patch.setattr("reportedly.encoder.match_vectors", refuse)


def test_linking_again_computes_no_vector(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(address) as ledger:
        before = ledger.claims()
        monkeypatch.setattr("reportedly.ledger.audit.SAMPLE", 0)
        _compute_nothing(monkeypatch)
        ledger.rebuild()
        assert ledger.claims() == before
        assert ledger.verify() == []
        judged = ledger.judge(Verdict.WRONG, before[0].statements[0].id, by="ann")
        ledger.unjudge(judged.id, by="ann")
        assert ledger.claims() == before


@pytest.mark.parametrize("table", ["gists", "leads"])
@pytest.mark.parametrize("change", ["seal = 'none'", "vector = {other}"])
def test_a_vector_that_does_not_fit_its_seal_is_computed_again(
    address: str, dialect: str, table: str, change: str
) -> None:
    other = bytes(2 * encoder.WIDTH).hex()
    value = f"x'{other}'" if dialect == "sqlite" else f"decode('{other}', 'hex')"
    assert databases.change(address, f"UPDATE {table} SET {change.format(other=value)}") > 0
    with Ledger(address) as ledger:
        problems = ledger.verify()
        assert any(p.startswith(f"{table} ") and "a rebuild would give another" in p for p in problems)
        ledger.rebuild()
        assert ledger.verify() == []


def test_another_model_computes_all_again(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportedly.encoder.digest", lambda model: f"new {model}")
    _compute_nothing(monkeypatch)
    with Ledger(address) as ledger, pytest.raises(AssertionError, match="a vector is computed"):
        ledger.rebuild()


def test_forged_vectors_are_found_by_computing_some_again(address: str) -> None:
    engine = open_database(address)
    reading = told.read(told.STORY[0])
    texts = embeddings.texts_of(reading)
    with writing(engine) as connection:
        mine = embeddings.embed_statements(connection, reading, texts)
        wrong = np.roll(next(iter(mine.values())).vector, 7)
        rows = [embeddings.row(one, texts[key]) for key, one in mine.items()]
        forged = [_with_vector(row, wrong, texts[row.statement]) for row in rows]
        upsert_embeddings(connection, forged)
    with snapshot(engine) as connection:
        stored, _ = sealed(connection, [forged[0].statement])[forged[0].statement]
        assert stored.opened(encoder.digest(encoder.EMBEDDER), texts[forged[0].statement].context) is not None
    engine.dispose()
    with Ledger(address) as ledger:
        told_of = [p for p in ledger.verify() if "its vectors are not those of its words" in p]
        assert len(told_of) == len(forged)
        assert "--rebuild --embed" in told_of[0]
        ledger.rebuild(embed=True)
        assert ledger.verify() == []


def _with_vector(row: EmbeddingRow, vector: Vector, texts: embeddings.EmbeddedTexts) -> EmbeddingRow:
    return replace(row, vector=vector, seal=seal(vector, encoder.digest(encoder.EMBEDDER), texts.context))
