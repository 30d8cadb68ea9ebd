"""Decoding: from the tagger's scores of each word to labelled spans, and from spans to statements.

Pure functions over plain arrays; nothing here runs the encoder.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from reportedly.reading.tagger.features import ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

LABELS = ("O", *(f"{edge}-{role}" for role in ROLES for edge in "BI"))
"""The labels of the role head, in the order of its outputs."""
LINKED = ("source", "content")
"""The roles whose words the link head ties to the first word of their cue, in the order of its outputs."""


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """Words `first` to `last` (both in) that carry one role."""

    role: str
    first: int
    last: int
    probability: float
    """Geometric mean over its words that each carries that role."""


@dataclass(frozen=True, slots=True)
class Linked:
    """One statement as the tagger has it, by numbers of words."""

    cue: RoleSpan
    source: RoleSpan | None
    content: tuple[RoleSpan, ...]
    source_link: float
    """Probability that the source belongs to this cue; where there is none, that no source was near."""
    content_link: float
    """The same for the contents: that of the least sure one."""
    cue_share: float
    """Share of the least sure content's link probability that lies on words that begin a cue."""


def decode_spans(chances: Floats, paragraphs: Sequence[int]) -> list[RoleSpan]:
    """The likeliest labelling in which every I follows its own B or I, cut at paragraphs: (words, labels) to spans."""
    path = _best_path(np.log(np.maximum(chances, 1e-6)).tolist(), paragraphs)
    spans: list[RoleSpan] = []
    first = 0
    for i in range(1, len(path) + 1):
        if path[first] == 0:
            first = i
        elif i == len(path) or not _goes_on(path[i - 1], path[i]):
            spans.append(_span(chances, ROLES[(path[first] - 1) // 2], first, i - 1))
            first = i
    return spans


def columns_of(role: str) -> slice:
    """The outputs of the role head for a role: its B and its I."""
    b = LABELS.index(f"B-{role}")
    return slice(b, b + 2)


def softmax(scores: Floats) -> Floats:
    """Probabilities along the last axis."""
    grown = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(grown / grown.sum(axis=-1, keepdims=True), dtype=np.float32)


def _span(chances: Floats, role: str, first: int, last: int) -> RoleSpan:
    carried = np.maximum(chances[first : last + 1, columns_of(role)].sum(axis=1), 1e-6)
    return RoleSpan(role, first, last, float(np.exp(np.log(carried).mean())))


def add_rule_spans(spans: Sequence[RoleSpan], chances: Floats, rule_labels: Sequence[str]) -> list[RoleSpan]:
    """The spans, and the rules' cues and sources where the labelling has nothing, unless they are nearly impossible.

    `rule_labels` has the rules' label of each word. A content that would otherwise go to
    somebody else's cue finds its own this way.
    """
    taken = {i for s in spans for i in range(s.first, s.last + 1)}
    found = list(spans)
    for role in ("source", "cue"):
        first = 0
        for i in range(1, len(rule_labels) + 1):
            if rule_labels[first] != f"B-{role}":
                first = i
            elif i == len(rule_labels) or rule_labels[i] != f"I-{role}":
                span = _span(chances, role, first, i - 1)
                if span.probability >= RULED_OUT and not taken.intersection(range(first, i)):
                    found.append(span)
                first = i
    return sorted(found, key=lambda s: s.first)


RULED_OUT = 0.05
"""Probability below which a cue or source of the rules is left out."""


def add_linked_cues(spans: Sequence[RoleSpan], windows: Sequence[Window]) -> list[RoleSpan]:
    """The spans, and a cue at each word that a content is linked to with confidence but that no span has."""
    taken = {i for s in spans for i in range(s.first, s.last + 1)}
    found = list(spans)
    for span in spans:
        if span.role == "content":
            window = _window_of(span, windows)
            chances = softmax(_pointing(span, window))
            at = int(chances.argmax())
            chance = float(chances[at])
            if chance >= LINKED_CUE and at + window.first not in taken:
                taken.add(at + window.first)
                found.append(RoleSpan("cue", at + window.first, at + window.first, chance))
    return sorted(found, key=lambda s: s.first)


LINKED_CUE = 0.4
"""Probability from which a word that a content is linked to is a cue."""


def _pointing(span: RoleSpan, window: Window) -> Floats:
    """Scores of the words of the window as the cue of a span, the mean over its words."""
    rows = window.links[LINKED.index(span.role), span.first - window.first : span.last + 1 - window.first]
    return np.asarray(rows.mean(axis=0), dtype=np.float32)


def _goes_on(before: int, label: int) -> bool:
    return label > 0 and label % 2 == 0 and before in (label - 1, label)


def _best_path(scores: list[list[float]], paragraphs: Sequence[int]) -> list[int]:
    """Viterbi over labels 0 (outside), 1, 3, 5 (B) and 2, 4, 6 (I, after its own B or I only)."""
    back: list[list[int]] = []
    total = [0.0] * len(LABELS)
    for i, row in enumerate(scores):
        best = max(range(len(total)), key=total.__getitem__)
        before = [best] * len(LABELS)
        grown = [total[best] + s for s in row]
        starts = i == 0 or paragraphs[i] != paragraphs[i - 1]
        for inner in (2, 4, 6):
            own = inner if total[inner] > total[inner - 1] else inner - 1
            before[inner] = own
            grown[inner] = -1e9 if starts else total[own] + row[inner]
        back.append(before)
        total = grown
    path: list[int] = []
    label = max(range(len(total)), key=total.__getitem__)
    for before in reversed(back):
        path.append(label)
        label = before[label]
    path.reverse()
    return path


@dataclass(frozen=True, slots=True)
class Window:
    """One window of words that the encoder sees at once, with the scores of the link head."""

    first: int
    last: int
    """One past its last word."""
    own: int
    """Its first word that belongs to no earlier window."""
    links: Floats
    """(roles of `LINKED`, words, words), from the word that points to the first word of a cue."""


def link_spans(spans: Sequence[RoleSpan], windows: Sequence[Window], rule_heads: Sequence[int]) -> list[Linked]:
    """Statements out of spans: each source and content goes to the cue in its window that its words are linked to.

    `rule_heads` has, for each word that the rules give to a cue, the first word of that cue; it counts
    beside the scores of the link head.
    A cue takes one source, the surest. A cue without content is no statement.
    """
    cues = [s for s in spans if s.role == "cue"]
    ties = (_tie(span, cues, _window_of(span, windows), rule_heads) for span in spans if span.role in LINKED)
    tied = [tie for tie in ties if tie is not None]
    contents: dict[int, list[_Tie]] = {}
    sources: dict[int, _Tie] = {}
    for tie in tied:
        if tie.span.role == "content" and tie.cue_share >= MIN_CUE_SHARE:
            contents.setdefault(tie.cues[0][0], []).append(tie)
    for tie in sorted((t for t in tied if t.span.role == "source"), key=lambda t: -t.cues[0][1] * t.span.probability):
        free = next(((k, chance) for k, chance in tie.cues if k not in sources), None)
        if free is not None and free[1] >= _NEAR:
            sources[free[0]] = _Tie(tie.span, (free,), tie.cue_share)
    out = []
    for k, said in sorted(contents.items()):
        source = sources.get(k)
        out.append(
            Linked(
                cue=cues[k],
                source=source.span if source else None,
                content=tuple(tie.span for tie in said),
                source_link=source.cues[0][1] if source else 1.0,
                content_link=min(tie.cues[0][1] for tie in said),
                cue_share=min(tie.cue_share for tie in said),
            )
        )
    return out


MIN_CUE_SHARE = 0.1
"""Least share of a content's link probability that lies on cues; below it the content is left to the rules."""
RULE_BONUS = 2.0
"""Added to the score of a cue to which the rules give all words of a span; chosen on held-out training reports."""
_SHIFT = 2
"""Words; how far before the tagger's cue the rules' cue may begin."""
_NEAR = 0.2
"""Probability below which a source goes to no other cue than the one it points to."""


@dataclass(frozen=True, slots=True)
class _Tie:
    span: RoleSpan
    cues: tuple[tuple[int, float], ...]
    """Numbers of cues with the probability that they are its own, the likeliest first."""
    cue_share: float


def _window_of(span: RoleSpan, windows: Sequence[Window]) -> Window:
    return windows[max(0, bisect_right(windows, span.first, key=lambda v: v.own) - 1)]


def _tie(span: RoleSpan, cues: Sequence[RoleSpan], window: Window, rule_heads: Sequence[int]) -> _Tie | None:
    first = bisect_left(cues, window.first, key=lambda c: c.first)
    near = range(first, bisect_left(cues, window.last, key=lambda c: c.first))
    if not near:
        return None
    scores = _pointing(span, window)
    own = [i for i in rule_heads[span.first : span.last + 1] if i >= 0]
    for k in near:
        share = sum(cues[k].first - _SHIFT <= i <= cues[k].last for i in own) / (span.last + 1 - span.first)
        scores[cues[k].first - window.first] += RULE_BONUS * share
    grown = np.exp(scores - scores.max())
    of_cues = grown[[cues[k].first - window.first for k in near]]
    chances = of_cues / max(float(of_cues.sum()), 1e-30)
    order = np.argsort(-chances, kind="stable").tolist()
    return _Tie(span, tuple((near[k], float(chances[k])) for k in order), float(of_cues.sum() / grown.sum()))
