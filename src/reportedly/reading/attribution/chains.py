"""Chains: "X quoted Y as saying Z", "citing Y, X reported Z": Y is the source of Z, and X passes it on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.actors import canonical
from reportedly.lexicon.word_sets import word_set
from reportedly.model import ActorKind
from reportedly.reading.attribution.relays import is_medium, speaks
from reportedly.reading.attribution.subjects import source_span, subject_of
from reportedly.reading.text.spans import share_in, tokens_in
from reportedly.reading.text.syntax import trim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.reading.attribution.merge import MergedStatement
    from reportedly.reading.text.syntax import Span, Syntax

_REACH = 25
"""Tokens between "quoted" and "as saying"."""
_MOST = 0.9
"""Share of a content from which on it is no more than the name of the one cited."""


def untangle_chains(g: Syntax, found: Sequence[MergedStatement]) -> list[MergedStatement]:
    """The statements with those quoted and cited as their sources, and the media in `via`."""
    kept = list(found)
    for v, saying in _quoted_as_saying(g):
        _set_quoted(g, kept, v, saying)
    for said in kept:
        _add_medium_told(g, said)
    for c in range(g.n):
        if g.low[c] in ("citing", "quoting") and g.tag[c] == "VBG":
            kept = _cited(g, kept, c)
    return kept


def _quoted_as_saying(g: Syntax) -> Iterator[tuple[int, int]]:
    """Each "quoted ... as saying": the verb of quoting and the one of saying."""
    for i in range(1, g.n - 1):
        if g.low[i] != "as" or g.tag[i + 1] != "VBG" or g.lemma[i + 1] not in word_set("quoted as"):
            continue
        for v in range(i - 1, max(-1, i - _REACH), -1):
            if g.sent[v] != g.sent[i]:
                break
            if g.is_verb(v) and g.lemma[v] in ("quote", "cite"):
                yield v, i + 1
                break


def _set_quoted(g: Syntax, found: Sequence[MergedStatement], v: int, saying: int) -> None:
    """Give the statement around "quoted ... as saying" its source and its relay."""
    whole = (g.char[v], g.end[saying])
    said = next((s for s in found if s.cue is not None and s.cue[0] <= whole[1] and whole[0] <= s.cue[1]), None)
    quoted, by = _parties(g, v, saying)
    if said is None or quoted is None:
        return
    first = min(whole[0], said.cue[0]) if said.cue else whole[0]
    about = [span for span in said.content if share_in([span], [quoted]) < _MOST]
    said.content = [part for span in about for part in _beyond(g, span, first, g.end[saying])]
    content = g.span(saying + 1, g.right[saying])
    if not said.content and content is not None:
        said.content = [content]
    said.cue = (
        (g.char[saying], g.end[saying]) if said.cue is None or not g.passive(v) else _cue_of_passive(g, v, saying)
    )
    said.source = quoted
    said.via = [by] if by is not None else []


def _cue_of_passive(g: Syntax, v: int, saying: int) -> Span:
    """The cue "was quoted as saying"; only "saying" where the medium stands between."""
    if saying - v > 2:
        return g.char[saying], g.end[saying]
    first = min((c for c in g.children[v] if g.dep[c] in ("aux", "auxpass", "neg")), default=v)
    return g.char[first], g.end[saying]


def _parties(g: Syntax, v: int, saying: int) -> tuple[Span | None, Span | None]:
    """The one quoted, and the medium that quotes."""
    if g.passive(v) or (g.tag[v] == "VBN" and g.child(v, "dobj") is None):
        subject = g.head[v] if g.dep[v] == "acl" else g.subject(v)
        quoted = source_span(g, subject, v) if subject is not None else None
        return quoted, _agent(g, v, saying)
    whom = g.child(v, "dobj")
    head = subject_of(g, v)
    quoted = g.span(g.left[whom], min(g.right[whom], saying - 2)) if whom is not None else None
    return quoted, source_span(g, head, v) if head is not None else None


def _agent(g: Syntax, v: int, saying: int) -> Span | None:
    """The medium of "quoted by the Herald as saying" and "quoted as saying by the Herald"."""
    by = g.agent(v)
    if by is None and saying + 1 < g.n and g.low[saying + 1] == "by":
        by = g.child(saying + 1, "pobj")
    if by is None:
        return None
    return g.span(g.left[by], min(g.right[by], saying - 2) if by < saying else g.right[by])


def _beyond(g: Syntax, span: Span, first: int, last: int) -> list[Span]:
    """The parts of a span that lie before the one character or after the other."""
    parts = [(span[0], min(span[1], first)), (max(span[0], last), span[1])]
    trimmed = [trim(g.text, *part) for part in parts if part[0] < part[1]]
    return [part for part in trimmed if part is not None and part[1] - part[0] > 1 and not _medium_only(g, part)]


def _medium_only(g: Syntax, span: Span) -> bool:
    return g.low[g.token_at(span[0])] == "by" and span[1] - span[0] < 60


def _cited(g: Syntax, found: list[MergedStatement], c: int) -> list[MergedStatement]:
    """The statements, where the one cited at "citing" becomes the source of what the medium reports."""
    whom = g.child(c, "dobj")
    cited = source_span(g, whom, c) if whom is not None else None
    if whom is None or cited is None or not speaks(g, whom):
        return found
    here = (g.char[c], g.end[c])
    said = _reported_by(g, found, c)
    if said is not None and share_in(said.content, [cited]) > _MOST:
        # "said, quoting the governor, that": the clause went to "quoting", the governor to "said"
        clause = next((s for s in found if s.cue is not None and share_in([here], [s.cue]) > 0 and s is not said), None)
        if clause is not None:
            said.content = clause.content
    if said is None or said.source is None or said.via or not _passes_on(g, said.source):
        return found
    if share_in([cited], sorted(said.content)) > 0:
        return found
    medium = _before(g, said.source, c) if said.source[0] < here[0] < said.source[1] else said.source
    if medium is None:
        return found
    said.source, said.via = cited, [medium]
    return [
        s
        for s in found
        if s is said
        or not ((s.cue is not None and share_in([here], [s.cue]) > 0) or share_in(s.content, [cited]) > _MOST)
    ]


def _add_medium_told(g: Syntax, said: MergedStatement) -> None:
    """Put the medium of "told the newspaper El Sol that" into `via`: what it was told it passes on."""
    if said.cue is None or said.source is None or said.via:
        return
    for v in tokens_in(g, said.cue):
        if g.lemma[v] != "tell" or not g.is_verb(v) or g.passive(v):
            continue
        told = g.child(v, "dobj", "dative")
        phrase = g.span(g.left[told], _name_end(g, told)) if told is not None and told > v else None
        if told is not None and phrase is not None and share_in([phrase], sorted(said.content)) == 0:
            entry = canonical(g.text[slice(*phrase)].removeprefix("the ").removeprefix("The "))
            if _named_medium(g, phrase) or (entry is not None and entry.kind is ActorKind.OUTLET):
                said.via = [phrase]


def _named_medium(g: Syntax, phrase: Span) -> bool:
    return any(g.lemma[i] in word_set("medium") or g.low[i] in word_set("medium") for i in tokens_in(g, phrase))


def _name_end(g: Syntax, head: int) -> int:
    """The last token of a name: with an apposition without a comma, and without what follows a preposition."""
    ends = [g.right[c] for c in g.children[head] if c == head + 1 and g.dep[c] in ("appos", "compound")]
    close = [g.right[c] for c in g.children[head] if g.dep[c] == "appos" and g.left[c] == head + 1]
    return max([head, *ends, *close])


def _passes_on(g: Syntax, source: Span) -> bool:
    """True if the source is a medium, or a report of one, that can cite somebody."""
    inside = list(tokens_in(g, source))
    heads = [i for i in inside if g.head[i] not in inside or g.head[i] == i]
    return any(is_medium(g, i) or g.lemma[i] in word_set("document") for i in heads)


def _before(g: Syntax, source: Span, c: int) -> Span | None:
    """The medium of "a Reuters report citing", without the report where it is named before."""
    return trim(g.text, source[0], g.char[c])


def _reported_by(g: Syntax, found: Sequence[MergedStatement], c: int) -> MergedStatement | None:
    """The statement of the medium that cites: its cue governs "citing", or its source is described by it."""
    for s in found:
        if s.source is not None and s.source[0] < g.char[c] < s.source[1]:
            return s
    v = g.head[c]
    at = (g.char[v], g.end[v])
    governed = [s for s in found if s.cue is not None and share_in([at], [s.cue]) > 0 and s.source is not None]
    if governed:
        return governed[0]
    if g.dep[c] not in ("acl", "advcl") or (not g.label[v] and g.pos[v] not in ("NOUN", "PROPN")):
        return None
    # "a Reuters report citing": the source may end before "citing"
    return next((s for s in found if s.source is not None and s.source[0] <= g.char[v] < s.source[1]), None)
