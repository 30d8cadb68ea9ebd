"""Who said what: source, cue and contents of each statement, by rules over the parse and the trained reader."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly import encoder
from reportedly.lexicon import table
from reportedly.model import Anchor, Quote
from reportedly.reading.attribution_chains import cited, innermost, relays, trailing
from reportedly.reading.attribution_joined import join
from reportedly.reading.attribution_nominal import find_nominal
from reportedly.reading.attribution_phrases import find_phrases
from reportedly.reading.attribution_quoted import find_quoted, go_on
from reportedly.reading.attribution_verbal import find_verbal
from reportedly.reading.clauses import FINITE, MARKS, clauses_of
from reportedly.reading.contents import tidy
from reportedly.reading.furniture import furniture_of
from reportedly.reading.quotations import find_quotations
from reportedly.reading.reader import hear
from reportedly.reading.reader_input import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

    from reportedly.reading.attribution_joined import Joined
    from reportedly.reading.candidates import Candidate
    from reportedly.reading.clauses import Clauses, Span
    from reportedly.reading.quotations import Quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """The words of one statement, before anybody asks who the source is or what is meant by it."""

    source: Anchor | None
    cue: Anchor | None
    content: tuple[Anchor, ...]
    via: tuple[Anchor, ...] = ()
    quote: Quote | None
    frame: str = ""
    """How cue and content hang together, as the frames of the lexicon: "that", "quote", "noun-that", "p:of"."""
    confidence: float
    made_by: str


WORTH = 0.25
"""Confidence below which a possible statement is left out; chosen on held-out training reports."""
_PAGE = 2000
"""Characters; contents are looked up by the stretch of text they lie in, so that long reports stay linear."""


def find_attributions(doc: Doc) -> tuple[Attribution, ...]:
    """All statements that the text puts in somebody's mouth, in text order; none lies inside another one's content."""
    g = clauses_of(doc)
    quotations = find_quotations(g.text)
    weights = encoder.reader_card().confidence
    found = [
        _attribution(g, said, quotations, sure)
        for said in heard_and_ruled(g, quotations)
        if (sure := said.confidence(weights)) >= WORTH
    ]
    return tuple(sorted(found, key=lambda a: (a.content[0], a.cue or a.content[0])))


def heard_and_ruled(g: Clauses, quotations: Sequence[Quotation]) -> list[Joined]:
    """What the rules propose and what the reader hears, made one."""
    ruled = by_rules(g, quotations)
    words = words_of(g, ruled, quotations)
    return join(g, ruled, words, hear(g.text, words), _precision())


def by_rules(g: Clauses, quotations: Sequence[Quotation]) -> list[Candidate]:
    """What the rules alone find; none lies inside another one's content."""
    return choose(g, candidates(g, quotations), quotations)


def candidates(g: Clauses, quotations: Sequence[Quotation]) -> list[Candidate]:
    """What every rule proposes, the surest kind first."""
    quoted = find_quoted(g, quotations)
    spoken = {c.at for c in quoted}
    direct = sorted(span for c in quoted for span in c.content)
    found = list(quoted)
    for c in (*find_phrases(g), *find_verbal(g), *find_nominal(g)):
        if c.at in spoken or _inside(g.char[c.at], direct):
            continue
        found.append(c)
    return found


def _inside(char: int, spans: Sequence[Span]) -> bool:
    i = bisect_right(spans, char, key=lambda s: s[0]) - 1
    return i >= 0 and char < spans[i][1]


def choose(g: Clauses, found: Sequence[Candidate], quotations: Sequence[Quotation]) -> list[Candidate]:
    """The candidates that stand: outermost ones, chains folded into one, carriers taken out of the contents."""
    carriers = [*relays(g), *trailing(g, found)]
    cuts = sorted([*(_chars(g, first, last) for first, last, _ in carriers), *furniture_of(g.text)])
    carrying = {i for first, last, _ in carriers for i in range(first, last + 1)}
    found = [c for c in found if c.at not in carrying]
    turned = {cited(g, c) for c in found}
    found = [c for c in found if c.at not in turned]
    for c in found:
        tidy(g, c, quotations, _near(cuts, c))
    named = {c.source_head: c.source for c in found if c.source is not None and c.source_head is not None}
    for c in found:
        if c.source is None and c.source_head is not None:
            c.source = named.get(c.source_head)
    found = [c for c in found if c.content]
    kept = _outermost(g, found)
    go_on(g, quotations, kept)
    for first, _, span in carriers:
        host = _host(g, kept, first)
        for c in kept if host is not None else ():
            if host is not None and c.at == host.at and c.source is not None and span not in c.via:
                c.via.append(span)
    return kept


