"""Attribution by rules over the parse alone: what each rule proposes, and which proposals are kept."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reportedly.reading.attribution.contents import set_bounds
from reportedly.reading.attribution.nominal import find_nominal
from reportedly.reading.attribution.non_statements import is_put_to_source
from reportedly.reading.attribution.phrases import find_phrases
from reportedly.reading.attribution.quoted import continue_quotations, find_quoted
from reportedly.reading.attribution.relays import find_relays, find_trailing_relays, is_chain, resolve_citation
from reportedly.reading.attribution.silence import find_silence
from reportedly.reading.attribution.subjects import is_as_clause
from reportedly.reading.attribution.verbal import find_verbal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.reading.attribution.candidate import Candidate
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.text.quotations import Quotation
    from reportedly.reading.text.syntax import Span, Syntax

_PAGE = 2000
"""Characters; contents are looked up by the stretch of text they lie in, so that long reports stay linear."""


def find_candidates(parsed: Parsed) -> list[Candidate]:
    """The candidates that the rules find; none lies inside another one's content."""
    return choose(parsed, propose(parsed.syntax, parsed.quotations))


def propose(g: Syntax, quotations: Sequence[Quotation]) -> list[Candidate]:
    """All candidates of every rule, those of the most precise rule first."""
    quoted = find_quoted(g, quotations)
    spoken = {c.at for c in quoted}
    direct = sorted(span for c in quoted for span in c.content)
    found = list(quoted)
    for c in (*find_phrases(g), *find_verbal(g), *find_nominal(g), *find_silence(g)):
        if c.at in spoken or _inside(g.char[c.at], direct):
            continue
        found.append(c)
    return found


def _inside(char: int, spans: Sequence[Span]) -> bool:
    i = bisect_right(spans, char, key=lambda s: s[0]) - 1
    return i >= 0 and char < spans[i][1]


def choose(parsed: Parsed, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that are kept: the outermost, with chains folded into one and relays cut out of the contents."""
    g, quotations = parsed.syntax, parsed.quotations
    carriers = [*find_relays(g), *find_trailing_relays(g, found)]
    cuts = sorted([*(_chars(g, first, last) for first, last, _ in carriers), *parsed.boilerplate])
    carrying = {i for first, last, _ in carriers for i in range(first, last + 1)}
    found = [c for c in found if c.at not in carrying]
    for c in found:
        if c.cue is not None and c.source is not None and is_put_to_source(g, c.cue, c.source):
            c.source = c.source_head = None
    found = _without_as_clauses(g, found)
    turned = {resolve_citation(g, c) for c in found}
    found = [c for c in found if c.at not in turned]
    for c in found:
        set_bounds(g, c, quotations, _near(cuts, c))
    named = {c.source_head: c.source for c in found if c.source is not None and c.source_head is not None}
    for c in found:
        if c.source is None and c.source_head is not None:
            c.source = named.get(c.source_head)
    found = [c for c in found if c.content]
    kept = _outermost(g, found)
    continue_quotations(g, quotations, kept)
    for first, _, span in carriers:
        host = _host(g, kept, first)
        for c in kept if host is not None else ():
            if host is not None and c.at == host.at and c.source is not None and span not in c.via:
                c.via.append(span)
    return kept


def _without_as_clauses(g: Syntax, found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without "as the union alleges" behind a clause that is a statement itself."""
    main = {c.at for c in found if c.source is not None}
    return [c for c in found if not (is_as_clause(g, c.at) and g.head[c.at] in main)]


def _near(cuts: Sequence[Span], c: Candidate) -> list[Span]:
    """Those of the sorted, disjoint spans that overlap the candidate's content or source."""
    places = c.content if c.source is None else [*c.content, c.source]
    first, last = min(s for s, _ in places), max(e for _, e in places)
    i = max(0, bisect_right(cuts, first, key=lambda cut: cut[0]) - 1)
    out = []
    while i < len(cuts) and cuts[i][0] < last:
        if any(s < cuts[i][1] and cuts[i][0] < e for s, e in places):
            out.append(cuts[i])
        i += 1
    return out


def _outermost(g: Syntax, found: Sequence[Candidate]) -> list[Candidate]:
    intervals = sorted((s, e, i) for i, c in enumerate(found) for s, e in c.content)
    starts = [s for s, _, _ in intervals]
    longest = max((e - s for s, e, _ in intervals), default=0)
    dropped: set[int] = set()
    for i, c in enumerate(found):
        for j in _containing(g.char[c.at], intervals, starts, longest):
            if j == i or j in dropped:
                continue
            outer = found[j]
            if is_chain(g, outer, c) and outer.source is not None:
                c.via.extend((outer.source, *outer.via))
                dropped.add(j)
            else:
                dropped.add(i)
                break
    return _without_overlaps([c for i, c in enumerate(found) if i not in dropped])


def _without_overlaps(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates without those whose content another one has; verbs come before nouns and adverbs."""
    kept: list[Candidate] = []
    ordered = sorted(found, key=lambda c: (c.rule.startswith(("noun", "hearsay")), c.content[0][0]))
    seen: dict[int, set[Span]] = {}
    for c in ordered:
        pages = {b for s, e in c.content for b in range(s // _PAGE, e // _PAGE + 1)}
        near = {span for b in pages for span in seen.get(b, ())}
        size = sum(e - s for s, e in c.content)
        shared = sum(max(0, min(e, b) - max(s, a)) for s, e in c.content for a, b in near)
        if shared > size / 2:
            continue
        for b in pages:
            seen.setdefault(b, set()).update(c.content)
        kept.append(c)
    return kept


def _containing(char: int, intervals: Sequence[tuple[int, int, int]], starts: Sequence[int], longest: int) -> list[int]:
    out = []
    k = bisect_right(starts, char) - 1
    while k >= 0 and starts[k] >= char - longest:
        if char < intervals[k][1]:
            out.append(intervals[k][2])
        k -= 1
    return out


def _host(g: Syntax, kept: Sequence[Candidate], first: int) -> Candidate | None:
    """The statement that a relay belongs to: the last one before it in its sentence, else the first."""
    same = [c for c in kept if g.sent[c.at] == g.sent[first]]
    before = [c for c in same if c.at < first]
    if before:
        return max(before, key=lambda c: c.at)
    return min(same, key=lambda c: c.at, default=None)


def _chars(g: Syntax, first: int, last: int) -> tuple[int, int]:
    return g.char[first], g.end[last]
