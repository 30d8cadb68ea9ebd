"""What is done at the end of every round of `watch`, whether it brought reports or not."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from reportedly.errors import ReportedlyError

if TYPE_CHECKING:
    from reportedly.ledger.ledger import Ledger

Task: TypeAlias = "Callable[[Ledger, datetime], None]"
"""Work on a ledger at a time; it ends soon, and what it could not do it tries again in a later round."""
AFTER_ROUND: tuple[Task, ...] = ()
"""The tasks, in their order. Reports are added and linked by then, unless linking has just taken long.

A round ends at least once a minute.
"""
_LOG = logging.getLogger(__name__)


def end_round(ledger: Ledger, now: datetime) -> list[str]:
    """Do all tasks; one that fails does not keep the others from being done. Returns what went wrong."""
    problems = []
    for task in AFTER_ROUND:
        try:
            task(ledger, now)
        except ReportedlyError as problem:
            problems.append(str(problem))
        except Exception as problem:
            _LOG.exception("a task after a round failed")
            problems.append(f"a fault of the program ({type(problem).__name__}: {problem}): report it")
    return problems
