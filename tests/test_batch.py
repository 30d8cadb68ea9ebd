"""Many reports: order, failures, workers that die."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
from collections.abc import Collection, Iterator
from dataclasses import replace

import pytest
from spacy.tokens import Doc

from reportedly import batch, language, time_limit
from reportedly.batch import AHEAD, WorkerPool, failed, id_of, read_all
from reportedly.errors import IntakeError, ModelMissing
from reportedly.model import Report
from reportedly.reading import run_now

pytestmark = pytest.mark.model

SAYS = "The minister said on Friday that the talks had failed, and the union denied it."
FRENCH = "Le ministre a démenti lundi avoir envoyé des troupes à la frontière, selon un communiqué du gouvernement."


def test_one_after_another_in_order() -> None:
    given: list[Report | IntakeError] = [
        Report(text=SAYS, id="a"),
        IntakeError("b.txt", "is a PDF"),
        Report(text=FRENCH, id="c"),
        Report(text="x" * 400_001, id="d"),
        Report(text="He left.", id="e"),
    ]
    a, b, c, d, e = read_all(given)
    assert [r.report.id for r in (a, c, d, e)] == ["a", "c", "d", "e"]
    assert b.failure == "b.txt: is a PDF"
    assert b.report.title == "b.txt"
    assert b.report.id == id_of(given[1])
    assert c.failure == "the text is in French (fr); only English is read so far"
    assert c.report.language == "fr"
    assert "split it" in str(d.failure)
    assert a.failure is None
    assert e.failure is None
    assert {r.run for r in (a, b, c, d, e)} == {run_now()}


def test_reports_are_taken_one_at_a_time() -> None:
    taken: list[int] = []

    def reports() -> Iterator[Report]:
        for number in range(100):
            taken.append(number)
            yield Report(text=SAYS, id=str(number))

    readings = read_all(reports())
    assert next(readings).report.id == "0"
    assert taken == [0]


def test_a_fault_of_the_program_costs_one_report(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    whole = language.parse

    def faulty(text: str, starts: Collection[int] = ()) -> Doc:
        if "faulty" in text:
            raise ZeroDivisionError("by nought")
        return whole(text, starts)

    monkeypatch.setattr(language, "parse", faulty)
    with caplog.at_level(logging.DEBUG, "reportedly"):
        bad, good = read_all([Report(text="A faulty report, he said."), Report(text=SAYS)])
    assert bad.failure is not None
    assert bad.failure.startswith("a fault of the program (ZeroDivisionError: by nought; test_batch.py, line ")
    assert good.failure is None
    assert "Traceback" in caplog.text


def test_want_of_memory_costs_one_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def hungry(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(language, "parse", hungry)
    (reading,) = read_all([Report(text=SAYS)])
    assert reading.failure == "there was not enough memory to read it: split it"


def test_workers_read_the_same_in_the_same_order_though_one_dies() -> None:
    taken = 0
    plain = [Report(text=f"{SAYS} They met {n} times.", id=str(n)) for n in range(30)]
    long = Report(text=f"{SAYS} " * 2000, id="long")

    def reports() -> Iterator[Report | IntakeError]:
        nonlocal taken
        yield long
        # Now the first worker reads the long report, and dies.
        first = min(multiprocessing.active_children(), key=lambda child: child.pid or 0)
        os.kill(first.pid or 0, signal.SIGKILL)
        yield IntakeError("in.jsonl:2", "is not JSON")
        for report in plain:
            taken += 1
            yield report

    readings = read_all(reports(), workers=2)
    dead, bad = next(readings), next(readings)
    assert dead.report == long
    assert "the process that read it ended with signal 9 (Killed)" in str(dead.failure)
    assert bad.failure == "in.jsonl:2: is not JSON"
    rest = []
    for number, reading in enumerate(readings):
        assert taken <= number + 1 + 2 * AHEAD, "the workers run ahead of who asks"
        rest.append(reading)
    here = [replace(reading, run=run_now()) for reading in rest]
    assert here == list(read_all(plain))
    assert not multiprocessing.active_children()


def test_a_report_that_is_never_read_fails_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "GRACE", 0.5)
    with WorkerPool(1) as pool:
        assert pool.run == run_now()
        (stopped,) = multiprocessing.active_children()
        os.kill(stopped.pid or 0, signal.SIGSTOP)
        with monkeypatch.context() as patch:
            patch.setattr(time_limit, "LEAST", 0.0)
            readings = pool.read(iter([Report(text=SAYS, id="a")]))
            assert next(readings).failure == "reading 79 characters took longer than 0 seconds: split it"
        after = list(pool.read(iter([Report(text=SAYS, id="b"), Report(text="He left.", id="c")])))
        assert [(r.report.id, r.failure) for r in after] == [("b", None), ("c", None)]
    assert not multiprocessing.active_children()


def test_an_endless_stage_costs_one_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def endless(*_: object) -> None:
        while True:
            pass

    monkeypatch.setattr(language, "parse", endless)
    monkeypatch.setattr(time_limit, "LEAST", 0.1)
    (reading,) = read_all([Report(text=SAYS)])
    assert reading.failure == "reading 79 characters took longer than 0 seconds: split it"


def test_a_pool_that_nobody_listens_to_is_emptied() -> None:
    with WorkerPool(1) as pool:
        readings = pool.read(iter([Report(text=SAYS, id=str(n)) for n in range(3)]))
        assert next(readings).report.id == "0"
        readings.close()
        assert [r.report.id for r in pool.read(iter([Report(text=SAYS, id="d")]))] == ["d"]


@pytest.mark.parametrize("workers", [1, 2])
def test_without_a_pipeline_nothing_is_read(monkeypatch: pytest.MonkeyPatch, workers: int) -> None:
    monkeypatch.setenv("REPORTEDLY_PIPELINE", "no_such_pipeline")
    with pytest.raises(ModelMissing, match="REPORTEDLY_PIPELINE"):
        list(read_all([Report(text=SAYS)], workers=workers))


def test_no_workers_read_nothing() -> None:
    with pytest.raises(ValueError, match="at least one"):
        list(read_all([], workers=0))


def test_a_failed_reading_is_empty() -> None:
    reading = failed(IntakeError("a.txt", "is empty"), run_now())
    assert (reading.report.text, reading.statements, reading.failure) == ("", (), "a.txt: is empty")
