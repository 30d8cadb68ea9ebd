"""Attribution: source, cue and contents of each statement, out of what the rules and the tagger found."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from reportedly import encoder
from reportedly.lexicon import table
from reportedly.model import Anchor, Quote
from reportedly.reading.attribution import statement_model
from reportedly.reading.attribution.merge import merge_candidates
from reportedly.reading.attribution.settlement import settle
from reportedly.reading.attribution.silence import SILENCE
from reportedly.reading.text.punctuation import QUOTATION_MARKS
from reportedly.reading.text.syntax import FINITE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.reading.attribution.candidate import Candidate
    from reportedly.reading.attribution.merge import MergedStatement
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.tagger.features import WordFeatures
    from reportedly.reading.tagger.tagger import Tags
    from reportedly.reading.text.quotations import Quotation
    from reportedly.reading.text.syntax import Span, Syntax


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """The words of one statement, before its source is resolved and its meaning is read."""

    source: Anchor | None
    cue: Anchor | None
    content: tuple[Anchor, ...]
    via: tuple[Anchor, ...] = ()
    quote: Quote | None
    frame: str = ""
    """How cue and content go together, as a frame of the lexicon: "that", "quote", "noun-that", "p:of"."""
    confidence: float
    decided: bool = False
    """True if layout or syntax decides that somebody says it."""
    made_by: str


MIN_CONFIDENCE = 0.3
"""Confidence below which a possible statement of the tagger is left out; chosen on training reports."""
MIN_CONFIDENCE_UNTAGGED = 0.25
"""The same for one of the rules alone, whose confidence is lower than their share of right ones outside politics."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The candidates of the rules and the tags of the tagger for one report, not yet merged."""

    candidates: list[Candidate]
    words: WordFeatures
    tags: Tags


def find_attributions(parsed: Parsed, evidence: Evidence) -> tuple[Attribution, ...]:
    """All statements that the text attributes to somebody, in text order; none lies inside another one's content."""
    place = evidence.words.place()
    found = []
    for one in possible_attributions(parsed, evidence):
        if one.decided:
            found.append(one)
            continue
        sure = statement_model.statement_confidence(parsed.syntax, place, evidence.tags.said, one)
        if sure >= statement_model.LIKELY:
            found.append(replace(one, confidence=round(sure, 3)))
    return tuple(found)


def possible_attributions(parsed: Parsed, evidence: Evidence) -> list[Attribution]:
    """What may be statements, in text order, before it is judged whether somebody says it there."""
    weights = encoder.tagger_card().confidence
    found = [
        _attribution(parsed.syntax, said, parsed.quotations, sure)
        for said in merged_statements(parsed, evidence)
        if (sure := said.confidence(weights)) >= (MIN_CONFIDENCE if said.tagged else MIN_CONFIDENCE_UNTAGGED)
    ]
    return sorted(found, key=lambda a: (a.content[0], a.cue or a.content[0]))


def merged_statements(parsed: Parsed, evidence: Evidence) -> list[MergedStatement]:
    """The statements of the rules and of the tagger, merged, and settled by layout and syntax."""
    merged = merge_candidates(parsed, evidence.candidates, evidence.words, evidence.tags, _precision())
    return settle(parsed, merged, evidence.candidates, _precision())


def _attribution(g: Syntax, said: MergedStatement, quotations: Sequence[Quotation], confidence: float) -> Attribution:
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
        decided=said.settled is not None or said.rule == SILENCE,
        made_by=said.made_by,
    )


def _frame(g: Syntax, said: MergedStatement, quote: Quote) -> str:
    """How cue and content go together, as the lexicon names it: by the rule, else by how the content begins."""
    if said.rule is not None:
        return _FRAMES.get(said.rule, said.rule)
    first = g.token_at(min(said.content)[0])
    while first + 1 < g.n and not g.words[first].strip(QUOTATION_MARKS):
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


_FRAMES = {
    "np-at": "np",
    "quote-before": "quote",
    "quote-after": "quote",
    "quote-colon": "quote",
    "signed": "quote",
    "action-beat": "quote",
    "turn": "that",
    "headline": "that",
    "for-whom": "that",
    "hearsay-inf": "pass-inf",
    "parenthetical": "that",
}


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
    """Measured precision of a rule in content and source; 0.5 for a rule that was not measured."""
    return _precision().get(rule, 0.5)


@cache
def _precision() -> dict[str, float]:
    return {row["rule"]: float(row["precision"]) for row in table("attribution_rules.tsv")}
