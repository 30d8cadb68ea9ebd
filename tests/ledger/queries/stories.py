"""Reports with numbers, times, happenings and places in what is read of them."""

from __future__ import annotations

from dataclasses import replace

from reportedly.model import (
    Anchor,
    EventMention,
    EventType,
    Place,
    Precision,
    Quantity,
    Reading,
    Report,
    Time,
    TimeType,
)
from tests.ledger import told
from tests.ledger.told import report

COPY = (
    report(
        "x", 2, "Portugal said the ferry to Bergen had left an hour late as the crew had waited for the mail from Oslo."
    ),
    report(
        "y",
        3,
        "Portugal said the ferry to Bergen had left an hour late as the crew had waited for the mail from Oslo.",
        outlet="The Herald",
    ),
)


FLOOD = (
    report("one", 0, "Norway said 40 villages on the Sandvik coast were flooded around 2031-02-27."),
    report("two", 1, "Chile said 90 villages on the Sandvik coast were flooded around 2031-02-27."),
    report("three", 2, "Norway said 60 villages on the Sandvik coast were flooded around 2031-02-27."),
)


def with_bergen(told_report: Report) -> Reading:
    """The reading with Bergen in it as a place of Norway; a failed one is left as it is."""
    from dataclasses import replace

    reading, text = told.read(told_report), told_report.text
    if reading.failure is not None:
        return reading
    spots = [i for i in range(len(text)) if text.startswith("Bergen", i)]
    places = tuple(
        Place(
            anchor=Anchor.of(text, i, i + 6),
            name="Bergen",
            geonameid=3161732,
            country="NO",
            lat=60.39,
            lon=5.32,
            precision=Precision.CITY,
            made_by="told",
        )
        for i in spots
    )
    return replace(reading, places=places)


def with_numbers(told_report: Report) -> Reading:
    """The reading with its number, its time and its happening."""
    reading, text = told.read(told_report), told_report.text
    (statement,) = reading.statements
    number, when, trigger = (
        Anchor.of(text, text.index(w), text.index(w) + len(w)) for w in (text.split()[2], "2031-02-27", "flooded")
    )
    value = float(number.exact)
    quantity = Quantity(anchor=number, low=value, high=value, unit=None, of="village", made_by="told")
    event = EventMention(
        trigger=trigger,
        type=EventType.ASSAULT,
        mode=None,
        actors=(),
        recipients=(),
        place=None,
        time=when,
        quantities=(number,),
        statement=statement.id,
        factuality=1.0,
        said_factuality=3.0,
        made_by="told",
    )
    time = Time(anchor=when, type=TimeType.DATE, value=when.exact, made_by="told")
    return replace(reading, quantities=(quantity,), times=(time,), events=(event,))
