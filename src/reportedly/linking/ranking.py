"""Which claims matter: a pure function of who takes sides on them, on how many origins, and what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.model import ChangeKind
from reportedly.record import Rank

if TYPE_CHECKING:
    from datetime import date

FOR, AGAINST, ORIGIN, CHANGE, RELATION = 2, 4, 1, 2, 1
"""Points of each named party that affirms a claim or denies it, of each independent origin but the first, of each
change of status, of each related claim."""
NEWS = {
    ChangeKind.ADMISSION: 8,
    ChangeKind.OPPOSITION: 8,
    ChangeKind.DENIAL: 6,
    ChangeKind.WITHDRAWAL: 6,
    ChangeKind.CORROBORATION: 4,
    ChangeKind.FIGURES: 3,
    ChangeKind.SOURCE: 1,
    ChangeKind.NEW: 1,
}
"""Points of what has changed since somebody looked last."""
MOST = 5
"""What counts of each: of a claim in a hundred texts the number of texts says no more."""
MONTH = 30
"""Days after which a claim that is not spoken of has lost a point against newer ones."""


def rank_of(*, affirm: int, deny: int, origins: int, changes: int, relations: int = 0) -> Rank:
    """The rank of a claim that so many named parties affirm or deny, with reasons such as "2 parties affirm it"."""
    counted = (
        (affirm, FOR, "party affirms it", "parties affirm it"),
        (deny, AGAINST, "party denies it", "parties deny it"),
        (origins - 1, ORIGIN, "more origin", "more origins"),
        (changes, CHANGE, "change of status", "changes of status"),
        (relations, RELATION, "related claim", "related claims"),
    )
    return Rank(
        points=sum(each * min(number, MOST) for number, each, _, _ in counted if number > 0),
        reasons=tuple(f"{number} {one if number == 1 else many}" for number, _, one, many in counted if number > 0),
    )


def rank_of_news(whole: Rank, kind: ChangeKind | None, *, affirm: int, deny: int, origins: int) -> Rank:
    """The rank of what is new on a claim: that of the `whole` claim, and points for the change and for what joined it.

    `affirm` and `deny` count the named parties that are new on that side, `origins` the new ones.
    """
    joined = rank_of(affirm=affirm, deny=deny, origins=origins + 1, changes=0)
    points = whole.points + joined.points + (NEWS[kind] if kind else 0)
    return Rank(points=points, reasons=((kind.value,) if kind else ()) + whole.reasons)


def place_of(rank: Rank, last: date) -> float:
    """The place of a claim in the default list, highest first: its points, and the day on which it was last spoken of.

    All claims lose as much with time, so that their order changes only when something is said.
    """
    return round(rank.points + last.toordinal() / MONTH, 4)
