"""Mails (.eml) and mailboxes (.mbox): one report a mail, and one for each mail or document attached to it.

The text is the plain part, or the words of the HTML part where there is no plain one. The outlet is the name of the
sender, as a newsletter has it; the date is that of sending.
"""

from __future__ import annotations

import base64
import codecs
import email
import email.policy
import logging
import re
from datetime import UTC
from email.message import EmailMessage
from typing import TYPE_CHECKING

from reportedly.errors import IntakeError
from reportedly.intake.check import check_text
from reportedly.intake.content import LARGEST_DOCUMENT, read_content
from reportedly.intake.encoding import decode
from reportedly.intake.html import text_of
from reportedly.intake.tally import Tally
from reportedly.model import Report

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator
    from datetime import datetime
    from email.message import Message

    from reportedly.intake.content import Given

_ENVELOPE = re.compile(rb"From \S.*\d{4}\s*$")
_STUFFED = re.compile(rb"^>(>*From )", re.MULTILINE)
_LOG = logging.getLogger(__name__)
_NO_BASE64 = re.compile(r"[^A-Za-z0-9+/]+")
_SIGNATURE = re.compile(r"\n-- \n.*\Z", re.DOTALL)
_READ = (
    "message/",
    "text/html",
    "application/pdf",
    "application/rtf",
    "text/rtf",
    "application/vnd.",
    "application/msword",
)
_MOST_PARTS = 1000


def read_mail(stream: io.BufferedReader, given: Given) -> Iterator[Report | IntakeError]:
    """The reports of one mail: its own words, then mails and documents attached to it."""
    raw = stream.read(LARGEST_DOCUMENT + 1)
    if len(raw) > LARGEST_DOCUMENT:
        raise IntakeError(given.where, f"is a mail larger than {LARGEST_DOCUMENT // 1_000_000} MB")
    tally = Tally(given.where)
    yield from tally.counted(_mail(raw.removeprefix(codecs.BOM_UTF8), given, tally))
    if tally.found + tally.failed > 1 or tally.left_out:
        tally.say()


def read_mailbox(stream: io.BufferedReader, given: Given) -> Iterator[Report | IntakeError]:
    """The mails of a mailbox, in their order; each begins with a line "From ..." after an empty line."""
    tally = Tally(given.where)
    for number, raw in enumerate(_split(stream), 1):
        part = given.part(str(number))
        if raw is None:
            tally.failed += 1
            yield IntakeError(part.where, f"is a mail larger than {LARGEST_DOCUMENT // 1_000_000} MB")
        else:
            yield from tally.counted(_mail(_STUFFED.sub(rb"\1", raw), part, tally))
    tally.say()


def _split(stream: io.BufferedReader) -> Iterator[bytes | None]:
    """Raw mails; None for one that is too large to keep."""
    mail: list[bytes] = []
    size, blank = 0, True
    while line := stream.readline(LARGEST_DOCUMENT):
        line = line.removeprefix(codecs.BOM_UTF8)
        if blank and _ENVELOPE.match(line):
            if mail:
                yield b"".join(mail) if size <= LARGEST_DOCUMENT else None
            mail, size = [], 0
        else:
            size += len(line)
            if size <= LARGEST_DOCUMENT:
                mail.append(line)
        blank = not line.strip()
    if mail:
        yield b"".join(mail) if size <= LARGEST_DOCUMENT else None


def _mail(raw: bytes, given: Given, tally: Tally) -> Iterator[Report | IntakeError]:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    yield _report(message, given)
    for number, part in enumerate(message.iter_attachments(), 1):
        name = part.get_filename() or f"part {number}"
        kind = part.get_content_type()
        if number > _MOST_PARTS:
            raise IntakeError(given.where, f"has more than {_MOST_PARTS:,} parts; the others were not read")
        if not kind.startswith(_READ) and kind != "text/plain":
            tally.leave_out(name, f"of the type {kind}")
            continue
        inner = part.get_content() if kind.startswith("message/") else None
        body = inner.as_bytes() if isinstance(inner, EmailMessage) else part.get_payload(decode=True)
        if not isinstance(body, bytes) or not body.strip():
            tally.leave_out(name, "empty")
            continue
        media = kind if kind in ("text/html", "message/rfc822") else ""
        within = given.part(name, media_type=media, encoding=part.get_content_charset())
        try:
            yield from read_content(body, within)
        except IntakeError as problem:
            yield problem


def _report(message: EmailMessage, given: Given) -> Report | IntakeError:
    try:
        text = _text(message, given.where)
        check_text(text, given.where)
        sender = message["from"]
        addresses = sender.addresses if sender is not None else ()
        return Report(
            text=text,
            outlet=(addresses[0].display_name or addresses[0].addr_spec) or None if addresses else None,
            title=" ".join(str(message["subject"] or "").split()) or None,
            published_at=_moment(message) or given.published,
        )
    except IntakeError as problem:
        return problem
    except Exception as problem:  # headers of hostile mails raise anything in the parser; only this mail fails
        return IntakeError(given.where, f"cannot be read as a mail ({type(problem).__name__}: {problem})")


def _text(message: EmailMessage, where: str) -> str:
    """The words of the plain part, or else of the HTML part, without a signature below "-- "."""
    plain = message.get_body(("plain",))
    text = _words(plain, where) if plain is not None else ""
    if not text.strip():
        html = message.get_body(("html",))
        text = text_of(_words(html, where)) if html is not None else ""
    return _SIGNATURE.sub("", text.replace("\r\n", "\n")).strip()


def _words(part: Message, where: str) -> str:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    if str(part["content-transfer-encoding"] or "").strip().lower() == "base64" and part.defects:
        raw = _whole_groups(part.get_payload())
        _LOG.warning("%s: its words are cut within base64; only what stands before is read", where)
    return decode(raw, where, part.get_content_charset(), largest=LARGEST_DOCUMENT) if raw.strip() else ""


def _whole_groups(payload: object) -> bytes:
    """What can be decoded of base64 that has lost its end."""
    letters = _NO_BASE64.sub("", str(payload))
    return base64.b64decode(letters[: len(letters) // 4 * 4])


def _moment(message: EmailMessage) -> datetime | None:
    date = message["date"]
    when: datetime | None = getattr(date, "datetime", None)
    return None if when is None else when if when.tzinfo else when.replace(tzinfo=UTC)
