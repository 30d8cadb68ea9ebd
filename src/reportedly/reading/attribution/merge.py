"""Merging two answers into one: the statements that the rules found and those that the tagger found."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from math import exp
from typing import TYPE_CHECKING

from reportedly.reading.attribution.confidence import tagged_signals, untagged_signals
from reportedly.reading.attribution.contents import without
from reportedly.reading.attribution.subjects import speaker_in, with_antecedent
from reportedly.reading.text.spans import dice, merge_spans, overlap, share_in, tokens_in
from reportedly.reading.text.syntax import trim
from reportedly.reading.triggers.event_types import PERSONS, classes_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from reportedly.reading.attribution.candidate import Candidate
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.tagger.decoding import Linked, RoleSpan
    from reportedly.reading.tagger.features import WordFeatures
    from reportedly.reading.tagger.tagger import Tags
    from reportedly.reading.text.syntax import Span, Syntax

MADE_BY_TAGGER = "reader"
"""The tagger's name in `made_by`."""


@dataclass(slots=True)
class MergedStatement:
    """A statement with what found it, and the signals for its confidence."""

    cue: Span | None
    source: Span | None
    content: list[Span]
    via: list[Span] = field(default_factory=list)
    rule: str | None = None
    """The rule that found it; None where only the tagger did."""
    tagged: bool = True
    """True if the tagger has it."""
    signals: list[float] = field(default_factory=list)
    settled: float | None = None
    """Its confidence where layout or syntax decides alone."""

    @property
    def made_by(self) -> str:
        """Tagger, rule, or both."""
        if self.rule is None:
            return MADE_BY_TAGGER
        return f"{MADE_BY_TAGGER}+rule:{self.rule}" if self.tagged else f"rule:{self.rule}"

    @property
    def kind(self) -> str:
        """Which weights turn its signals into a probability."""
        return "heard" if self.tagged else "unheard"

    def confidence(self, weights: Mapping[str, Sequence[float]]) -> float:
        """Probability that content and source are right, by a logistic regression over its signals."""
        if self.settled is not None:
            return self.settled
        bias, *slopes = weights[self.kind]
        return 1 / (1 + exp(-bias - sum(w * x for w, x in zip(slopes, self.signals, strict=True))))


def merge_candidates(
    parsed: Parsed, candidates: Sequence[Candidate], words: WordFeatures, tags: Tags, precision: Mapping[str, float]
) -> list[MergedStatement]:
    """All statements of both, in text order, none within another; with the signals for each.

    Where both have a statement the tagger's bounds count, except in chains ("X confirmed,
    Y reported"), which only the rules take apart. A source that the tagger leaves open ("and
    added") comes from the rules. A statement of the rules alone stays where it does not
    overlap much with those of the tagger.
    """
    g = parsed.syntax
    found = [_as_spans(g, words, s, parsed.boilerplate) for s in tags.statements]
    matched = _matched(candidates, found)
    by_cue = sorted((c.cue, c.source) for c in candidates if c.cue is not None and c.source is not None)
    out: list[MergedStatement] = []
    for k, (said, statement) in enumerate(zip(found, tags.statements, strict=True)):
        c = matched.get(k)
        _settle(g, said, c, by_cue)
        said.signals = tagged_signals(said, statement, c, precision)
        if c is not None and c.via:
            said.cue, said.source, said.content = c.cue, c.source, list(c.content)
        if _says_something(g, said):
            out.append(said)
    used = {id(c) for c in matched.values()}
    for alone in _of_rules_alone([c for c in candidates if id(c) not in used], out):
        alone.signals = untagged_signals(alone, words, tags.chances, precision)
        if _says_something(g, alone):
            out.append(alone)
    for said in out:
        if said.source is not None:
            said.source = with_antecedent(g, said.source)
    return sorted(out, key=lambda s: s.content[0])


def _settle(g: Syntax, said: MergedStatement, c: Candidate | None, by_cue: Sequence[tuple[Span, Span]]) -> None:
    """Set rule, source and bounds of a statement of the tagger; `c` is the rules' candidate for the same statement."""
    if c is not None:
        said.rule = c.rule
        said.via = c.via
        if said.cue is not None and c.cue is not None and _is_beside_cue(g, said.cue):
            said.cue = c.cue
        said.content = list(c.content) if c.rule == "hearsay" else _from_that_on(g, said, c)
    if said.source is None and said.cue is not None:
        said.source = _source_of(said.cue, by_cue) or _beside(speaker_in(g, said.cue), said)
    if said.source is not None:
        said.source = _without_its_day(g, said.source)
    said.content = [_mended(g, said, _until_next_cue(g, said, span, by_cue)) for span in said.content]


