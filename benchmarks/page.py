"""docs/performance.md: each benchmark writes its own part and leaves the others as they are."""

from __future__ import annotations

import re
from pathlib import Path

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"
READING = "## Reading"
RAY = "## Many processes"
STARTUP = "## Start-up"
UPKEEP = "## Adding and checking"
PARTS = "## Parts of reading and adding"
SCALE = "## A ledger that grows"
_PARTS = (READING, RAY, STARTUP, UPKEEP, PARTS, SCALE)
_TITLE = "# Performance"


def write(part: str, text: str, page: Path = PAGE) -> None:
    """Replace a part of the page; `text` begins with its heading."""
    known = {part: text}
    if page.exists():
        headings = "|".join(map(re.escape, _PARTS))
        for found in re.split(rf"^(?=(?:{headings})$)", page.read_text("utf-8"), flags=re.MULTILINE):
            name = found.partition("\n")[0]
            if name in _PARTS:
                known.setdefault(name, found)
    page.write_text("\n\n".join([_TITLE, *(known[p].strip() for p in _PARTS if p in known)]) + "\n", "utf-8")
