"""Typed slots: what a statement's own words say of when, where, who, how many and which one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from reportedly.linking.slots import Days, NumberSlot, Opposition, Ordinal, Slots, opposition, slots_of
from reportedly.model import (
    Agent,
    Anchor,
    EventMention,
    Party,
    Place,
    Precision,
    Quantity,
    Reading,
    Report,
    Run,
    Stance,
    Time,
    TimeType,
)
from tests.linking.made import proposition, statement

SAID = "the third round in Bergen on 2 March killed 17 sailors of Ana Lund"
TEXT = f"Norway said {SAID}, and left Oslo on 9 March."
RUN = Run(software="made", pipeline="none", encoder=None, lexicon="none")


def _at(words: str) -> Anchor:
    return Anchor.of(TEXT, TEXT.index(words), TEXT.index(words) + len(words))


def _place(name: str, *, as_actor: bool = False) -> Place:
    return Place(
        anchor=_at(name),
        name=name,
        geonameid=len(name),
        country="NO",
        lat=60.0,
        lon=5.0,
        precision=Precision.CITY,
        as_actor=as_actor,
        made_by="made",
    )


def _reading() -> Reading:
    made = replace(
        statement(SAID, id="s"),
        content=(_at(SAID),),
        proposition=proposition(SAID, agent=Agent(words=None, speaker=True), negated=True),
    )
    killing = EventMention(
        trigger=_at("killed"),
        type=None,
        mode=None,
        actors=(),
        recipients=(_at("17 sailors of Ana Lund"),),
        place=None,
        time=None,
        quantities=(),
        statement="s",
        factuality=3.0,
        said_factuality=3.0,
        made_by="made",
    )
    report = Report(id="r", text=TEXT, published_at=datetime(2031, 3, 3, tzinfo=UTC))
    return Reading(
        report=report,
        run=RUN,
        statements=(made,),
        times=tuple(
            Time(anchor=_at(words), type=TimeType.DATE, value=value, made_by="made")
            for words, value in (("2 March", "2031-03-02"), ("9 March", "2031-03-09"))
        ),
        places=(_place("Bergen"), _place("Oslo"), _place("Norway", as_actor=True)),
        quantities=(
            Quantity(anchor=_at("17 sailors"), low=17, high=17, unit="people", of="sailors killed", made_by="made"),
        ),
        events=(killing,),
    )


def test_slots_are_filled_from_the_content_alone() -> None:
    reading = _reading()
    found = slots_of(reading, reading.statements[0], Party("Norway"))
    assert found.days == (Days(date(2031, 3, 2), date(2031, 3, 2)),)
    assert [p.name for p in found.places] == ["Bergen"]
    assert found.recipients == ("ana lund",)
    assert found.numbers == (NumberSlot(low=17, high=17, unit="people", of=("sailor", "kill")),)
    assert found.ordinals == (Ordinal(3, "round"),)
    assert found.negated
    assert not found.ahead


def test_a_time_that_is_not_exact_gives_no_day() -> None:
    reading = _reading()
    times = tuple(replace(t, mod="APPROX") for t in reading.times)
    assert slots_of(replace(reading, times=times), reading.statements[0], None).days == ()


DOUBLED = Slots(predicate="double")
NOT_DOUBLED = Slots(predicate="double", negated=True, stance=Stance.DENY)
DENIED = Slots(predicate="double", denies=True, stance=Stance.DENY)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (DOUBLED, DOUBLED, Opposition.OPEN),
        (DOUBLED, NOT_DOUBLED, Opposition.CONTRARY),
        (NOT_DOUBLED, NOT_DOUBLED, Opposition.SAME),
        (DOUBLED, DENIED, Opposition.CONTRARY),
        (DENIED, NOT_DOUBLED, Opposition.SAME),
        (DOUBLED, replace(NOT_DOUBLED, predicate="finish"), Opposition.UNLIKE),
        (replace(DOUBLED, predicate=None), replace(NOT_DOUBLED, predicate=None), Opposition.UNLIKE),
        (DOUBLED, replace(DENIED, predicate="finish"), Opposition.CONTRARY),
        (replace(DOUBLED, negated=True), DOUBLED, Opposition.OPEN),
        (replace(DOUBLED, stance=Stance.UNCERTAIN), NOT_DOUBLED, Opposition.OPEN),
        (replace(DOUBLED, mixed=True), NOT_DOUBLED, Opposition.OPEN),
        (replace(NOT_DOUBLED, mixed=True), NOT_DOUBLED, Opposition.OPEN),
        (replace(DOUBLED, mixed=True), DENIED, Opposition.CONTRARY),
    ],
)
def test_what_is_negative_is_never_on_the_side_of_what_is_positive(
    one: Slots, other: Slots, expected: Opposition
) -> None:
    assert opposition(one, other) is opposition(other, one) is expected


def test_who_does_it_need_be_no_party() -> None:
    reading = _reading()
    said = reading.statements[0]
    about = replace(proposition(SAID), predicate="Raided", doer="bandit")
    found = slots_of(reading, replace(said, proposition=about), None)
    assert (found.doer, found.predicate) == ("bandit", "raid")


def test_a_local_service_says_where_it_is() -> None:
    text = "Police in Bergen said the mill had burned."
    source, said = Anchor.of(text, 0, 16), Anchor.of(text, 22, 41)
    made = replace(statement(said.exact, id="s"), source=source, content=(said,))
    place = replace(_place("Bergen"), anchor=Anchor.of(text, 10, 16))
    reading = replace(_reading(), report=Report(id="r", text=text), statements=(made,), places=(place,))
    reading = replace(reading, times=(), quantities=(), events=())
    found = slots_of(reading, made, None)
    assert (found.service, [p.name for p in found.seat], found.places) == ("police", ["Bergen"], ())
