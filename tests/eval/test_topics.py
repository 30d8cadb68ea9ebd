"""The figures of suggested topics, worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from eval import topics


def test_figures_by_hand() -> None:
    rows = [("s", "topic 1"), ("s", "topic 1"), ("t", "topic 1"), ("s", "c4"), ("t", "topic 2")]
    found = topics.figures(rows)
    # precision: 2/3 + 2/3 + 1/3 + 1 + 1; recall: 2/3 + 2/3 + 1/2 + 1/3 + 1/2
    assert found["B-cubed P"] == pytest.approx(100 * (5 / 3 + 2) / 5)
    assert found["B-cubed R"] == pytest.approx(100 * (4 / 3 + 1 / 2 + 1 / 3 + 1 / 2) / 5)
    assert found["purity"] == pytest.approx(100 * 3 / 4)
    assert found["claims with a topic"] == pytest.approx(80)
    assert set(topics.figures([]).values()) == {0.0}


def test_each_story_has_a_few_reports() -> None:
    gold: dict[str, dict[str, Any]] = {
        f"{topic}_{n}{half}": {"topic": topic, "story": f"{topic}{half}", "text": "x"}
        for topic in range(1, 8)
        for half in "ab"
        for n in range(9)
    }
    found = topics.chosen(gold)
    assert {item["topic"] for item in found.values()} == {1, 4, 7}
    assert len(found) == 3 * 2 * topics.REPORTS


def test_claims_are_scored_by_the_story_of_their_report() -> None:
    gold = {"a": {"story": "1"}, "b": {"story": "2"}}
    right: dict[str, Any] = {"a": {"claims": {"c1": 1, "c2": 1}}, "b": {"claims": {"c3": 2}}}
    assert set(topics.score(gold, right).values()) == {100.0}
    wrong: dict[str, Any] = {"a": {"claims": {"c1": 1, "c2": None}}, "b": {"claims": {"c3": 1}}}
    assert topics.score(gold, wrong)["purity"] == 50.0
