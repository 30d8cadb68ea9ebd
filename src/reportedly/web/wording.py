"""Words of the desk: names, counts, moments and titles as its templates write them; filters of Jinja."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from reportedly.export import wording
from reportedly.model import Party

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportedly.ledger.queries.claim_chain import ChainStatement
    from reportedly.model import Report
    from reportedly.web.charts.position_chart import Dot

_STATEMENT = re.compile(r"\bstatement ([0-9a-f]{16,64})\b")


def moved(day: date, days: int) -> date | None:
    """The day so many days later; None at the ends of the calendar."""
    with suppress(OverflowError):
        return day + timedelta(days=days)
    return None


def party(whose: Party | str) -> str:
    """The name of a party or source, without the report that it is bound to."""
    return wording.plain(whose.name if isinstance(whose, Party) else whose) or "unnamed"


def stances(dots: Sequence[Dot]) -> str:
    """The marks of a lane in words: affirm 3 times, deny once."""
    tally: dict[str, int] = {}
    for dot in dots:
        tally[dot.stance.value] = tally.get(dot.stance.value, 0) + dot.times
    return ", ".join(f"{stance} {'once' if n == 1 else f'{n} times'}" for stance, n in tally.items())


def speaker(s: ChainStatement) -> str:
    """Who says it, and through whom it came."""
    who = wording.name_of(s.actor, s.source) or "the outlet itself"
    return f"{who} via {', '.join(map(wording.plain, s.via))}" if s.via else who


def short_day(at: datetime) -> str:
    """A day in few letters: 28 Apr 2025."""
    return f"{at.day} {at:%b %Y}"


def instant(at: datetime) -> str:
    """A time in words: 28 April 2025, 09:15 UTC."""
    moment = at.astimezone(UTC)
    return f"{wording.day(moment)}, {moment:%H:%M} UTC"


def split_at_statement(reason: str) -> tuple[str, str, str]:
    """A reason as the text before the id of a statement that it names, the id, and the text after it."""
    found = _STATEMENT.search(reason)
    return (reason[: found.start()], found[1], reason[found.end() :]) if found else (reason, "", "")


def titled(report: Report) -> str:
    """The headline of a report, else its first words."""
    return wording.plain(report.title or "") or wording.abridged(wording.plain(report.text[:200]), 70)


def looked_up(key: str, among: Mapping[str, object]) -> object:
    """The value of a key, or None."""
    return among.get(key)
