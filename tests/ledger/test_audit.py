"""What verifying a ledger finds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from reportedly.errors import IntakeError
from reportedly.ledger import Ledger
from reportedly.model import (
    Report,
    Verdict,
)
from tests import databases
from tests.databases import NewAddress
from tests.ledger.told import STORY


@pytest.fixture
def ledger(new_address: NewAddress) -> Iterable[Ledger]:
    with Ledger(new_address()) as made:
        yield made


def _add(ledger: Ledger, *reports: Report | IntakeError) -> list[str]:
    return [reading.report.id for reading in ledger.add(reports)]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ("UPDATE reports SET text = replace(text, 'Bergen', 'Malmo') WHERE id = 'a'", "its text has changed"),
        ("UPDATE statements SET source = 'Sweden' WHERE source = 'Norway'", "rows differ from what was read"),
        ("UPDATE claim_days SET status = 'denied' WHERE status = 'disputed'", "a rebuild would give another status"),
        ("DELETE FROM concerns", "is missing; a rebuild would make it"),
        ("UPDATE forecasts SET outcome = 'did not happen'", "a rebuild would give another outcome"),
        ("DELETE FROM linked WHERE report = 'h'", "waits for no reason"),
        ("UPDATE readings SET payload = replace(payload, '\"start\": 0', '\"start\": 1')", "the text does not"),
        ("UPDATE refusals SET reason = 'none'", "its id is not that of what it says"),
        ("DELETE FROM readings WHERE failure IS NOT NULL", "has no reading, not even a failed one"),
        ("UPDATE grades SET mark = 'A'", "its id is not that of what it says"),
        ("UPDATE reports SET known_at = '2031-04-01T09:00:00+00:00' WHERE id = 'a'", "counts from another time"),
        ("UPDATE reports SET published_at = 'never' WHERE id = 'a'", "reports and refusals: cannot be checked further"),
        ("UPDATE judgements SET verdict = 'maybe'", "judgements: cannot be checked further"),
    ],
)
def test_verify_finds_what_was_tampered_with(
    ledger: Ledger, new_address: NewAddress, change: str, problem: str
) -> None:
    _add(ledger, *STORY, IntakeError("scan.pdf", "is a PDF"))
    ledger.grade("Norway", "B", why="was right before", by="ann")
    ledger.judge(Verdict.WRONG, ledger.claims()[0].statements[0].id, by="ann")
    assert ledger.verify() == []
    if new_address().startswith("postgresql"):
        change = change.replace("replace(payload", "replace(payload::text").replace("1')", "1')::json")
    assert databases.change(new_address(), change) > 0
    assert any(problem in sentence for sentence in ledger.verify())


def test_verify_finds_rows_that_belong_to_none_that_is_there(tmp_path: Path) -> None:
    place = str(tmp_path / "l.db")
    with Ledger(place) as ledger:
        list(ledger.add(STORY[:2]))
        databases.change(place, "PRAGMA foreign_keys = OFF", "DELETE FROM runs")
        assert any("belongs to one of runs that is not there" in sentence for sentence in ledger.verify())


def test_verify_tells_how_far_it_is(ledger: Ledger) -> None:
    _add(ledger, *STORY[:2])
    steps: list[tuple[str, int, int]] = []
    assert ledger.verify(lambda *step: steps.append(step)) == []
    for what in ("readings checked", "linked again"):
        assert [step[1:] for step in steps if step[0] == what] == [(1, 2), (2, 2)]
