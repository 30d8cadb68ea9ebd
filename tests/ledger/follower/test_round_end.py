"""What is done at the end of a round of `watch`: alerts are delivered."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reportedly.alerts import AlertQuery, Receiver, ReceiverKind
from reportedly.ledger import Ledger
from reportedly.ledger.follower.round_end import DESK, end_round
from tests.ledger.told import STORY

NOW = datetime(2031, 3, 6, 12, tzinfo=UTC)


def test_alerts_are_delivered(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(DESK, "https://desk.example.org")
    assert end_round(ledger, NOW) == []
    lines, nowhere = tmp_path / "all.jsonl", tmp_path / "no" / "all.jsonl"
    receivers = [Receiver(number=0, kind=ReceiverKind.FILE, target=str(path)) for path in (lines, nowhere)]
    ledger.alerts.save("all", AlertQuery(), by="ann", receivers=receivers, now=NOW)
    list(ledger.add(STORY[:2]))
    [problem] = end_round(ledger, NOW)
    assert problem.startswith(f"all: file: {nowhere}: cannot be written")
    rows = [json.loads(line) for line in lines.read_text("utf-8").splitlines()]
    assert [row["report"] for row in rows] == ["a", "a", "b"]
    assert rows[0]["link"].startswith("https://desk.example.org/statements/")
    assert end_round(ledger, NOW) == []
