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
    from collections.abc import Iterator

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
        if "day2" in groups and "year2" not in groups:
            further = tuple(_further_days(tokens, reached))
            kept.extend(further)
            reached = further[-1].end if further else reached
    return tuple(kept)


def _further_days(tokens: Tokens, end: int) -> Iterator[Expression]:
    """The days that follow a date in a list: 4 and 7 in "June 1, 4 and 7"."""
    found = _list_of_days().match(tokens.classes, end)
    if found is None or not plausible("dayin", found, tokens):
        return
    days = [i for i in range(*found.span()) if isinstance(tokens.values[i], float)]
    values = [tokens.values[i] for i in (end - 1, *days)]
    if values == sorted(set(values), key=lambda v: v if isinstance(v, float) else 0.0):
        yield from (Expression("dayin", i, i + 1, {"day": (i, i + 1)}) for i in days)


@cache
def _list_of_days() -> re.Pattern[str]:
    return pattern("(?:{comma}{the}?(?:{dom}|{ord})){0,40}{comma}?(?:{and}|{or}){the}?(?:{dom}|{ord})", MACROS)
