"""Spans that are made one."""

from __future__ import annotations

from reportedly.reading.text.spans import merge_spans


def test_spans_that_overlap_or_touch_are_made_one() -> None:
    assert merge_spans([(6, 9), (0, 4), (3, 5), (9, 11)]) == [(0, 5), (6, 11)]


def test_with_a_text_blanks_in_a_line_part_nothing() -> None:
    assert merge_spans([(0, 2), (3, 9)], "it a forgery"[:9]) == [(0, 9)]


def test_a_word_or_a_new_line_between_parts_spans() -> None:
    assert merge_spans([(0, 2), (3, 5)], "it\nis") == [(0, 2), (3, 5)]
    assert merge_spans([(0, 2), (5, 7)], "it, is so") == [(0, 2), (5, 7)]