def _is_beside_cue(g: Syntax, cue: Span) -> bool:
    """True for words that only go with a cue: the "it" of "it is claimed that", "unconfirmed" before "reports"."""
    return all(g.pos[i] in ("ADJ", "DET", "PRON") for i in tokens_in(g, cue))


def _without_its_day(g: Syntax, source: Span) -> Span:
    """A source without the day of the saying at its end: "the envoy on Friday" of "the envoy on Friday denied it"."""
    inside = list(tokens_in(g, source))
    end = len(inside)
    while end > 1 and g.label[inside[end - 1]] in ("DATE", "TIME"):
        end -= 1
    if end > 1 and end < len(inside) and g.pos[inside[end - 1]] == "ADP":
        end -= 1
    if end in (0, len(inside)) or inside[0] <= g.head[inside[end]] <= inside[-1]:
        return source
    return trim(g.text, source[0], g.end[inside[end - 1]]) or source


def _of_rules_alone(rest: Sequence[Candidate], tagged: Sequence[MergedStatement]) -> list[MergedStatement]:
    """The candidates that the tagger lacks and that do not overlap much with what it has."""
    taken = sorted(span for said in tagged for span in _all_spans(said))
    contents = sorted(span for said in tagged for span in said.content)
    return [
        MergedStatement(c.cue, c.source, list(c.content), list(c.via), c.rule, tagged=False)
        for c in rest
        if c.content
        and share_in(c.content, taken) <= _IN_THE_WAY
        and not (c.cue is not None and share_in([c.cue], contents))
    ]


def _says_something(g: Syntax, said: MergedStatement) -> bool:
    if said.rule is not None and said.rule.startswith("quote") and said.source is not None:
        return bool(said.content)
    return bool(said.content) and not _only_names(g, said) and not _says_nothing(g, said.content)


def _as_spans(g: Syntax, words: WordFeatures, s: Linked, skipped: Sequence[Span]) -> MergedStatement:
    def chars(span: RoleSpan | None) -> Span | None:
        return trim(g.text, words.spans[span.first][0], words.spans[span.last][1]) if span else None

    whole = merge_spans([span for piece in s.content if (span := chars(piece)) is not None], g.text)
    parts = [part for span in whole for part in without(g.text, span, skipped)]
    # A colon may be all there is of a cue; without any the words would be the outlet's own.
    cue = chars(s.cue) or (words.spans[s.cue.first][0], words.spans[s.cue.last][1])
    source = chars(s.source)
    named = without(g.text, source, skipped) if source is not None else []
    return MergedStatement(cue, named[-1] if named else source, [part for part in parts if _has_words(g, part)])


