"""Vectors before linking: the same record, whoever computes them."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from reportedly import batch
from reportedly.errors import ReadingError
from reportedly.ledger import Ledger, ingest
from reportedly.ledger.linker import embeddings
from reportedly.ledger.linker.embedding_engine import LocalEmbedding, RayEmbedding, embed_queued
from reportedly.store.database import open_database, writing
from tests.ledger import told

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Generator, Iterator

    from reportedly.ledger.linker.embedding_engine import EmbeddingEngine
    from reportedly.model import Reading
    from reportedly.store.embeddings import EmbeddingRow
    from tests.databases import NewAddress

STORY = [report for report in told.STORY[:6] if told.read(report).failure is None]


class CountingEngine:
    """Computes in this process, and counts readings."""

    def __init__(self, most: int | None = None) -> None:
        self.done: list[str] = []
        self._most = most

    def __call__(self, given: Iterator[Reading]) -> Generator[list[EmbeddingRow]]:
        for reading in given:
            if len(self.done) == self._most:
                return
            self.done.append(reading.report.id)
            yield embeddings.rows_of(reading)


def _queue(address: str, tally: Counter[str]) -> None:
    """Keep the readings of the story without linking them."""
    engine = open_database(address, make=True)
    for reading in batch.read_all(STORY):
        with writing(engine) as connection:
            ingest.add(connection, reading, None, tally)
    engine.dispose()


@pytest.fixture
def read(new_address: NewAddress) -> str:
    with Ledger(new_address("read")) as ledger:
        _queue(new_address("read"), ledger.tally)
    return new_address("read")


def _record(ledger: Ledger) -> tuple[object, ...]:
    return list(ledger.claims()), list(ledger.changes()), list(ledger.forecasts()), list(ledger.origins())


def _one_by_one(new_address: NewAddress) -> tuple[object, ...]:
    with Ledger(new_address("one by one")) as ledger:
        for report in STORY:
            list(ledger.add([report]))
        return _record(ledger)


def _linked_with(engine: EmbeddingEngine, read: str, new_address: NewAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    """Link with an engine; linking itself computes no vector of a statement, and comes to the same."""
    wanted = _one_by_one(new_address)
    with Ledger(read) as ledger:
        steps: list[tuple[int, int]] = []
        assert ledger.embed(engine, lambda *step: steps.append(step)) == len(STORY)
        with monkeypatch.context() as patch:
            patch.setattr(embeddings, "combined", _refuse)
            patch.setattr(embeddings, "matched", _refuse)
            assert ledger.link() == len(STORY)
        assert steps == [(n, len(STORY)) for n in range(1, len(STORY) + 1)]
        assert _record(ledger) == wanted
        assert ledger.verify() == []


def _refuse(texts: dict[str, object]) -> dict[str, object]:
    assert not texts, "a vector is computed"
    return {}


def test_two_processes(read: str, new_address: NewAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    _linked_with(LocalEmbedding(2), read, new_address, monkeypatch)


@pytest.mark.skipif(find_spec("ray") is None, reason="Ray is not installed (extra `ray`)")
@pytest.mark.filterwarnings("ignore")  # those of Ray, which starts in this process
def test_ray(read: str, new_address: NewAddress, monkeypatch: pytest.MonkeyPatch) -> None:
    _linked_with(RayEmbedding(1), read, new_address, monkeypatch)


def test_what_was_computed_before_an_interruption_is_kept(read: str) -> None:
    engine = open_database(read)
    embed_queued(engine, first := CountingEngine(most=2))
    embed_queued(engine, second := CountingEngine())
    engine.dispose()
    assert len(first.done) == 2
    assert first.done + second.done == [report.id for report in STORY]


def test_all_are_computed_again_where_that_is_asked(read: str) -> None:
    with Ledger(read) as ledger:
        ledger.link()
        before = _record(ledger)
        assert ledger.embed(CountingEngine()) == 0
        assert ledger.embed(used := CountingEngine(), again=True) == len(STORY)
        ledger.rebuild()
        assert sorted(used.done) == sorted(report.id for report in STORY)
        assert _record(ledger) == before
        assert ledger.verify() == []


def test_without_ray_an_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ReadingError, match=r"pip install 'reportedly\[ray\]'"):
        list(RayEmbedding(1)(iter(())))
