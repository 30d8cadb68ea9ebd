"""The shipped folder of formats: every file gives its reports, or says what it is."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportedly
from reportedly.errors import IntakeError
from reportedly.model import Report

FORMATS = Path(__file__).parents[2] / "samples" / "formats"
REPORTS = {"addresses.csv": 0, "nexis.txt": 2, "table.csv": 2}
"""Files that do not hold exactly one report."""


@pytest.mark.parametrize("name", sorted(path.name for path in FORMATS.iterdir()))
def test_a_sample_gives_its_reports(name: str) -> None:
    items = list(reportedly.open_all(FORMATS / name))
    found = [item for item in items if isinstance(item, Report)]
    assert len(found) == REPORTS.get(name, 1)
    assert all(report.published_at or name == "hearing.vtt" for report in found)
    assert not [item for item in items if isinstance(item, IntakeError) and found]


def test_the_folder_is_counted(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", "reportedly.intake.tally"):
        items = list(reportedly.open_all(FORMATS))
    found = sum(isinstance(item, Report) for item in items)
    assert f"{FORMATS}: {found} of {found + 1} reports found" in caplog.text
    assert found == len(list(FORMATS.iterdir())) - 1 + 2
