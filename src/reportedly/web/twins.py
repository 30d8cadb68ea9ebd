"""The JSON twin of every page, at the same address with `.json`: the contract of `read` and of the ledger."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from reportedly.export import contract, record
from reportedly.record import Query as Asked
from reportedly.web import standing
from reportedly.web.asking import AsOf, Kept, Known, reading_at

Json = dict[str, Any]
router = APIRouter(responses={404: {"description": "No such thing in this ledger, or not yet on that day."}})


@router.get("/changes.json", tags=["record"])
def changes(ledger: Kept, as_of: AsOf = None) -> list[Json]:
    """Every change of a claim's status, oldest first."""
    return [record.record_json(c) for c in ledger.changes(as_of=as_of)]


@router.get("/claims.json", tags=["record"])
def claims(ledger: Kept, as_of: AsOf = None) -> list[Json]:
    """All claims as known on that day, latest first."""
    return [record.record_json(c) for c in ledger.claims(as_of=as_of)]


@router.get("/disputes.json", tags=["record"])
def disputes(ledger: Kept, as_of: AsOf = None) -> list[Json]:
    """The claims that one party affirms and another denies, latest first."""
    return [record.record_json(c) for c in ledger.disputes(as_of=as_of)]


@router.get("/claims/{claim_id}.json", tags=["record"])
def claim(claim_id: str, ledger: Kept, as_of: AsOf = None) -> Json:
    """One claim: status, reason, positions, statements, numbers, origins."""
    return record.record_json(ledger.claim(claim_id, as_of=as_of))


@router.get("/reports.json", tags=["reports"])
def reports(ledger: Kept, as_of: AsOf = None) -> list[Json]:
    """All reports, latest first, without their texts."""
    described = (contract.report_json(r) for r in ledger.reports(as_of=as_of))
    return [{key: value for key, value in r.items() if key != "text"} for r in described]


@router.get("/reports/{report_id:path}.json", tags=["reports"])
def report(report_id: str, ledger: Kept, as_of: AsOf = None) -> Json:
    """The current reading of one report, in the contract of `read`."""
    return contract.to_json(reading_at(ledger, report_id, as_of))


@router.get("/origins.json", tags=["record"])
def origins(ledger: Kept, as_of: AsOf = None) -> list[Json]:
    """Every origin with its reports, earliest first."""
    return [record.record_json(o) for o in ledger.origins(as_of=as_of)]


@router.get("/forecasts.json", tags=["record"])
def forecasts(ledger: Kept, as_of: AsOf = None) -> list[Json]:
    """Every forecast with its outcome as known on that day."""
    return [record.record_json(f) for f in ledger.forecasts(as_of=as_of)]


@router.get("/search.json", tags=["record"])
def search(
    ledger: Kept,
    q: Annotated[str, Query(max_length=500, description="Words of a statement or of its source.")] = "",
    as_of: AsOf = None,
) -> list[Json]:
    """Statements that hold these words, best first."""
    return [record.record_json(h) for h in ledger.search(Asked(text=q, as_of=as_of))] if q.strip() else []


@router.get("/sources.json", tags=["sources"])
def sources(known: Known, as_of: AsOf = None) -> list[Json]:
    """Named sources, those first that are heard most, and how what they said has fared."""
    del as_of
    return [_source_json(s) for s in standing.sources(known)]


@router.get("/sources/{name:path}.json", tags=["sources"])
def source(name: str, known: Known, as_of: AsOf = None) -> Json:
    """One source with its statements, latest first, its forecasts and people's grades of it."""
    del as_of
    found = standing.source(known, name)
    return _source_json(found) | {
        "said": [record.record_json(s) | {"claim": c.id, "status": c.status} for c, s in found.said],
        "foretold": [record.record_json(f) for f in found.forecasts],
        "grades": [{"mark": g.mark, "why": g.why, "by": g.by, "at": g.at} for g in found.grades],
    }


def _source_json(s: standing.Source) -> Json:
    return {
        "name": s.name,
        "kind": s.kind,
        "speaks_for": list(s.speaks_for),
        "statements": len(s.said),
        "claims": s.claims,
        "borne_out": s.borne_out,
        "contradicted": s.contradicted,
        "first": s.first.isoformat(),
        "last": s.last.isoformat(),
        "forecasts": {
            "made": s.calibration.forecasts,
            "happened": s.calibration.happened,
            "did_not_happen": s.calibration.did_not,
            "brier": s.calibration.brier,
            "scored": s.calibration.scored,
        },
    }
