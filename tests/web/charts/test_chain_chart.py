"""The drawing of who said a claim first and who took it up."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from reportedly.ledger.queries.claim_chain import Added, ChainReport, ChainStatement, ChainText, ClaimChain
from reportedly.model import Party, Stance
from reportedly.web.charts.chain_chart import MARKS, MOST, chain_chart


def _said(key: str, *, repeats: str | None = None, via: tuple[str, ...] = ()) -> ChainStatement:
    return ChainStatement(
        id=key,
        report=key,
        actor=None,
        source=None,
        party=Party("Norway"),
        named=True,
        stance=Stance.AFFIRM,
        via=via,
        adds=() if repeats else (Added.ACTOR,),
        repeats=repeats,
    )


def _chain(*texts: tuple[ChainStatement, ...]) -> ClaimChain:
    start = datetime(2031, 3, 1, tzinfo=UTC)
    return ClaimChain(
        claim="c",
        wording="it rained",
        texts=tuple(
            ChainText(
                report=ChainReport(id=f"r{n}", outlet=f"The Outlet {n}", title=None, at=start + timedelta(days=n)),
                copies=(),
                statements=said,
            )
            for n, said in enumerate(texts)
        ),
    )


def test_texts_stand_below_each_other_in_order_of_time() -> None:
    chart = chain_chart(_chain((_said("a"),), (_said("b"), _said("c"))), width=350)
    assert [row.text.report.id for row in chart.rows] == ["r0", "r1"]
    assert chart.rows[0].y < chart.rows[1].y < chart.height
    assert [m.x for m in chart.rows[1].marks] == sorted({m.x for m in chart.rows[1].marks})
    assert chart.rows[1].marks[-1].x < chart.label < chart.width


def test_arcs_lead_to_the_first_words_and_to_the_outlet_they_came_through() -> None:
    texts = (_said("a"),), (_said("b"),), (_said("c", repeats="a"),), (_said("d", via=("Outlet 1",)),)
    assert [arc.kind for arc in chain_chart(_chain(*texts), width=1180).arcs] == ["repeats", "through"]
    both = (_said("a"),), (_said("b", repeats="a", via=("the outlet 0",)),)
    assert [arc.kind for arc in chain_chart(_chain(*both), width=1180).arcs] == ["through"]


def test_what_has_no_room_is_counted() -> None:
    many = _chain(*((_said(f"s{n}"),) for n in range(MOST + 3)))
    chart = chain_chart(many, width=350)
    assert (len(chart.rows), chart.left_out) == (MOST, 3)
    crowded = chain_chart(_chain(tuple(_said(f"s{n}") for n in range(9))), width=350)
    assert len(crowded.rows[0].marks) == MARKS
