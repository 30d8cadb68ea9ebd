"""What rules out that two statements say the same: values that exclude each other, in slots that both fill."""

from __future__ import annotations

from datetime import date

import pytest

from reportedly.linking.slots import Days, NumberSlot, Ordinal, PlaceSlot, Slots
from reportedly.linking.vetoes import vetoes
from reportedly.model import Party, Precision

FIRE = ("attack",)


def days(first: str, last: str | None = None) -> Slots:
    return Slots(days=(Days(date.fromisoformat(first), date.fromisoformat(last or first)),), classes=FIRE)


def place(name: str, at: tuple[float, float], precision: Precision = Precision.CITY, country: str = "NO") -> Slots:
    number = sum(map(ord, name))
    lat, lon = at
    slot = PlaceSlot(name=name, geonameid=number, country=country, lat=lat, lon=lon, precision=precision)
    return Slots(places=(slot,), classes=FIRE)


def number(low: float | None, high: float | None, *of: str, unit: str = "people") -> Slots:
    return Slots(numbers=(NumberSlot(low=low, high=high, unit=unit, of=of),))


def police(town: Slots) -> Slots:
    """What the police of a town say, who name no place."""
    return Slots(service="police", seat=town.places)


BERGEN = place("Bergen", (60.39, 5.32))
OSLO = place("Oslo", (59.91, 10.75))
NORWAY = place("Norway", (62.0, 10.0), Precision.COUNTRY)
CHILE = place("Chile", (-30.0, -71.0), Precision.COUNTRY, "CL")


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (days("2031-03-02"), days("2031-03-09"), "another day: 2031-03-02, not 2031-03-09"),
        (
            days("2031-03-02"),
            days("2031-04-01", "2031-04-30"),
            "another day: 2031-03-02, not 2031-04-01 to 2031-04-30",
        ),
        (BERGEN, OSLO, "another place: Bergen, not Oslo"),
        (BERGEN, CHILE, "another place: Bergen, not Chile"),
        (
            Slots(agent=Party("Norway")),
            Slots(agent=Party("Chile")),
            "another agent: Norway, not Chile",
        ),
        (Slots(recipients=("ana lund",)), Slots(recipients=("jon berg",)), "done to another: ana lund, not jon berg"),
        (number(17, 17, "kill"), number(25, 25, "kill"), "another number: 17, not 25"),
        (police(BERGEN), police(OSLO), "another place: Bergen, not Oslo"),
        (
            Slots(doer="rebel", target="soldier", classes=FIRE),
            Slots(doer="soldier", target="fighter", classes=FIRE),
            "roles swapped: done by rebel, not by soldier",
        ),
        (number(100, None, "kill"), number(20, 30, "kill"), "another number: at least 100, not 20 to 30"),
        (
            Slots(ordinals=(Ordinal(2, "round"),)),
            Slots(ordinals=(Ordinal(3, "round"),)),
            "another round: number 2, not 3",
        ),
    ],
)
def test_values_that_exclude_each_other_are_a_reason(one: Slots, other: Slots, reason: str) -> None:
    assert vetoes(one, other) == (reason,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (days("2031-03-02"), Slots(classes=FIRE)),
        (days("2031-03-02"), days("2031-03-01", "2031-03-31")),
        (days("2031-03-02"), days("2031-03-03")),
        (BERGEN, NORWAY),
        (BERGEN, BERGEN),
        (BERGEN, place("Askøy", (60.4, 5.2))),
        (Slots(agent=Party("Norway")), Slots(agent=Party("the crew", "r1"))),
        (Slots(recipients=("ana lund", "jon berg")), Slots(recipients=("jon berg",))),
        (police(BERGEN), Slots(service="fire service", seat=OSLO.places)),
        (Slots(seat=BERGEN.places), Slots(seat=OSLO.places)),
        (Slots(doer="rebel", target="soldier"), Slots(doer="soldier", target="fighter")),
        (number(17, 17, "kill"), number(10, None, "kill")),
        (number(17, 17, "kill"), number(25, 25, "injur")),
        (number(17, 17, "kill"), number(25, 25, "kill", unit="percent")),
        (Slots(ordinals=(Ordinal(2, "round"),)), Slots(ordinals=(Ordinal(3, "column"),))),
    ],
)
def test_a_missing_or_more_exact_value_or_one_of_another_thing_is_none(one: Slots, other: Slots) -> None:
    assert vetoes(one, other) == ()


def test_days_and_places_count_only_for_one_kind_of_happening() -> None:
    other = days("2031-03-09")
    assert vetoes(days("2031-03-02"), Slots(days=other.days, classes=("repair",))) == ()


def test_with_two_days_in_one_statement_none_is_sure() -> None:
    two = Slots(days=(*days("2031-03-02").days, *days("2031-03-05").days), classes=FIRE)
    assert vetoes(two, days("2031-03-09")) == ()
