"""A week of a simulated site, small: nothing is missed, nothing is taken twice, every edit is followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import feed_week

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_week_of_news_is_followed_without_loss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_PRIVATE_ADDRESSES", "1")
    monkeypatch.setattr(feed_week, "WEEK", feed_week.WEEK / 7)
    done = feed_week.simulate(40, tmp_path, seed=3)
    assert (done.missed, done.twice, done.unedited, done.failed) == (0, 0, 0, 0)
    assert done.counts["new"] == 40 + done.counts["revisions"]
    assert done.counts["revisions"] == done.edits > 0
    assert done.counts["failed"] > 0, "errors were simulated"
    assert done.busiest == 1
