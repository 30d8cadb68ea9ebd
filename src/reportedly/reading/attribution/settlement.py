"""Settlement: the merged statements after what layout and syntax decide for certain.

Labels, signatures and openings name a speaker whatever the tagger thinks; chains, hearsay and questions
put to a source are taken apart where both rules and tagger go by the nearest name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.reading.attribution.beats import find_beats
from reportedly.reading.attribution.chains import untangle_chains
from reportedly.reading.attribution.contents import without
from reportedly.reading.attribution.fronted import find_fronted
from reportedly.reading.attribution.hearsay import find_reduced_hearsay, find_rumours, unname_hearers
from reportedly.reading.attribution.labels import find_turns
from reportedly.reading.attribution.merge import MergedStatement
from reportedly.reading.attribution.non_statements import is_non_statement, is_put_to_source
from reportedly.reading.attribution.noun_phrases import whole_source
from reportedly.reading.attribution.signatures import find_signed
from reportedly.reading.attribution.subjects import is_as_clause
from reportedly.reading.text.spans import share_in, tokens_in
from reportedly.reading.text.syntax import trim

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportedly.reading.attribution.candidate import Candidate
    from reportedly.reading.attribution.labels import Turn
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.text.syntax import Span, Syntax

_LEFT_OVER = 0.5
"""Largest share of a piece of content that layout or syntax may give to somebody else."""
_AFTER_AMOUNT = re.compile(r"\d[ ]?[a-z]{1,2}\.\s+$")
_LONGEST_COLON = 1500
"""Characters of what somebody says after a colon without quotation marks."""


def settle(
    parsed: Parsed, merged: Sequence[MergedStatement], candidates: Sequence[Candidate], precision: Mapping[str, float]
) -> list[MergedStatement]:
    """The statements with layout and syntax taken into account, in text order."""
    g = parsed.syntax
    turns = find_turns(parsed)
    kept = [said for said in merged if not is_non_statement(parsed, turns, said)]
    for said in kept:
        _prefer_main_clause(g, said, candidates)
        unname_hearers(g, said)
        if said.cue is not None and is_put_to_source(g, said.cue, said.source):
            said.source = None
        _without_pointers(g, said)
        _within_clause(g, said)
        _without_voucher(g, said)
        if said.source is not None:
            said.source = whole_source(g, said.source, [*said.content, *([said.cue] if said.cue is not None else [])])
    kept = untangle_chains(g, kept)
    settled = [*_of_turns(turns, precision), *(_settled(c, precision) for c in _certain(parsed))]
    kept = _beside_settled(g, kept, settled)
    _extend_behind_colons(parsed, kept)
    return sorted(kept, key=lambda said: said.content[0])


def _certain(parsed: Parsed) -> list[Candidate]:
    return [
        *find_signed(parsed),
        *find_fronted(parsed),
        *find_reduced_hearsay(parsed.syntax),
        *find_rumours(parsed.syntax),
        *find_beats(parsed),
    ]


def _of_turns(turns: Sequence[Turn], precision: Mapping[str, float]) -> list[MergedStatement]:
    return [
        MergedStatement(
            (t.colon, t.colon + 1), t.label, list(t.words), rule="turn", tagged=False, settled=precision["rule:turn"]
        )
        for t in turns
        if not t.asks
    ]


def _settled(c: Candidate, precision: Mapping[str, float]) -> MergedStatement:
    return MergedStatement(
        c.cue, c.source, list(c.content), rule=c.rule, tagged=False, settled=precision.get(f"rule:{c.rule}", 0.5)
    )


def _beside_settled(
    g: Syntax, found: Sequence[MergedStatement], settled: Sequence[MergedStatement]
) -> list[MergedStatement]:
    """The settled statements, and of the others what they leave over."""
    own: list[MergedStatement] = []
    for said in settled:
        if share_in(said.content, sorted(span for s in own for span in s.content)) == 0:
            own.append(said)
    taken = sorted(span for said in own for span in said.content)
    cues = sorted(said.cue for said in own if said.cue is not None)
    out = []
    for said in found:
        if said.cue is not None and (share_in([said.cue], taken) > 0 or share_in([said.cue], cues) > 0):
            continue
        free = [span for span in said.content if share_in([span], taken) <= _LEFT_OVER]
        said.content = [part for span in free for part in without(g.text, span, taken)]
        if said.content:
            out.append(said)
    return [*out, *own]


def _prefer_main_clause(g: Syntax, said: MergedStatement, candidates: Sequence[Candidate]) -> None:
    """Give "X denied dumping acid, as the union alleges" to X: an as-clause behind has no statement of its own."""
    v = _verb_in_as_clause(g, said)
    if v is None:
        return
    main = g.head[v]
    for c in candidates:
        if c.at == main and c.source is not None and c.content and c.cue is not None and c.at != v:
            mark = g.char[g.left[v]]
            content = [part for s, e in c.content if (part := trim(g.text, s, min(e, mark))) is not None and s < mark]
            if content:
                said.cue, said.source, said.content, said.rule = c.cue, c.source, content, c.rule
            return


def _verb_in_as_clause(g: Syntax, said: MergedStatement) -> int | None:
    if said.cue is None or said.content[-1][0] >= said.cue[0]:
        return None
    return next((v for v in tokens_in(g, said.cue) if is_as_clause(g, v)), None)


def _without_pointers(g: Syntax, said: MergedStatement) -> None:
    """Take "what" out of the content of "here is what he said: the town is finished"."""
    if len(said.content) > 1 and said.cue is not None and ":" in g.text[said.cue[1] : said.content[-1][0]]:
        kept = [span for span in said.content if any(g.tag[i] not in ("WP", "WDT") for i in tokens_in(g, span))]
        said.content = kept or said.content


def _within_clause(g: Syntax, said: MergedStatement) -> None:
    """Keep a content to the relative clause of its "according to", and behind an amount that ends a sentence."""
    if said.cue is None or not said.content:
        return
    first = g.token_at(said.cue[0])
    clause = g.head[first]
    if g.low[first] == "according" and g.dep[clause] == "relcl" and g.left[clause] < first < clause:
        kept = [span for span in said.content if span[0] >= g.char[g.left[clause]]]
    else:
        kept = [part for span in said.content if (part := _in_sentence_of(g, said, span)) is not None]
    said.content = kept or said.content


def _in_sentence_of(g: Syntax, said: MergedStatement, span: Span) -> Span | None:
    """A content before its cue without the sentence before that, where the tagger took the stop for one of a unit."""
    assert said.cue is not None
    start = g.char[g.starts[g.sent[g.token_at(said.cue[0])]]]
    if said.rule != "parenthetical" or span[0] >= start or not _AFTER_AMOUNT.search(g.text[span[0] : start]):
        return span
    return (start, span[1]) if start < span[1] else None


def _without_voucher(g: Syntax, said: MergedStatement) -> None:
    """Name the footage alone in "footage verified by the BBC shows": the BBC has only seen it."""
    if said.source is None:
        return
    inside = list(tokens_in(g, said.source))
    for i in range(max(0, inside[0] - 3), inside[-1] + 1):
        if g.dep[i] == "acl" and g.lemma[i] in word_set("handling documents") and g.tag[i] == "VBN":
            document = g.head[i]
            if g.lemma[document] not in word_set("evidence") | word_set("document"):
                continue
            if i >= inside[0] or (g.low[i + 1] == "by" and document < i):
                said.source = g.span(g.left[document], i - 1) or said.source
                return


def _extend_behind_colons(parsed: Parsed, found: Sequence[MergedStatement]) -> None:
    """Stretch what follows a colon without quotation marks over the sentences up to the end of the paragraph."""
    g = parsed.syntax
    taken = sorted(span for said in found for span in (*said.content, *(p for p in (said.cue, said.source) if p)))
    for said in found:
        start, end = said.content[-1]
        if said.cue is None or said.cue[0] > start or not re.search(r":\s*$", g.text[said.cue[0] : start]):
            continue
        if "\n" in g.text[said.cue[0] : end]:
            continue
        stop = g.text.find("\n", end)
        stop = len(g.text) if stop < 0 else stop
        rest = trim(g.text, end, stop)
        if rest is None or rest[1] - end > _LONGEST_COLON or not _is_free(parsed, rest, taken):
            continue
        said.content[-1] = (start, rest[1])


def _is_free(parsed: Parsed, rest: Span, taken: Sequence[Span]) -> bool:
    """True if the words are no one else's and hold no quotation."""
    if share_in([rest], sorted(taken)) > 0:
        return False
    return not any(q.open < rest[1] and rest[0] < q.close for q in parsed.quotations)
