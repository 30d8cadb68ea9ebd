"""Saved web pages (MHTML): the page itself, with the address and the time at which it was saved."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake.content import LARGEST_DOCUMENT, read_content, with_address

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from reportedly.intake.content import Given
    from reportedly.model import Report


def read_mhtml(stream: io.BufferedReader, given: Given) -> Iterator[Report | IntakeError]:
    """The report on the first page of HTML; pictures, styles and frames are parts of it."""
    raw = stream.read(LARGEST_DOCUMENT + 1)
    if len(raw) > LARGEST_DOCUMENT:
        raise IntakeError(given.where, f"is larger than {LARGEST_DOCUMENT // 1_000_000} MB")
    message = email.message_from_bytes(raw, policy=email.policy.default)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    body = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(body, bytes):
        raise IntakeError(given.where, "is a saved page (MHTML) without HTML")
    address = str(message["snapshot-content-location"] or page["content-location"] or "")
    within = replace(
        given, media_type="text/html", encoding=page.get_content_charset(), depth=given.depth + 1, kind=None, name=""
    )
    items = read_content(body, within)
    yield from with_address(items, address) if address.startswith(("http:", "https:")) else items
