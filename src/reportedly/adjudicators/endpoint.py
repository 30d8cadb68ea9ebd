"""One request to a chat endpoint: bounded in time and size, never redirected.

A redirection is not followed: it would lead report text, and the key, to an address that the user did not name.
"""

from __future__ import annotations

import http.client
import json
import socket
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reportedly import __version__
from reportedly.time_limit import finish_within

if TYPE_CHECKING:
    from pydantic import JsonValue

    from reportedly.adjudicators.settings import Settings

PATIENCE = 120.0
"""Seconds for one answer: a model without a graphics card may need a minute for a batch."""
LARGEST = 4_000_000
"""Bytes of an answer."""
PASSING = frozenset((408, 409, 425, 429, 500, 502, 503, 504, 529))
"""Codes that another try may help against."""
LASTING = frozenset((301, 302, 303, 307, 308, 401, 402, 403, 404, 405))
"""Codes that every other request would get as well."""
_PATH = "/chat/completions"


class RequestFailure(Exception):
    """A request without an answer; the message says why, without the key."""

    def __init__(self, why: str, *, code: int | None = None, wait: float | None = None, late: bool = False) -> None:
        super().__init__(why)
        self.again = not late and (code is None or code in PASSING)
        """True if another try may help; a model that was too slow once will be so again."""
        self.lasting = code in LASTING
        """True if every other request would fail as well."""
        self.wait = wait
        """Seconds that the service wants to be left alone."""


class Endpoint:
    """The address of a service that speaks the OpenAI chat completions API."""

    def __init__(self, settings: Settings, *, patience: float = PATIENCE) -> None:
        parts = urlsplit(settings.url)
        self._tls, self._host = parts.scheme == "https", parts.hostname or ""
        self._port = parts.port or (443 if self._tls else 80)
        path = parts.path.rstrip("/")
        self._path = path if path.endswith(_PATH) else path + _PATH
        self._key = settings.key
        self._patience = patience

    def post(self, body: JsonValue) -> bytes:
        """The body of the answer; RequestFailure if there is none."""
        kind = http.client.HTTPSConnection if self._tls else http.client.HTTPConnection
        connection = kind(self._host, self._port, timeout=self._patience)
        headers = {"Content-Type": "application/json", "User-Agent": f"reportedly/{__version__}"}
        if self._key is not None:
            headers["Authorization"] = f"Bearer {self._key}"

        def exchange() -> tuple[http.client.HTTPResponse, bytes]:
            try:
                connection.request("POST", self._path, json.dumps(body).encode(), headers)
                with connection.getresponse() as answer:
                    return answer, answer.read(LARGEST + 1)
            finally:
                connection.close()

        try:
            # The timeout of a socket restarts with every byte; this one does not.
            answer, found = finish_within(self._patience, exchange, lambda: _cut(connection))
        except TimeoutError:
            raise RequestFailure(f"no answer within {self._patience:.0f} seconds", late=True) from None
        except (OSError, http.client.HTTPException) as problem:
            raise RequestFailure(self._without_key(f"no connection ({problem or type(problem).__name__})")) from None
        if answer.status != 200:
            raise self._refused(answer, found)
        if len(found) > LARGEST:
            raise RequestFailure(f"an answer of more than {LARGEST // 1_000_000} MB", code=answer.status)
        return found

    def _refused(self, answer: http.client.HTTPResponse, body: bytes) -> RequestFailure:
        said = " ".join(body[:2_000].decode("utf-8", "replace").split())
        plain = "".join(c for c in self._without_key(said) if c.isprintable())[:200]
        why = f"{answer.status} {answer.reason}".strip() + (f": {plain}" if plain else "")
        return RequestFailure(self._without_key(why), code=answer.status, wait=_seconds(answer.headers["Retry-After"]))

    def _without_key(self, text: str) -> str:
        return text.replace(self._key, "...") if self._key else text


def _cut(connection: http.client.HTTPConnection) -> None:
    """Abort a connection from another thread."""
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)


def _seconds(given: str | None) -> float | None:
    """The seconds of a Retry-After header; a date is not understood."""
    return float(given) if given is not None and given.strip().isdecimal() else None
