"""Files and texts: whatever they hold, they become reports or failures, and every anchor holds."""

from __future__ import annotations

import json
import logging
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly import batch
from reportedly.cli.printing import json_line
from reportedly.errors import IntakeError
from reportedly.export.contract import to_json
from reportedly.export.page import page
from reportedly.intake import open_all
from reportedly.ledger import reading_check
from reportedly.model import Report
from reportedly.reading import run_now
from tests.fuzz.inputs import files, fuzzed, prose, trying, words

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _silent() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in ("reportedly", "trafilatura")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    yield
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


@fuzzed
@given(file=files())
def test_a_file_is_reports_or_failures(file: tuple[str, bytes]) -> None:
    name, raw = file
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(raw)
        with trying("intake"):
            found = list(open_all(str(Path(folder) / name)))
    assert found
    for one in found:
        if isinstance(one, IntakeError):
            assert one.reason
        else:
            assert one.text.strip()
            assert "\0" not in one.text
            one.text.encode("utf-8")


@pytest.mark.model
@fuzzed
@given(text=prose(), title=st.none() | words)
def test_every_text_is_read_and_every_anchor_holds(text: str, title: str | None) -> None:
    report = Report(text=text, title=title)
    with trying("read"):
        reading = batch.read_one(report, run_now())
    assert "a fault of the program" not in (reading.failure or "")
    assert list(reading_check.problems(reading)) == []
    value = to_json(reading)
    line = json_line(value)
    assert json.loads(line) == json.loads(json.dumps(value))
    assert "\n" not in line
    if reading.failure is None:
        assert "<script>alert" not in page(reading)
