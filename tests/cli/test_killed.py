"""An `add` or `import` that is killed leaves a whole ledger, and the same command completes it; others read on."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest

from benchmarks.kills import Killing, exported
from tests.cli.test_ledger import ROWS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases import NewAddress

pytestmark = pytest.mark.model


def test_a_killed_add_leaves_a_whole_ledger_and_is_completed(new_address: NewAddress, tmp_path: Path) -> None:
    rows = [
        {**ROWS[n % 2], "id": f"k{n}", "url": None, "published_at": f"2031-03-{n % 28 + 1:02}T09:00:00+00:00"}
        for n in range(12)
    ]
    for number, row in enumerate(rows):
        row["text"] = f"{row['text']}\n\nNote {number}."
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    killing = Killing(("add", str(tmp_path / "in.jsonl")), new_address, random.Random(7))
    for number in range(3):
        killing.kill_one(f"killed{number}")
    importing = Killing(("import", str(exported(tmp_path / "in.jsonl", tmp_path))), new_address, random.Random(7))
    importing.kill_one("killed while importing")
