"""The extent of a wording: the words of a content in one piece, without what joins them to their cue.

"The pipeline | to be closed" around a cue stays two parts; words that the content left out between two of its parts,
and that are neither source nor cue, belong to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.model import Anchor
from reportedly.reading.text.syntax import FINITE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model import Statement
    from reportedly.reading.text.syntax import Syntax

_LONGEST_GAP = 12
"""Tokens between two parts of a content that may belong to it."""
_NO_WORDS = frozenset({"PUNCT", "SPACE"})
_UNFINISHED = frozenset({"DT", "TO", "CC", "PRP$", "WP$"})
"""Tags of words that another one has to follow."""


def join_parts(syntax: Syntax, statement: Statement) -> tuple[Anchor, ...]:
    """The parts of a content; two of one sentence are one where no source, cue or relay stands between them."""
    outside = [a for a in (statement.source, statement.cue, *statement.via) if a is not None]
    parts: list[Anchor] = []
    for part in statement.content:
        before = parts[-1] if parts else None
        if before is not None and _is_one(syntax, before, part, outside):
            parts[-1] = Anchor.of(syntax.text, before.start, part.end)
        else:
            parts.append(part)
    return tuple(parts)


def _is_one(s: Syntax, before: Anchor, after: Anchor, outside: Sequence[Anchor]) -> bool:
    first, last = s.token_at(before.end), s.token_at(after.start)
    if last - first > _LONGEST_GAP or last >= s.n or s.sent[max(first - 1, 0)] != s.sent[last]:
        return False
    return not any(a.start < after.start and before.end < a.end for a in outside)


def extent(syntax: Syntax, content: Sequence[Anchor]) -> list[int]:
    """The tokens of a wording, in text order: of the content, without joining words before it and a cut-off end."""
    s = syntax
    words = [i for part in content for i in _tokens(s, part)]
    while words and (s.pos[words[0]] in _NO_WORDS or _joins(s, words[0])):
        del words[0]
    while words and (s.pos[words[-1]] in _NO_WORDS or s.tag[words[-1]] in _UNFINISHED or _is_cut(s, words)):
        del words[-1]
    return words


def _tokens(s: Syntax, part: Anchor) -> range:
    first = last = s.token_at(part.start)
    while last < s.n and s.char[last] < part.end:
        last += 1
    return range(first, last)


def _joins(s: Syntax, i: int) -> bool:
    """True for a word that joins a content to its cue: "and", "that", "whether" before what is left open."""
    if s.dep[i] == "cc":
        return s.low[i] in word_set("joining sentences")
    if s.low[i] == "whether":
        return s.dep[i] == "mark" and s.dep[s.head[i]] != "advcl"
    if s.low[i] == "if":
        return s.dep[i] == "mark" and s.dep[s.head[i]] in ("ccomp", "pcomp")
    return s.low[i] == "that" and (s.dep[i] == "mark" or (i + 1 < s.n and s.tag[i + 1] in _OPENING))


_OPENING = FINITE | {"DT", "PRP", "PRP$", "EX"}
"""Tags of words after a "that" that is no determiner."""


def _is_cut(s: Syntax, words: Sequence[int]) -> bool:
    """True if the last word opens a phrase or clause that the content does not hold: "... fell because"."""
    last = words[-1]
    if s.tag[last] != "IN" or len(words) == 1:
        return False
    return s.dep[last] == "mark" or any(c > last for c in s.children[last])
