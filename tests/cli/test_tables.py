"""Tables as a terminal of 80 columns shows them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Any

from rich.console import Console

from reportedly.cli import ledger_tables, query_tables
from reportedly.listing import Dated, Page
from reportedly.model import Anchor, Party, Report, Stance, TollKind
from reportedly.record import (
    DatedItem,
    EventTolls,
    Hit,
    NumberRecord,
    SourceAccount,
    SourceRecord,
    SourceStatement,
    Toll,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

DAY = date(2031, 3, 1)
WORDS = "that divers had cut a cable off Bergen in the night"
CONTENT = (Anchor(0, len(WORDS), WORDS),)


def _lines(table: RenderableType) -> list[str]:
    out = StringIO()
    Console(file=out, width=80, highlight=False, markup=False, emoji=False).print(table)
    return out.getvalue().splitlines()


def test_what_a_source_said_has_room_beside_a_long_list_of_those_who_agree() -> None:
    said = SourceStatement(
        id="0123456789abcdef",
        report="g1",
        claim="fedcba9876543210",
        stance=Stance.AFFIRM,
        content=CONTENT,
        said_on=DAY,
        affirmed_by=tuple(
            map(Party, ("Portugal", "Norwegian Coastal Administration", "Institute of Deep Sea Cables", "Denmark"))
        ),
        denied_by=(),
    )
    norway = SourceRecord(
        id="norway",
        name="Norway",
        party=Party("Norway"),
        outlet=False,
        statements=1,
        reports=1,
        origins=1,
        first=DAY,
        last=DAY,
        affirmed=1,
        denied=0,
        forecasts=0,
        settled=0,
        brier=None,
        scored=0,
    )
    lines = _lines(
        query_tables.source(SourceAccount(source=norway, statements=Page(items=(said,)), forecasts=Page(items=())))
    )
    assert any("affirms: that divers had cut a" in line for line in lines)
    assert len(lines) < 14


def test_where_a_statement_stands_leaves_room_however_long_the_id_of_its_report() -> None:
    report = Report(id="r" * 60, text=WORDS, title="night.txt")
    hit = Hit(
        statement="0123456789abcdef",
        report=report.id,
        claim=None,
        content=CONTENT,
        source=None,
        actor=None,
        said_on=DAY,
    )
    lines = _lines(ledger_tables.hits([hit], {report.id: report}))
    assert any("the report: that divers had cut" in line for line in lines)
    assert any("night.txt" in line for line in lines)


def test_a_happening_without_a_type_is_told_without_one() -> None:
    moment = DatedItem(
        date="2031-03-01",
        kind=Dated.HAPPENED,
        report="g1",
        statement=None,
        claim=None,
        words=Anchor(5, 11, "divers"),
        source=None,
        actor=None,
        type=None,
        factuality=None,
    )
    shown = "\n".join(_lines(query_tables.timeline([moment])))
    assert "the report reports what happened: divers" in shown


def _number(**other: Any) -> NumberRecord:
    number = NumberRecord(
        claim="fedcba9876543210",
        wording=WORDS,
        of="ships",
        unit="ship",
        low=2.0,
        high=2.0,
        party=Party("aec7e5277161da01"),
        actor=None,
        statement="0123456789abcdef",
        report="aec7e5277161da01",
        date=DAY,
        latest=True,
        excludes=("1111111111111111",),
    )
    return replace(number, **other)


def test_tolls_tell_whose_figures_exclude_each_other_and_name_three_of_them() -> None:
    parties = ("Norway", "Chile", "Portugal", "Denmark", "Peru")
    figures = [
        _number(of="miners killed", unit="people", party=Party(name), statement=name, excludes=()) for name in parties
    ]
    apart = _number(of="miners killed", unit="people", low=9.0, high=9.0, excludes=parties)
    toll = Toll(kind=TollKind.DEAD, figures=(*figures, apart))
    event = EventTolls(event="e" * 16, title="Pit floods", day=DAY, place="Bergen", country="NO", tolls=(toll,))
    shown = " ".join(" ".join(_lines(query_tables.tolls([event]))).split())
    assert "Pit floods 2031-03-01, Bergen; Event eeeeeeee" in shown
    assert "2 miners killed Norway" in shown
    assert "9 miners killed the report excludes the figure of Norway, Chile, Portugal and 2 more" in shown


def test_tolls_beside_an_event_say_of_what_day_and_place_and_single_ones_are_left_out_of_the_brief_table() -> None:
    figure = _number(of="miners killed", unit="people", excludes=())
    own = Toll(kind=TollKind.DEAD, figures=(figure,))
    beside = Toll(kind=TollKind.DEAD, figures=(figure,), beside=True, day=DAY, place="Voss")
    event = EventTolls(event="e" * 16, title="Pit floods", day=DAY, place="Bergen", country="NO", tolls=(own, beside))
    assert "Beside it: 2031-03-01, Voss" in "\n".join(_lines(query_tables.tolls([event])))
    assert "Beside it" not in "\n".join(_lines(query_tables.tolls([event], brief=True)))


def test_numbers_in_the_voice_of_a_report_without_an_outlet_are_the_reports() -> None:
    shown = "\n".join(_lines(query_tables.numbers([_number()])))
    assert "the report" in shown
    assert "aec7e5277161da01" not in shown
    assert "2 ships" in shown
    assert "excludes the number of statement 11111111" in shown
