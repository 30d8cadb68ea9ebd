"""The JSON twin of every page, at the same address with `.json`: the contract of `read` and of the ledger."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query

from reportedly.export import contract, record
from reportedly.web.asking import AsOf, Kept, reading_at

Json = dict[str, Any]
router = APIRouter(responses={404: {"description": "No such thing in this ledger, or not yet on that day."}})


@router.get("/changes.json", tags=["record"])
def changes(ledger: Kept, as_of: AsOf = None) -> list[Json]:
    """Every change of a claim's status, oldest first."""
    return [record.change_json(c) for c in ledger.changes(as_of=as_of)]


@router.get("/claims.json", tags=["record"])
def claims(ledger: Kept, as_of: AsOf = None) -> list[Json]:
    """All claims as known on that day, latest first."""
    return [record.claim_json(c) for c in ledger.claims(as_of=as_of)]


@router.get("/claims/{claim_id}.json", tags=["record"])
def claim(claim_id: str, ledger: Kept, as_of: AsOf = None) -> Json:
    """One claim: status, reason, positions, statements, numbers, origins."""
    return record.claim_json(ledger.claim(claim_id, as_of=as_of))


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
    return [record.origin_json(o) for o in ledger.origins(as_of=as_of)]


@router.get("/forecasts.json", tags=["record"])
def forecasts(ledger: Kept, as_of: AsOf = None) -> list[Json]:
    """Every forecast with its outcome as known on that day."""
    return [record.forecast_json(f) for f in ledger.forecasts(as_of=as_of)]


@router.get("/search.json", tags=["record"])
def search(
    ledger: Kept,
    q: Annotated[str, Query(max_length=500, description="Words of a statement or of its source.")] = "",
    as_of: AsOf = None,
) -> list[Json]:
    """Statements that hold these words, best first."""
    return [record.hit_json(h) for h in ledger.search(q, as_of=as_of)] if q.strip() else []
