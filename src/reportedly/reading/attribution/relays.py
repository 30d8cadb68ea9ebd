"""Relays: the media through which words came: "as reported by KCNA", "Interfax reported, citing the army"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reportedly.lexicon import cues
from reportedly.lexicon.word_sets import word_set
from reportedly.model import Manner
from reportedly.reading.attribution.subjects import source_span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportedly.reading.attribution.candidate import Candidate
    from reportedly.reading.text.syntax import Span, Syntax


_DEEDS = frozenset({"np", "inf", "ger", "obj-inf"})
"""Rules whose content is no clause of its own."""


def find_relays(g: Syntax) -> Iterator[tuple[int, int, Span]]:
    """Each phrase that names a relay ("as reported by X", "in remarks carried by X"): first and last token, relay."""
    for v in range(g.n):
        if not g.is_verb(v) or g.lemma[v] not in word_set("relaying"):
            continue
        mark = next((c for c in g.children[v] if c < v and g.low[c] == "as" and g.left[c] == c), None)
        if mark is not None and v - mark <= 12:
            who = g.agent(v)
            if who is None:
                who = g.child(v, "nsubj")
            if who is not None and g.child(v, "dobj", "ccomp") is None:
                span = source_span(g, who, v)
                if span is not None:
                    yield mark, max(g.right[v], g.right[who]), span
        elif g.tag[v] == "VBN" and g.dep[v] == "acl" and g.lemma[g.head[v]] in word_set("remarks"):
            who = g.agent(v)
            if who is not None:
                span = source_span(g, who, v)
                if span is not None:
                    yield g.left[g.head[v]], max(g.right[v], g.right[who]), span


def find_trailing_relays(g: Syntax, found: Sequence[Candidate]) -> Iterator[tuple[int, int, Span]]:
    """The same for an "according to X" that ends a sentence which already has another source."""
    spoken: dict[int, Candidate] = {}
    for c in found:
        if c.rule in ("that", "quote-before") and c.source is not None and g.lemma[c.at] in _spoken():
            spoken.setdefault(g.sent[c.at], c)
    for c in found:
        if c.rule != "according-to" or c.source is None or c.at == 0 or g.words[c.at - 1] != ",":
            continue
        said = spoken.get(g.sent[c.at])
        last = g.token_at(c.source[1] - 1)
        if said is not None and said.at < c.at and last + 1 < g.n and g.words[last + 1] in (".", "”", '"'):
            yield c.at, last, c.source


def resolve_citation(g: Syntax, candidate: Candidate) -> int | None:
    """Make the army the source of "Interfax reported, citing the army", and Interfax the relay.

    Returns the token "citing" where the candidate was changed.
    """
    if candidate.source is None or candidate.source_head is None or candidate.rule.startswith(("np", "noun")):
        return None
    v = candidate.at
    named = g.lemma[v] == "report" and g.pos[candidate.source_head] == "PROPN"
    if not (is_medium(g, candidate.source_head) or (named and g.label[candidate.source_head] != "PERSON")):
        return None
    for c in range(v + 1, min(g.n, v + 8)):
        if g.low[c] in ("citing", "quoting") and g.sent[c] == g.sent[v]:
            whom = g.child(c, "dobj")
            if whom is None:
                return None
            span = source_span(g, whom, c)
            if span is not None and speaks(g, whom):
                candidate.via.append(candidate.source)
                candidate.source, candidate.source_head = span, whom
                candidate.rule = "citing"
                return c
            return None
    return None


def is_medium(g: Syntax, head: int) -> bool:
    """True if the source can pass on the words of others: an organisation, a paper, an agency."""
    if g.low[head] in word_set("medium") or g.lemma[head] in word_set("medium"):
        return True
    if g.low[head] in word_set("pronoun source"):
        return False
    return g.label[head] in ("ORG", "PRODUCT", "WORK_OF_ART")


def is_chain(g: Syntax, outer: Candidate, inner: Candidate) -> bool:
    """True if the outer statement only says that the inner one was made: then its source is a relay."""
    if outer.rule not in ("parenthetical", "according-to", "citing") or inner.rule.startswith("noun"):
        return False
    if outer.source is None or inner.source is None or inner.source_head is None:
        return False
    if outer.rule == "according-to" and outer.at < inner.at and inner.rule in _DEEDS:
        # what "the man refused treatment" tells of is a deed that the outer source relates
        return False
    if g.lemma[inner.at] not in _spoken() or g.dep[inner.at] in ("xcomp", "relcl", "acl", "advcl", "pcomp"):
        return False
    if g.low[inner.source_head] in word_set("pronoun source"):
        # "she thinks, he said" may well be one person; "he said, the agency reported" is not
        if outer.source_head is None or not _carries(g, outer.source_head):
            return False
    elif not speaks(g, inner.source_head):
        return False
    whole = sum(e - s for s, e in outer.content)
    own = sum(e - s for s, e in inner.content)
    frame = sum(e - s for s, e in (inner.source, inner.cue or (0, 0)))
    return whole > 0 and (own + frame) / whole > 0.6


def _carries(g: Syntax, head: int) -> bool:
    """True if the words name what can hold the words of others: a medium, a document, a body."""
    return is_medium(g, head) or g.lemma[head] in word_set("remarks") or g.lemma[head] in word_set("carrying")


def speaks(g: Syntax, head: int) -> bool:
    """True if the words name a person or a body."""
    of = g.child(head, "prep")
    if g.low[head] in word_set("some of") and of is not None and g.low[of] == "of":
        inner = g.child(of, "pobj")
        return inner is not None and speaks(g, inner)
    return (
        g.pos[head] == "PROPN" or g.lemma[head] in cues.speakers() or g.label[head] in ("PERSON", "ORG", "GPE", "NORP")
    )


@cache
def _spoken() -> frozenset[str]:
    """Verbs and nouns of saying and writing, without those of thinking and wishing."""
    entries = (*cues.verbs().values(), *cues.nouns().values())
    return frozenset(c.lemma for c in entries if c.manner is not Manner.THOUGHT)