def _near(cuts: Sequence[Span], c: Candidate) -> list[Span]:
    """Those of the sorted, disjoint places that the candidate's content or source reaches into."""
    places = c.content if c.source is None else [*c.content, c.source]
    first, last = min(s for s, _ in places), max(e for _, e in places)
    i = max(0, bisect_right(cuts, first, key=lambda cut: cut[0]) - 1)
    out = []
    while i < len(cuts) and cuts[i][0] < last:
        if any(s < cuts[i][1] and cuts[i][0] < e for s, e in places):
            out.append(cuts[i])
        i += 1
    return out


def _outermost(g: Clauses, found: Sequence[Candidate]) -> list[Candidate]:
    intervals = sorted((s, e, i) for i, c in enumerate(found) for s, e in c.content)
    starts = [s for s, _, _ in intervals]
    longest = max((e - s for s, e, _ in intervals), default=0)
    dropped: set[int] = set()
    for i, c in enumerate(found):
        for j in _holding(g.char[c.at], intervals, starts, longest):
            if j == i or j in dropped:
                continue
            outer = found[j]
            if innermost(g, outer, c) and outer.source is not None:
                c.via.extend((outer.source, *outer.via))
                dropped.add(j)
            else:
                dropped.add(i)
                break
    return _apart([c for i, c in enumerate(found) if i not in dropped])


def _apart(found: Sequence[Candidate]) -> list[Candidate]:
    """Without those whose content another one already has; verbs come before nouns and adverbs."""
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


def _holding(char: int, intervals: Sequence[tuple[int, int, int]], starts: Sequence[int], longest: int) -> list[int]:
    out = []
    k = bisect_right(starts, char) - 1
    while k >= 0 and starts[k] >= char - longest:
        if char < intervals[k][1]:
            out.append(intervals[k][2])
        k -= 1
    return out


def _host(g: Clauses, kept: Sequence[Candidate], first: int) -> Candidate | None:
    """The statement that a carrier belongs to: the last one before it in its sentence, else the one right after."""
    same = [c for c in kept if g.sent[c.at] == g.sent[first]]
    before = [c for c in same if c.at < first]
    if before:
        return max(before, key=lambda c: c.at)
    return min(same, key=lambda c: c.at, default=None)


def _chars(g: Clauses, first: int, last: int) -> tuple[int, int]:
    return g.char[first], g.end[last]


def _attribution(g: Clauses, said: Joined, quotations: Sequence[Quotation], confidence: float) -> Attribution:
    text = g.text
    quote = _quote(said.content, quotations)
    return Attribution(
        source=Anchor.of(text, *said.source) if said.source else None,
        cue=Anchor.of(text, *said.cue) if said.cue else None,
        content=tuple(Anchor.of(text, s, e) for s, e in sorted(said.content)),
        via=tuple(Anchor.of(text, s, e) for s, e in said.via),
        quote=quote,
        frame=_frame(g, said, quote),
        confidence=round(confidence, 3),
        made_by=said.made_by,
    )


def _frame(g: Clauses, said: Joined, quote: Quote) -> str:
    """How cue and content hang together, as the lexicon names it: by the rule, else by how the content begins."""
    if said.rule is not None:
        return _FRAMES.get(said.rule, said.rule)
    first = g.token_at(min(said.content)[0])
    while first + 1 < g.n and not g.words[first].strip(MARKS):
        first += 1
    if quote is Quote.DIRECT:
        return "quote"
    if g.tag[first] == "TO":
        return "inf"
    if g.tag[first] == "VBG":
        return "ger"
    if g.pos[first] == "ADP" and g.dep[first] == "prep":
        return f"p:{g.low[first]}"
    last = g.token_at(min(said.content)[1] - 1)
    return "that" if any(g.tag[i] in FINITE for i in range(first, min(last + 1, g.n))) else "np"


_FRAMES = {"quote-before": "quote", "quote-after": "quote", "quote-colon": "quote", "parenthetical": "that"}


def _quote(content: Sequence[Span], quotations: Sequence[Quotation]) -> Quote:
    """Direct where marks hold all the content, mixed where they hold some."""
    total = held = 0
    for s, e in content:
        total += e - s
        i = max(0, bisect_right(quotations, s, key=lambda q: q.open) - 1)
        while i < len(quotations) and quotations[i].open < e:
            held += max(0, min(e, quotations[i].close) - max(s, quotations[i].open))
            i += 1
    if held == 0:
        return Quote.INDIRECT
    return Quote.DIRECT if held >= total else Quote.MIXED


def confidence_of(rule: str) -> float:
    """How often statements that this rule made were right in content and source; half where nobody has measured."""
    return _precision().get(rule, 0.5)


@cache
def _precision() -> dict[str, float]:
    return {row["rule"]: float(row["precision"]) for row in table("attribution_rules.tsv")}
