"""A look at the syntax of a regular expression that tells which cannot be super-linear, without running any.

Only three forms can be. A repeated part can have something in it that varies (`(a*)*b`). Two repeated parts can have
characters in common (`\\s*-?\\s*x`). A search can start again at every place of a run that it has read to its end,
which takes something that can fail after the repeated part (`\\s+x`, but not `x\\s+`).
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from re import _constants as codes
from typing import Any

from tools.regular_expressions.attacks import LOOKS, MANY, PALETTE, REPEATS, in_class, inner_parts, parsed
from tools.regular_expressions.found import SCANS, Found


def may_be_slow(found: Found) -> bool:
    """True unless the syntax alone shows that time grows with the input and no faster."""
    tree = parsed(found.pattern)
    bodies = [list(body) for _, most, body in _repeats(tree) if most is codes.MAXREPEAT or most >= MANY]
    if any(_varies(body) for body in bodies):
        return True
    letters = frozenset(PALETTE) | {c for body in bodies for c in _named(body)}
    if any(a & b for a, b in itertools.combinations([_reads(body, letters) for body in bodies], 2)):
        return True
    return bool(found.methods & SCANS) and _can_fail_after_repeat(tree)


def _parts(items: list[Any]) -> Iterator[tuple[Any, Any]]:
    """Every part, at any depth."""
    for op, argument in items:
        yield op, argument
        for inner in inner_parts(op, argument):
            yield from _parts(inner)


def _repeats(items: list[Any]) -> Iterator[tuple[int, int, Any]]:
    yield from (argument for op, argument in _parts(items) if op in REPEATS)


def _varies(items: list[Any]) -> bool:
    """True if the same text may be read in several ways, for all that the syntax says."""
    variable = any(least != most for least, most, _ in _repeats(items))
    return variable or any(op in (codes.BRANCH, codes.GROUPREF, codes.GROUPREF_EXISTS) for op, _ in _parts(items))


def _named(items: list[Any]) -> Iterator[str]:
    """Characters that an expression names, in both cases."""
    for op, argument in _parts(items):
        members = argument if op is codes.IN else [(op, argument)]
        for kind, value in members:
            bounds = (value,) if kind in (codes.LITERAL, codes.NOT_LITERAL) else value if kind is codes.RANGE else ()
            for code in bounds:
                yield from (chr(code), *chr(code).lower(), *chr(code).upper())


def _reads(items: list[Any], letters: frozenset[str]) -> frozenset[str]:
    """Those of the letters that any part reads; case is not heeded."""
    read: set[str] = set()
    for op, argument in _parts(items):
        if op is codes.ANY:
            return letters
        if op is codes.LITERAL:
            read |= {c for c in letters if c.lower() == chr(argument).lower()}
        elif op is codes.NOT_LITERAL:
            read |= {c for c in letters if ord(c) != argument}
        elif op is codes.IN:
            read |= {c for c in letters if any(in_class(ord(v), argument) for v in {c, *c.lower(), *c.upper()})}
    return frozenset(read)


def _can_fail_after_repeat(items: list[Any], *, last: bool = True) -> bool:
    """True if something that need not match follows a long repeat; so may one that asks for many times."""
    for i, (op, argument) in enumerate(items):
        ends = last and i == len(items) - 1
        if (
            op in REPEATS
            and (argument[1] is codes.MAXREPEAT or argument[1] >= MANY)
            and not (ends and argument[0] <= MANY)
        ):
            return True
        within = ends and op not in LOOKS and op not in REPEATS
        if any(_can_fail_after_repeat(inner, last=within) for inner in inner_parts(op, argument)):
            return True
    return False
