"""spaCy's DocBin: reports with their statements as span groups, to train and to evaluate other pipelines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.language import doc_bin

if TYPE_CHECKING:
    from reportedly.export.interchange.holdings import Holdings
    from reportedly.language import SpanGroups
    from reportedly.model import Reading


def docbin(holdings: Holdings) -> bytes:
    """Every report as a Doc with the groups `statements` (labels: acts), `sources`, `cues`, `times`, `places`.

    Tokens are those of spaCy's blank English; a span grows to whole tokens. `user_data` has the report's id.
    """
    return doc_bin((r.report.id, r.report.text, _groups(r)) for r in holdings.readings)


def _groups(reading: Reading) -> SpanGroups:
    said = reading.statements
    return {
        "statements": [(a.start, a.end, s.act.value) for s in said for a in s.content],
        "sources": [(s.source.start, s.source.end, "SOURCE") for s in said if s.source],
        "cues": [(s.cue.start, s.cue.end, "CUE") for s in said if s.cue],
        "times": [(t.anchor.start, t.anchor.end, t.type.value) for t in reading.times],
        "places": [(p.anchor.start, p.anchor.end, "PLACE") for p in reading.places],
    }
