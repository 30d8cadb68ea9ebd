"""docs/performance.md: each benchmark writes its own part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.page import PARTS, RAY, READING, SCALE, STARTUP, UPKEEP, write

if TYPE_CHECKING:
    from pathlib import Path


def test_a_part_is_put_in_its_own_place_and_the_other_stays(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    write(SCALE, f"{SCALE}\n\nslow\n", page)
    write(READING, f"{READING}\n\nfast\n\n### Where the time goes\n\nto reading\n", page)
    write(SCALE, f"{SCALE}\n\nflat\n", page)
    write(RAY, f"{RAY}\n\nbeside each other\n", page)
    write(STARTUP, f"{STARTUP}\n\nsoon\n", page)
    write(UPKEEP, f"{UPKEEP}\n\noften\n", page)
    write(PARTS, f"{PARTS}\n\npiece by piece\n", page)
    assert page.read_text("utf-8") == (
        f"# Performance\n\n{READING}\n\nfast\n\n### Where the time goes\n\nto reading\n\n{RAY}\n\nbeside each other\n\n"
        f"{STARTUP}\n\nsoon\n\n{UPKEEP}\n\noften\n\n{PARTS}\n\npiece by piece\n\n{SCALE}\n\nflat\n"
    )
