"""The scores, on data small enough to work out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from eval import attribution, events, factuality, places, quantities, story, surplus, times

Json = dict[str, Any]

TEXT = "Anna said it rained. Ben denied that snow fell."
#       0    5    10 13      21  25     32   37


def span(start: int, end: int) -> Json:
    return {"start": start, "end": end, "text": TEXT[start:end]}


def statement(source: Json | None, cue: Json | None, *content: Json, **more: Any) -> Json:
    return {"source": source, "cue": cue, "content": list(content), "made_by": "rule:x", **more}


ANNA = statement(span(0, 4), span(5, 9), span(10, 19))
BEN = statement(span(21, 24), span(25, 31), span(32, 46))
GOLD = {"r": {"id": "r", "text": TEXT, "statements": [ANNA, BEN]}}


def test_the_same_statements_score_full() -> None:
    assert set(attribution.score(GOLD, GOLD).values()) == {100.0}


def test_nothing_found_scores_nothing() -> None:
    assert set(attribution.score(GOLD, {}).values()) == {0.0}


def test_who_said_what_by_hand() -> None:
    """One statement with the wrong source, one with half of the content, and own voice that does not count."""
    found = [
        statement(span(21, 24), span(5, 9), span(10, 19)),
        statement(span(21, 24), span(25, 31), span(37, 46)),
        statement(None, None, span(0, 19)),
    ]
    figures = attribution.score(GOLD, {"r": {"statements": found}})
    # content: 2 + 2 of the gold's 2 + 3 words; sources: Ben of Anna and Ben
    assert figures["content F"] == pytest.approx(100 * 2 * 4 / (4 + 5))
    assert figures["source F"] == pytest.approx(100 * 2 * 1 / (1 + 2))
    assert figures["said F"] == 100.0
    assert figures["who said what F"] == 50.0
    assert figures["exact F"] == 0.0


def test_a_content_is_matched_once() -> None:
    figures = attribution.score(GOLD, {"r": {"statements": [ANNA, ANNA]}})
    assert figures["said F"] == pytest.approx(100 * 2 * 1 / (2 + 2))


def test_precision_by_rule() -> None:
    wrong = statement(span(0, 4), None, span(21, 24), made_by="rule:y")
    free = statement(None, None, span(20, 31), made_by="rule:own")
    taken = statement(None, None, span(0, 19), made_by="rule:own")
    assert attribution.precision_by_rule(GOLD, {"r": {"statements": [BEN, wrong, free, taken]}}) == {
        "rule:x": (1, 1),
        "rule:y": (1, 0),
        "rule:own": (2, 1),
    }


def test_times() -> None:
    want = [
        {"start": 0, "end": 6, "value": "2025-04-28", "type": "DATE"},
        {"start": 10, "end": 14, "value": "P2D", "type": "DURATION"},
    ]
    have = [
        {"start": 0, "end": 6, "value": "2025-04-21", "type": "DATE"},
        {"start": 11, "end": 14, "value": "P2D", "type": "DURATION"},
        {"start": 30, "end": 34, "value": None, "type": "DATE"},
    ]
    figures = times.score({"r": {"times": want}}, {"r": {"times": have}})
    assert figures == {"strict F": 40.0, "relaxed F": 80.0, "value F": 40.0, "type F": 80.0}


def test_places() -> None:
    want = [
        {"start": 0, "end": 4, "lat": 59.91, "lon": 10.75},
        {"start": 8, "end": 12, "lat": 48.85, "lon": 2.35},
        {"start": 20, "end": 24, "lat": None, "lon": None},
    ]
    have = [{"start": 0, "end": 4, "lat": 59.0, "lon": 10.0}, {"start": 8, "end": 12, "lat": 33.66, "lon": -95.55}]
    figures = places.score({"r": {"places": want}}, {"r": {"places": have}})
    assert figures == {"found F": 80.0, "within 161 km": 50.0, "of those found": 50.0}


@pytest.mark.parametrize(
    ("a", "b", "km"),
    [((0, 0), (0, 0), 0), ((0, 0), (0, 90), 10007), ((0, 0), (0, 180), 20015), ((59.91, 10.75), (59.33, 18.07), 416)],
)
def test_distance(a: tuple[float, float], b: tuple[float, float], km: float) -> None:
    assert places.distance(a, b) == pytest.approx(km, abs=2)


def test_factuality() -> None:
    want = [
        {"start": 0, "end": 4, "factuality": 3.0},
        {"start": 5, "end": 9, "factuality": -3.0},
        {"start": 20, "end": 24, "factuality": 0.0},
    ]
    have = [
        {"trigger": {"start": 0, "end": 4}, "factuality": 2.0},
        {"trigger": {"start": 5, "end": 9}, "factuality": -1.0},
    ]
    figures = factuality.score({"r": {"predicates": want}}, {"r": {"events": have}})
    assert figures["MAE"] == pytest.approx((1 + 2 + 3) / 3)
    assert figures["negative recall"] == 100.0
    assert figures["triggers found"] == pytest.approx(200 / 3)
    # deviations: gold 3, -3, 0; predicted 2, -1, 3 have mean 4/3
    assert figures["r"] == pytest.approx(100 * 9 / (18 * 26 / 3) ** 0.5)


def test_events() -> None:
    gold = {
        "a": {"text": "Rome met Oslo", "source": "Rome", "target": "Oslo", "type": "CONSULT"},
        "b": {"text": "Rome hit Oslo", "source": "Rome", "target": "Oslo", "type": "ASSAULT"},
        "c": {"text": "Rome sued Oslo", "source": "Rome", "target": "Oslo", "type": "ACCUSE"},
    }
    rome, oslo = {"start": 0, "end": 4}, {"start": 9, "end": 13}
    found = {
        "a": {"events": [{"type": "CONSULT", "actors": [rome], "recipients": [oslo]}]},
        "b": {"events": [{"type": "COERCE", "actors": [rome], "recipients": []}]},
    }
    assert events.score(gold, found) == pytest.approx(
        {"macro-F1": 100 / 3, "accuracy": 100 / 3, "quad accuracy": 200 / 3, "pair found": 100 / 3}
    )


def test_a_record_is_laid_on_its_reports() -> None:
    record = {
        "statements": [
            {"id": "s1", "report": "r", "content": "it rained", "source": "Anna", "cue": "said", "act": "assert"},
            {"id": "s2", "report": "r", "content": "snow fell", "source": "Ben", "cue": "denied", "act": "deny"},
        ]
    }
    laid = story.with_offsets({"r": {"id": "r", "text": TEXT}}, record)
    assert [s["content"][0]["start"] for s in laid["r"]["statements"]] == [10, 37]
    found = {"r": {"statements": [{**ANNA, "act": "assert"}, {**BEN, "act": "assert"}]}}
    figures = story.score(laid, found)
    assert figures["act right"] == 50.0
    assert figures["who said what F"] == 100.0


def quantity(start: int, end: int, of: str | None, low: float | None = 1, unit: str = "people") -> Json:
    return {"start": start, "end": end, "low": low, "high": 1, "unit": unit, "of": of}


def test_quantities_by_hand() -> None:
    """One right in all, one with the wrong bounds and unit, one with an effect too many, one missed, one too many."""
    want = [quantity(0, 4, "man killed"), quantity(5, 9, "boat"), quantity(10, 12, "hut"), quantity(13, 19, None)]
    found = [
        quantity(0, 2, "young men dead"),
        quantity(5, 9, "fishing boats", None, "boat"),
        quantity(10, 12, "huts destroyed"),
        quantity(30, 40, None),
    ]
    figures = quantities.score({"r": {"quantities": want}}, {"r": {"quantities": found}})
    assert figures == {"found F": 75.0, "bounds right": 50.0, "unit right": 50.0, "of what right": 25.0}


@pytest.mark.parametrize(
    ("gold", "said", "right"),
    [
        ("tank destroyed", "enemy tanks destroyed", True),
        ("tank destroyed", "tanks", False),
        ("tank", "tanks destroyed", False),
        ("tank", "tanks launched", False),
        ("killed", "killed and wounded", True),
        ("facility", "facilities", True),
        ("tank", None, False),
        (None, None, True),
        (None, "dam", False),
    ],
)
def test_labels_of_quantities(gold: str | None, said: str | None, right: bool) -> None:
    assert quantities.same_label(gold, said) is right


def test_surplus_counts_what_is_still_found() -> None:
    """Three judged events: one right and found, one wrong and found, one right that another actor has now."""
    judged = [
        {"trigger": span(13, 19), "type": "ASSAULT", "actors": [span(0, 4)], "right": True},
        {"trigger": span(25, 31), "type": "REJECT", "actors": [], "right": False},
        {"trigger": span(37, 41), "type": "AID", "actors": [span(0, 4)], "right": True},
    ]
    now = [{k: v for k, v in e.items() if k != "right"} for e in judged]
    now[2]["actors"] = [span(21, 24)]
    figures = surplus.score({"r": {"events": judged}}, {"r": {"events": now}})
    assert figures == {"right": 50.0, "still found": pytest.approx(200 / 3)}
