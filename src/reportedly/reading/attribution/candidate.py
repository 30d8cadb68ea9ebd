"""Candidates: possible statements that the rules find, while their spans are still being settled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.reading.tagger.features import RuleSpans

if TYPE_CHECKING:
    from reportedly.reading.text.syntax import Span, Syntax


@dataclass(slots=True)
class Candidate:
    """One possible statement."""

    rule: str
    at: int
    """Token that carries the cue."""
    cue: Span | None
    source: Span | None
    content: list[Span]
    via: list[Span] = field(default_factory=list)
    source_head: int | None = None
    """Token that heads the source."""

    @property
    def spans(self) -> RuleSpans:
        """Its spans as the tagger takes them."""
        return RuleSpans(self.cue, self.source, self.content)


def cue_span(g: Syntax, v: int) -> Span | None:
    """The verb at `v` with auxiliaries, negation, adverbs, particle, and its governor ("declined to say")."""
    first = last = v
    for c in reversed(g.children[v]):
        if (
            g.dep[c] in ("aux", "auxpass", "neg", "advmod", "preconj")
            and c < v
            and (g.right[c] == first - 1 or g.dep[c] != "advmod")
        ):
            if first - g.left[c] <= 4:
                first = min(first, g.left[c])
        elif g.dep[c] == "prt" and c - v <= 3:
            last = max(last, c)
    head = g.head[v]
    hops = 0
    while head < first and hops < 3 and g.dep[v] in ("xcomp", "pcomp", "prep") and first - head <= 4:
        if g.pos[head] in ("VERB", "ADP", "ADJ", "ADV", "AUX") and g.dep[head] not in ("mark",):
            first = head
            for c in g.children[head]:
                if g.dep[c] in ("aux", "auxpass", "neg") and c < first and first - c <= 4:
                    first = c
        v, head = head, g.head[head]
        hops += 1
        if head == v:
            break
    while first < last and g.dep[first] in ("mark", "punct"):
        first += 1
    return g.span(first, last)
