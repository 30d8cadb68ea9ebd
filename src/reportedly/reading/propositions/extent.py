"""The extent of a wording: the words of a content in one piece, without what joins them to their cue.

"The pipeline | to be closed" around a cue stays two parts; words that the content left out between two of its parts,
and that are neither source nor cue, belong to it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.model import Anchor
from reportedly.reading.text.punctuation import HYPHENS
from reportedly.reading.text.syntax import FINITE, NOMINAL_SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model import Statement
    from reportedly.reading.text.quotations import Quotation
    from reportedly.reading.text.syntax import Syntax

_LONGEST_GAP = 12
"""Tokens between two parts of a content that may belong to it."""
_NO_WORDS = frozenset({"PUNCT", "SPACE"})
_RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
_COMPLETING = frozenset({"prep", "prt", "pcomp", "xcomp", "ccomp", "acl", "relcl", "dobj", "agent"})
"""Relations of what completes the word before it."""
_PREMODIFIERS = frozenset({"amod", "nmod", "predet", "nummod", "quantmod", "advmod"})
_NEAR = 3
"""Tokens from a word to the noun that it describes."""
_LONGEST_TAIL = 6
"""Tokens after the last comma that may be a cut-off end."""
_TOP = 3
"""Line breaks above which a line is a headline or stands beside one."""
_WRAP = re.compile(r"[a-z,]\n[a-z]")
_WRAPPED = 2
"""Lines that go on in the next one, in a text that is broken into lines."""
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


def without_scraps(syntax: Syntax, content: Sequence[Anchor], quotations: Sequence[Quotation]) -> tuple[Anchor, ...]:
    """The parts of a content without a first or last of another sentence, no clause and not between marks."""
    s = syntax
    whole = [part for part in content if _has_clause(s, _tokens(s, part))]
    sentences = {s.sent[i] for part in whole for i in _tokens(s, part)}
    kept = [
        part
        for part in content
        if part in whole
        or part not in (content[0], content[-1])
        or any(q.open < part.end and part.start < q.close for q in quotations)
        or not sentences.isdisjoint(s.sent[i] for i in _tokens(s, part))
    ]
    return tuple(kept) if whole else tuple(content)


def _is_one(s: Syntax, before: Anchor, after: Anchor, outside: Sequence[Anchor]) -> bool:
    first, last = s.token_at(before.end), s.token_at(after.start)
    if last - first > _LONGEST_GAP or last >= s.n or s.sent[max(first - 1, 0)] != s.sent[last]:
        return False
    return not any(a.start < after.start and before.end < a.end for a in outside)


def extent(syntax: Syntax, content: Sequence[Anchor]) -> list[int]:
    """The tokens of a wording, in text order: of the content, without joining words before it and a cut-off end."""
    s = syntax
    words = _without_heading(s, [i for part in content for i in _tokens(s, part)])
    while words and (s.pos[words[0]] in _NO_WORDS or _joins(s, words[0]) or _connects(s, words[0])):
        del words[0]
    if words and s.right[words[-1]] == words[-1] + 1 and s.dep[words[-1] + 1] == "prt":
        words.append(words[-1] + 1)  # "to step | down"
    while words:
        if s.pos[words[-1]] in _NO_WORDS or s.low[words[-1]] in HYPHENS or _is_unfinished(s, words[-1]):
            del words[-1]
        elif _is_cut(s, words):
            del words[_opening_of_tail(s, words) :]
        elif (opening := _opening_of_next(s, words) or _opening_of_unfinished(s, words)) is not None:
            del words[opening:]
        else:
            break
    return words


def _without_heading(s: Syntax, words: list[int]) -> list[int]:
    """The tokens without lines above them that are no sentence: the time of an entry, a headline at the top."""
    at = next((k for k in range(len(words) - 2, 0, -1) if _breaks_off(s, words[k])), None)
    if at is None or words[at] + 1 != words[at + 1] or _is_wrapped(s.text):
        return words
    above, below = words[:at], words[at + 1 :]
    at_top = s.text.count("\n", 0, s.char[words[at]]) < _TOP
    begins = s.words[below[0]][:1].isupper() and _has_clause(s, below)
    return below if begins and (at_top or not _has_clause(s, above)) else words


def _breaks_off(s: Syntax, i: int) -> bool:
    """True for a line break that follows no mark."""
    return "\n" in s.words[i] and i > 0 and s.pos[i - 1] != "PUNCT" and s.words[i - 1][-1].isalnum()


def _is_wrapped(text: str) -> bool:
    """True if lines of a text end within its sentences."""
    return len(_WRAP.findall(text)) >= _WRAPPED


def _has_clause(s: Syntax, words: Sequence[int]) -> bool:
    return any(s.is_finite(v) and (k := s.subject(v)) is not None and k in words for v in words)


def _opening_of_unfinished(s: Syntax, words: Sequence[int]) -> int | None:
    """The place where a clause begins whose verb stands behind the end: "until their demands | are met"."""
    last = words[-1]
    for at, i in enumerate(words):
        v = s.head[i]
        cut = v > last and s.sent[v] == s.sent[last] and s.dep[i] in ("nsubj", "nsubjpass") and s.dep[v] == "advcl"
        if cut and any(s.is_finite(k) or s.low[k] == "to" for k in words[:at]):
            first = min((k for k in words if s.head[k] == v), default=i)
            return words.index(min(first, s.left[i])) if s.left[i] in words else at
    return None


def _opening_of_next(s: Syntax, words: Sequence[int]) -> int | None:
    """The place where a clause begins that says when or why of a main clause behind the end: ", but when she left"."""
    last = words[-1]
    v = next((i for i in words if s.dep[i] == "advcl" and s.head[i] > last and s.is_finite(i)), None)
    if v is None or s.sent[v] != s.sent[last] or s.left[v] not in words:
        return None
    first = words.index(s.left[v])
    if first == 0 or (s.low[words[first - 1]] != "," and s.dep[words[first - 1]] != "cc"):
        return None
    before = [i for i in words[:first] if s.sent[i] == s.sent[v]]
    whole = any(s.is_finite(i) and (k := s.subject(i)) is not None and k in before for i in before)
    return first if whole else None


def _is_unfinished(s: Syntax, i: int) -> bool:
    """True for a word that another one has to follow; "another" in "from one town to another" is none."""
    if s.tag[i] == "TO" and i + 1 < s.n and s.pos[i + 1] == "PUNCT":
        return False  # "the way we are supposed to"
    return s.tag[i] in _UNFINISHED and (s.tag[i] != "DT" or s.dep[i] in ("det", "predet", "mark"))


def _connects(s: Syntax, i: int) -> bool:
    """True for an adverb that ties a sentence to the one before: "Accordingly, the port was closed"."""
    if s.low[i] not in word_set("conjunctive adverb") or i + 1 >= s.n:
        return False
    return s.low[i + 1] == "," or (s.low[i] in word_set("additive adverb") and s.is_verb(s.head[i]))


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
    if s.low[i] != "that" or i + 1 >= s.n or _is_subject(s, i):
        return False
    plural = s.dep[i] == "det" and s.tag[s.head[i]] in ("NNS", "NNPS")  # the parser's, not the writer's
    return s.dep[i] == "mark" or s.tag[i] == "IN" or plural or s.tag[i + 1] in _OPENING


def _is_subject(s: Syntax, i: int) -> bool:
    """True for a "that" that is what the clause speaks of: "that is no reason to stay"."""
    return s.dep[i] in NOMINAL_SUBJECTS and s.subject(s.head[i]) == i


_OPENING = FINITE | {"DT", "PRP", "PRP$", "EX"}
"""Tags of words after a "that" that is no determiner."""


def _is_cut(s: Syntax, words: Sequence[int]) -> bool:
    """True if the last word opens a phrase or clause that the content does not hold: "... fell because"."""
    last = words[-1]
    if len(words) == 1 or last + 1 >= s.n:
        return False
    if s.low[last] == "that" and s.head[last] > last:
        return True
    if s.tag[last] == "IN":
        return s.dep[last] in ("mark", "agent") or any(c > last for c in s.children[last])
    if s.tag[last] in _RELATIVE or s.low[last] == "according":
        return s.head[last] != last
    if last < s.head[last] <= last + _NEAR and s.dep[last] in _PREMODIFIERS:
        return _tail(s, words) is not None
    below = next((c for c in s.children[last] if c > last and s.left[c] == last + 1), None)
    if below is None or s.dep[below] not in _COMPLETING:
        return False
    return s.tag[last] in ("VBN", "VBG") or _tail(s, words) is not None


def _opening_of_tail(s: Syntax, words: Sequence[int]) -> int:
    """The place among the words from which a cut-off end is left out: from its comma, else the last word."""
    tail = _tail(s, words)
    return len(words) - 1 if tail is None else tail


def _tail(s: Syntax, words: Sequence[int]) -> int | None:
    """The place of the comma before the last few words, where these hold no whole clause: ", a charge that"."""
    for at in range(len(words) - 1, max(0, len(words) - 1 - _LONGEST_TAIL), -1):
        i = words[at]
        if s.is_finite(i) and s.subject(i) is not None:
            return None
        if s.low[i] in (",", ";", "—", "–"):
            return at
    return None
