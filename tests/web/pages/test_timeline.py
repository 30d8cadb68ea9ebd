"""What is said to have happened, row by row."""

from __future__ import annotations

from reportedly.listing import Dated
from reportedly.model import Anchor
from reportedly.record import DatedItem
from reportedly.web.pages.timeline import timeline_rows


def moment(words: str, statement: str | None, kind: str | None) -> DatedItem:
    return DatedItem(
        date="2031-03-04",
        kind=Dated.HAPPENED,
        report="r",
        statement=statement,
        claim=None,
        words=Anchor(start=0, end=len(words), exact=words),
        source=None,
        actor=None,
        type=kind,
        factuality=3.0,
    )


def test_events_of_one_sentence_are_one_row() -> None:
    told = timeline_rows(
        [moment("sunk", "s", "ASSAULT"), moment("fired", "s", "COERCE"), moment("shut", None, "PROTEST")]
    )
    assert [h.types for h in told] == [("ASSAULT", "COERCE"), ("PROTEST",)]
