"""Events are kept as reports are linked, one by one or all anew, and as of a date."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from reportedly.ledger import Ledger
from reportedly.listing import Filter
from reportedly.model import Anchor, EventMention, EventType, Place, Precision, Reading, Report, Time, TimeType, Verdict
from tests import databases
from tests.ledger import told
from tests.ledger.told import report

if TYPE_CHECKING:
    from collections.abc import Iterator

_read = told.read
FIRE = (
    report("a", 0, "Norway said Chile burned down the timber market in Tromso on Monday. Mayor Kari Lund mourned it."),
    report("b", 1, "Kenya said the tea harvest of the Rift had doubled. Nobody in Nairobi had foreseen it."),
    report("c", 2, "Tromso mourns its timber market, which Chile burned on Monday. Kari Lund will rebuild the market."),
    report("d", 3, "Mayor Kari Lund said Chile burned down the old timber market of Tromso. Norway wants answers."),
    report("e", 30, "Norway said Chile burned down the timber market in Tromso in March. Kari Lund mourned it."),
)


def _events(found: Reading) -> Iterator[EventMention]:
    text = found.report.text
    for match in re.finditer(r"(Chile) (burned)(?:.*?(Tromso))?(?:.*?(Monday))?", text):
        actor, trigger = (Anchor.of(text, *match.span(n)) for n in (1, 2))
        yield EventMention(
            trigger=trigger,
            type=EventType.ASSAULT,
            mode=None,
            actors=(actor,),
            recipients=(),
            place=Anchor.of(text, *match.span(3)) if match[3] else None,
            time=Anchor.of(text, *match.span(4)) if match[4] else None,
            quantities=(),
            statement=found.statements[0].id if found.statements else None,
            factuality=3.0,
            said_factuality=None,
            made_by="told",
        )


def _read_with_events(given: Report) -> Reading:
    found = _read(given)
    spans = {name: [Anchor.of(given.text, *m.span()) for m in re.finditer(name, given.text)] for name in _NAMED}
    return replace(
        found,
        events=tuple(_events(found)),
        places=tuple(
            Place(anchor=a, name="Tromsø", country="NO", precision=Precision.CITY, made_by="told")
            for a in spans["Tromso"]
        ),
        times=tuple(Time(anchor=a, type=TimeType.DATE, value="2031-03-03", made_by="told") for a in spans["Monday"]),
    )


_NAMED = ("Tromso", "Monday")


@pytest.fixture(autouse=True)
def _told_with_events(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told, "read", _read_with_events)


def _told(ledger: Ledger, *, max_reports: int | None = None, **asked: Any) -> list[tuple[str, ...]]:
    page = {name: asked.pop(name) for name in ("limit", "offset") if name in asked}
    return [e.reports for e in ledger.events(Filter(**asked), max_reports=max_reports, **page)]


def test_reports_of_one_happening_share_an_event(new_address: databases.NewAddress) -> None:
    with Ledger(new_address()) as ledger:
        list(ledger.add(FIRE))
        assert _told(ledger) == [("e",), ("a", "c", "d"), ("b",)]
        assert _told(ledger, multiple=True) == [("a", "c", "d")]
        assert _told(ledger, limit=1, offset=1) == [("a", "c", "d")]
        assert _told(ledger, as_of=date(2031, 3, 3)) == [("a", "c"), ("b",)]
        assert _told(ledger, as_of=date(2031, 3, 2), multiple=True) == []
        assert _told(ledger, multiple=True, max_reports=2) == [("a", "d")]
        assert [(e.told_by, e.origins) for e in ledger.events(max_reports=2)] == [(1, 1), (3, 3), (1, 1)]
        fire = ledger.events(Filter(multiple=True))[0]
        assert (fire.type, fire.day, fire.place, fire.country) == (
            EventType.ASSAULT,
            date(2031, 3, 3),
            "Tromsø",
            "NO",
        )
        assert (fire.parties, fire.first, fire.last, fire.origins) == (
            ("Chile",),
            date(2031, 3, 1),
            date(2031, 3, 4),
            3,
        )
        assert {m.report for m in fire.mentions} == {"a", "c", "d"}
        texts = {r.id: r.text for r in FIRE}
        assert all(m.trigger.holds_in(texts[m.report]) for m in fire.mentions)


def test_one_by_one_in_any_order_and_anew_they_are_the_same(new_address: databases.NewAddress) -> None:
    with Ledger(new_address("one")) as one, Ledger(new_address("other")) as other:
        list(one.add(FIRE))
        for n in (3, 0, 4, 1, 2):
            list(other.add(FIRE[n : n + 1]))
        assert other.events() == one.events()
        one.rebuild()
        assert other.events() == one.events()
        assert one.verify() == other.verify() == []


def test_what_a_revision_replaced_tells_no_more(new_address: databases.NewAddress) -> None:
    first = replace(FIRE[0], url="https://gazette.example/fire")
    later = replace(first, id="z", text=f"{first.text} Nobody was hurt.", published_at=FIRE[1].published_at)
    with Ledger(new_address()) as ledger:
        list(ledger.add([first, later]))
        assert _told(ledger) == [("z",)]
        assert _told(ledger, as_of=date(2031, 3, 1)) == [("a",)]


def test_what_was_not_read_right_tells_nothing(new_address: databases.NewAddress) -> None:
    with Ledger(new_address()) as ledger:
        list(ledger.add(FIRE[:1]))
        assert len(ledger.events()[0].mentions) == 1
        ledger.judge(Verdict.WRONG, ledger.search(Filter(text="timber"))[0].statement, by="ann")
        event = ledger.events()[0]
        assert (event.type, event.day, event.parties, event.mentions) == (None, None, (), ())


def test_verify_compares_them_with_a_fresh_derivation(new_address: databases.NewAddress) -> None:
    with Ledger(new_address()) as ledger:
        list(ledger.add(FIRE[:2]))
        databases.change(new_address(), "UPDATE event_reports SET event = 'x' WHERE report = 'a'")
        assert any("event_reports a: a rebuild would give another event" in p for p in ledger.verify())
