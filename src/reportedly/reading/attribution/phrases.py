"""Attribution by phrases without a verb of saying: "according to", "in the view of", "reportedly", "Name: ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.reading.attribution.candidate import Candidate
from reportedly.reading.text.syntax import FINITE, trim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.reading.text.syntax import Span, Syntax

_CLAUSE = frozenset({"ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis", "acl", "pcomp", "xcomp"})


def find_phrases(g: Syntax) -> Iterator[Candidate]:
    """One candidate for each phrase that attributes its clause to somebody."""
    for i in range(g.n):
        word = g.low[i]
        if word == "according" and i + 1 < g.n and g.low[i + 1] == "to":
            inner = g.child(i + 1, "pobj") or (g.child(i, "pobj"))
            if inner is not None:
                yield from _beside(g, "according-to", i, i + 1, inner)
        elif word in word_set("hearsay") and g.pos[i] == "ADV":
            yield from _hearsay(g, i)
        elif word == ":" and i:
            yield from _label(g, i)
        elif word == "in" and g.child(i, "pobj") is not None:
            yield from _in_view(g, i)


def _label(g: Syntax, colon: int) -> Iterator[Candidate]:
    """A line that opens with a name and a colon: a headline or a transcript."""
    first = colon
    while first > 0 and "\n" not in g.words[first - 1] and colon - first <= 6:
        first -= 1
    named = range(first, colon)
    if not named or colon - first > 6 or any(g.pos[k] not in ("PROPN", "PUNCT", "PART") for k in named):
        return
    kinds = {g.label[k] for k in named}
    capitals = all(g.words[k].isupper() for k in named if g.words[k].isalpha())
    if not capitals and not kinds & {"PERSON", "ORG", "GPE", "NORP"}:
        return
    last = colon
    while last + 1 < g.n and "\n" not in g.words[last + 1]:
        last += 1
    source, content = g.span(first, colon - 1), g.span(colon + 1, last)
    if source is not None and content is not None and last - colon > 2:
        yield Candidate(rule="label", at=colon, cue=(g.char[colon], g.end[colon]), source=source, content=[content])


def _in_view(g: Syntax, i: int) -> Iterator[Candidate]:
    noun = g.child(i, "pobj")
    if noun is None or g.low[noun] not in word_set("view"):
        return
    owner = g.child(noun, "poss")
    of = g.child(noun, "prep")
    if owner is None and of is not None and g.low[of] == "of":
        owner = g.child(of, "pobj")
    if owner is not None and (i == 0 or g.words[i - 1] == "," or g.sent[i - 1] != g.sent[i]):
        yield from _beside(g, "in-the-view-of", i, noun, owner, last=g.right[noun])


def _beside(
    g: Syntax, rule: str, first: int, cue_last: int, inner: int, last: int | None = None
) -> Iterator[Candidate]:
    """The clause beside a bracketed phrase from token `first` to the end of the source under `inner`."""
    left = g.left[inner]
    right = g.right[inner]
    if last is None:
        last = _source_end(g, left, inner, right)
        right = last
    source = g.span(left, right)
    if g.dep[inner] == "poss" and source is not None:
        source = trim(g.text, source[0], g.end[right - 1] if g.low[right] in ("'s", "’s") else source[1])
    content = _around(g, first, last)
    if source is not None and content:
        yield Candidate(rule=rule, at=first, cue=g.span(first, cue_last), source=source, content=content,
                        source_head=inner)  # fmt: skip


def _source_end(g: Syntax, left: int, inner: int, right: int) -> int:
    """Last token of the source without the rest of the sentence, where the parser attached that to it."""
    for i in range(max(left, inner) + 1, right + 1):
        if g.tag[i] in FINITE and g.dep[i] in ("ROOT", "conj", "ccomp", "parataxis", "acl"):
            return i - 1
    return right


def _around(g: Syntax, first: int, last: int) -> list[Span]:
    """The content of the phrase: the rest of its clause, or of its sentence where it opens or closes that."""
    start, end = _sentence(g, first)
    head = g.head[first]
    hops = 0
    while g.dep[head] not in _CLAUSE and hops < 6 and g.head[head] != head:
        head = g.head[head]
        hops += 1
    opens = g.span(start, first - 1) is None
    closes = g.span(last + 1, end) is None
    if opens:
        left, right = start, end
    elif closes:
        left, right = start, end
        if g.words[first - 1] != "," and head < first and g.dep[head] in ("conj", "relcl", "advcl"):
            left = g.left[head]
    else:
        left, right = min(g.left[head], first), max(g.right[head], last)
        if head > last or not (g.left[head] <= first <= g.right[head]):
            left, right = start, end
    spans = [g.span(left, first - 1), g.span(last + 1, right)]
    return [s for s in spans if s]


def _sentence(g: Syntax, i: int) -> tuple[int, int]:
    first = last = i
    while first > 0 and g.sent[first - 1] == g.sent[i]:
        first -= 1
    while last + 1 < g.n and g.sent[last + 1] == g.sent[i]:
        last += 1
    return first, last


def _hearsay(g: Syntax, i: int) -> Iterator[Candidate]:
    head = g.head[i]
    if not g.is_verb(head) or g.dep[head] in ("amod",):
        return
    spans = [s for s in (g.span(g.left[head], i - 1), g.span(i + 1, g.right[head])) if s]
    if spans:
        yield Candidate(rule="hearsay", at=i, cue=g.span(i, i), source=None, content=spans)
