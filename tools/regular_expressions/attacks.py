"""Strings made from a regular expression's own syntax, which make a slow one slow.

They repeat what a repeated part matches, and end in what fails: `a` again and again for `(a*)*b`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from re import _constants as codes
from re import _parser as parser
from typing import Any

MANY = 12
"""Repetitions from which on a bounded repeat is treated like an unbounded one."""
REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
LOOKS = (codes.ASSERT, codes.ASSERT_NOT)
PALETTE = " \nA1a\"-.,\t/('<[{:;&#@!$%_—“é|=\\?*+~`^>)]}0zZ"
"""Characters that the strings are made of, and those that the expression names."""


@dataclass(frozen=True, slots=True)
class Attack:
    """A string that can be made as long as one likes."""

    before: str
    pump: str
    after: str

    def text(self, length: int) -> str:
        """The string, about so long."""
        return self.before + self.pump * max(1, length // len(self.pump)) + self.after


@dataclass(frozen=True, slots=True)
class Variety:
    """How many strings are made from one expression."""

    leads: int
    """Beginnings that are tried with the same repeated part."""
    samples: int
    """Samples of a repeated part."""
    endings: tuple[str, ...]


def parsed(pattern: re.Pattern[Any]) -> list[Any]:
    """The parts of a regular expression: pairs of a code and its argument."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    return list(parser.parse(source, pattern.flags & ~re.DEBUG))


def inner_parts(op: Any, argument: Any) -> list[list[Any]]:
    """The sequences inside one part of an expression."""
    if op in REPEATS:
        return [list(argument[2])]
    if op is codes.SUBPATTERN:
        return [list(argument[3])]
    if op is codes.ATOMIC_GROUP:
        return [list(argument)]
    if op is codes.BRANCH:
        return [list(branch) for branch in argument[1]]
    if op is codes.GROUPREF_EXISTS:
        return [list(branch) for branch in argument[1:] if branch]
    return [list(argument[1])] if op in LOOKS else []


def attacks(pattern: re.Pattern[Any], variety: Variety) -> list[Attack]:
    """Strings that repeat what each repeated part of a regular expression matches."""
    tree = parsed(pattern)
    made: dict[tuple[str, str, str], None] = {}
    leads: dict[str, set[str]] = {}
    for before, pump in _pumps(tree, "", variety.samples):
        leads.setdefault(pump, set()).add(before)
        if len(leads[pump]) > variety.leads:
            continue
        for after in variety.endings:
            made[before, pump, after] = None
            made["", before + pump, after] = None
    for choice in range(variety.samples):
        whole = _sample(tree, choice, optional=choice % 2 == 0)
        for part in (whole, whole[:-1], whole + " "):
            if part:
                made["", part, "\0"] = None
    return [Attack(*parts) for parts in made]


def _pumps(items: list[Any], before: str, count: int) -> Iterator[tuple[str, str]]:
    """What stands before each repeated part, and samples of the part."""
    for i, (op, argument) in enumerate(items):
        lead = before + _sample(items[:i], 0, optional=False)
        if op in REPEATS:
            _, most, body = argument
            if most is codes.MAXREPEAT or most >= MANY:
                samples = {_sample(list(body), choice, optional=choice % 2 == 1) for choice in range(count)}
                yield from ((lead, pump) for pump in sorted(samples) if pump)
        for inner in inner_parts(op, argument):
            yield from _pumps(inner, lead, count)


def _sample(items: list[Any], choice: int, *, optional: bool) -> str:
    """A string that the items match, or nearly: assertions are not heeded."""
    out = ""
    for op, argument in items:
        if op is codes.LITERAL:
            out += chr(argument)
        elif op in (codes.IN, codes.NOT_LITERAL, codes.ANY):
            out += _character(op, argument, choice)
        elif op in REPEATS:
            least, most, body = argument
            out += _sample(list(body), choice, optional=optional) * min(max(least, int(optional)), most)
        elif op is codes.SUBPATTERN:
            out += _sample(list(argument[3]), choice, optional=optional)
        elif op is codes.ATOMIC_GROUP:
            out += _sample(list(argument), choice, optional=optional)
        elif op is codes.GROUPREF:
            out += " "
        elif op is codes.BRANCH:
            out += _sample(list(argument[1][choice % len(argument[1])]), choice, optional=optional)
    return out


def _character(op: Any, argument: Any, choice: int) -> str:
    if op is codes.ANY:
        accepted = [c for c in PALETTE if c != "\n"]
    elif op is codes.NOT_LITERAL:
        accepted = [c for c in PALETTE if ord(c) != argument]
    else:
        accepted = [c for c in PALETTE if in_class(ord(c), argument)]
        if not accepted:
            first = argument[0]
            accepted = [chr(first[1] if first[0] is codes.LITERAL else first[1][0])]
    return accepted[choice % len(accepted)]


_CATEGORIES: dict[object, Callable[[str], bool]] = {
    codes.CATEGORY_DIGIT: str.isdigit,
    codes.CATEGORY_SPACE: str.isspace,
    codes.CATEGORY_WORD: lambda c: c.isalnum() or c == "_",
    codes.CATEGORY_NOT_DIGIT: lambda c: not c.isdigit(),
    codes.CATEGORY_NOT_SPACE: lambda c: not c.isspace(),
    codes.CATEGORY_NOT_WORD: lambda c: not (c.isalnum() or c == "_"),
}


def in_class(code: int, members: list[Any]) -> bool:
    """True if a class such as `[^a-z]` holds a character."""
    negated = False
    for kind, value in members:
        if kind is codes.NEGATE:
            negated = True
        elif (
            (kind is codes.LITERAL and value == code)
            or (kind is codes.RANGE and value[0] <= code <= value[1])
            or (kind is codes.CATEGORY and _CATEGORIES[value](chr(code)))
        ):
            return not negated
    return negated
