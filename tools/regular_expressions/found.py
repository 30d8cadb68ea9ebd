"""Every regular expression of the project, and the methods that it is called by."""

from __future__ import annotations

import ast
import inspect
import itertools
import pkgutil
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from typing import Any

import reportedly

ROOT = Path(__file__).parents[2]
SCANS = frozenset(("search", "finditer", "findall", "sub", "subn", "split"))
"""Methods that start again at every place of a text."""


@dataclass(frozen=True, slots=True)
class Found:
    """A regular expression, where it stands, and the methods that it is called by."""

    where: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]


def regular_expressions() -> tuple[Found, ...]:
    """Each distinct one, with the methods of all places where it stands."""
    distinct: dict[tuple[str | bytes, int], Found] = {}
    for found in _everywhere():
        key = found.pattern.pattern, found.pattern.flags
        first = distinct.setdefault(key, found)
        distinct[key] = replace(first, methods=first.methods | found.methods)
    return tuple(distinct.values())


def _everywhere() -> Iterator[Found]:
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
