"""Extras: what an error tells people to install is the extra that has the missing library."""

from __future__ import annotations

import ast
import re
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "src" / "reportedly").rglob("*.py"))
EXTRAS: dict[str, set[str]] = {
    extra: {str(canonicalize_name(Requirement(r).name)) for r in requirements}
    for extra, requirements in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
        "optional-dependencies"
    ].items()
}
NAMED = re.compile(r"reportedly\[(\w+)\]|\bneeds\(\s*[\"'](\w+)[\"']")


def _guarded(path: Path) -> Iterator[tuple[set[str], str]]:
    """The libraries that are imported where they may be missing, and what is said when one is."""
    text = path.read_text("utf-8")
    extra = re.search(r'^EXTRA = "(.+)"$', text, re.MULTILINE)
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Try):
            continue
        for handler in node.handlers:
            if isinstance(handler.type, ast.Name) and handler.type.id == "ImportError":
                said = "\n".join(map(ast.unparse, handler.body)).replace("{EXTRA}", extra[1] if extra else "")
                yield {name for inner in node.body for name in _imported(inner)}, said


def _imported(node: ast.AST) -> Iterator[str]:
    for one in ast.walk(node):
        if isinstance(one, ast.ImportFrom):
            yield (one.module or "").partition(".")[0]
        elif isinstance(one, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in one.names)


def test_a_missing_library_is_in_the_extra_that_is_named() -> None:
    owners = packages_distributions()
    seen: set[str] = set()
    for path in SOURCES:
        for libraries, said in _guarded(path):
            packages = {str(canonicalize_name(p)) for name in libraries for p in owners.get(name, ())}
            for named in NAMED.findall(said):
                extra = "".join(named)
                seen.add(extra)
                assert packages & EXTRAS[extra], f"{path}: none of {sorted(libraries)} is in the extra {extra}"
    assert seen >= {"documents", "interchange", "mcp", "parquet", "signing"}


def test_every_extra_that_is_named_is_there() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md"), *SOURCES]
    named = {
        extra
        for page in pages
        for extra in re.findall(r"(?:reportedly|'\.|\"\.|pip install \.)\[(\w+(?:,\w+)*)\]", page.read_text("utf-8"))
    }
    assert {part for extra in named for part in extra.split(",")} <= set(EXTRAS)
    text = (ROOT / "docs" / "formats.md").read_text("utf-8")
    for extra in EXTRAS:
        assert re.search(rf"extra `{extra}`|\[{extra}\]", text), f"docs/formats.md does not name the extra {extra}"
