"""Hearsay: "two men said to be trapped", "rumour has it", "the jury was told": nobody is named as the source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.reading.attribution.candidate import Candidate
from reportedly.reading.text.spans import share_in, tokens_in
from reportedly.reading.text.syntax import NOMINAL_SUBJECTS, SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.reading.attribution.merge import MergedStatement
    from reportedly.reading.text.syntax import Span, Syntax

_OPENING = 3
"""Tokens before a noun of hearsay that opens its sentence, and between it and its verb."""
_AFTER = ("acl", "advcl", "ccomp", "ROOT", "relcl")


def find_reduced_hearsay(g: Syntax) -> Iterator[Candidate]:
    """One candidate for each participle of hearsay with an infinitive: "the gang, believed to be led by ...".

    The parser takes the participle for a verb in the past with the noun as its subject, but nobody who says, believes
    or thinks is followed by "to be" alone.
    """
    for v in range(1, g.n):
        if g.lemma[v] not in word_set("verbs of hearsay") or g.tag[v] not in ("VBN", "VBD") or g.dep[v] not in _AFTER:
            continue
        if g.passive(v) or g.agent(v) is not None or any(g.dep[c] == "aux" for c in g.children[v]):
            continue
        if v + 1 >= g.n or g.tag[v + 1] != "TO":
            continue
        to = g.head[v + 1]
        if to <= v + 1:
            continue
        apposed = g.words[v - 1] == ","
        if g.dep[v] != "acl" and not apposed and g.lemma[min(v + 2, g.n - 1)] not in ("be", "have"):
            continue
        noun = g.subject(v) if g.subject(v) is not None else g.head[v] if g.dep[v] == "acl" else None
        if noun is None or noun > v or g.low[noun] in word_set("subject pronoun"):
            continue
        about = g.span(g.left[noun], min(g.right[noun], v - 1))
        rest = g.span(v + 1, _infinitive_end(g, v, to))
        if about is not None and rest is not None:
            yield Candidate("hearsay-inf", v, (g.char[v], g.end[v]), None, [about, rest])


def find_rumours(g: Syntax) -> Iterator[Candidate]:
    """One candidate for each "rumour has it that", "word spread that", "speculation grew that"."""
    for n in range(g.n):
        v = g.head[n]
        if g.lemma[n] not in word_set("nouns of hearsay") or g.dep[n] != "nsubj" or not n < v or not g.is_verb(v):
            continue
        if n - g.starts[g.sent[n]] > _OPENING or v - n > _OPENING or any(g.pos[i] == "PUNCT" for i in range(n, v)):
            continue
        that = next((i for i in range(v + 1, min(g.n, v + 4)) if g.low[i] == "that"), None)
        clause = g.head[that] if that is not None else None
        if that is None or clause is None or clause <= that or g.child(clause, *SUBJECTS) in (None, that):
            continue
        content, cue = g.span(that + 1, g.right[clause]), g.span(n, that - 1)
        if content is not None:
            yield Candidate("rumour", n, cue, None, [content])


def _infinitive_end(g: Syntax, v: int, to: int) -> int:
    """Last token of the infinitive: up to the comma that closes an apposition."""
    opened = g.words[v - 1] == ","
    last = g.right[to]
    if opened:
        last = next((i - 1 for i in range(to, last + 1) if g.words[i] == ","), last)
    return last


def unname_hearers(g: Syntax, said: MergedStatement) -> None:
    """Take away a source that only hears ("MPs were told that", "the jury heard that") or is no one ("rumour has it").

    The one told is no part of the content either.
    """
    if said.cue is None:
        return
    first = g.token_at(said.cue[0])
    if g.low[first] in word_set("hearsay") and g.end[first] >= said.cue[1]:
        said.source = None
    for v in tokens_in(g, said.cue):
        if g.is_verb(v) and g.lemma[v] == "tell" and g.passive(v):
            _without_hearer(g, said, v)
    if said.source is not None and (_hears(g, said.source, said.cue) or _is_rumour(g, said.source)):
        said.source, said.via = None, []


def _without_hearer(g: Syntax, said: MergedStatement, v: int) -> None:
    told = g.subject(v)
    if told is None or g.dep[told] not in NOMINAL_SUBJECTS:
        return
    hearer = g.span(g.left[told], g.right[told])
    if hearer is None:
        return
    if said.source is not None and share_in([said.source], [hearer]) > 0:
        said.source = None
    kept = [span for span in said.content if share_in([span], [hearer]) < 1]
    if kept:
        said.content = kept


def _hears(g: Syntax, source: Span, cue: Span) -> bool:
    """True for a court or committee that hears something, or is told it in a headline."""
    inside = list(tokens_in(g, source))
    verbs = [i for i in tokens_in(g, cue) if g.is_verb(i)]
    if not verbs or not any(g.lemma[i] in word_set("hearers") or g.low[i] in word_set("hearers") for i in inside):
        return False
    v = verbs[-1]
    if g.lemma[v] == "hear":
        return True
    headline = inside[0] == inside[-1] and inside[-1] + 1 == v
    return headline and g.low[v] == "told" and g.child(v, "dobj", "dative") is None and source[0] < cue[0]


def _is_rumour(g: Syntax, source: Span) -> bool:
    inside = [i for i in tokens_in(g, source) if g.pos[i] not in ("DET", "ADJ", "PUNCT")]
    return len(inside) == 1 and g.lemma[inside[0]] in word_set("nouns of hearsay")
