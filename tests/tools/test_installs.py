"""What the Makefile installs is pinned by hash."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools import advisories

ROOT = Path(__file__).parents[2]
SERVER = ("accounts", "documents", "metrics", "oidc", "postgresql", "signing")
"""The extras that are in the image of a container."""
LOCKS = sorted(ROOT.glob("requirements*.lock"))


def test_the_makefile_installs_nothing_without_a_hash() -> None:
    text = (ROOT / "Makefile").read_text("utf-8").replace("\\\n", " ")
    installs = [line.strip() for line in text.splitlines() if re.search(r"\b(pip|uv)\b.* install\b", line)]
    assert len(installs) >= 3
    for line in installs:
        # Without a hash only what lies here: the project itself, without its dependencies.
        assert "--require-hashes" in line or ("--no-deps" in line and line.endswith(" .")), line


def test_no_command_fetches_a_program_by_itself() -> None:
    text = "\n".join((ROOT / name).read_text("utf-8") for name in ("Makefile", ".ci/run", "samples/demo.sh"))
    assert not re.findall(r"\b(curl|wget|npx|uvx|pipx)\b", text)


def test_every_pin_has_hashes() -> None:
    assert len(LOCKS) == 4
    for lock in LOCKS:
        entries = re.split(r"\n(?=[A-Za-z0-9])", lock.read_text("utf-8").strip())
        assert [e.splitlines()[0] for e in entries if "--hash=sha256:" not in e] == []
        assert "://" not in lock.read_text("utf-8")  # no index, no address


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups, extras = project["dependency-groups"], project["project"]["optional-dependencies"]
    for lock, wanted in (
        ("requirements.lock", project["project"]["dependencies"] + project["build-system"]["requires"]),
        ("requirements-dev.lock", groups["dev"]),
        ("requirements-release.lock", groups["release"]),
        ("requirements-server.lock", [*project["project"]["dependencies"], *(r for e in SERVER for r in extras[e])]),
    ):
        pins = {name for name, _ in advisories.pinned(ROOT / lock)}
        assert {str(canonicalize_name(Requirement(r).name)) for r in wanted} <= pins
