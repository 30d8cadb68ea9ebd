"""Signals for a statement: the numbers from which its confidence is computed by a logistic regression."""

from __future__ import annotations

from bisect import bisect_right
from math import log
from typing import TYPE_CHECKING

from reportedly.reading.tagger.decoding import columns_of
from reportedly.reading.text.spans import dice, is_same

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportedly.reading.attribution.candidate import Candidate
    from reportedly.reading.attribution.merge import MergedStatement
    from reportedly.reading.tagger.decoding import Floats, Linked
    from reportedly.reading.tagger.features import WordFeatures
    from reportedly.reading.text.syntax import Span


def tagged_signals(
    said: MergedStatement, s: Linked, c: Candidate | None, precision: Mapping[str, float]
) -> list[float]:
    """Signals for a statement of the tagger: its probabilities, and agreement with the candidate `c`."""
    worst = min(piece.probability for piece in s.content)
    same_source = c is not None and is_same(c.source, said.source)
    return [
        logit(s.cue.probability),
        logit(s.source.probability) if s.source else 0.0,
        logit(worst),
        logit(s.source_link) if s.source else 0.0,
        logit(s.content_link),
        logit(s.cue_share),
        float(s.source is None),
        float(said.source is None),
        float(c is not None),
        float(same_source),
        dice(c.content, said.content) if c is not None else 0.0,
        logit(precision.get(f"rule:{c.rule}", 0.5)) if c is not None else 0.0,
    ]


def untagged_signals(
    alone: MergedStatement, words: WordFeatures, chances: Floats, precision: Mapping[str, float]
) -> list[float]:
    """Signals for a statement of the rules alone: its rule's precision, the tagger's probabilities there."""

    def mean(spans: Sequence[Span], role: str) -> float:
        rows = [i for s, e in spans for i in _words_in(words, s, e)]
        return float(chances[rows][:, columns_of(role)].sum(axis=1).mean()) if rows else 0.0

    return [
        logit(precision.get(f"rule:{alone.rule}", 0.5)),
        mean(alone.content, "content"),
        mean([alone.source], "source") if alone.source else 0.0,
        mean([alone.cue], "cue") if alone.cue else 0.0,
        float(alone.source is None),
    ]


def _words_in(words: WordFeatures, start: int, end: int) -> range:
    first = bisect_right(words.spans, start, key=lambda s: s[1])
    last = first
    while last < len(words.spans) and words.spans[last][0] < end:
        last += 1
    return range(first, last)


def logit(p: float) -> float:
    """The log odds of a probability, which is first kept away from 0 and 1."""
    p = min(max(p, 0.002), 0.998)
    return log(p / (1 - p))
