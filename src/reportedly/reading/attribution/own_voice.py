"""The outlet's own voice: sentences and clauses that are attributed to nobody."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reportedly.model import Anchor
from reportedly.reading.attribution.stage import Attribution, confidence_of
from reportedly.reading.text.spans import merge_spans
from reportedly.reading.text.syntax import FINITE, SUBJECTS, trim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.reading.parsed import Parsed
    from reportedly.reading.text.syntax import Span, Syntax

_RULE = "rule:own-voice"
_SHORTEST = 3
"""Words; less is a heading or an exclamation."""


def find_own_voice(parsed: Parsed, attributed: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Statements with neither source nor cue: sentences and main clauses outside every attribution."""
    g = parsed.syntax
    taken = merge_spans(
        [(x.start, x.end) for a in attributed for x in (*a.content, *a.via, *(p for p in (a.source, a.cue) if p))]
    )
    found = []
    for first, last in _sentences(g):
        if not _finite(g, first, last):
            continue
        for piece in _clauses(g, first, last, taken):
            found += [span for span in _outside(g.text, piece, parsed.boilerplate) if _says_something(g, span, taken)]
    return tuple(
        Attribution(
            source=None,
            cue=None,
            content=(Anchor.of(g.text, *span),),
            quote=None,
            confidence=confidence_of(_RULE),
            made_by=_RULE,
        )
        for span in sorted(set(found))
    )


def _sentences(g: Syntax) -> Iterator[tuple[int, int]]:
    """First and last token of each sentence; a line break always ends one."""
    first = 0
    for i in range(g.n):
        ends = i + 1 == g.n or g.sent[i + 1] != g.sent[i] or "\n" in g.words[i]
        if ends:
            yield first, i
            first = i + 1


def _finite(g: Syntax, first: int, last: int) -> bool:
    """True if the words are a sentence: they have a finite verb and a subject, and ask nothing.

    With a full stop one of the two will do, or a verb that the tagger took for a noun but that has an object.
    """
    verb = subject = False
    stopped = any(g.words[i] == "." for i in range(max(first, last - 2), last + 1))
    for i in range(first, last + 1):
        if stopped and g.head[i] == i and g.pos[i] not in ("PUNCT", "SPACE"):
            own = {g.dep[c] for c in g.children[i]}
            full = (g.tag[i] in FINITE and i > first) or (i > first and bool(own & {*SUBJECTS, "dobj"}))
            verb, subject = verb or full, subject or full
        verb = verb or g.tag[i] in FINITE
        subject = subject or g.dep[i] in SUBJECTS or g.dep[i] == "expl"
    return verb and subject and g.words[last].strip() != "?" and g.words[max(first, last - 1)] != "?"


def _clauses(g: Syntax, first: int, last: int, taken: Sequence[Span]) -> Iterator[Span]:
    """The whole sentence where nothing in it is attributed, else those of its main clauses that are free of it."""
    whole = g.span(first, last)
    if whole is None:
        return
    if _share(whole, taken) == 0:
        yield whole
        return
    roots = [i for i in range(first, last + 1) if g.head[i] == i and g.pos[i] not in ("PUNCT", "SPACE")]
    tops = list(roots)
    for r in roots:
        tops += [
            c for c in g.children[r] if g.dep[c] in ("conj", "parataxis") and g.is_verb(c) and g.child(c, *SUBJECTS)
        ]
    tops.sort()
    for t in tops:
        left, right = max(g.left[t], first), min(g.right[t], last)
        for other in tops:
            if other > t and left <= g.left[other] <= right:
                right = min(right, g.left[other] - 1)
            elif other < t and left <= g.right[other] < t:
                left = max(left, other + 1)
        while right > left and g.pos[right] in ("CCONJ", "PUNCT", "SPACE"):
            right -= 1
        span = g.span(left, right)
        if span is not None and any(g.tag[i] in FINITE for i in range(left, right + 1)):
            yield span


def _says_something(g: Syntax, span: Span, taken: Sequence[Span]) -> bool:
    """True if most of the span is attributed to nobody and it has at least `_SHORTEST` words."""
    words = g.text[span[0] : span[1]].split()
    return len(words) >= _SHORTEST and _share(span, taken) <= 0.3


def _share(span: Span, taken: Sequence[Span]) -> float:
    """Share of the span that is taken, 0 to 1."""
    start, end = span
    i = max(0, bisect_right(taken, start, key=lambda s: s[0]) - 1)
    held = 0
    while i < len(taken) and taken[i][0] < end:
        held += max(0, min(end, taken[i][1]) - max(start, taken[i][0]))
        i += 1
    return held / (end - start)


def _outside(text: str, span: Span, skipped: Sequence[Span]) -> list[Span]:
    out = [span]
    i = max(0, bisect_right(skipped, span[0], key=lambda s: s[0]) - 1)
    for start, end in skipped[i:]:
        if start >= span[1]:
            break
        out = [
            kept
            for s, e in out
            for a, b in (((s, start), (end, e)) if start < e and s < end else ((s, e),))
            if a < b and (kept := trim(text, a, b)) is not None
        ]
    return out
