"""The ledger's contract: claims, changes, origins, forecasts and hits as plain JSON values.

Days are ISO 8601; a span is `{"start", "end", "text"}`; what is unknown is null.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from reportedly.export.contract import span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reportedly.export.contract import Json
    from reportedly.model import Actor, Anchor
    from reportedly.record import (
        Change,
        Claim,
        ClaimNumber,
        ClaimStatement,
        ForecastRecord,
        Grade,
        Hit,
        Judgement,
        Moment,
        NumberRecord,
        Origin,
        Position,
        SourceAccount,
        SourceRecord,
    )


def claim_json(claim: Claim) -> Json:
    """A claim with its positions, statements and numbers."""
    return {
        "id": claim.id,
        "wording": claim.wording,
        "status": claim.status,
        "why": claim.why,
        "first": claim.first.isoformat(),
        "last": claim.last.isoformat(),
        "origins": [list(reports) for reports in claim.origins],
        "positions": [position_json(p) for p in claim.positions],
        "statements": [claim_statement_json(s) for s in claim.statements],
        "numbers": [_number(n) for n in claim.numbers],
    }


def position_json(position: Position) -> Json:
    """A party's position; of an unnamed source the report that it is named in stands behind an @."""
    return {
        "actor": position.actor,
        "stance": position.stance,
        "since": position.since.isoformat(),
        "statements": list(position.statements),
    }


def claim_statement_json(s: ClaimStatement) -> Json:
    """A statement's part in a claim."""
    return {
        "id": s.id,
        "report": s.report,
        "stance": s.stance,
        "content": _spans(s.content),
        "source": span(s.source),
        "actor": _actor(s.actor),
        "party": s.party,
        "named": s.named,
        "said_on": s.said_on.isoformat(),
        "superseded": s.superseded,
        "wrong": s.wrong,
        "grades": _grades(s.grades),
        "reasons": list(s.reasons),
    }


def change_json(change: Change) -> Json:
    """A change of a claim's status."""
    return {
        "date": change.date.isoformat(),
        "claim": change.claim,
        "wording": change.wording,
        "from": change.before,
        "to": change.after,
        "why": change.why,
        "statements": list(change.statements),
    }


def origin_json(origin: Origin) -> Json:
    """Reports that are one text."""
    return {"id": origin.id, "reports": list(origin.reports)}


def forecast_json(forecast: ForecastRecord) -> Json:
    """A forecast with its outcome."""
    return {
        "statement": forecast.statement,
        "report": forecast.report,
        "content": _spans(forecast.content),
        "source": span(forecast.source),
        "actor": _actor(forecast.actor),
        "horizon": forecast.horizon,
        "likelihood": forecast.likelihood,
        "outcome": forecast.outcome,
        "resolved_by": forecast.resolved_by,
    }


def hit_json(hit: Hit) -> Json:
    """A statement that a search found."""
    return {
        "statement": hit.statement,
        "report": hit.report,
        "claim": hit.claim,
        "content": _spans(hit.content),
        "source": span(hit.source),
        "actor": _actor(hit.actor),
        "said_on": hit.said_on.isoformat(),
        "wrong": hit.wrong,
        "grades": _grades(hit.grades),
    }


def judgement_json(judgement: Judgement) -> Json:
    """A person's judgement of one statement or two."""
    return {
        "id": judgement.id,
        "verdict": judgement.verdict,
        "statements": list(judgement.statements),
        "why": judgement.why,
        "by": judgement.by,
        "at": judgement.at,
        "revoked_by": judgement.revoked_by,
        "revoked_at": judgement.revoked_at,
    }


def _number(number: ClaimNumber) -> Json:
    return {
        "of": number.of,
        "low": number.low,
        "high": number.high,
        "unit": number.unit,
        "actor": number.actor,
        "statement": number.statement,
        "date": number.date.isoformat(),
    }


def number_json(number: NumberRecord) -> Json:
    """A number of a claim with what excludes it."""
    return {**dataclasses.asdict(number), "date": number.date.isoformat(), "excludes": list(number.excludes)}


def moment_json(moment: Moment) -> Json:
    """Something dated."""
    return {
        "date": moment.date,
        "kind": moment.kind,
        "report": moment.report,
        "statement": moment.statement,
        "claim": moment.claim,
        "words": span(moment.words),
        "source": span(moment.source),
        "actor": _actor(moment.actor),
        "type": moment.type,
        "factuality": moment.factuality,
    }


def source_json(source: SourceRecord) -> Json:
    """A source and what became of its words."""
    plain = {name: getattr(source, name) for name in source.__slots__}
    days = {"first": source.first.isoformat(), "last": source.last.isoformat()}
    return {**plain, **days, "grades": _grades(source.grades)}


def account_json(account: SourceAccount) -> Json:
    """A source in full: what it said, and what it foretold."""
    return {
        **source_json(account.source),
        "said": [
            {
                "id": s.id,
                "report": s.report,
                "claim": s.claim,
                "stance": s.stance,
                "content": _spans(s.content),
                "said_on": s.said_on.isoformat(),
                "affirmed_by": list(s.affirmed_by),
                "denied_by": list(s.denied_by),
            }
            for s in account.statements
        ],
        "foretold": [forecast_json(f) for f in account.forecasts],
    }


def grade_json(grade: Grade) -> Json:
    """A person's grade of a source or a statement."""
    return dataclasses.asdict(grade)


def _grades(found: Iterable[Grade]) -> list[Json]:
    return [{key: value for key, value in grade_json(g).items() if not key.startswith("revoked")} for g in found]


def _actor(actor: Actor | None) -> str | None:
    return actor.name if actor else None


def _spans(anchors: Iterable[Anchor]) -> list[Json]:
    return [{"start": a.start, "end": a.end, "text": a.exact} for a in anchors]
