"""Which numbers belong to a toll, and of which happening."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reportedly.linking.slots import Days, PlaceSlot
from reportedly.linking.tolls import (
    Counted,
    CountedHappening,
    Happening,
    beside_event,
    counted,
    happening_of,
    is_of_past,
    lead_happening,
)
from reportedly.model import EventType, Precision, TollKind
from tests.ledger.queries.stories import COPY, FLOOD, with_bergen, with_numbers


@pytest.mark.parametrize(
    ("of", "kind", "who"),
    [
        ("soldiers killed", TollKind.DEAD, "soldiers"),
        ("people dead", TollKind.DEAD, "people"),
        ("deaths", TollKind.DEAD, "people"),
        ("rail workers injured", TollKind.INJURED, "rail workers"),
        ("wounded", TollKind.INJURED, "people"),
        ("passengers missing", TollKind.MISSING, "passengers"),
    ],
)
def test_a_toll_counts_those_to_whom_something_happened(of: str, kind: TollKind, who: str) -> None:
    assert counted(of) == Counted(kind, who)


@pytest.mark.parametrize(
    "of",
    [
        None,
        "",
        "villages",
        "soldiers deployed",
        "killed the engine",
        "houses destroyed",
        "people to be freed",
        "guards killed or injured",
    ],
)
def test_other_numbers_are_no_toll(of: str | None) -> None:
    assert counted(of) is None


def test_a_number_of_long_before_or_of_what_did_not_happen_is_of_the_past() -> None:
    reading = with_numbers(FLOOD[0])
    assert not is_of_past(reading, 0, date(2031, 3, 1))
    assert is_of_past(reading, 0, date(2031, 6, 1))
    denied = replace(reading, events=(replace(reading.events[0], factuality=-3.0),))
    assert is_of_past(denied, 0, date(2031, 3, 1))


def test_a_number_is_of_the_happening_whose_day_and_place_stand_around_it() -> None:
    reading = with_numbers(FLOOD[0])
    (bergen,) = with_bergen(COPY[0]).places
    (time,) = reading.times
    number = replace(reading.quantities[0], times=(time.anchor,), places=(bergen.anchor,))
    told = happening_of(replace(reading, quantities=(number,), places=(bergen,)), 0)
    day = date(2031, 2, 27)
    assert told.days == (Days(day, day),)
    assert [place.name for place in told.places] == ["Bergen"]
    week_later = replace(told, days=(Days(date(2031, 3, 6), date(2031, 3, 6)),))
    in_oslo = replace(told, places=(replace(told.places[0], name="Oslo", geonameid=3143244, lat=59.91, lon=10.75),))
    assert told.is_with(told)
    assert not told.may_be(week_later)
    assert not told.may_be(in_oslo)
    assert told.may_be(Happening())
    assert not told.is_with(Happening())
    assert told.is_before(date(2031, 3, 6))
    assert not told.is_before(day)


def test_what_words_leave_open_comes_from_the_first_words_of_the_report_unless_they_tell_of_another() -> None:
    day, later = (Days(date(2031, 3, n), date(2031, 3, n)) for n in (1, 8))
    bergen = PlaceSlot(name="Bergen", geonameid=1, country="NO", lat=60.39, lon=5.32, precision=Precision.CITY)
    lead = Happening(days=(day,), places=(bergen,))
    assert Happening().filled(lead) == lead
    assert Happening(days=(day,)).filled(lead) == lead
    assert Happening(days=(later,)).filled(lead) == Happening(days=(later,))


def test_figures_are_of_the_event_or_of_the_happening_beside_it_that_fits_best() -> None:
    bergen = PlaceSlot(name="Bergen", geonameid=1, country="NO", lat=60.39, lon=5.32, precision=Precision.CITY)
    oslo = replace(bergen, name="Oslo", geonameid=2, lat=59.91, lon=10.75)
    first, second = (Days(date(2031, 3, n), date(2031, 3, n)) for n in (4, 15))
    event, raid = Happening(days=(second,), places=(bergen,)), Happening(days=(first,), places=(oslo,))
    given = (
        (raid, 4),
        (Happening(days=(second,)), 16),
        (Happening(places=(oslo,)), 16),
        (Happening(), 5),  # the Event had not begun
        (Happening(), 16),
        (Happening(places=(replace(oslo, name="Rome", geonameid=3, lat=41.9, lon=12.5),)), 16),
        (event, 16),
    )
    found = beside_event([CountedHappening(happening=h, said_on=date(2031, 3, day)) for h, day in given], event)
    assert found == [raid, None, raid, raid, None, given[5][0], None]


def test_a_place_of_the_event_that_no_figure_is_of_counts_for_nothing() -> None:
    bergen = PlaceSlot(name="Bergen", geonameid=1, country="NO", lat=60.39, lon=5.32, precision=Precision.CITY)
    chile = replace(bergen, name="Chile", geonameid=9, country="CL", precision=Precision.COUNTRY)
    told = CountedHappening(happening=Happening(places=(bergen,)), said_on=date(2031, 3, 4))
    assert beside_event([told], Happening(places=(chile,))) == [None]


def test_towns_near_each_other_are_two_and_a_town_lies_in_its_country() -> None:
    bergen = PlaceSlot(name="Bergen", geonameid=1, country="NO", lat=60.39, lon=5.32, precision=Precision.CITY)
    voss = replace(bergen, name="Voss", geonameid=2, lat=60.63, lon=6.42)
    norway = replace(bergen, name="Norway", geonameid=3, precision=Precision.COUNTRY)
    assert not Happening(places=(bergen,)).may_be(Happening(places=(voss,)))
    assert Happening(places=(bergen,)).may_be(Happening(places=(norway,)))


def test_first_words_tell_when_and_where_what_they_are_about_happened() -> None:
    reading = with_numbers(FLOOD[0])
    end = len(reading.report.text)
    assert lead_happening(reading, end, EventType.ASSAULT).days == (Days(date(2031, 2, 27), date(2031, 2, 27)),)
    assert lead_happening(reading, end, EventType.AID) == lead_happening(reading, 0, EventType.ASSAULT) == Happening()
