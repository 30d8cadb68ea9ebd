"""Every regular expression of the project, and strings made from its own syntax that make a slow one slow.

A regular expression is super-linear if the time it takes grows faster than its input. Two forms of it do so: a part
that can be repeated in several ways (`(a*)*b`), and a search that starts again at every place of a run and reads to
its end each time (`\\s+x` on blanks). The strings repeat what a repeated part matches, and end in what fails.
"""

from __future__ import annotations

import ast
import inspect
import itertools
import pkgutil
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from re import _constants as codes
from re import _parser as parser
from typing import Any

import reportedly

ROOT = Path(__file__).parents[1]
MANY = 12
"""Repetitions from which on a bounded repeat is treated like an unbounded one."""
LEADS = 5
"""Beginnings that are tried with the same repeated part."""
PALETTE = " \nA1a\"-.,\t/('<[{:;&#@!$%_—“é|=\\?*+~`^>)]}0zZ"
SUFFIXES = ("", "\0", "\n\0\n")
SCANS = frozenset(("search", "finditer", "findall", "sub", "subn", "split"))


@dataclass(frozen=True, slots=True)
class Found:
    """A regular expression, where it stands, and the methods that it is called by."""

    where: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]


@dataclass(frozen=True, slots=True)
class Attack:
    """A string that can be made as long as one likes."""

    before: str
    pump: str
    after: str

    def text(self, length: int) -> str:
        """The string, about so long."""
        return self.before + self.pump * max(1, length // len(self.pump)) + self.after


def regular_expressions() -> Iterator[Found]:
    """All of the package: in the values of its modules, in what their functions give, and in calls of `re`."""
    names = [m.name for m in pkgutil.walk_packages(reportedly.__path__, "reportedly.") if "migrations" not in m.name]
    for name in names:
        if name.endswith("__main__"):
            continue
        module = import_module(name)
        tree = ast.parse(inspect.getsource(module))
        methods = _methods(tree)
        for key, value in vars(module).items():
            if getattr(value, "__module__", name) == name and "Pattern" in str(
                getattr(value, "__annotations__", {}).get("return", "")
            ):
                if any(p.default is p.empty for p in inspect.signature(value).parameters.values()):
                    continue  # gives one for its argument; the caller is a value or a function of a module
                value = value()
            yield from (Found(f"{name}.{key}", p, methods.get(key, SCANS)) for p in _patterns(value))
    for folder in ("src", "tools", "eval", "training", "benchmarks"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from _written_in_calls(path)


def _patterns(value: object) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping):
        yield from itertools.chain.from_iterable(map(_patterns, value.values()))
    elif isinstance(value, (tuple, list)):
        yield from itertools.chain.from_iterable(map(_patterns, value))


def _methods(tree: ast.Module) -> dict[str, frozenset[str]]:
    """The methods by which each name of a module is called; a name that is handed on is left out."""
    called: dict[str, set[str]] = {}
    used: dict[str, int] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            used[node.id] = used.get(node.id, 0) + 1
        if isinstance(node, ast.Attribute):
            owner = node.value.func if isinstance(node.value, ast.Call) else node.value
            if isinstance(owner, ast.Name) and node.attr in {"match", "fullmatch", *SCANS}:
                called.setdefault(owner.id, set()).add(node.attr)
                used[owner.id] = used.get(owner.id, 0) - 1
    return {name: frozenset(methods) for name, methods in called.items() if used.get(name, 0) <= 0}


def _written_in_calls(path: Path) -> Iterator[Found]:
    """`re.sub(r"...", ...)` and, outside the package, `re.compile(r"...")`."""
    inside = path.is_relative_to(ROOT / "src")
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "re"):
            continue
        method = node.func.attr
        if method == "escape" or (method == "compile" and inside):
            continue
        where = f"{path.relative_to(ROOT)}:{node.lineno}"
        written = node.args[0]
        if isinstance(written, ast.Constant):
            yield Found(where, re.compile(written.value), SCANS if method == "compile" else frozenset((method,)))


