"""What waits to be linked: reports that are read, and what a late report or a judgement has touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.store import links
from reportedly.store import pending as queue
from reportedly.store.database import increment

if TYPE_CHECKING:
    from datetime import date

    from reportedly.store.database import Connection


def request_relinking(connection: Connection, day: date) -> None:
    """Have all since a day linked again by the next `link_pending`, if any is linked since or is being linked again."""
    last = links.last(connection)
    if (last is not None and last[0].date() >= day) or queue.relinking_from(connection) is not None:
        queue.request_relinking(connection, day)
        increment(connection, links.MARK)


def relinked_from(connection: Connection) -> date | None:
    """The day since which everything has to be linked again; None if what is queued comes after all that is linked."""
    days = [day for day in (queue.relinking_from(connection), queue.late(connection)) if day is not None]
    return min(days, default=None)


def waiting(connection: Connection) -> int:
    """How many reports are to be linked, some of them again."""
    since = queue.relinking_from(connection)
    return queue.count(connection) + (0 if since is None else queue.count_again(connection, since))
