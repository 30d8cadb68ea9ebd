"""The drawing of a toll: steps of each source."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from reportedly.model import Party, TollKind
from reportedly.record import NumberRecord, Toll
from reportedly.web.charts.toll_chart import LABEL, MOST, toll_chart


def _figure(party: str, day: int, low: float | None, high: float | None = None, *, latest: bool = True) -> NumberRecord:
    return NumberRecord(
        claim="c",
        wording="so many were killed",
        of="people killed",
        unit="people",
        low=low,
        high=high if high is not None else low,
        party=Party(party),
        actor=None,
        statement=f"{party}{day}",
        report="r",
        date=date(2031, 3, day),
        latest=latest,
        excludes=(),
    )


def test_a_source_goes_up_in_steps_and_more_dead_are_higher() -> None:
    toll = Toll(
        kind=TollKind.DEAD,
        figures=(_figure("Norway", 1, 4, latest=False), _figure("Chile", 2, 9), _figure("Norway", 3, 6)),
    )
    chart = toll_chart(toll, width=350)
    assert chart is not None
    norway, chile = chart.steps
    assert [m.figure.low for m in norway.marks] == [4, 6]
    assert norway.marks[0].x < chile.marks[0].x < norway.marks[1].x < chart.edge < chart.width
    assert chile.marks[0].top < norway.marks[1].top < norway.marks[0].top
    assert norway.path.count("V") == 1


def test_one_figure_is_not_drawn_and_labels_keep_apart() -> None:
    one = Toll(kind=TollKind.DEAD, figures=(_figure("Norway", 1, 4),))
    assert toll_chart(one, width=350) is None
    many = Toll(kind=TollKind.DEAD, figures=tuple(_figure(f"Party {n}", 1, 40) for n in range(MOST + 3)))
    chart = toll_chart(many, width=1180)
    assert chart is not None
    assert chart.left_out == 3
    heights = sorted(s.label_y for s in chart.steps)
    assert all(b - a >= LABEL for a, b in pairwise(heights))
    assert heights[-1] < chart.height


def test_a_range_is_a_bar() -> None:
    toll = Toll(kind=TollKind.DEAD, figures=(_figure("Norway", 1, 4, 8), _figure("Chile", 1, 6)))
    chart = toll_chart(toll, width=350)
    assert chart is not None
    marks = {s.last.party.name: s.marks[0] for s in chart.steps}
    assert marks["Norway"].top < marks["Chile"].top == marks["Chile"].bottom < marks["Norway"].bottom