def attacks(pattern: re.Pattern[Any]) -> list[Attack]:
    """Strings that repeat what each repeated part of a regular expression matches."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    tree = parser.parse(source, pattern.flags & ~re.DEBUG)
    made: dict[tuple[str, str, str], None] = {}
    leads: dict[str, set[str]] = {}
    for before, pump in _pumps(list(tree), ""):
        leads.setdefault(pump, set()).add(before)
        if len(leads[pump]) > LEADS:
            continue
        for after in SUFFIXES:
            made[before, pump, after] = None
            made["", before + pump, after] = None
    for choice in range(6):
        whole = _sample(list(tree), choice, optional=choice % 2 == 0)
        for part in (whole, whole[:-1], whole + " "):
            if part:
                made["", part, "\0"] = None
    return [Attack(*parts) for parts in made]


def _pumps(items: list[Any], before: str) -> Iterator[tuple[str, str]]:
    """What stands before each repeated part, and samples of the part."""
    for i, (op, argument) in enumerate(items):
        lead = before + _sample(items[:i], 0, optional=False)
        if op in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            _, most, body = argument
            if most is codes.MAXREPEAT or most >= MANY:
                samples = {_sample(list(body), choice, optional=choice % 2 == 1) for choice in range(10)}
                yield from ((lead, pump) for pump in sorted(samples) if pump)
            yield from _pumps(list(body), lead)
        elif op is codes.SUBPATTERN:
            yield from _pumps(list(argument[3]), lead)
        elif op is codes.ATOMIC_GROUP:
            yield from _pumps(list(argument), lead)
        elif op is codes.BRANCH:
            for branch in argument[1]:
                yield from _pumps(list(branch), lead)
        elif op in (codes.ASSERT, codes.ASSERT_NOT):
            yield from _pumps(list(argument[1]), lead)


def _sample(items: list[Any], choice: int, *, optional: bool) -> str:
    """A string that the items match, or nearly: assertions are not heeded."""
    out = ""
    for op, argument in items:
        if op is codes.LITERAL:
            out += chr(argument)
        elif op in (codes.IN, codes.NOT_LITERAL, codes.ANY):
            out += _character(op, argument, choice)
        elif op in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
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
        accepted = [c for c in PALETTE if _in_class(ord(c), argument)]
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


def _in_class(code: int, members: list[Any]) -> bool:
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


REPEATED = (8, 12, 16, 20, 24, 28, 34, 42, 52, 64, 256, 1024)
"""Repetitions: on so few an exponential or cubic one is found before it takes minutes."""
FIRST = 4096
"""Characters on which what is surely fast is told from what has to be measured."""
LENGTHS = (10_000, 20_000, 40_000, 80_000)
FAST = 0.0008
"""Seconds for them below which growth cannot be super-linear."""
SLOW = 0.25
"""Seconds for so few characters that nothing more need be measured."""
LEAST = 0.004
"""Seconds; shorter times are not compared."""
GROWTH = 2.5
"""Most growth of time where the input doubles; a linear one has 2, a quadratic one 4."""


def slow_on(found: Found) -> str | None:
    """The first string on which a regular expression is super-linear, with the times; None if there is none."""
    for method in sorted({"finditer" if m in SCANS else m for m in found.methods}):
        for attack in attacks(found.pattern):
            for n in (*(k * len(attack.pump) for k in REPEATED if k * len(attack.pump) < FIRST), FIRST):
                taken = _seconds(found.pattern, method, attack, n)
                if taken > SLOW:
                    return f"{method} of {attack}: {taken:.2f} s for {n:,} characters"
            if (
                taken > FAST
                and _seconds(found.pattern, method, attack, 4 * FIRST) > 5 * taken
                and _grows(found.pattern, method, attack)
            ):
                times = [f"{_seconds(found.pattern, method, attack, n):.3f}" for n in LENGTHS[:2]]
                return f"{method} of {attack}: {', '.join(times)} s for {', '.join(f'{n:,}' for n in LENGTHS[:2])}"
    return None


def _grows(pattern: re.Pattern[Any], method: str, attack: Attack) -> bool:
    """True if three attempts in a row show more growth than allowed, so that a busy machine alone does not."""
    return all(_worst_growth(pattern, method, attack) > GROWTH for _ in range(3))


def _worst_growth(pattern: re.Pattern[Any], method: str, attack: Attack) -> float:
    """The most growth from one length to the next; it ends where that is plain."""
    worst, last = 0.0, 0.0
    for n in LENGTHS:
        taken = _seconds(pattern, method, attack, n)
        if taken < SLOW:
            taken = min(taken, *(_seconds(pattern, method, attack, n) for _ in range(2)))
        if last > LEAST:
            worst = max(worst, taken / last)
        if taken > SLOW and worst > GROWTH:
            break
        last = taken
    return worst


def _seconds(pattern: re.Pattern[Any], method: str, attack: Attack, length: int) -> float:
    text = attack.text(length)
    given = text.encode("utf-8", "replace") if isinstance(pattern.pattern, bytes) else text
    before = time.process_time()
    if method == "finditer":
        for _ in pattern.finditer(given):
            pass
    else:
        getattr(pattern, method)(given)
    return time.process_time() - before
