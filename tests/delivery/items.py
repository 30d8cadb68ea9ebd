"""A match of an alert, made up."""

from __future__ import annotations

from datetime import UTC, date, datetime

from reportedly.alerts import AlertItem, Occasion
from reportedly.model import Act, ChangeKind, Stance, Status

ITEM = AlertItem(
    id="0123456789abcdef",
    alert="The cable",
    occasion=Occasion.STATEMENT,
    found_at=datetime(2031, 3, 2, 10, tzinfo=UTC),
    claim="c1",
    wording="the cable was cut",
    status_before=Status.ALLEGED,
    status_after=Status.DISPUTED,
    kind=ChangeKind.OPPOSITION,
    why="new opposition: Chile denies it",
    statement="s1",
    report="r1",
    outlet="The Gazette",
    title="Cable",
    url="https://gazette.example/1",
    published=datetime(2031, 3, 2, 9, tzinfo=UTC),
    said_on=date(2031, 3, 2),
    source="Chile",
    actor="Chile",
    party="Chile",
    act=Act.DENY,
    stance=Stance.DENY,
    words="its divers cut it",
    spans=((13, 30),),
)
