"""Check the licence of every package that Reportedly needs at run time, extras included.

    python -m tools.licences

`licences.tsv` lists the licences that it may have. Tools for development are not handed on and not checked. Exit code
1 if a package has another licence, or names none.
"""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import dataclass
from importlib.metadata import PackageMetadata, PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from reportedly.lexicon import rows_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

ROOT = Path(__file__).parents[1]
TABLE = Path(__file__).with_suffix(".tsv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """An installed package and the licence that it names."""

    name: str
    version: str
    licence: str
    """An SPDX expression, or alternatives as the package words them; empty if it names none."""


def allowed() -> Mapping[str, str]:
    """The SPDX identifier of each licence that may be used, by the words for it."""
    return {row["licence"]: row["spdx"] for row in rows_of(TABLE.read_text("utf-8"), TABLE.name)}


def may_be_used(licence: str, table: Mapping[str, str]) -> bool:
    """True if one of the alternatives of an SPDX expression is allowed in all its parts."""
    if licence in table:
        return True
    known = {*table, _ALLOWED}
    while group := _GROUP.search(licence):
        answer = _ALLOWED if _is_allowed(group["inner"], known) else ""
        licence = f"{licence[: group.start('group')]}{answer}{licence[group.end('group') :]}"
    return _is_allowed(licence, known)


_ALLOWED = "allowed"
"""Stands for a group in brackets that is allowed."""
_GROUP = re.compile(r"(?:^\s*|\(\s*|\s(?:AND|OR)\s+)(?P<group>\((?P<inner>[^()]*)\))")


def _is_allowed(expression: str, known: Collection[str]) -> bool:
    """The same of an expression without groups in brackets."""
    choices = re.split(r"\sOR\s", expression)
    return any(all(part.strip() in known for part in re.split(r"\sAND\s", choice)) for choice in choices)


def licence_of(found: PackageMetadata) -> str:
    """The licence that a package names: its SPDX expression, else its classifiers, else its short words for it."""
    if "License-Expression" in found:
        return found["License-Expression"]
    classifiers = [str(c) for c in found.get_all("Classifier", []) if c.startswith("License ::")]
    if classifiers:
        return " AND ".join(c.rpartition(" :: ")[2] for c in classifiers)
    words = found["License"].strip() if "License" in found else ""
    return words if "\n" not in words else ""


def packages() -> Iterator[Package]:
    """Every package that Reportedly needs at run time here, once; LookupError if one is not installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = [r for group in project["optional-dependencies"].values() for r in group]
    waiting = [Requirement(r) for r in [*project["dependencies"], *extras]]
    seen: set[tuple[str, str]] = set()
    named: set[str] = set()
    while waiting:
        wanted = waiting.pop()
        name = str(canonicalize_name(wanted.name))
        fresh = {("", name), *((extra, name) for extra in wanted.extras)} - seen
        seen |= fresh
        if not fresh:
            continue
        try:
            found = distribution(name)
        except PackageNotFoundError:
            raise LookupError(f"{name} is not installed here: make check installs it") from None
        if name not in named:
            named.add(name)
            yield Package(name=name, version=found.version, licence=licence_of(found.metadata))
        needed = [Requirement(r) for r in found.requires or ()]
        waiting += [
            r for r in needed if any(r.marker is None or r.marker.evaluate({"extra": extra}) for extra, _ in fresh)
        ]


def main() -> int:
    """Print a line for each package whose licence is not in the table."""
    table = allowed()
    found = sorted(packages(), key=lambda p: p.name)
    wrong = [p for p in found if not may_be_used(p.licence, table)]
    for p in wrong:
        print(f"{p.name} {p.version}: {p.licence or 'names no licence'}: not in {TABLE.relative_to(ROOT)}")
    print(f"{len(found)} packages, {len(wrong)} with a licence that is not allowed", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
