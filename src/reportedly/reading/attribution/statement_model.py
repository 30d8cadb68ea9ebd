"""Whether somebody says it: the confidence in a possible statement by a trained head of the tagger.

Much that looks like an attribution is none: who "added 101 yards", "defended his title" or "passed a law" has said
nothing. The head has learned from statements of real reports that were judged by reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from reportedly import encoder
from reportedly.reading.attribution.confidence import logit
from reportedly.reading.text.spans import tokens_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportedly.encoder import Floats
    from reportedly.model import Anchor
    from reportedly.reading.attribution.stage import Attribution
    from reportedly.reading.text.syntax import Syntax

LIKELY = 0.25
"""Confidence below which a possible statement is left out; chosen on judged statements that the head had not seen."""


def statement_confidence(g: Syntax, place: Mapping[int, int], said: Floats, one: Attribution) -> float:
    """How likely somebody says it there, and the source is read right.

    `place` is the number of each token among the tagger's words.
    """
    return encoder.statement(statement_features(g, place, said, one))


def statement_features(g: Syntax, place: Mapping[int, int], said: Floats, one: Attribution) -> Floats:
    """What the head reads: mean vectors of content, cue and source, the confidence so far, and if there is a source."""
    parts = (one.content, [one.cue] if one.cue else [], [one.source] if one.source else [])
    means = [_mean(said, tagged_words(g, place, anchors)) for anchors in parts]
    numbers = np.array([logit(one.confidence), one.source is None], dtype=np.float32)
    return np.concatenate([*means, numbers])


def tagged_words(g: Syntax, place: Mapping[int, int], anchors: Sequence[Anchor]) -> tuple[int, ...]:
    """The numbers of the tagger's words that lie within some anchors."""
    return tuple(place[i] for a in anchors for i in tokens_in(g, (a.start, a.end)) if i in place)


def _mean(said: Floats, words: Sequence[int]) -> Floats:
    mean: Floats = said[list(words)].mean(axis=0) if words else np.zeros(said.shape[1], dtype=np.float32)
    return mean
