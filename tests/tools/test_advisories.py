"""Pinned packages against advisories in files."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tools import advisories

LOCK = """thing==1.4.0 \\
    --hash=sha256:00
other-one==2.0 ; python_full_version >= "3.12" \\
    --hash=sha256:00
"""


def _advisory(**affected: Any) -> dict[str, Any]:
    package = {"ecosystem": "PyPI", "name": affected.pop("name", "Thing")}
    return {"id": "X-1", "summary": "Bad", "affected": [{"package": package, **affected}]}


def _range(*events: dict[str, str], kind: str = "ECOSYSTEM") -> dict[str, Any]:
    return {"ranges": [{"type": kind, "events": list(events)}]}


@pytest.mark.parametrize(
    ("advisory", "found"),
    [
        (_advisory(versions=["1.3", "1.4.0"]), True),
        (_advisory(versions=["1.3"]), False),
        (_advisory(**_range({"introduced": "0"}, {"fixed": "1.4.1"})), True),
        (_advisory(**_range({"introduced": "0"}, {"fixed": "1.4"})), False),
        (_advisory(**_range({"introduced": "0"}, {"fixed": "1.2"}, {"introduced": "1.3"})), True),
        (_advisory(**_range({"introduced": "1.0"}, {"last_affected": "1.4"})), True),
        (_advisory(**_range({"introduced": "1.0"}, {"last_affected": "1.3.9"})), False),
        (_advisory(**_range({"introduced": "1.10"})), False),
        (_advisory(**_range({"introduced": "0"}, kind="GIT")), False),
        (_advisory(name="other.one", versions=["2.0"]), True),
        ({**_advisory(versions=["1.4.0"]), "withdrawn": "2031-01-01T00:00:00Z"}, False),
    ],
)
@pytest.mark.parametrize("packed", [True, False])
def test_what_is_affected_is_found(advisory: dict[str, Any], found: bool, packed: bool, tmp_path: Path) -> None:
    (tmp_path / "one.lock").write_text(LOCK, "utf-8")
    place = tmp_path / ("all.zip" if packed else "all")
    if packed:
        with zipfile.ZipFile(place, "w") as whole:
            whole.writestr("X-1.json", json.dumps(advisory))
    else:
        place.mkdir()
        (place / "X-1.json").write_text(json.dumps(advisory), "utf-8")
    assert advisories.main([str(place), str(tmp_path / "one.lock")]) == int(found)


def test_every_lock_of_the_project_is_read() -> None:
    for lock in advisories.ROOT.glob("requirements*.lock"):
        assert len(list(advisories.pinned(lock))) > 20, lock
    assert advisories.main([]) == 2
