"""Brackets: what an editor puts in place of words that lean on the report, or adds to them.

"He was shot" becomes "[Eloy Baptiste] was shot".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.reading.text.syntax import Syntax


_STOPS = frozenset({".", "!", "?"})
_MARKS = _STOPS | {",", ";", ":"}
_CLOSING = re.compile(r"’(?!\w)")
"""A closing single quotation mark that is no apostrophe within a word."""
_BRACKETS = {"(": ")", "[": "]"}
_FOOTNOTE = re.compile(r"\[\d{1,3}(?:\]|$)")


@dataclass(frozen=True, slots=True, order=True)
class Bracket:
    """Words for the tokens from `first` to before `end`; where these are equal, words put before `first`.

    Empty words leave the tokens out.
    """

    first: int
    end: int
    words: str


def put_in(syntax: Syntax, tokens: Sequence[int], brackets: Sequence[Bracket]) -> str:
    """The words of these tokens on one line, with brackets; two of them side by side are one."""
    at = {b.first: b for b in sorted(brackets, reverse=True) if b.first < b.end}
    added: dict[int, str] = {}
    for b in brackets:
        if b.first == b.end:
            added[b.first] = f"{added[b.first]} {b.words}" if b.first in added else b.words
    pieces: list[str] = []
    before, until = -1, -1
    for i in tokens:
        if i < until:
            continue
        bracket = at.get(i)
        until = bracket.end if bracket is not None else i + 1
        if pieces and before + 1 != i:
            pieces.append(_joint(syntax, before, i))
        blank = bool(pieces) and (before + 1 != i or _is_apart(syntax, i))
        if i in added:
            pieces += [" " * bool(pieces), f"[{added[i]}]"]
            blank = True
        if bracket is None:
            pieces += [" " * blank, syntax.words[i]]
        elif bracket.words:
            pieces += [" " * blank, f"[{bracket.words}]"]
        before = until - 1
    said = " ".join("".join(pieces).split())
    without = _FOOTNOTE.sub("", said)
    said = without.rstrip(" .") if said != without else said
    return _tidy(said.replace("] [", " ").replace("][", " "))


def _joint(s: Syntax, before: int, i: int) -> str:
    """What joins two parts of a content where its cue stood between them.

    A full stop or an ellipsis between sentences, the conjunction or a semicolon between clauses, else nothing.
    """
    if s.sent[before] != s.sent[i]:
        opens = s.words[i][:1].isupper() or s.words[i][:1].isdigit()
        return "" if s.words[before] in _STOPS else "." if opens else " …"
    last = i - 1
    while last > before and s.pos[last] == "PUNCT":
        last -= 1
    if last > before and s.dep[last] == "cc":
        return f" {s.words[last]}"
    return ";" if s.words[before] not in _MARKS and _opens_clause(s, i) and _has_clause(s, before) else ""


def _opens_clause(s: Syntax, i: int) -> bool:
    """True if a main clause with its own subject begins at a token."""
    v = next((v for v in range(i, s.sentence_end(s.sent[i])) if s.left[v] <= i and _is_main(s, v)), None)
    subject = s.subject(v) if v is not None else None
    return subject is not None and i <= subject and s.left[subject] == i


def _has_clause(s: Syntax, last: int) -> bool:
    """True if a whole main clause ends at a token or before it."""
    return any(
        _is_main(s, v) and (subject := s.subject(v)) is not None and subject < v
        for v in range(s.starts[s.sent[last]], last + 1)
    )


def _is_main(s: Syntax, v: int) -> bool:
    return s.is_verb(v) and s.is_finite(v) and s.dep[v] in ("ROOT", "conj", "ccomp", "parataxis")


def _is_apart(s: Syntax, i: int) -> bool:
    return s.char[i] > s.end[i - 1]


def _tidy(said: str) -> str:
    """The wording without a quotation mark or bracket that has no other half."""
    said = said.replace('""', '"')
    for opening, closing in (("“", "”"), ('"', '"'), ("``", "''")):
        odd = said.count(opening) != said.count(closing) if opening != closing else said.count(opening) % 2
        if odd:
            said = said.replace(opening, "").replace(closing, "")
    if "‘" in said and _CLOSING.search(said, said.rindex("‘")) is None:
        said = said.replace("‘", "")
    return _with_whole_brackets(said.strip())


def _with_whole_brackets(said: str) -> str:
    """The wording with brackets closed that its end cuts, and without those that were opened before it."""
    kept: list[str] = []
    waiting: list[str] = []
    for char in said:
        if char in _BRACKETS:
            waiting.append(_BRACKETS[char])
        elif char in _BRACKETS.values():
            if char not in waiting:
                continue
            waiting.remove(char)
        kept.append(char)
    return "".join((*kept, *reversed(waiting)))
