"""The bounds of a content: without the cues of others, and with whole quotations."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reportedly.lexicon import cues
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.text.syntax import FINITE_VERBS, trim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.reading.attribution.candidate import Candidate
    from reportedly.reading.text.quotations import Quotation
    from reportedly.reading.text.syntax import Span, Syntax

_CLAUSAL = frozenset({"that", "parenthetical", "pass-that", "noun-that"})
_TAKES_QUOTATION = frozenset({"np", "obj-inf", "that", "p:as"})


def set_bounds(g: Syntax, c: Candidate, quotations: Sequence[Quotation], cuts: Sequence[tuple[int, int]]) -> None:
    """Set the final bounds of a candidate's contents."""
    spans: list[Span] = []
    for found in c.content:
        span = _with_quotation(g.text, found, quotations) if c.rule in _TAKES_QUOTATION else found
        if c.rule in _CLAUSAL:
            span = _until_next_speaker(g, c, span, quotations)
        spans.extend(without(g.text, span, cuts) if cuts else [span])
    out: list[Span] = []
    for span in spans:
        whole = _whole_quotations(g.text, span, quotations)
        if whole is not None and c.cue is not None:
            whole = _beside(g.text, whole, c.cue)
        if whole is not None and not (out and whole[0] < out[-1][1]):
            out.append(whole)
    c.content = out
    if c.source is not None and cuts:
        pieces = without(g.text, c.source, cuts)
        c.source = pieces[-1] if pieces else _after(g, c, cuts)


def _beside(text: str, span: Span, cue: Span) -> Span | None:
    """The part of the span on its side of the cue."""
    if span[0] >= cue[1] or cue[0] >= span[1]:
        return span
    start, end = (cue[1], span[1]) if span[0] >= cue[0] else (span[0], cue[0])
    return trim(text, start, end) if start < end else None


def _after(g: Syntax, c: Candidate, cuts: Sequence[tuple[int, int]]) -> Span | None:
    """The subject where the parser took a dateline for it: the words from the dateline to the cue."""
    assert c.source is not None
    assert c.cue is not None
    end = max(e for s, e in cuts if s < c.source[1])
    between = g.text[end : c.cue[0]]
    if end >= c.cue[0] or len(between) > 120 or "," in between:
        return None
    return trim(g.text, end, c.cue[0])


def _until_next_speaker(g: Syntax, c: Candidate, span: Span, quotations: Sequence[Quotation]) -> Span:
    """Cut ", adding that ..." and ", and X said ..." off the end of a clause."""
    known = cues.verbs()
    first = g.token_at(span[0])
    i = first + 1
    while i < g.n and g.char[i] < span[1]:
        if (
            g.is_verb(i)
            and g.lemma[i] in known
            and i != c.at
            and "that" in known[g.lemma[i]].frames
            and not within(g.char[i], quotations)
        ):
            start = _break_before(g, first, i)
            if start is not None:
                return trim(g.text, span[0], g.char[start]) or span
        i += 1
    return span


def _break_before(g: Syntax, first: int, i: int) -> int | None:
    """The token where another speaker's clause begins, if the verb at `i` makes one."""
    if g.tag[i] == "VBG" and g.words[i - 1] == "," and i - 1 > first:
        return i - 1
    if "quote" not in cues.verbs()[g.lemma[i]].frames or g.tag[i] not in FINITE_VERBS:
        return None
    subject = g.child(i, "nsubj")
    if subject is None or subject > i:
        return None
    start = g.left[subject]
    while start - 1 > first and g.dep[start - 1] in ("advmod", "npadvmod"):
        start -= 1
    if start - 2 > first and g.low[start - 1] in word_set("joining clauses") and g.words[start - 2] == ",":
        return start - 2
    return None


def without(text: str, span: Span, cuts: Sequence[tuple[int, int]]) -> list[Span]:
    """The pieces of a span without the cuts."""
    out = [span]
    for start, end in cuts:
        pieces: list[Span] = []
        for s, e in out:
            if start < e and s < end:
                for piece in ((s, start), (end, e)):
                    kept = trim(text, *piece) if piece[0] < piece[1] else None
                    if kept:
                        pieces.append(kept)
            else:
                pieces.append((s, e))
        out = pieces
    return out


def _whole_quotations(text: str, span: Span, quotations: Sequence[Quotation]) -> Span | None:
    """Stretch a content that ends inside a quotation that began in it to the end of that quotation."""
    start, end = span
    i = bisect_right(quotations, end, key=lambda q: q.open) - 1
    if i >= 0:
        q = quotations[i]
        if start <= q.start and q.open < end < q.end:
            end = q.end
    kept = trim(text, start, end)
    return None if kept is None else _balanced(kept, quotations)


def _with_quotation(text: str, span: Span, quotations: Sequence[Quotation]) -> Span:
    """Add the words in marks right after an object that the parser left them out of: called it "a disgrace"."""
    i = bisect_right(quotations, span[1], key=lambda q: q.open)
    if i < len(quotations):
        q = quotations[i]
        if text[span[1] : q.open] == " " and text[q.start : q.start + 1].islower():
            return span[0], q.end
    return span


def _balanced(span: Span, quotations: Sequence[Quotation]) -> Span:
    """Include the partner of a mark inside the content; an outermost pair of marks stays outside."""
    start, end = span
    i = bisect_right(quotations, end, key=lambda q: q.open) - 1
    if i >= 0 and quotations[i].open > start and quotations[i].open < end <= quotations[i].close:
        end = quotations[i].close
    i = bisect_right(quotations, start, key=lambda q: q.open) - 1
    if i >= 0 and quotations[i].open < start <= quotations[i].start + 1 and quotations[i].close < end:
        start = quotations[i].open
    return start, end


def within(char: int, quotations: Sequence[Quotation]) -> bool:
    """True if a character stands between quotation marks."""
    i = bisect_right(quotations, char, key=lambda q: q.open) - 1
    return i >= 0 and char < quotations[i].close
