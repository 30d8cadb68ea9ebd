"""Whether lines are a file of a newspaper database, and the reports in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.intake import factiva, nexis, proquest
from reportedly.intake.newspapers import reports_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from reportedly.errors import IntakeError
    from reportedly.model import Report


def articles_in(lines: Sequence[str], where: str, published: datetime | None) -> Iterator[Report | IntakeError] | None:
    """The articles in the lines of a file of Nexis, Factiva or ProQuest; None if it is none."""
    lines = [line.replace("\u00a0", " ") for line in lines]
    for database in (nexis, factiva, proquest):
        holding = database.holding_of(lines)
        if holding is not None:
            return reports_of(holding, where, published)
    return None
