"""Attribution by verbs: verbs of saying with their source and content, before or after the verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon import cues
from reportedly.lexicon.word_sets import word_set
from reportedly.reading.attribution.candidate import Candidate, cue_span
from reportedly.reading.attribution.complements import find_complements
from reportedly.reading.attribution.subjects import source_span, subject_of
from reportedly.reading.text.syntax import FINITE, FINITE_VERBS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportedly.lexicon.cues import Cue
    from reportedly.reading.text.syntax import Span, Syntax


def find_verbal(g: Syntax, lexicon: Mapping[str, Cue] | None = None) -> Iterator[Candidate]:
    """One candidate for each verb of saying and each kind of content that it has."""
    known = cues.verbs() if lexicon is None else lexicon
    for v in range(g.n):
        if not g.is_verb(v):
            continue
        cue = known.get(g.lemma_with_particle(v)) or known.get(g.lemma[v])
        if cue is not None:
            yield from _of_verb(g, v, cue)


def _of_verb(g: Syntax, v: int, cue: Cue) -> Iterator[Candidate]:
    frames = [(frame, spans) for frame, spans in find_complements(g, v, cue.frames) if spans]
    head = subject_of(g, v)
    if cue.frames & {"that", "quote"} and (head is not None or g.passive(v)) and _may_follow(g, v, cue, frames):
        before = preposed(g, v)
        if before:
            frames = [("parenthetical", before)]
    if not frames and head is None and "quote" in cue.frames:
        loose = _behind_name(g, v)
        if loose is not None:
            yield loose
        return
    if not frames:
        return
    words = cue_span(g, v)
    source = source_span(g, head, v) if head is not None else None
    for frame, spans in frames:
        yield Candidate(rule=frame, at=v, cue=words, source=source, content=spans, source_head=head)


def _behind_name(g: Syntax, v: int) -> Candidate | None:
    """A cue after its content whose subject the parser took for an apposition: "A, N. N., the minister, announced"."""
    if (
        g.tag[v] not in ("VBD", "VBZ")
        or g.pos[v - 1] in ("CCONJ", "AUX", "ADP")
        or g.child(v, "nsubj", "dobj", "ccomp")
    ):
        return None
    comma = None
    for i in range(v - 1, max(-1, v - 30), -1):
        if g.sent[i] != g.sent[v] or g.tag[i] in FINITE or g.words[i] in (";", ":", "“", "”", '"'):
            break
        if g.words[i] == "," and i + 1 < v:
            comma = i
    else:
        return None
    if comma is None or g.tag[i] not in FINITE or g.pos[comma + 1] not in ("PROPN", "DET"):
        return None
    start = i
    while start > 0 and g.sent[start - 1] == g.sent[v]:
        start -= 1
    content, source = g.span(start, comma - 1), g.span(comma + 1, v - 1)
    if content is None or source is None:
        return None
    return Candidate(
        rule="parenthetical", at=v, cue=cue_span(g, v), source=source, content=[content], source_head=comma + 1
    )


def _may_follow(g: Syntax, v: int, cue: Cue, frames: list[tuple[str, list[Span]]]) -> bool:
    """True if the verb can follow its content ("..., the mayor said"): it has none after it."""
    if any(g.dep[c] == "ccomp" and c < v for c in g.children[v]):
        return True
    if any(frame in ("that", "inf", "obj-inf", "np", "np-at", "np-num") for frame, _ in frames):
        return False
    return "addr" in cue.frames or g.child(v, "dobj", "xcomp") is None


def preposed(g: Syntax, v: int) -> list[Span]:
    """The content of a cue that follows it or interrupts it: "A, X said", "A, X said, B"."""
    first = _own_start(g, v)
    at = first - 1
    while at >= 0 and not g.words[at].strip():
        at -= 1
    if at < 1 or g.words[at] not in (",", "”", '"', "''", "’", "»", "-", "–", "—", "--"):
        return []
    start = _content_start(g, v, at)
    if start is None or start >= at:
        return []
    before = g.span(start, at)
    if before is None:
        return []
    after = _tail(g, v)
    return [before, after] if after else [before]


def _own_start(g: Syntax, v: int) -> int:
    """First token of the cue with its subject, if that comes before it, and its auxiliaries and adverbs."""
    first, subject = v, g.subject(v)
    for c in g.children[v]:
        if c < v and (c == subject or g.dep[c] in ("aux", "auxpass", "neg")):
            first = min(first, g.left[c])
    for c in g.children[v]:
        if (
            c < first
            and g.dep[c] in ("advmod", "mark", "prep", "npadvmod")
            and g.right[c] == first - 1
            and g.words[c] != ","
        ):
            first = g.left[c]
    return first


def _content_start(g: Syntax, v: int, at: int) -> int | None:
    """First token of the clause before token `at` that the cue at `v` follows; None where it follows none."""
    subject = g.subject(v)
    for c in g.children[v]:
        if g.dep[c] in ("ccomp", "xcomp", "dep", "parataxis", "nsubj") and g.right[c] <= at and c != subject:
            # a second subject is a dateline to which the parser attached the whole clause
            return g.left[c] if g.sent[c] == g.sent[v] else None
    head = g.head[v]
    if head < v and g.dep[v] in ("parataxis", "ccomp", "advcl", "dep", "conj", "relcl", "appos") and g.left[head] < at:
        if g.dep[v] in ("conj", "relcl", "advcl", "appos") and not _bracketed(g, v):
            return None
        return g.left[head]
    if head > v and g.dep[v] in ("parataxis", "ccomp", "dep", "advcl") and g.left[head] < at:
        return g.left[head] if _bracketed(g, v) else None
    return None


def _bracketed(g: Syntax, v: int) -> bool:
    """True if the cue stands between commas, or between a comma and the end of the sentence."""
    last = max(g.child(v, "nsubj") or v, v)
    return last + 1 >= g.n or g.words[min(g.right[last] + 1 if last != v else v + 1, g.n - 1)] in (",", ".", '"', "”")


def _tail(g: Syntax, v: int) -> Span | None:
    """The rest of a content after a cue between commas: "A, X said, B"."""
    subject = g.subject(v)
    i = max(v, g.right[subject]) + 1 if subject is not None and subject > v else v + 1
    limit = min(g.n, i + 12)
    while i < limit and g.words[i] != ",":
        if g.words[i] in (".", ";", ":", "!", "?") or g.sent[i] != g.sent[v] or g.is_verb(i):
            return None
        i += 1
    if i >= limit or i + 1 >= g.n or g.sent[i + 1] != g.sent[v]:
        return None
    start, last = i + 1, i + 1
    if g.tag[start] == "VBG" or g.low[start] in word_set("opening no content"):
        return None
    known = cues.verbs()
    while last + 1 < g.n and g.sent[last + 1] == g.sent[v]:
        last += 1
        if (
            g.tag[last] in FINITE_VERBS
            and g.lemma[last] in known
            and "quote" in known[g.lemma[last]].frames
            and g.child(last, "nsubj") is not None
            and g.dep[last] not in ("relcl", "acl", "advcl")
        ):
            # another source speaks here
            return None
    return g.span(start, last)
