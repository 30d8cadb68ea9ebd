"""The tagger over a whole report: windows of words, one pass of the encoder each, decoded into statements."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from reportedly import encoder
from reportedly.encoder import Pieces
from reportedly.reading.tagger.decoding import (
    LABELS,
    Linked,
    Window,
    add_linked_cues,
    add_rule_spans,
    decode_spans,
    link_spans,
    softmax,
)
from reportedly.reading.tagger.features import FEATURES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from reportedly.reading.tagger.decoding import Floats
    from reportedly.reading.tagger.features import WordFeatures
    from reportedly.reading.text.syntax import Span

LONGEST = 250
"""Word pieces in a window, without its border pieces: as in training."""
OVERLAP = 80
"""Word pieces that two windows share where one paragraph takes several."""
CONTEXT = 80
"""Word pieces of whole paragraphs before it that a window takes along."""
OUTSIDE_BIAS = -0.3
"""Added to the score of the label O: a missed word cannot be merged with anything; chosen on held-out reports."""
_RULE = FEATURES.index("rule")
_LONGEST_WORD = 16
"""Word pieces of one word that count."""


@dataclass(frozen=True, slots=True)
class Tags:
    """The tagger's output for one report."""

    chances: Floats
    """Probability of each label for each word: (words, labels)."""
    statements: tuple[Linked, ...]
    factuality: Floats
    """How far the text commits itself to what each word names, about -3 to 3: (words,)."""
    vectors: Floats
    """A vector for each word, the input of `encoder.between`: (words, width)."""
    said: Floats
    """Another, the input of `encoder.acts`: (words, width)."""


def tag(text: str, words: WordFeatures) -> Tags:
    """Tag the words of a text; the encoder sees each window by itself."""
    card = encoder.tagger_card()
    encoded = encoder.pieces(text)
    pieces = pieces_of_words(encoded.ids, encoded.offsets, words.spans, unknown=card.unknown)
    coded = encode_features(words, list(card.columns.values()))
    chances = np.zeros((len(words.spans), len(LABELS)), dtype=np.float32)
    sure = np.zeros(len(words.spans), dtype=np.float32)
    vectors = np.zeros((len(words.spans), encoder.WORD_WIDTH), dtype=np.float32)
    said = np.zeros_like(vectors)
    windows = []
    for first, last, own in window_bounds([len(p) for p in pieces], words.paragraphs):
        given = with_borders(card.border, pieces, coded, range(first, last))
        sentences = [
            with_borders(card.border, pieces, coded, list(group))
            for _, group in groupby(range(own, last), key=words.sentences.__getitem__)
        ]
        window = encoder.tag_window(given, *_concatenate(sentences))
        window.roles[:, 0] += OUTSIDE_BIAS
        chances[own:last] = softmax(window.roles)[own - first :]
        sure[own:last] = window.factuality
        vectors[own:last] = window.words
        said[own:last] = window.said[own - first :]
        windows.append(Window(first, last, own, window.links))
    spans = add_rule_spans(decode_spans(chances, words.paragraphs), chances, [row[_RULE] for row in words.features])
    spans = add_linked_cues(spans, windows)
    return Tags(chances, tuple(link_spans(spans, windows, words.rule_head)), sure, vectors, said)


def with_borders(
    border: tuple[int, int], pieces: Sequence[Sequence[int]], coded: Sequence[Sequence[int]], words: Sequence[int]
) -> Pieces:
    """Some words in a row between border pieces, numbered from 0."""
    ids, word_of, starts = [border[0]], [-1], []
    for number, i in enumerate(words):
        starts.append(len(ids))
        ids += pieces[i]
        word_of += [number] * len(pieces[i])
    return Pieces([*ids, border[1]], [*word_of, -1], starts, [coded[i] for i in words])


def _concatenate(sentences: Sequence[Pieces]) -> tuple[Pieces, list[int], list[int]]:
    """Sentences joined into one sequence; the sentence of each piece, and its place in that sentence."""
    ids: list[int] = []
    word_of: list[int] = []
    starts: list[int] = []
    features: list[Sequence[int]] = []
    sentence_of: list[int] = []
    place_in: list[int] = []
    for number, one in enumerate(sentences):
        word_of += [k if k < 0 else k + len(features) for k in one.word_of]
        starts += [k + len(ids) for k in one.first_piece]
        ids += one.ids
        features += one.features
        sentence_of += [number] * len(one.ids)
        place_in += range(len(one.ids))
    return Pieces(ids, word_of, starts, features), sentence_of, place_in


def pieces_of_words(
    ids: Sequence[int], offsets: Sequence[Span], spans: Sequence[Span], *, unknown: int
) -> list[list[int]]:
    """Word pieces by word: those that begin in it, or the unknown piece where none does ("not" in "cannot")."""
    out: list[list[int]] = [[] for _ in spans]
    k = 0
    for piece, (start, _) in zip(ids, offsets, strict=True):
        while k < len(spans) and spans[k][1] <= start:
            k += 1
        if k < len(spans) and start >= spans[k][0]:
            out[k].append(piece)
    return [p[:_LONGEST_WORD] or [unknown] for p in out]


def encode_features(words: WordFeatures, columns: Sequence[Mapping[str, int]]) -> list[list[int]]:
    """The features of each word as numbers of the tagger's vocabulary, and whether it opens a paragraph."""
    *known, opening = columns
    return [
        [
            *(column.get(value, 0) for column, value in zip(known, row, strict=True)),
            opening["paragraph" if i == 0 or words.paragraphs[i] != words.paragraphs[i - 1] else "no"],
        ]
        for i, row in enumerate(words.features)
    ]


def window_bounds(sizes: Sequence[int], paragraphs: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Stretches of words of at most `LONGEST` pieces: first, one past the last, and the first that is its own.

    A window ends with a paragraph where one fits, and begins with the paragraphs before
    it that `CONTEXT` has room for; a longer paragraph takes several windows that overlap. Words
    that two windows share belong to the one in which they stand farther from its end.
    """
    first = own = 0
    while own < len(sizes):
        last, used = first, 0
        while last < len(sizes) and used + sizes[last] <= LONGEST:
            used += sizes[last]
            last += 1
        cut = last
        while own < cut < len(sizes) and paragraphs[cut] == paragraphs[cut - 1]:
            cut -= 1
        if cut > own:
            yield first, cut, own
            own = cut
            first = _back(sizes, cut, CONTEXT)
            while first < cut and first and paragraphs[first] == paragraphs[first - 1]:
                first += 1
        else:
            yield first, last, own
            first = max(_back(sizes, last, OVERLAP), own + 1)
            own = first + (last - first) // 2


def _back(sizes: Sequence[int], end: int, room: int) -> int:
    """The first of the words before `end` that fit into so many pieces."""
    first = end
    while first and sizes[first - 1] <= room:
        first -= 1
        room -= sizes[first]
    return first
