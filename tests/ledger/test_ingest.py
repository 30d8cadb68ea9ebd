"""What adding keeps of reports that are new, known, unreadable or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest

from reportedly.errors import IntakeError
from reportedly.ledger import Ledger
from reportedly.listing import Filter
from reportedly.model import (
    Reading,
    Report,
)
from tests import databases
from tests.databases import NewAddress
from tests.ledger import told
from tests.ledger.told import STORY, report


@pytest.fixture
def ledger(new_address: NewAddress) -> Iterable[Ledger]:
    with Ledger(new_address()) as made:
        yield made


def _add(ledger: Ledger, *reports: Report | IntakeError) -> list[str]:
    return [reading.report.id for reading in ledger.add(reports)]


def _rows(address: str, table: str) -> list[tuple[object, ...]]:
    return databases.rows(address, f"SELECT * FROM {table}")


def _record(ledger: Ledger, as_of: date | None = None) -> tuple[object, ...]:
    asked = (ledger.claims, ledger.changes, ledger.origins, ledger.forecasts)
    return tuple(tuple(ask(Filter(as_of=as_of))) for ask in asked)


def test_adding_twice_changes_nothing(ledger: Ledger, new_address: NewAddress) -> None:
    _add(ledger, *STORY)
    tables = ("reports", "readings", "statements", "linked", "claims", "claim_statements", "claim_days", "forecasts")
    before = [_rows(new_address(), t) for t in tables]
    assert _add(ledger, *STORY) == []
    assert ledger.tally == {"known": len(STORY), "known unread": 1}
    assert [_rows(new_address(), t) for t in tables] == before


def test_a_failed_reading_is_recorded_with_its_reason(ledger: Ledger) -> None:
    _add(ledger, *STORY)
    assert ledger.tally == {"new": 7, "failed": 1}
    assert ledger.reading("f").failure == "cannot be read: it says so itself"


def test_what_could_not_be_taken_in_is_recorded(ledger: Ledger, new_address: NewAddress) -> None:
    _add(ledger, IntakeError("scan.pdf", "is a PDF"), IntakeError("scan.pdf", "is a PDF"))
    (row,) = _rows(new_address(), "refusals")
    assert row[1:3] == ("scan.pdf", "scan.pdf: is a PDF")
    assert ledger.tally["failed"] == 2


def test_an_id_cannot_stand_for_two_texts(ledger: Ledger) -> None:
    _add(ledger, report("a", 0, "Norway said it rained."), report("a", 1, "Chile said it snowed."))
    assert ledger.report("a").text == "Norway said it rained."
    assert ledger.tally == {"new": 1, "failed": 1}


def test_an_id_of_another_text_is_named_once(ledger: Ledger) -> None:
    _add(ledger, STORY[0])
    (reading,) = ledger.add([replace(STORY[0], text=f"{STORY[0].text} More.")])
    assert (reading.failure or "").count(f"report {STORY[0].id}: ") == 1


def test_undated_reports_count_from_the_day_they_were_added(ledger: Ledger) -> None:
    from reportedly.model import Report

    _add(ledger, Report(id="u", text="Norway said Chilean divers had cut the cable off Bergen."))
    assert len(ledger.claims()) == 1
    assert list(ledger.claims(Filter(as_of=date(2020, 1, 1)))) == []
    assert ledger.verify() == []


def test_another_run_reads_again_and_nothing_is_overwritten(
    ledger: Ledger, new_address: NewAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    _add(ledger, *STORY[:2])
    first = _rows(new_address(), "readings")
    monkeypatch.setattr(told, "RUN", replace(told.RUN, software="told 2"))
    assert _add(ledger, *STORY[:2]) == ["a", "b"]
    later = _rows(new_address(), "readings")
    assert len(later) == 2 * len(first)
    assert all(row in later for row in first)
    assert ledger.reading("a").run.software == "told 2"
    assert ledger.verify() == []


def test_a_report_that_no_run_could_read_is_counted_again(ledger: Ledger) -> None:
    _add(ledger, *STORY)
    assert ledger.tally["failed"] == 1
    _add(ledger, *STORY)
    assert (ledger.tally["known unread"], ledger.tally["failed"]) == (1, 0)


def test_failures_are_listed_until_a_run_reads_the_report(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    _add(ledger, IntakeError("scan.pdf", "is a PDF"), *STORY)
    unreadable = next(r for r in STORY if "FAIL" in r.text)
    listed = {(f.source, f.report, f.reason) for f in ledger.failures()}
    assert listed == {
        ("scan.pdf", None, "scan.pdf: is a PDF"),
        (unreadable.id, unreadable.id, "cannot be read: it says so itself"),
    }
    monkeypatch.setattr(told, "RUN", replace(told.RUN, software="told 2"))
    monkeypatch.setattr(told, "read", lambda report: Reading(report=report, run=told.RUN))
    _add(ledger, unreadable)
    assert [f.source for f in ledger.failures()] == ["scan.pdf"]


def test_what_was_read_but_not_linked_is_linked_by_the_next_add(ledger: Ledger) -> None:
    adding = ledger.add(STORY)
    next(adding)
    next(adding)
    adding.close()
    assert ledger.waiting() == 2
    assert ledger.verify() == []
    _add(ledger, *STORY)
    assert ledger.tally == {"known": 2, "new": 5, "failed": 1}
    assert ledger.waiting() == 0
    assert ledger.verify() == []
