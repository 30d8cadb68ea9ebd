"""Compare the pinned packages with a copy of the OSV advisories of PyPI, without a network.

    python -m tools.advisories ADVISORIES [LOCK...]

ADVISORIES is a folder of advisories in JSON (https://ossf.github.io/osv-schema/), or a ZIP of them, such as OSV's
`PyPI/all.zip`. `pip-audit` asks the same of a service. Exit code 1 if a pinned version is affected.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """A pinned package that an advisory is about."""

    package: str
    version: str
    advisory: str
    summary: str


def pinned(lock: Path) -> Iterator[tuple[str, str]]:
    """Name and version of every package of a lock file, for all systems."""
    for line in lock.read_text("utf-8").splitlines():
        if re.match(r"[A-Za-z0-9]", line):
            wanted = Requirement(line.rstrip(" \\"))
            (version,) = (s.version for s in wanted.specifier if s.operator == "==")
            yield str(canonicalize_name(wanted.name)), version


def advisories(place: Path) -> Iterator[dict[str, Any]]:
    """The advisories of a folder or a ZIP that are not withdrawn."""
    if place.is_dir():
        texts: Iterator[bytes] = (p.read_bytes() for p in sorted(place.rglob("*.json")))
    else:
        whole = zipfile.ZipFile(place)
        texts = (whole.read(name) for name in whole.namelist() if name.endswith(".json"))
    for text in texts:
        found = json.loads(text)
        if "withdrawn" not in found:
            yield found


def affected(pins: Sequence[tuple[str, str]], found: Iterator[dict[str, Any]]) -> Iterator[Affected]:
    """The pins that advisories are about."""
    versions: dict[str, set[str]] = {}
    for name, version in pins:
        versions.setdefault(name, set()).add(version)
    for advisory in found:
        for part in advisory.get("affected", ()):
            package = part.get("package", {})
            name = str(canonicalize_name(package.get("name", "")))
            if package.get("ecosystem") != "PyPI":
                continue
            for version in sorted(versions.get(name, ())):
                if _covers(part, version):
                    summary = str(advisory.get("summary", ""))
                    yield Affected(package=name, version=version, advisory=str(advisory["id"]), summary=summary)


def _covers(part: Mapping[str, Any], version: str) -> bool:
    if version in part.get("versions", ()):
        return True
    ranges = (r["events"] for r in part.get("ranges", ()) if r.get("type") == "ECOSYSTEM")
    return any(_within(events, Version(version)) for events in ranges)


def _within(events: Sequence[Mapping[str, str]], version: Version) -> bool:
    """True if the last event at or before the version introduces the fault; a `last_affected` ends after itself."""
    state = False
    for kind, at in sorted(((k, v) for e in events for k, v in e.items()), key=lambda e: _order(e[1])):
        if kind == "last_affected":
            state = state and version <= _order(at)
        elif version >= _order(at):
            state = kind == "introduced"
    return state


def _order(version: str) -> Version:
    try:
        return Version(version)
    except InvalidVersion:
        return Version("0")


def main(words: Sequence[str]) -> int:
    """Print a line for each pin that an advisory is about."""
    if not words:
        print("name a folder or a ZIP of OSV advisories", file=sys.stderr)
        return 2
    locks = [Path(w) for w in words[1:]] or sorted(ROOT.glob("requirements*.lock"))
    pins = sorted({pin for lock in locks for pin in pinned(lock)})
    found = list(affected(pins, advisories(Path(words[0]))))
    for one in found:
        print(f"{one.package} {one.version}: {one.advisory}: {one.summary}")
    print(f"{len(pins)} pinned packages, {len(found)} advisories", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
