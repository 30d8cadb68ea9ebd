"""The demo's story of twelve reports in a ledger, read once for all tests that ask for it."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from reportedly import intake
from reportedly.ledger import Ledger

REPORTS = Path(__file__).parents[1] / "samples" / "ps752.jsonl"


@cache
def _made() -> Path:
    path = Path(tempfile.mkdtemp(prefix="reportedly-story")) / "story.db"
    with Ledger(str(path)) as ledger:
        assert len([r for r in ledger.add(intake.open_all(REPORTS)) if r.failure is None]) == 12
    return path


def told(folder: Path) -> str:
    """The path of a ledger of the story of one's own."""
    return str(shutil.copy(_made(), folder / "story.db"))
