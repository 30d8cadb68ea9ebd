"""Progress: how far a job is, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from fastapi import Request
from fastapi.responses import JSONResponse, Response

from reportedly.errors import NotFound
from reportedly.export.plain import Json
from reportedly.ledger import Ledger
from reportedly.model import Report
from reportedly.web.context import Context
from reportedly.web.jobs.job import Job
from reportedly.web.parameters import OpenLedger
from reportedly.web.rendering import redirect, render
from reportedly.web.routing import PageRouter

router = PageRouter()
LISTED = 100
"""Added reports that are named."""


@dataclass(frozen=True, kw_only=True)
class ProgressContext(Context):
    """A job: adding reports, or linking again after a decision."""

    template = "progress.html"
    listed = LISTED
    ledger: Ledger = field(repr=False)
    job: Job

    @cached_property
    def reports(self) -> Mapping[str, Report]:
        """The first of the added reports, by id."""
        return self.ledger.reports_of(self.job.added[:LISTED])

    def json(self) -> Json:
        """How far it is, as the page asks while it is open."""
        job = self.job
        return {"done": job.done, "of": job.of, "told": job.message, "ended": job.ended}


@router.get("/working/{job_id}.json", include_in_schema=False)
def progress(request: Request, job_id: str, ledger: OpenLedger) -> Response:
    """How far it is, as the page asks while it is open."""
    return JSONResponse(ProgressContext(ledger=ledger, job=_job(request, job_id)).json())


@router.html("/working/{job_id}")
def show_progress(request: Request, job_id: str, ledger: OpenLedger) -> Response:
    """How far it is, and what came of it; a decision leads back to where it was made."""
    job = _job(request, job_id)
    if job.ended and job.back and not job.problems:
        return redirect(job.back)
    return render(request, ProgressContext(ledger=ledger, job=job))


def _job(request: Request, job_id: str) -> Job:
    job: Job | None = request.app.state.jobs.get(job_id)
    if job is None or not request.state.session.may_write:
        raise NotFound("there is no such job; added reports are under Reports, judgements under Decisions")
    return job
