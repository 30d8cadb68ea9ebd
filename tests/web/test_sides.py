"""Who stands where on a claim: parties by name, everybody else behind them and not all of them."""

from __future__ import annotations

from datetime import date

from reportedly.model import Anchor, Party, Stance, Status
from reportedly.record import Claim, ClaimStatement, Position, Rank
from reportedly.web.sides import UNNAMED, sides

DAY = date(2031, 3, 4)


def said(key: str, stance: Stance, *, named: bool) -> ClaimStatement:
    return ClaimStatement(
        id=key,
        report="r",
        stance=stance,
        content=(Anchor(start=0, end=1, exact="x"),),
        source=None,
        actor=None,
        party=Party(key),
        named=named,
        said_on=DAY,
    )


def test_parties_come_by_name_and_of_the_unnamed_some() -> None:
    affirm, deny = Stance.AFFIRM, Stance.DENY
    told = [said(f"official {n}", affirm, named=False) for n in range(UNNAMED + 5)]
    told += [said("Norland", affirm, named=True), said("an aide", deny, named=False)]
    claim = Claim(
        id="c",
        wording="it sank",
        status=Status.ALLEGED,
        why="",
        first=DAY,
        last=DAY,
        origins=(("r",),),
        positions=tuple(Position(actor=s.party, stance=s.stance, since=DAY, statements=(s.id,)) for s in told),
        statements=tuple(told),
        numbers=(),
        rank=Rank(points=0, reasons=()),
        shown=True,
    )
    affirming, denying = sides(claim)
    assert [s.party for s in affirming.named] == [Party("Norland")]
    assert (len(affirming.unnamed), affirming.unnamed_in_all) == (UNNAMED, UNNAMED + 5)
    assert (denying.stance, denying.named, denying.unnamed_in_all) == (deny, [], 1)
