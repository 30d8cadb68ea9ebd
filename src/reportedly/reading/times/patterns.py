"""Time expressions in a text, as matched by the patterns of the grammar; their values come later."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly.reading.text.lexer import pattern
from reportedly.reading.times.false_positives import plausible
from reportedly.reading.times.grammar import MACROS, RULES

if TYPE_CHECKING:
    from reportedly.reading.text.lexer import Tokens


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression without its value: the rule that matched, over tokens `first` to `end` (past the last)."""

    rule: str
    first: int
    end: int
    groups: dict[str, tuple[int, int]]
    """Tokens of the named parts of the pattern that matched."""

    def at(self, *names: str) -> int | None:
        """The first token of the first of these parts that matched."""
        for name in names:
            if name in self.groups:
                return self.groups[name][0]
        return None

    def span(self, *names: str) -> range:
        """The tokens of the first of these parts that matched; empty where none did."""
        for name in names:
            if name in self.groups:
                return range(*self.groups[name])
        return range(0)


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, pattern(source, MACROS)) for name, source in RULES)


def expressions(tokens: Tokens) -> tuple[Expression, ...]:
    """The time expressions of a text in order, none overlapping another."""
    found: list[tuple[int, int, int, str, re.Match[str]]] = []
    for order, (name, compiled) in enumerate(_compiled()):
        found.extend(
            (match.start(), -match.end(), order, name, match)
            for match in compiled.finditer(tokens.classes)
            if match.end() > match.start()
        )
    found.sort(key=lambda f: f[:3])
    kept: list[Expression] = []
    reached = 0
    for start, minus_end, _, name, match in found:
        if start < reached or not plausible(name, match, tokens):
            continue
        groups = {g: match.span(g) for g, part in match.groupdict().items() if part}
        kept.append(Expression(name, start, -minus_end, groups))
        reached = -minus_end
    return tuple(kept)
