"""Which reports are about one happening."""

from __future__ import annotations

from reportedly.ledger.linker.event_linker import leads
from reportedly.linking.events import events

FIRE = "A fire destroyed the timber market of Tromso on Monday, the mayor, Kari Lund, said. Nobody was hurt."
FIRE_AGAIN = (
    "Tromso mourns its timber market. The old halls burned down on Monday; mayor Kari Lund promised to rebuild."
)
OTHER_FIRE = "A fire destroyed a timber yard in Valparaiso on Friday, Chile's police said. Two guards were hurt."
OPERA = "The opera of Lyon opens its season with a work that nobody has sung for a century."


def test_reports_of_one_happening_share_an_event() -> None:
    given = {"a": FIRE, "b": OPERA, "c": OTHER_FIRE, "d": FIRE_AGAIN}
    assert events(leads(given)) == [["a", "d"], ["b"], ["c"]]


def test_no_reports_share_nothing() -> None:
    assert events([]) == []
    assert events(leads({"a": ""})) == [["a"]]
