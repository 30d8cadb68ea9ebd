"""Forms: read only if this desk made them for the session that sends them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, TypeVar
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from reportedly.errors import StoreError
from reportedly.web.security.audit_notes import deed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from reportedly.web.security.sessions import Session

Choice = TypeVar("Choice", bound=StrEnum)
LONGEST_FIELD = 10_000_000


class SentForm:
    """The fields of a form that this desk made for this session."""

    def __init__(self, fields: dict[str, str], files: dict[str, UploadFile], session: Session) -> None:
        self._fields = fields
        self.files = files
        self.session = session

    def get(self, name: str) -> str:
        """The value of a field, without blanks around it and NUL characters, which no database keeps."""
        return self._fields.get(name, "").replace("\0", "").strip()

    def whole(self, name: str) -> str:
        """The value of a field, unchanged."""
        return self._fields.get(name, "")

    def day(self, name: str) -> date | None:
        """The day in a field; None if it is empty."""
        value = self.get(name)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            raise StoreError(f"{value!r} is not a day; write it as 2025-04-28") from None

    def choice(self, kind: type[Choice], name: str) -> Choice | None:
        """What is chosen in a field; None if it is empty or none of its choices."""
        value = self.get(name)
        return kind(value) if value in set(kind) else None


async def _sent(request: Request) -> AsyncIterator[SentForm]:
    async with request.form(max_files=1, max_fields=40, max_part_size=LONGEST_FIELD) as form:
        fields = {key: value for key, value in form.items() if isinstance(value, str)}
        files = {key: value for key, value in form.items() if isinstance(value, UploadFile)}
        session: Session = request.state.session
        # A key comes in a header that no other site can make a browser send.
        if not session.key and not request.app.state.auth.is_form_token(session, fields.get("form_token", "")):
            raise HTTPException(HTTPStatus.FORBIDDEN, "this form is too old or was not made here; load its page again")
        request.state.deed = deed(request.url.path, fields)
        yield SentForm(fields, files, session)


Form = Annotated[SentForm, Depends(_sent)]


def local(path: str) -> str:
    """The path, if it leads to this desk; else that of the first page."""
    parts = urlsplit(path.replace("\\", "/"))
    safe = path.startswith("/") and not path.startswith(("//", "/\\")) and not parts.netloc and path.isprintable()
    return path if safe else "/"
