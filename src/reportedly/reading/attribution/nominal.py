"""Attribution by nouns of saying: "the ministry's denial of", "Russian claims that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon import cues
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.attribution.candidate import Candidate
from reportedly.reading.attribution.subjects import source_span, subject_of
from reportedly.reading.text.syntax import NOMINAL_SUBJECTS, SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportedly.lexicon.cues import Cue
    from reportedly.reading.text.syntax import Span, Syntax

_FROM = frozenset({"from", "by"})


def find_nominal(g: Syntax, lexicon: Mapping[str, Cue] | None = None) -> Iterator[Candidate]:
    """One candidate for each noun of saying that has a content."""
    known = cues.nouns() if lexicon is None else lexicon
    for n in range(g.n):
        if g.pos[n] != "NOUN":
            continue
        cue = known.get(g.lemma[n])
        if cue is None:
            continue
        found = _content(g, n, cue.frames)
        if found is None:
            continue
        frame, content = found
        head, source = _source(g, n)
        if source is None and frame != "that":
            # "plans to", "support for" of nobody in particular: fewer than one in three is a statement
            continue
        words = g.span(n, n)
        yield Candidate(rule=f"noun-{frame}", at=n, cue=words, source=source, content=[content], source_head=head)


def _content(g: Syntax, n: int, frames: frozenset[str]) -> tuple[str, Span] | None:
    """The first complement of the noun that one of its frames lets in, with the frame."""
    return next((found for c in _after(g, n) if (found := _as_content(g, c, frames)) is not None), None)


def _after(g: Syntax, n: int) -> Iterator[int]:
    """What depends on the noun and follows it, and what the parser attached elsewhere because of a time between."""
    after = [*g.children[n], *(k for c in g.children[n] if c > n and g.dep[c] == "npadvmod" for k in g.children[c])]
    governor = g.head[g.head[n]] if g.dep[n] == "pobj" else g.head[n]
    if governor < n and g.is_verb(governor) and n + 1 < g.n and g.child(n, "prep", "acl") is None:
        # "last week" after the noun: the parser attaches what follows to the verb
        after += [
            c for c in g.children[governor] if c > n and g.dep[c] == "prep" and g.low[c] == "of" and g.left[c] - n <= 4
        ]
    return (c for c in after if c >= n)


def _as_content(g: Syntax, c: int, frames: frozenset[str]) -> tuple[str, Span] | None:
    """The frame and the words of a complement under `c`; None where no frame lets it in."""
    dep = g.dep[c]
    span = g.span(g.left[c], g.right[c])
    if span is not None:
        if dep in ("acl", "ccomp", "relcl") and "that" in frames and _that_clause(g, c):
            return "that", span
        if dep in ("acl", "xcomp") and "inf" in frames and any(g.tag[k] == "TO" for k in g.children[c]):
            return "inf", span
    inner = g.child(c, "pobj", "pcomp") if dep == "prep" and f"p:{g.low[c]}" in frames else None
    behind = g.span(g.left[inner], g.right[inner]) if inner is not None else None
    return (f"p:{g.low[c]}", behind) if behind is not None else None


def _that_clause(g: Syntax, c: int) -> bool:
    """True if the clause completes the noun ("claim that it won") and does not describe it ("claim that was made")."""
    mark = next((k for k in g.children[c] if k < c and g.low[k] in ("that", "whether")), None)
    if mark is None:
        return False
    if g.dep[mark] in ("mark", "advmod"):
        return True
    # the small parser often takes the "that" of a complement for a pronoun
    others = [k for k in g.children[c] if k != mark and k < c and (g.dep[k] in SUBJECTS or g.dep[k] == "expl")]
    return bool(others) and g.child(c, "dobj") is not None and g.dep[mark] not in NOMINAL_SUBJECTS


def _source(g: Syntax, n: int) -> tuple[int | None, Span | None]:
    """The noun's owner, its "by" or "from" phrase, its nationality, or the subject of the verb it is the object of."""
    for c in g.children[n]:
        if g.dep[c] == "poss":
            return c, source_span(g, c, n)
    for c in g.children[n]:
        if g.dep[c] == "prep" and c > n and g.low[c] in _FROM:
            inner = g.child(c, "pobj")
            if inner is not None:
                return inner, g.span(g.left[inner], g.right[inner])
    for c in g.children[n]:
        if c < n and g.dep[c] in ("amod", "compound", "nmod") and g.label[c] in ("NORP", "GPE", "ORG", "PERSON"):
            first = c
            while g.left[c] <= first - 1 and g.label[first - 1]:
                first -= 1
            return c, g.span(first, c)
    head = _behind_verb(g, n)
    if head is not None:
        return head, source_span(g, head, n)
    return None, None


def _behind_verb(g: Syntax, n: int) -> int | None:
    """Subject of the verb that governs the noun: "raised concern that", "spoke in the hope that"."""
    governor = g.head[n]
    if g.dep[n] == "pobj" and g.dep[governor] == "prep" and g.low[governor] in ("with", "in", "under", "on"):
        governor = g.head[governor]
    elif g.dep[n] not in ("dobj", "attr"):
        return None
    if not g.is_verb(governor) or g.lemma[governor] in word_set("receiving") or g.passive(governor):
        return None
    head = subject_of(g, governor)
    return head if head is not None and head < n else None
