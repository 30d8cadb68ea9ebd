"""The marked stories: every mark is in its report, and the figures are right."""

from __future__ import annotations

import pytest

from eval import agreement, claims, headlines, shared_events
from eval.overlap import Item


def test_every_mark_lies_in_its_report() -> None:
    marked = claims.gold()
    assert len({item["story"] for item in marked.values()}) == 8
    for item in marked.values():
        assert "[[" not in item["text"]
        assert "]]" not in item["text"]
        for s in item["statements"]:
            (span,) = s["content"]
            words = item["text"][span["start"] : span["end"]]
            assert words == words.strip() != ""


def _item(*marks: tuple[str, str]) -> Item:
    text = " ".join(f"word{n}" for n in range(len(marks)))
    return {
        "story": "one",
        "text": text,
        "statements": [
            {"content": [{"start": 6 * n, "end": 6 * n + 5}], "claim": claim, "stance": stance}
            for n, (claim, stance) in enumerate(marks)
        ],
    }


def test_one_claim_for_all_is_found_wholly_and_half_right() -> None:
    gold = {"a": _item(("x", "affirm"), ("x", "deny"), ("y", "affirm"), ("y", "affirm"))}
    found = {"a": _item(*[("all", "affirm")] * 4)}
    assert claims.score(gold, found) == pytest.approx(
        {"same claim P": 50.0, "same claim R": 100.0, "same claim F": 200 / 3, "stance right": 75.0}
    )


def test_pairs_of_reports_are_counted_by_topic() -> None:
    gold = {key: {"topic": 1, "story": story} for key, story in zip("abcd", "xxyy", strict=True)}
    gold["e"] = {"topic": 2, "story": "z"}
    found = {key: {"event": int(key == "d")} for key in gold}
    assert shared_events.score_of_half(0)(gold, found) == pytest.approx(
        {"pairs P": 100 / 3, "pairs R": 50.0, "pairs F": 40.0}
    )
    assert shared_events.score_of_half(1)(gold, found)["pairs F"] == 0.0


def test_agreement_is_balanced_over_both_kinds_of_pair() -> None:
    gold = {"q": {"answers": [{"group": g} for g in (0, 0, 1)]}}
    found = {"q": {"same": [True, True, False]}}
    assert agreement.score(gold, found)["balanced accuracy"] == 75.0


def test_stances_toward_headlines_have_a_figure_each() -> None:
    gold = {"a": {"stance": "agree"}, "b": {"stance": "discuss"}}
    figures = headlines.score(gold, {"a": {"stance": "agree"}, "b": {"stance": "agree"}})
    assert figures["accuracy"] == 50.0
    assert figures["agree F"] == pytest.approx(200 / 3)
    assert figures["disagree F"] == 0.0
