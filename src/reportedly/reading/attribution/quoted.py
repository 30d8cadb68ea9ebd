"""Direct speech: the cue of each quotation, and quotations that belong together."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from reportedly.lexicon import cues
from reportedly.reading.attribution.candidate import Candidate, cue_span
from reportedly.reading.attribution.subjects import source_span, subject_of
from reportedly.reading.text.syntax import AUXILIARIES, trim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.reading.text.quotations import Quotation
    from reportedly.reading.text.syntax import Span, Syntax

_FULL = re.compile(r"[.,!?…—–-]['’\"”]?\s*$")
_REACH_AFTER = 24
_REACH_BEFORE = 30
_STOPS = frozenset(".;!?")


def find_quoted(g: Syntax, quotations: Sequence[Quotation]) -> list[Candidate]:
    """One candidate for each quotation, or run of quotations, that is a statement in itself."""
    found: list[Candidate] = []
    last: Candidate | None = None
    last_end = 0
    for number, q in enumerate(quotations):
        text = g.text
        span = trim(text, q.start, q.end)
        if span is None:
            continue
        gap = text[last_end : q.open]
        if q.continues and last is not None and not gap.strip():
            last.content.append(span)
            last_end = q.close
            continue
        opens = _opens_sentence(text, q)
        whole = _FULL.search(text, q.start, q.end) is not None or text[q.close : q.close + 1] in (",", ".", "!", "?")
        if not whole and q.close != q.end:
            continue
        limit = quotations[number + 1].open if number + 1 < len(quotations) else len(text)
        candidate = None
        if opens:
            if last is not None and _goes_on(g, text, last, last_end, q):
                last.content.append(span)
                last_end = q.close
                continue
            candidate = _cue_before(g, q, last_end, span) or _cue_after(g, q, limit, span)
            if candidate is None and last is not None and _own_sentence_after(text, last_end, q):
                last.content.append(span)
                last_end = q.close
                continue
        elif text[: q.open].rstrip()[-1:] in (",", ":"):
            candidate = _cue_before(g, q, last_end, span)
        if candidate is not None:
            found.append(candidate)
            last, last_end = candidate, q.close
    return found


def continue_quotations(g: Syntax, quotations: Sequence[Quotation], kept: Sequence[Candidate]) -> None:
    """Give a quotation without a cue of its own to the source of the sentence before it in the same paragraph."""
    taken = sorted((s, e) for c in kept for s, e in c.content)
    ends = sorted(
        ((max([c.cue[1] if c.cue else 0, *(e for _, e in c.content)]), i) for i, c in enumerate(kept)),
        key=lambda x: x[0],
    )
    for q in quotations:
        span = trim(g.text, q.start, q.end)
        if span is None or not _opens_sentence(g.text, q) or not _FULL.search(g.text, q.start, q.end):
            continue
        k = bisect_right(taken, (q.start + 1, 0)) - 1
        if any(s < q.end and q.start < e for s, e in taken[max(0, k) : k + 2]):
            continue
        j = bisect_right(ends, q.open, key=lambda x: x[0]) - 1
        if j < 0:
            continue
        end, i = ends[j]
        between = g.text[end : q.open]
        if "\n" in between or len(between) > 120 or kept[i].source is None:
            continue
        if re.search(r"[.!?]['’\"”]*\s+\w", between) or not re.search(r"[.!?]['’\"”]*\s*$", between):
            continue
        kept[i].content.append(span)


def _opens_sentence(text: str, q: Quotation) -> bool:
    """True if nothing of its sentence stands before the quotation except perhaps its cue."""
    before = text[max(0, q.open - 40) : q.open].rstrip(" \t\u00a0")
    return not before or before[-1] in ".!?:\n,—–-…”\"'’)" or not before.strip()


def _goes_on(g: Syntax, text: str, last: Candidate, last_end: int, q: Quotation) -> bool:
    """True if the quotation is the second half of "A," X said, "B" or of "A," X said. "B"."""
    if last.cue is None or last.cue[0] < last_end:
        return False
    between = text[last_end : q.open]
    if "\n" in between or len(between) > 200:
        return False
    first = g.token_at(last.cue[1])
    end = g.token_at(q.open)
    stops = [i for i in range(first, end) if g.words[i] in _STOPS]
    if len(stops) > 1 or (stops and stops[-1] != end - 1 and g.words[end - 1].strip()):
        return False
    known = cues.verbs()
    return not any(
        g.is_verb(i) and i != last.at and g.dep[i] not in ("relcl", "acl") and "quote" in frames
        for i in range(first, end)
        if (frames := known[g.lemma[i]].frames if g.lemma[i] in known else frozenset())
    )


def _own_sentence_after(text: str, last_end: int, q: Quotation) -> bool:
    """True if only blanks stand between the quotation and the one before."""
    return not text[last_end : q.open].strip(" \t\r\n\u00a0.") and text[last_end : q.open].count("\n") == 0


def _cue_after(g: Syntax, q: Quotation, limit: int, span: Span) -> Candidate | None:
    """The cue of "A," X said and "A," said X."""
    first = g.token_at(q.close)
    while first < g.n and not g.words[first].strip(",.-–—\"”'’ \u00a0") and "\n" not in g.words[first]:
        first += 1
    known = cues.verbs()
    for i in range(first, min(g.n, first + _REACH_AFTER)):
        if g.char[i] >= limit or "\n" in g.words[i]:
            return None
        if g.words[i] in _STOPS and i > first:
            return None
        if not g.is_verb(i) or g.dep[i] in AUXILIARIES:
            continue
        cue = known.get(g.lemma[i])
        subject = subject_of(g, i)
        if cue is None or "quote" not in cue.frames:
            if g.dep[i] in ("relcl", "acl", "amod", "advcl", "xcomp", "pcomp"):
                continue
            return None
        if i > first and g.dep[i] in ("relcl", "acl") and (subject is None or subject >= first) and i - first > 2:
            continue
        return _with_source(g, i, "quote-after", span, first, subject)
    return None


def _with_source(g: Syntax, v: int, rule: str, span: Span, first: int, subject: int | None) -> Candidate:
    source = None
    if subject is not None and (first <= g.left[subject] or g.char[subject] >= g.char[first]):
        source = source_span(g, subject, v)
        if source is not None and source[0] < g.char[first]:
            source = trim(g.text, g.char[first], source[1]) if source[1] > g.char[first] else None
    if source is None and v > first:
        source = g.span(first, v - 1)
    if source is None:
        last = v + 1
        while last < g.n and g.words[last] not in (",", ".", ";", ":") and not g.is_verb(last) and last - v < 10:
            last += 1
        source = g.span(v + 1, last - 1)
    return Candidate(rule=rule, at=v, cue=cue_span(g, v), source=source, content=[span], source_head=subject)


def _cue_before(g: Syntax, q: Quotation, since: int, span: Span) -> Candidate | None:
    """The cue of X said: "A" and X said, "A"."""
    end = g.token_at(q.open) - 1
    if end < 0:
        return None
    mark = g.words[end] if g.words[end].strip() else (g.words[end - 1] if end else "")
    if not _introduces(g, q, end, mark):
        return None
    fallback = None
    for i in _verbs_before(g, end, since):
        if _takes_quotation(g, i):
            subject = subject_of(g, i)
            if g.passive(i) and subject is None and g.lemma[i] not in ("quote", "ask"):
                continue
            source = source_span(g, subject, i) if subject is not None else None
            if source is not None and source[0] >= q.open:
                source = None
            return Candidate("quote-before", i, cue_span(g, i), source, [span], source_head=subject)
        if fallback is None and g.dep[i] in ("ROOT", "ccomp", "conj"):
            fallback = i
    if mark == ":" and fallback is not None:
        subject = subject_of(g, fallback)
        if subject is not None and subject < fallback:
            source = source_span(g, subject, fallback)
            return Candidate("quote-colon", fallback, cue_span(g, fallback), source, [span], source_head=subject)
    return None


def _introduces(g: Syntax, q: Quotation, end: int, mark: str) -> bool:
    """True if the words up to token `end`, with `mark` as the last, can introduce the quotation."""
    if "\n" in g.text[g.end[end - 1] if end else 0 : q.open] and mark != ":":
        return False
    if mark in (",", ":"):
        return True
    capital = g.text[q.start : q.start + 1].isupper()
    return mark not in _STOPS and (g.is_verb(end) or g.low[end] == "that" or capital)


def _verbs_before(g: Syntax, end: int, since: int) -> Iterator[int]:
    """The verbs of the sentence before token `end`, from right to left, back to character `since`."""
    for i in range(end, max(-1, end - _REACH_BEFORE), -1):
        if g.char[i] < since or (g.words[i] in _STOPS and i < end) or ("\n" in g.words[i] and i < end - 1):
            return
        if g.is_verb(i) and g.dep[i] not in AUXILIARIES:
            yield i


def _takes_quotation(g: Syntax, v: int) -> bool:
    cue = cues.verbs().get(g.lemma_with_particle(v)) or cues.verbs().get(g.lemma[v])
    return cue is not None and "quote" in cue.frames and g.dep[v] != "amod"
