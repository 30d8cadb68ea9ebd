"""The house style that no linter knows."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from spacy.glossary import GLOSSARY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Node = TypeVar("Node", bound=ast.AST)
ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "reportedly"
SOURCES = sorted((ROOT / "src").rglob("*.py"))


JSON = "export/plain.py"
"""Where `dict[str, Any]` stands for a JSON object."""

SAYS_NOTHING = frozenset({"keep", "asked", "joined", "told", "heard"})
"""Names of functions that leave open what is kept, asked, joined, told or heard."""


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def _files(nodes: Iterable[tuple[Path, ast.AST]]) -> set[str]:
    return {_name(path) for path, _ in nodes}


def _nodes(kind: type[Node]) -> Iterator[tuple[Path, Node]]:
    for path in SOURCES:
        for node in ast.walk(_tree(path)):
            if isinstance(node, kind):
                yield path, node


def test_no_file_is_longer_than_500_lines() -> None:
    long = {str(p.relative_to(ROOT)): n for p in SOURCES if (n := len(p.read_text("utf-8").splitlines())) > 500}
    assert not long


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert not [p for p in SOURCES if p.stem in {"utils", "util", "helpers", "helper", "manager", "common", "misc"}]


def test_every_module_says_what_is_in_it() -> None:
    assert not [str(p) for p in SOURCES if not p.read_text("utf-8").startswith('"""')]


def test_no_untyped_rows_outside_the_store() -> None:
    untyped = re.compile(r"\bRow\[Any\]|\b(?:dict|Mapping)\[str, Any\]")
    found = {_name(p) for p in SOURCES if untyped.search(p.read_text("utf-8"))}
    assert sorted(f for f in found - {JSON} if not f.startswith("store/")) == []


def test_no_function_has_a_name_that_says_nothing() -> None:
    assert _files((p, n) for p, n in _nodes(ast.FunctionDef) if n.name.lstrip("_") in SAYS_NOTHING) == set()


def test_nothing_is_cached_by_the_parse() -> None:
    """A cache keyed by a Doc keeps the parse alive and hides what a stage takes."""

    def cached(function: ast.FunctionDef) -> bool:
        decorated = any("cache" in ast.unparse(d) for d in function.decorator_list)
        return decorated and any(
            a.annotation and re.search(r"\b(Doc|Parsed|Span|Token)\b", ast.unparse(a.annotation))
            for a in function.args.args
        )

    assert _files((p, n) for p, n in _nodes(ast.FunctionDef) if cached(n)) == set()


def test_word_lists_are_tables() -> None:
    """More than eight lower-case words in one set belong in a table, where users can lay their own over it.

    Labels of spaCy's, such as those of dependencies, are no words of reports.
    """

    def words(node: ast.AST) -> int:
        sets: list[ast.expr] = [node] if isinstance(node, ast.Set) else []
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"frozenset", "set"}:
            sets = node.args[:1]
        found = [
            w
            for s in sets
            for n in ast.walk(s)
            if isinstance(n, ast.Constant) and isinstance(n.value, str)
            for w in n.value.split()
        ]
        return sum(w not in GLOSSARY and re.fullmatch(r"[a-z][a-z'-]+", w) is not None for w in found)

    assert _files((p, n) for p, n in _nodes(ast.expr) if words(n) > 8) == set()
