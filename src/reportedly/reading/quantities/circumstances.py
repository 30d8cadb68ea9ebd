"""When and where what a number counts was so, as the clause around the number says.

"The attack on the town recalls one in 2013, which killed 40 people near Oslo" has a 40 of 2013 and of Oslo.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reportedly.model import Anchor, Place, Time
    from reportedly.reading.text.syntax import Syntax

_WITHIN_PHRASE = frozenset({"nummod", "amod", "compound", "quantmod", "nmod", "det", "advmod", "npadvmod", "predet"})
"""Relations of a number to the noun that it counts."""
_MODIFYING = frozenset({"acl", "relcl"})
_OF_ANOTHER_SPEAKER = frozenset({"ROOT", "ccomp", "parataxis", "csubj", "csubjpass"})
"""Relations of a clause to what is above it that leave its times and places to themselves: "he said on Monday that"."""
_CLAUSES = _OF_ANOTHER_SPEAKER | _MODIFYING | {"advcl"}
_CLAUSES_OF_VERBS = frozenset({"conj", "pcomp", "dep", "appos"})
"""Relations of a clause where a verb has them, and of a phrase where a noun has them."""
_HIGHEST = 40
"""Steps up the tree from a word to the head of its clause."""


class Circumstances:
    """The times and places of a report, by what they stand under in the parse."""

    def __init__(self, syntax: Syntax, times: Iterable[Time], places: Iterable[Place]) -> None:
        self._syntax = syntax
        self._times = self._below(t.anchor for t in times)
        self._places = self._below(p.anchor for p in places if not p.as_actor)

    def of(self, number: Anchor) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
        """The times and the places of the nearest phrase or clause around a number that names any, in text order."""
        for i in self._around(self._head(number)):
            if i in self._times or i in self._places:
                return self._times.get(i, ()), self._places.get(i, ())
        return (), ()

    def _below(self, anchors: Iterable[Anchor]) -> dict[int, tuple[Anchor, ...]]:
        """The expressions below each token, none beyond the head of a clause."""
        found: dict[int, tuple[Anchor, ...]] = {}
        for anchor in anchors:
            for i in self._path(self._head(anchor)):
                found[i] = (*found.get(i, ()), anchor)
        return found

    def _head(self, words: Anchor) -> int:
        """The token that the others of an expression depend on."""
        s = self._syntax
        tokens = s.tokens_within(words.start, words.end)
        return next((i for i in tokens if s.head[i] == i or s.head[i] not in tokens), min(tokens.start, s.n - 1))

    def _path(self, i: int) -> Iterator[int]:
        """Token `i` and those above it, up to the head of its clause."""
        s = self._syntax
        for _ in range(_HIGHEST):
            yield i
            if s.head[i] == i or s.dep[i] in _CLAUSES or (s.dep[i] in _CLAUSES_OF_VERBS and s.pos[i] == "VERB"):
                return
            i = s.head[i]

    def _around(self, number: int) -> Iterator[int]:
        """The heads of the clauses and phrases around a number, from what befell those counted on outwards."""
        s, noun = self._syntax, number
        while s.dep[noun] in _WITHIN_PHRASE and s.head[noun] != noun:
            noun = s.head[noun]
        yield from (c for c in s.children[noun] if s.dep[c] in _MODIFYING and s.tag[c] == "VBN")
        for _ in range(_HIGHEST):
            *below, clause = self._path(noun)
            yield from (i for i in below if i != noun and s.pos[i] == "NOUN")  # "the death of 40 in 2013"
            yield clause
            if s.dep[clause] in _OF_ANOTHER_SPEAKER or s.head[clause] == clause:
                return
            noun = s.head[clause]
            if s.dep[clause] in _MODIFYING:
                yield noun  # "the raid of 2013, which killed 40"
