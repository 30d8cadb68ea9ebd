"""Attribution of silence: "the firm did not reply to emails", "calls to the firm went unanswered".

The source says nothing, and that it was asked is the content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.reading.attribution.candidate import Candidate, cue_span
from reportedly.reading.text.syntax import NOMINAL_SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.reading.text.syntax import Syntax

SILENCE = "silence"
"""The rule's name."""


def find_silence(g: Syntax) -> Iterator[Candidate]:
    """One candidate for each clause that tells of somebody who was asked and did not answer."""
    for v in range(g.n):
        subject = g.child(v, *NOMINAL_SUBJECTS) if g.pos[v] in ("VERB", "AUX") else None
        if subject is None:
            continue
        if g.lemma[v] in word_set("not answering") and g.is_negated(v):
            yield from _unsaid(g, v, subject)
        elif g.lemma[subject] in word_set("inquiries") and _stays_unanswered(g, v):
            yield from _unanswered(g, v, subject)


def _unsaid(g: Syntax, v: int, subject: int) -> Iterator[Candidate]:
    """The subject of "did not reply to", "would not be drawn on"; "was not drawn" without "would" is no silence."""
    drawn = g.passive(v)
    if drawn != (g.lemma[v] == "draw") or (drawn and "would" not in g.auxiliaries(v)):
        return
    asked = g.child(v, "prep", "dobj")
    source = g.span(g.left[subject], g.right[subject])
    if asked is None or asked < v or source is None:
        return
    content = g.span(g.left[asked], g.right[asked])
    if content is not None:
        yield Candidate(rule=SILENCE, at=v, cue=cue_span(g, v), source=source, content=[content], source_head=subject)


def _stays_unanswered(g: Syntax, v: int) -> bool:
    """True for "went unanswered", "were not returned"."""
    if any(g.dep[c] in ("acomp", "oprd", "advcl", "xcomp") and g.low[c] == "unanswered" for c in g.children[v]):
        return True
    return g.passive(v) and g.is_negated(v) and g.lemma[v] in ("answer", "return")


def _unanswered(g: Syntax, v: int, subject: int) -> Iterator[Candidate]:
    """Whoever the calls, questions or messages were for."""
    to = next((c for c in g.children[subject] if g.dep[c] in ("prep", "dative") and g.low[c] == "to"), None)
    asked = g.child(to, "pobj") if to is not None else None
    if to is None or asked is None:
        return
    source, content = g.span(g.left[asked], g.right[asked]), g.span(g.left[subject], to - 1)
    last = next((c for c in g.children[v] if g.low[c] == "unanswered"), v)
    first = min([v, *(c for c in g.children[v] if g.dep[c] in ("aux", "auxpass", "neg") and c > subject)])
    if source is not None and content is not None:
        yield Candidate(
            rule=SILENCE, at=v, cue=g.span(first, last), source=source, content=[content], source_head=asked
        )
