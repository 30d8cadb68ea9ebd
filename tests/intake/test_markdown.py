"""Markdown to reports: words without marks."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

import reportedly

DAY = datetime(2024, 5, 13, tzinfo=UTC)


@pytest.mark.parametrize(
    ("raw", "text", "title", "day"),
    [
        (
            "# Ferries stop\n\n_13 May 2024_\n\nThe **union** said [so](https://a.example).\nIt will\\\nlast.\n",
            "The union said so. It will last.",
            "Ferries stop",
            DAY,
        ),
        (
            "---\ntitle: 'Ferries stop'\ndate: 2024-05-13\nsource: North Post\n---\n\nNo ferry `F1` sailed.\n",
            "No ferry F1 sailed.",
            "Ferries stop",
            DAY,
        ),
        (
            "\ufeff---\r\ntitle: Ferries stop\r\n---\r\n# Ferries stop\r\n\r\nNo ferry sailed.\r\n",
            "No ferry sailed.",
            "Ferries stop",
            None,
        ),
        (
            "Ferries stop\n============\n\n> The union denied it.\n\n* One ~~two~~\n* Three\n\n1. Four\n",
            "The union denied it.\n\nOne two\n\nThree\n\nFour",
            "Ferries stop",
            None,
        ),
        (
            "| Port | Ships |\n|---|---|\n| Åsen | 4 |\n\n![a ship](ship.png)\n\nThe port &amp; the town.\n",
            "Port | Ships\n\nÅsen | 4\n\nThe port & the town.",
            "a.md",
            None,
        ),
        (
            "Text <b>in bold</b>.\n\n<div>He denied it.</div>\n\n```\ncode\n```\n\n## Later\n\nOn 3 May 2024 he left.",
            "Text in bold.\n\nHe denied it.\n\ncode\n\nLater\n\nOn 3 May 2024 he left.",
            "Later",
            None,
        ),
    ],
)
def test_words_are_kept_without_marks(
    tmp_path: Path, raw: str, text: str, title: str | None, day: datetime | None
) -> None:
    (tmp_path / "a.md").write_text(raw, newline="")
    report = reportedly.open(tmp_path / "a.md")
    assert (report.text, report.title, report.published_at) == (text, title, day)
