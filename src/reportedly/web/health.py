"""Health and readiness of the desk, for what starts and watches it: two addresses that tell nothing else."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

import anyio
import anyio.to_thread
from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response

from reportedly.errors import ReportedlyError

if TYPE_CHECKING:
    from reportedly.ledger import Ledger

PATIENCE = 5.0
"""Seconds that a database may take; after them the desk is not ready."""
router = APIRouter(include_in_schema=False)
_ONE = anyio.CapacityLimiter(1)
"""Of all checks one is at work at a time: those of a database that does not answer must not use up all threads."""


@router.api_route("/healthz", methods=["GET", "HEAD"])
async def healthz() -> Response:
    """200 while the process answers; the database is not asked."""
    return PlainTextResponse("ok\n")


@router.api_route("/readyz", methods=["GET", "HEAD"])
async def readyz(request: Request) -> Response:
    """200 if the ledger answers, with the schema of this program and nothing to link again after a migration."""
    ready = False
    with anyio.move_on_after(PATIENCE):
        ready = await anyio.to_thread.run_sync(
            _is_ready, request.app.state.ledger, abandon_on_cancel=True, limiter=_ONE
        )
    if ready:
        return PlainTextResponse("ready\n")
    return PlainTextResponse("not ready\n", HTTPStatus.SERVICE_UNAVAILABLE)


def _is_ready(ledger: Ledger) -> bool:
    try:
        return ledger.is_ready()
    except ReportedlyError:
        return False
