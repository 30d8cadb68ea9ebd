"""Webhooks, signed as Standard Webhooks has it: the receiver can tell who sent it, and that it is neither old nor new.

    REPORTEDLY_WEBHOOK_SECRET   whsec_ and the key in base64; several, with blanks between them, while one is replaced

The id is that of the match: it stays the same when the same match is sent again.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
import secrets
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from reportedly.errors import DeliveryError, IntakeError
from reportedly.intake.address import post_once

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from reportedly.export.plain import Json

SECRET = "REPORTEDLY_WEBHOOK_SECRET"  # the name of a variable
PREFIX = "whsec_"
SHORTEST, LONGEST = 24, 64
"""Bytes of a key."""
GONE = 410
PATIENCE = 10.0
"""Seconds for an answer."""


def keys(environ: Mapping[str, str] = os.environ) -> list[bytes]:
    """The keys in the environment; DeliveryError says what is missing or wrong."""
    given = environ.get(SECRET, "").split()
    if not given:
        example = PREFIX + base64.b64encode(secrets.token_bytes(SHORTEST)).decode()
        raise DeliveryError(f"webhooks are signed: set {SECRET}, for example to {example}, here and at the receiver")
    return [_key(one) for one in given]


def _key(secret: str) -> bytes:
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if not secret.startswith(PREFIX) or not SHORTEST <= len(key) <= LONGEST:
        raise DeliveryError(f"{SECRET} is not {PREFIX} and {SHORTEST} to {LONGEST} bytes in base64")
    return key


def headers(key_id: str, body: bytes, now: datetime, signed_with: Sequence[bytes]) -> dict[str, str]:
    """The headers of a message: its id, when it was sent, and one signature for each key."""
    sent = str(int(now.timestamp()))
    signed = b".".join((key_id.encode(), sent.encode(), body))
    signatures = (base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode() for key in signed_with)
    return {
        "Content-Type": "application/json",
        "webhook-id": key_id,
        "webhook-timestamp": sent,
        "webhook-signature": " ".join(f"v1,{signature}" for signature in signatures),
    }


def send(url: str, item: Json, *, environ: Mapping[str, str] = os.environ) -> None:
    """Send one match; DeliveryError unless the receiver takes it with a code of 200 to 299."""
    signed_with = keys(environ)
    kind = "alert.test" if item.get("test") else "alert.matched"
    message = {"type": kind, "timestamp": item["found_at"], "data": item}
    body = json.dumps(message, separators=(",", ":")).encode()
    # The moment of sending, not that of the match: receivers refuse what was signed long ago.
    try:
        signed = headers(str(item["id"]), body, datetime.now(UTC), signed_with)
        answer = post_once(url, signed, body, patience=PATIENCE)
    except IntakeError as problem:
        raise DeliveryError(str(problem)) from None
    if 200 <= answer.status < 300:
        return
    said = f"the receiver answered {answer.status} {answer.reason}".rstrip()
    raise DeliveryError(said, gone=answer.status == GONE, wait=_seconds(answer.headers.get("Retry-After")))


def _seconds(given: str | None) -> float | None:
    """The seconds of a Retry-After header, which has a number or a date; None if it has neither."""
    if given is None:
        return None
    if given.strip().isdecimal() and given.isascii():
        return float(given)
    try:
        return max(0.0, (parsedate_to_datetime(given) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None
