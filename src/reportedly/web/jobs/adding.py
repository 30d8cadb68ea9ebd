"""Adding reports: by address, as a file, or pasted; what comes of it is told while it is read."""

from __future__ import annotations

import re
import tempfile
from datetime import UTC, date, datetime
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from reportedly import intake
from reportedly.errors import IntakeError, NotFound
from reportedly.export.wording import link, plain
from reportedly.intake.text import headline
from reportedly.intake.words import check_text
from reportedly.model import Report
from reportedly.web.parameters import Kept
from reportedly.web.rendering import render
from reportedly.web.security.access import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.web.jobs.jobs import Job
    from reportedly.web.security.access import Sent

router = APIRouter(include_in_schema=False)
BOTH = ["GET", "HEAD"]
_OTHER_THAN_NAME = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 100
LISTED = 100
"""Reports that were added and are named."""


@router.api_route("/add", methods=BOTH)
def add(request: Request) -> Response:
    """The forms for an address, a file, a text."""
    return _page(request)


@router.post("/add")
async def added(request: Request, form: Form) -> Response:
    """Starts to add what was given, and leads to its progress."""
    published, problem = _day(form.get("published"))
    if problem:
        return _page(request, form, problem)
    kind = form.get("kind")
    upload = form.files.get("file")
    if kind == "address":
        url = form.get("address")
        if link(url) is None:
            return _page(request, form, "An address begins with http:// or https:// and has no blanks.")
        if "@" in urlsplit(url).netloc:
            return _page(request, form, "An address with a name or password in it would be kept with the report.")
        job = _start(request, url, lambda: intake.open_all(url, published=published, private=False))
    elif kind == "file" and upload is not None and upload.filename:
        name, body = upload.filename, await upload.read()
        job = _start(request, plain(name), lambda: _of_file(name, body, published))
    elif kind == "text" and form.get("text"):
        try:
            report = _pasted(form, published)
        except IntakeError as refused:
            return _page(request, form, f"The text {refused.reason}.")
        job = _start(request, report.title or "the text", lambda: [report])
    else:
        return _page(request, form, "Give an address, choose a file, or paste a text.")
    if job is None:
        return _page(request, form, "Too much is waiting to be read already; try again in a while.")
    return RedirectResponse(f"/working/{job.id}", HTTPStatus.SEE_OTHER)


@router.get("/working/{job_id}.json")
def progress_json(request: Request, job_id: str) -> Response:
    """How far it is, as the page asks while it is open."""
    job = _job(request, job_id)
    return JSONResponse({"done": job.done, "of": job.of, "told": job.told, "ended": job.ended})


@router.api_route("/working/{job_id}", methods=BOTH)
def progress(request: Request, job_id: str, ledger: Kept) -> Response:
    """How far it is, and what came of it; a decision leads back where it was made."""
    job = _job(request, job_id)
    if job.ended and job.back and not job.problems:
        return RedirectResponse(job.back, HTTPStatus.SEE_OTHER)
    return render(request, "working.html", job=job, reports=ledger.reports_of(job.added[:LISTED]), listed=LISTED)


def _page(request: Request, form: Sent | None = None, problem: str = "") -> Response:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problem else HTTPStatus.OK
    names = ("address", "text", "title", "outlet", "url", "published")
    given = {name: form.whole(name) if form else "" for name in names}
    return render(request, "add.html", status=status, problem=problem, given=given)


def _start(request: Request, what: str, take_in: Any) -> Job | None:
    started: Job | None = request.app.state.jobs.add(what, request.state.visit.name, take_in)
    return started


def _job(request: Request, job_id: str) -> Job:
    job: Job | None = request.app.state.jobs.get(job_id)
    if job is None or not request.state.visit.may_write:
        raise NotFound(
            "nothing of that id is being done; what was added is under Reports, what was judged under Decisions"
        )
    return job


def _day(given: str) -> tuple[datetime | None, str]:
    try:
        day = date.fromisoformat(given) if given else None
    except ValueError:
        return None, f"Published: {given!r} is no day; write one as 2025-04-28."
    return (datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None), ""


def _pasted(form: Sent, published: datetime | None) -> Report:
    text = form.whole("text").replace("\r\n", "\n").strip()
    check_text(text, "the text")
    return Report(
        text=text,
        title=plain(form.get("title")) or headline(text),
        outlet=plain(form.get("outlet")) or None,
        url=link(form.get("url")),
        published_at=published,
    )


def _of_file(name: str, body: bytes, published: datetime | None) -> Iterator[Report | IntakeError]:
    """The reports of a file that was sent; only the end of its name is trusted, to tell its format."""
    safe = _OTHER_THAN_NAME.sub("-", Path(name.replace("\\", "/")).name).lstrip(".-")[-_LONGEST_NAME:] or "report.txt"
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder) / safe
        kept.write_bytes(body)
        yield from intake.open_all(kept, published=published)
