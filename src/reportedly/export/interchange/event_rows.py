"""Event mentions as rows: the columns of POLECAT, and who says so, on which claim, and who denies it.

Columns of POLECAT that a reading does not know (intensity, sectors, codes of actors) are there and empty, so that
programs for POLECAT take the file.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from reportedly.export import wording
from reportedly.export.plain import Json
from reportedly.model import Anchor, Stance, content_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.export.interchange.holdings import Holdings
    from reportedly.model import EventMention, Place, Reading
    from reportedly.record import Claim

POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City", "District", "Province",
    "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date",
    "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
SPEAKER = (
    "Said By", "Party", "Stance", "Claim", "Status", "Origins", "Denied By", "Factuality", "Said Factuality",
    "Statement", "Report", "URL", "Trigger", "Start", "End",
)  # fmt: skip
"""Columns that event data do without: who says so, and where the words stand."""
COLUMNS = (*POLECAT, *SPEAKER)


def event_rows(holdings: Holdings) -> Iterator[Json]:
    """A row for each event mention; what is unknown is None."""
    placed = holdings.placed
    for reading in holdings.readings:
        places = {(p.anchor.start, p.anchor.end): p for p in reading.places}
        times = {(t.anchor.start, t.anchor.end): t.value for t in reading.times}
        for event in reading.events:
            row = dict.fromkeys(COLUMNS)
            row.update(_event(reading, event, times, places))
            if event.statement and (found := placed.get(event.statement)):
                statement, claim = found
                row.update(
                    {
                        "Said By": wording.name_of(statement.actor, statement.source) or reading.report.outlet,
                        "Party": wording.plain(statement.party.name),
                        "Stance": statement.stance.value,
                        **_claim(claim),
                    }
                )
            yield row


def _event(
    reading: Reading,
    event: EventMention,
    times: dict[tuple[int, int], str | None],
    places: dict[tuple[int, int], Place],
) -> Json:
    report, place = reading.report, places.get(_key(event.place))
    return {
        "Event ID": content_id("event mention", report.id, event.trigger.start, event.trigger.end),
        "Event Date": times.get(_key(event.time)),
        "Event Type": event.type.value if event.type else None,
        "Event Mode": event.mode,
        "Actor Name Raw": _words(event.actors),
        "Recipient Name Raw": _words(event.recipients),
        "Placename": place.name if place else None,
        "Country": place.country if place else None,
        "Latitude": place.lat if place else None,
        "Longitude": place.lon if place else None,
        "GeoNames ID": place.geonameid if place else None,
        "Raw Placename": wording.plain(event.place.exact) if event.place else None,
        "Feature Type": place.precision.value if place and place.precision else None,
        "Source": report.outlet,
        "Publication Date": report.published_on.isoformat() if report.published_on else None,
        "Story Locations": "; ".join(dict.fromkeys(wording.plain(p.name) for p in reading.places)) or None,
        "Language": report.language,
        "Version": reading.run.software,
        "Factuality": event.factuality,
        "Said Factuality": event.said_factuality,
        "Statement": event.statement,
        "Report": report.id,
        "URL": report.url,
        "Trigger": wording.plain(event.trigger.exact),
        "Start": event.trigger.start,
        "End": event.trigger.end,
    }


def _claim(claim: Claim) -> Json:
    denied = dict.fromkeys(wording.plain(p.actor.name) for p in claim.positions if p.stance is Stance.DENY)
    return {
        "Claim": claim.id,
        "Status": claim.status.value,
        "Origins": len(claim.origins),
        "Denied By": "; ".join(denied) or None,
    }


def _key(anchor: Anchor | None) -> tuple[int, int]:
    return (anchor.start, anchor.end) if anchor else (-1, -1)


def _words(anchors: tuple[Anchor, ...]) -> str | None:
    return "; ".join(wording.plain(a.exact) for a in anchors) or None


def event_table(holdings: Holdings) -> bytes:
    """The rows as TSV with a header: UTF-8, a tab between columns, no line breaks inside them."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None, lineterminator="\n")
    writer.writeheader()
    for row in event_rows(holdings):
        writer.writerow({k: wording.plain(v) if isinstance(v, str) else v for k, v in row.items()})
    return out.getvalue().encode("utf-8", "replace")
