"""From a file, a feed or an address to Reports: one format a file.

`open_all` is the one way in; it yields a Report, or the IntakeError of a part
that holds none, so that one bad row loses nothing else.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.model import Report

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime


def open(where: str | Path, *, published: datetime | None = None) -> Report:
    """The one report that a file or address holds; IntakeError where it holds none or several."""
    found = list(open_all(where, published=published))
    if len(found) != 1:
        raise IntakeError(str(where), f"holds {len(found)} reports where one was expected; use open_all")
    if isinstance(found[0], IntakeError):
        raise found[0]
    return found[0]


def open_all(where: str | Path, *, published: datetime | None = None) -> Iterator[Report | IntakeError]:
    """Every report that a file or address holds, in its order; `published` dates those without a date."""
    path = Path(where)
    try:
        yield Report(text=path.read_text("utf-8"), published_at=published, title=path.name)
    except (OSError, UnicodeDecodeError) as problem:
        yield IntakeError(str(where), str(problem))
