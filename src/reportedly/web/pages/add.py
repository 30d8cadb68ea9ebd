"""Adding reports: by address, as a file, or as pasted text."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import Request
from fastapi.responses import Response

from reportedly import intake
from reportedly.errors import IntakeError
from reportedly.export.wording import link, plain
from reportedly.intake.check import check_text
from reportedly.intake.text import headline
from reportedly.model import Report
from reportedly.web.context import Context
from reportedly.web.rendering import redirect, render
from reportedly.web.routing import PageRouter
from reportedly.web.security.forms import Form, SentForm

router = PageRouter()
_OTHER_THAN_NAME = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 100
Intake = Callable[[], Iterable[Report | IntakeError]]
"""Gives the reports to add, once their turn has come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What was entered in the forms, so that nothing has to be typed twice."""

    address: str = ""
    text: str = ""
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: str = ""

    @classmethod
    def of(cls, form: SentForm) -> Fields:
        """The fields of a form that was sent."""
        return cls(
            address=form.whole("address"),
            text=form.whole("text"),
            title=form.whole("title"),
            outlet=form.whole("outlet"),
            url=form.whole("url"),
            published=form.whole("published"),
        )


@dataclass(frozen=True, kw_only=True)
class AddContext(Context):
    """The forms for an address, a file and a text."""

    template = "add.html"
    given: Fields = Fields()
    problem: str = ""
    """What is wrong with what was sent; empty for nothing."""


@router.html("/add")
def show_add(request: Request) -> Response:
    """The forms for an address, a file and a text."""
    return render(request, AddContext())


@router.form("/add")
async def add(request: Request, form: Form) -> Response:
    """Start to add what was given, and lead to its progress."""
    try:
        what, reports = await _intake(form)
    except _Refused as refused:
        return _refuse(request, form, str(refused))
    job = request.app.state.jobs.add(what, request.state.session.name, reports)
    if job is None:
        return _refuse(request, form, "Too many jobs are waiting; try again in a while.")
    return redirect(f"/working/{job.id}")


class _Refused(Exception):
    """What was sent cannot be added; the message says why."""


async def _intake(form: SentForm) -> tuple[str, Intake]:
    """What is to be added, by name, and the way to take it in."""
    published = _day(form.get("published"))
    upload = form.files.get("file")
    match form.get("kind"):
        case "address":
            url = _address(form.get("address"))
            return url, lambda: intake.open_all(url, published=published, private=False)
        case "file" if upload is not None and upload.filename:
            name, body = upload.filename, await upload.read()
            return plain(name), lambda: _of_file(name, body, published)
        case "text" if form.get("text"):
            report = _pasted(form, published)
            return report.title or "the text", lambda: [report]
    raise _Refused("Give an address, choose a file, or paste a text.")


def _refuse(request: Request, form: SentForm, problem: str) -> Response:
    return render(request, AddContext(given=Fields.of(form), problem=problem), HTTPStatus.UNPROCESSABLE_ENTITY)


def _address(url: str) -> str:
    if link(url) is None:
        raise _Refused("An address begins with http:// or https:// and has no blanks.")
    if "@" in urlsplit(url).netloc:
        raise _Refused("An address with a name or password would be stored with the report.")
    return url


def _day(given: str) -> datetime | None:
    try:
        day = date.fromisoformat(given) if given else None
    except ValueError:
        raise _Refused(f"Published: {given!r} is not a day; write it as 2025-04-28.") from None
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None


def _pasted(form: SentForm, published: datetime | None) -> Report:
    text = form.whole("text").replace("\r\n", "\n").strip()
    try:
        check_text(text, "the text")
    except IntakeError as refused:
        raise _Refused(f"The text {refused.reason}.") from None
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
