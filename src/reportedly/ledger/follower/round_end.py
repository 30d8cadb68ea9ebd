"""What is done at the end of every round of `watch`, whether it brought reports or not."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from reportedly.errors import DeliveryError, ReportedlyError

if TYPE_CHECKING:
    from reportedly.ledger.ledger import Ledger

Task: TypeAlias = "Callable[[Ledger, datetime], None]"
"""Work on a ledger at a time; it ends soon, and what it could not do it tries again in a later round."""
DESK = "REPORTEDLY_DESK"
"""The variable with the address of a desk of the ledger, for links in what is delivered."""


def deliver_alerts(ledger: Ledger, now: datetime) -> None:
    """A round of alerts: find what newly matches, and deliver what waits."""
    done = ledger.alerts.deliver(now=now, desk=os.environ.get(DESK) or None)
    if done.problems:
        raise DeliveryError("; ".join(done.problems))


AFTER_ROUND: tuple[Task, ...] = (deliver_alerts,)
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
