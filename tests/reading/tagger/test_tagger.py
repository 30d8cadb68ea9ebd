"""Windows over long reports, and the trained tagger itself."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly import encoder
from reportedly.reading.parsed import parse
from reportedly.reading.tagger.features import word_features
from reportedly.reading.tagger.tagger import LONGEST, OVERLAP, Tags, pieces_of_words, tag, window_bounds
from reportedly.reading.triggers.stage import find_triggers


@given(st.lists(st.tuples(st.integers(1, 16), st.booleans()), max_size=400))
def test_every_word_belongs_to_one_window(rows: list[tuple[int, bool]]) -> None:
    sizes = [size for size, _ in rows]
    paragraphs = np.cumsum([starts for _, starts in rows]).tolist()
    found = list(window_bounds(sizes, paragraphs))
    reached = 0
    for first, last, own in found:
        assert first <= own == max(own, 0) <= reached
        assert sum(sizes[first:last]) <= LONGEST
        assert own < last
        reached = last
    assert reached == len(rows)
    assert all(a[2] < b[2] for a, b in itertools.pairwise(found))


def test_a_window_ends_with_a_paragraph_where_one_fits() -> None:
    sizes, paragraphs = [1] * 300, [0] * 100 + [1] * 100 + [2] * 100
    assert list(window_bounds(sizes, paragraphs)) == [(0, 200, 0), (200, 300, 200)]


def test_a_long_paragraph_takes_windows_that_overlap() -> None:
    first, second = window_bounds([1] * 300, [0] * 300)
    assert first == (0, LONGEST, 0)
    assert second == (LONGEST - OVERLAP, 300, LONGEST - OVERLAP // 2)


def test_pieces_go_to_the_word_they_begin_in() -> None:
    found = pieces_of_words([5, 6, 7], [(0, 2), (2, 6), (7, 9)], [(0, 3), (3, 6), (7, 9)], unknown=1)
    assert found == [[5, 6], [1], [7]]


TEXT = """The mayor said that the bridge would reopen in May.

"We are ready," Ana Ruiz told reporters. The harbour was closed."""


@pytest.mark.model
def test_tags_who_says_what() -> None:
    tags, words = _tags(TEXT)
    said = [TEXT[words[s.content[0].first][0] : words[s.content[-1].last][1]] for s in tags.statements]
    assert "the bridge would reopen" in said[0]
    assert "We are ready" in said[1]
    assert len(said) == 2


@pytest.mark.model
def test_the_same_whatever_the_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    once, _ = _tags(TEXT * 20)
    monkeypatch.setenv(encoder.THREADS, "1")
    again, _ = _tags(TEXT * 20)
    assert np.array_equal(once.chances, again.chances)
    assert once.statements == again.statements


@pytest.mark.model
def test_nothing_to_hear_in_nothing() -> None:
    tags, _ = _tags("")
    assert tags.statements == ()


def _tags(text: str) -> tuple[Tags, list[tuple[int, int]]]:
    parsed = parse(text)
    words = word_features(parsed, [], find_triggers(parsed))
    return tag(text, words), words.spans
