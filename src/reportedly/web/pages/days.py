"""Days: how much was said and how much changed; JSON only, as the timeline draws it."""

from __future__ import annotations

from reportedly.export.plain import Json
from reportedly.export.record import record_json
from reportedly.listing import Filter, Page
from reportedly.web.parameters import AsOf, OfTopic, OpenLedger, PartOf, Since, Until
from reportedly.web.routing import PageRouter

router = PageRouter()


@router.json("/days", "record")
def days(
    ledger: OpenLedger,
    part: PartOf,
    as_of: AsOf = None,
    topic: OfTopic = None,
    since: Since = None,
    until: Until = None,
) -> list[Json]:
    """The numbers of statements and of changes of status by day; days without either are left out."""
    rows = Page.cut(ledger.days(Filter(since=since, until=until, as_of=as_of, topic=topic)), **part.rows)
    part.link_next(rows)
    return [record_json(row) for row in rows]
