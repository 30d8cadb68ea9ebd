"""From probabilities of words to spans, and from spans to statements."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.reading.tagger.decoding import (
    LABELS,
    LINKED,
    RoleSpan,
    Window,
    add_rule_spans,
    decode_spans,
    link_spans,
)


def chances(*labels: str, sure: float = 0.9) -> np.ndarray:
    """Rows in which each word has the label named, with the rest shared out."""
    rows = np.full((len(labels), len(LABELS)), (1 - sure) / (len(LABELS) - 1), dtype=np.float32)
    for i, label in enumerate(labels):
        rows[i, LABELS.index(label)] = sure
    return rows


def roles(rows: np.ndarray, paragraphs: list[int] | None = None) -> list[tuple[str, int, int]]:
    return [(s.role, s.first, s.last) for s in decode_spans(rows, paragraphs or [0] * len(rows))]


def test_follows_the_labels_where_they_make_spans() -> None:
    rows = chances("B-source", "I-source", "B-cue", "B-content", "I-content", "O")
    assert roles(rows) == [("source", 0, 1), ("cue", 2, 2), ("content", 3, 4)]


def test_two_contents_side_by_side_stay_two() -> None:
    assert roles(chances("B-content", "I-content", "B-content")) == [("content", 0, 1), ("content", 2, 2)]


def test_nothing_goes_on_that_did_not_begin() -> None:
    rows = chances("O", "I-content", "I-content", "O")
    rows[1, LABELS.index("B-content")] = 0.05
    assert roles(rows) == [("content", 1, 2)]


def test_no_span_crosses_a_paragraph() -> None:
    rows = chances("B-content", "I-content", "I-content", "I-content")
    assert roles(rows, [0, 0, 1, 1]) == [("content", 0, 1), ("content", 2, 3)]


def test_nothing_gives_nothing() -> None:
    assert decode_spans(np.zeros((0, len(LABELS)), dtype=np.float32), []) == []


@given(st.lists(st.lists(st.floats(0.01, 1), min_size=7, max_size=7), min_size=1, max_size=30), st.data())
def test_spans_are_apart_and_in_order(rows: list[list[float]], data: st.DataObject) -> None:
    steps = data.draw(st.lists(st.integers(0, 1), min_size=len(rows), max_size=len(rows)))
    paragraphs = np.cumsum(steps).tolist()
    found = decode_spans(np.array(rows, dtype=np.float32), paragraphs)
    for s in found:
        assert s.first <= s.last < len(rows)
        assert paragraphs[s.first] == paragraphs[s.last]
        assert s.probability > 0
    assert all(a.last < b.first for a, b in itertools.pairwise(found))


def span(role: str, first: int, last: int) -> RoleSpan:
    return RoleSpan(role, first, last, 0.9)


def pointing(size: int, *ties: tuple[str, int, int]) -> np.ndarray:
    """Link scores in which word `a` in its role points to word `b`."""
    scores = np.zeros((len(LINKED), size, size), dtype=np.float32)
    for role, a, b in ties:
        scores[LINKED.index(role), a, b] = 5
    return scores


def test_content_and_source_go_to_the_cue_that_they_point_to() -> None:
    spans = [span("content", 0, 0), span("source", 1, 1), span("cue", 2, 2), span("cue", 3, 3), span("content", 4, 4)]
    scores = pointing(5, ("content", 0, 2), ("source", 1, 2), ("content", 4, 3))
    first, second = link_spans(spans, [Window(0, 5, 0, scores)], [-1] * 5)
    assert (first.cue.first, first.source, [c.first for c in first.content]) == (2, spans[1], [0])
    assert (second.cue.first, second.source, [c.first for c in second.content]) == (3, None, [4])
    assert first.content_link > 0.9


def test_a_cue_takes_the_surer_of_two_sources() -> None:
    unsure = RoleSpan("source", 0, 0, 0.5)
    spans = [unsure, span("source", 1, 1), span("cue", 2, 2), span("content", 3, 3)]
    (only,) = link_spans(spans, [Window(0, 4, 0, pointing(4, ("content", 3, 2)))], [-1] * 4)
    assert only.source == spans[1]


def test_a_cue_without_content_is_no_statement() -> None:
    assert link_spans([span("source", 0, 0), span("cue", 1, 1)], [Window(0, 2, 0, pointing(2))], [-1] * 2) == []


@pytest.mark.parametrize("where", [0, 3])
def test_each_window_ties_its_own_words(where: int) -> None:
    spans = [span("cue", where, where), span("content", where + 1, where + 2)]
    windows = [Window(0, 3, 0, pointing(3)), Window(3, 6, 3, pointing(3))]
    (only,) = link_spans(spans, windows, [-1] * 6)
    assert (only.cue.first, only.content[0].first) == (where, where + 1)


def test_a_content_whose_window_has_no_cue_is_left() -> None:
    spans = [span("cue", 0, 0), span("content", 4, 5)]
    assert link_spans(spans, [Window(0, 3, 0, pointing(3)), Window(3, 6, 3, pointing(3))], [-1] * 6) == []


def test_the_rules_have_a_say_in_whose_content_it_is() -> None:
    spans = [span("cue", 0, 0), span("cue", 1, 1), span("content", 2, 3)]
    scores = np.zeros((len(LINKED), 4, 4), dtype=np.float32)
    (only,) = link_spans(spans, [Window(0, 4, 0, scores)], [-1, -1, 1, 1])
    assert only.cue == spans[1]


def test_takes_from_the_rules_a_cue_that_it_does_not_rule_out() -> None:
    rows = chances("O", "O", "B-content", "I-content")
    rows[1, LABELS.index("B-cue")] = 0.3
    found = decode_spans(rows, [0] * 4)
    assert [s.role for s in found] == ["content"]
    assert [(s.role, s.first) for s in add_rule_spans(found, rows, ["B-source", "B-cue", "O", "O"])] == [
        ("cue", 1),
        ("content", 2),
    ]


def test_takes_nothing_from_the_rules_where_it_has_a_span() -> None:
    rows = chances("B-source", "B-cue", "B-content", "I-content")
    found = decode_spans(rows, [0] * 4)
    assert add_rule_spans(found, rows, ["B-cue", "B-cue", "O", "O"]) == found
