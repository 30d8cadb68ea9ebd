"""A small ledger of readings made by hand, one of them hostile: pages can be tested without reading anything."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportedly.ledger import Ledger
from reportedly.model import Act, Actor, ActorKind, Polarity, Reading, Report, content_id
from tests.export.made import RUN, ferry, hostile, statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FERRY = ferry()
HOSTILE = hostile()
COPY = Reading(
    report=Report(
        text=FERRY.report.text,
        id="copy/2",
        outlet="Vik Evening",
        title="Norland: we sank it",
        published_at=datetime(2031, 3, 7, 23, 30, tzinfo=UTC),
    ),
    run=RUN,
)
_LATER = Report(
    text="Sudland’s foreign ministry denied on Thursday that its navy had sunk the ferry.",
    id="late-3",
    outlet="Vik Evening",
    title="Sudland: not ours",
    published_at=datetime(2031, 3, 7, 9, tzinfo=UTC),
)
ADMITTED = FERRY.statements[0]
REJECTED = statement(
    _LATER,
    "Sudland’s foreign ministry",
    "denied",
    "that its navy had sunk the ferry",
    actor=Actor(name="Sudland Foreign Ministry", kind=ActorKind.MINISTRY, of="Sudland"),
    act=Act.DENY,
    polarity=Polarity.NEGATIVE,
    said_at=date(2031, 3, 6),
)
LATER = Reading(report=_LATER, run=RUN, statements=(REJECTED,))
CLAIM = content_id("claim", ADMITTED.id)
EVENT = content_id("event", FERRY.report.id)
READINGS = (FERRY, HOSTILE, COPY, LATER)


@cache
def _made() -> Path:
    """A ledger of these readings, with a grade of a statement and one of a source."""
    path = Path(tempfile.mkdtemp(prefix="reportedly-shelf")) / "shelf.db"
    kept = {r.report.id: r for r in READINGS}

    def read_all(reports: Iterable[Report], **_: object) -> Iterator[Reading]:
        return (kept[r.id] for r in reports)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("reportedly.ledger.ledger.batch.read_all", read_all)
        patch.setattr("reportedly.reading.run_now", lambda: RUN)
        with Ledger(str(path)) as ledger:
            list(ledger.add(r.report for r in READINGS))
            ledger.grade(ADMITTED.id, "2", why="<i>saw the log</i>", by="Ana")
            ledger.grade("Norland", "C", why="owns the press", by="Ana")
    return path


def filled(folder: Path) -> str:
    """The path of a ledger of these readings of one's own."""
    return str(shutil.copy(_made(), folder / "shelf.db"))


def empty(folder: Path) -> str:
    """The path of a ledger with nothing in it."""
    path = str(folder / "shelf.db")
    Ledger(path).close()
    return path