def _has_words(g: Syntax, span: Span) -> bool:
    return any(g.pos[i] in ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", "PRON", "AUX") for i in tokens_in(g, span))


def _from_that_on(g: Syntax, said: MergedStatement, c: Candidate) -> list[Span]:
    """The content without adverbs that stand between the cue and the clause ("for the first time that ...")."""
    begins = min((start for start, _ in c.content), default=0)
    if said.cue is None or g.low[min(g.token_at(begins), g.n - 1)] != "that":
        return said.content
    kept = []
    for start, end in said.content:
        between = said.cue[0] < start < begins <= start + _ADVERBS
        if between and not any(g.is_verb(i) for i in tokens_in(g, (start, min(end, begins)))):
            start = begins
        if start < end:
            kept.append((start, end))
    return kept or said.content


def _until_next_cue(g: Syntax, said: MergedStatement, span: Span, by_cue: Sequence[tuple[Span, Span]]) -> Span:
    """A piece of content up to the next cue of its source: "reported clashes and now puts the toll at 40"."""
    for cue, source in by_cue[bisect_right(by_cue, span[0], key=lambda pair: pair[0][0]) :]:
        if cue[0] >= span[1]:
            break
        if source != said.source:
            continue
        at = g.token_at(cue[0])
        joining = next((i for i in range(at - 1, max(at - 4, 0), -1) if g.pos[i] == "CCONJ"), None)
        if joining is not None and g.char[joining] > span[0]:
            return trim(g.text, span[0], g.char[joining]) or span
    return span


def _mended(g: Syntax, said: MergedStatement, span: Span) -> Span:
    """A piece of content with its end mended: without a last "and", and "the toll at" with its 40."""
    last = max(tokens_in(g, span), default=None)
    if last is None or g.pos[last] not in ("ADP", "CCONJ"):
        return span
    if g.pos[last] == "CCONJ":
        return trim(g.text, span[0], g.char[last]) or span
    inner = g.child(last, "pobj")
    if inner is None or g.left[inner] != last + 1:
        return span
    whole = trim(g.text, span[0], g.end[g.right[inner]]) or span
    others = [other for other in _all_spans(said) if other != span]
    return span if overlap([whole], sorted(others)) else whole


def _only_names(g: Syntax, said: MergedStatement) -> bool:
    """True if the content only names whom a medium quotes: "quoting the mayor, who was there"."""
    if said.cue is None or not any(g.lemma[i] in ("cite", "quote") for i in tokens_in(g, said.cue)):
        return False
    inside = [i for span in said.content for i in tokens_in(g, span)]
    heads = [i for i in inside if g.head[i] == i or g.head[i] not in inside]
    return all(g.pos[i] in ("PROPN", "NOUN", "PRON", "PUNCT", "DET") for i in heads)


def _says_nothing(g: Syntax, content: Sequence[Span]) -> bool:
    """True if the content is only a "which", or the addressee and the day: "told lawmakers on Wednesday"."""
    inside = [g.doc[i] for span in content for i in tokens_in(g, span)]
    telling = [t for t in inside if t.pos_ in ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", "AUX", "PRON", "X")]
    if all(t.tag_ in _ASKING for t in telling):
        return True
    days = [t for t in telling if t.ent_type_ in ("DATE", "TIME") and t.pos_ != "NUM"]
    return bool(days) and all(t in days or t.ent_type_ in PERSONS or "people" in classes_of(t) for t in telling)


def _beside(source: Span | None, said: MergedStatement) -> Span | None:
    """The source, unless it lies in the statement's own content."""
    return None if source is None or share_in([source], sorted(said.content)) else source


def _source_of(cue: Span, by_cue: Sequence[tuple[Span, Span]]) -> Span | None:
    """The source that the rules give to a cue which this one overlaps."""
    i = max(0, bisect_right(by_cue, cue[0], key=lambda pair: pair[0][0]) - 1)
    return next((source for (s, e), source in by_cue[i : i + 3] if s < cue[1] and cue[0] < e), None)


def _matched(candidates: Sequence[Candidate], found: Sequence[MergedStatement]) -> dict[int, Candidate]:
    """By number of tagged statement the rules' candidate that is the same: by its cue, else by most of its content."""
    pairs = []
    by_start = sorted((span[0], i) for i, c in enumerate(candidates) for span in c.content)
    for k, said in enumerate(found):
        for i in {i for _, i in _near(by_start, said)}:
            c = candidates[i]
            cue = share_in([c.cue], [said.cue]) if c.cue and said.cue else 0.0
            content = dice(c.content, said.content)
            if (cue > 0 and content > 0) or content >= 0.5:
                pairs.append((cue > 0, content, -k, -i))
    out: dict[int, Candidate] = {}
    used: set[int] = set()
    for _, _, k, i in sorted(pairs, reverse=True):
        if -k not in out and -i not in used:
            out[-k] = candidates[-i]
            used.add(-i)
    return out


def _near(by_start: Sequence[tuple[int, int]], said: MergedStatement) -> Iterable[tuple[int, int]]:
    """Contents that begin at most `_FAR` characters before the statement and not after it."""
    if not said.content:
        return ()
    first, last = said.content[0][0] - _FAR, max(e for _, e in said.content)
    return by_start[bisect_right(by_start, (first, -1)) : bisect_right(by_start, (last, -1))]


_ASKING = frozenset({"WDT", "WP", "WP$", "WRB"})
_IN_THE_WAY = 0.3
"""Largest share of a candidate's content that tagged statements may hold already."""
_ADVERBS = 40
"""Characters; longer words before a clause are part of the content."""
_FAR = 3000
"""Characters; contents whose starts are farther apart are not compared."""


def _all_spans(said: MergedStatement) -> Iterable[Span]:
    yield from said.content
    yield from (span for span in (said.cue, said.source) if span is not None)
