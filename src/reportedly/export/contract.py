"""The contract of `read`: a Reading as plain JSON values.

One object a report. Offsets are code points of `report.text`; a span is
`{"start", "end", "text"}`; what is unknown is null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.model import Anchor, EventMention, Place, Quantity, Reading, Report, Statement, Time

Json = dict[str, Any]


def to_json(reading: Reading) -> Json:
    """The Reading as the contract has it; `failure` stands only on a report that could not be read."""
    out: Json = {
        "report": report_json(reading.report),
        "run": {
            "software": reading.run.software,
            "pipeline": reading.run.pipeline,
            "encoder": reading.run.encoder,
            "lexicon": reading.run.lexicon,
        },
        "statements": [statement_json(s) for s in reading.statements],
        "times": [_time(t) for t in reading.times],
        "places": [_place(p) for p in reading.places],
        "quantities": [_quantity(q) for q in reading.quantities],
        "events": [_event(e) for e in reading.events],
        "contradictions": [
            {"first": c.first, "second": c.second, "reason": c.reason, "made_by": c.made_by}
            for c in reading.contradictions
        ],
    }
    if reading.failure is not None:
        out["failure"] = reading.failure
    return out


def report_json(report: Report) -> Json:
    """What is known of the report itself, its text included."""
    return {
        "id": report.id,
        "sha256": report.sha256,
        "outlet": report.outlet,
        "title": report.title,
        "url": report.url,
        "published_at": report.published_at.isoformat() if report.published_at else None,
        "language": report.language,
        "text": report.text,
    }


def statement_json(s: Statement) -> Json:
    """One statement; `actor.of` names the party that the actor speaks for."""
    return {
        "id": s.id,
        "source": span(s.source),
        "cue": span(s.cue),
        "content": _spans(s.content),
        "via": _spans(s.via),
        "actor": {"name": s.actor.name, "kind": s.actor.kind, "of": s.actor.of} if s.actor else None,
        "anonymous": s.anonymous,
        "quote": s.quote,
        "manner": s.manner,
        "answers": s.answers,
        "act": s.act,
        "polarity": s.polarity,
        "certainty": s.certainty,
        "said_at": s.said_at.isoformat() if s.said_at else None,
        "first_time": s.first_time,
        "forecast": {"horizon": s.forecast.horizon, "likelihood": s.forecast.likelihood} if s.forecast else None,
        "confidence": round(s.confidence, 4),
        "made_by": s.made_by,
    }


def span(anchor: Anchor | None) -> Json | None:
    """An anchor as the contract writes it."""
    return None if anchor is None else {"start": anchor.start, "end": anchor.end, "text": anchor.exact}


def _spans(anchors: Iterable[Anchor]) -> list[Json]:
    return [{"start": a.start, "end": a.end, "text": a.exact} for a in anchors]


def _time(t: Time) -> Json:
    return {
        **_spans([t.anchor])[0],
        "type": t.type,
        "value": t.value,
        "mod": t.mod,
        "anchored": t.anchored,
        "anchored_on": span(t.anchored_on),
        "made_by": t.made_by,
    }


def _place(p: Place) -> Json:
    return {
        **_spans([p.anchor])[0],
        "name": p.name,
        "geonameid": p.geonameid,
        "country": p.country,
        "lat": p.lat,
        "lon": p.lon,
        "precision": p.precision,
        "as_actor": p.as_actor,
        "made_by": p.made_by,
    }


def _quantity(q: Quantity) -> Json:
    return {
        **_spans([q.anchor])[0],
        "low": q.low,
        "high": q.high,
        "unit": q.unit,
        "of": q.of,
        "whole": span(q.whole),
        "statement": q.statement,
        "made_by": q.made_by,
    }


def _event(e: EventMention) -> Json:
    return {
        "trigger": span(e.trigger),
        "type": e.type,
        "mode": e.mode,
        "actors": _spans(e.actors),
        "recipients": _spans(e.recipients),
        "place": span(e.place),
        "time": span(e.time),
        "quantities": _spans(e.quantities),
        "statement": e.statement,
        "factuality": e.factuality,
        "said_factuality": e.said_factuality,
        "made_by": e.made_by,
    }
