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
        blank = bool(pieces) and (before + 1 != i or _is_apart(syntax, i))
        if i in added:
            pieces += [" " * bool(pieces), f"[{added[i]}]"]
            blank = True
        if bracket is None:
            pieces += [" " * blank, syntax.words[i]]
        elif bracket.words:
            pieces += [" " * blank, f"[{bracket.words}]"]
        before = until - 1
    return _tidy(" ".join("".join(pieces).split()).replace("] [", " ").replace("][", " "))


def _is_apart(s: Syntax, i: int) -> bool:
    return s.char[i] > s.end[i - 1]


def _tidy(said: str) -> str:
    """The wording without marks of footnotes, and without a quotation mark that has no other half."""
    said = _FOOTNOTE.sub("", said)
    for opening, closing in (("“", "”"), ('"', '"')):
        odd = said.count(opening) != said.count(closing) if opening != closing else said.count(opening) % 2
        if odd:
            said = said.replace(opening, "").replace(closing, "")
    return said.strip()
