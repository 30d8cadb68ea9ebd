"""Rounds of alerts that are killed in every phase: nothing is lost, nothing changes its place."""

from __future__ import annotations

from pathlib import Path

from benchmarks import outbox_kills
from benchmarks.outbox_kills import Phase


def test_kills_in_the_outbox_lose_nothing(tmp_path: Path) -> None:
    found = outbox_kills.kill_many(8, 4, tmp_path, seed=4)
    assert (found.lost, found.misplaced) == (0, 0)
    assert found.kills.total() >= 8
    assert found.repeated <= found.kills.total()
    assert {Phase.SENT, Phase.NOTED} & found.kills.keys()
    assert found.delivered >= 16
