"""Fetching one address: http or https, bounded in size and time, and in no private or special network unless allowed.

`REPORTEDLY_PRIVATE_ADDRESSES=1` allows loopback and private ranges, for a server of one's own.
At every redirection the name is resolved once, and the connection is made to the very address that was
checked, so that a name server cannot change it in between (DNS rebinding).
"""

from __future__ import annotations

import http.client
import os
import socket
import ssl
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from reportedly import __version__
from reportedly.errors import IntakeError
from reportedly.intake.encoding import LARGEST
from reportedly.intake.ranges import is_public
from reportedly.masking import without_password
from reportedly.time_limit import finish_within

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from email.message import Message

PATIENCE = 20.0
"""Seconds for one address, redirections included."""
REDIRECTIONS = 5
USER_AGENT = f"reportedly/{__version__}"
ACCEPTED = "text/html, application/xml, text/plain, */*;q=0.5"
_MOVED = frozenset((301, 302, 303, 307, 308))
_PERMANENT = frozenset((301, 308))
_SETTING = "REPORTEDLY_PRIVATE_ADDRESSES"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered to one request; a redirection is an answer, too."""

    url: str
    status: int
    reason: str
    headers: Message
    body: bytes
    """Empty unless the status is 200."""

    @property
    def media_type(self) -> str:
        """Its media type; text/plain if it names none."""
        return self.headers.get_content_type()

    @property
    def charset(self) -> str | None:
        """The encoding that it names."""
        return self.headers.get_content_charset()

    @property
    def moved_to(self) -> str | None:
        """The address that it redirects to; None if it does not."""
        moved = self.headers.get("Location")
        return urljoin(self.url, moved) if self.status in _MOVED and moved else None

    @property
    def is_permanent(self) -> bool:
        """True if what it redirects to is the address from now on."""
        return self.status in _PERMANENT


def fetch(url: str, *, private: bool | None = None) -> Answer:
    """Fetch an http or https address, through redirections; IntakeError says what went wrong.

    `private=None` takes the setting.
    """

    def follow(attempt: _Attempt) -> Answer:
        at = url
        for _ in range(REDIRECTIONS + 1):
            answer = attempt.request(at, {})
            if answer.moved_to is None:
                if answer.status != 200:
                    raise _Refused(f"answered {answer.status} {answer.reason}".rstrip())
                return answer
            at = answer.moved_to
        raise _Refused(f"was redirected more than {REDIRECTIONS} times")

    return _attempted(url, private, follow)


def request_once(url: str, headers: Mapping[str, str], *, private: bool | None = None) -> Answer:
    """One request, whatever the status of its answer; IntakeError says why there is none."""
    return _attempted(url, private, lambda attempt: attempt.request(url, headers))


def post_once(url: str, headers: Mapping[str, str], body: bytes, *, patience: float) -> Answer:
    """Send a body, whatever the status of the answer; IntakeError says why there is none."""
    return _attempted(url, None, lambda attempt: attempt.request(url, headers, body), patience)


def _attempted(
    url: str, private: bool | None, work: Callable[[_Attempt], Answer], within: float | None = None
) -> Answer:
    allowed = os.environ.get(_SETTING, "") not in ("", "0") if private is None else private
    patience = within or PATIENCE
    until = time.monotonic() + patience
    where = without_password(url)
    attempt = _Attempt(allowed, until)
    try:
        return finish_within(patience, lambda: work(attempt), attempt.cut)
    except _Private as problem:
        # No hint where the caller forbids private addresses: the setting would change nothing.
        hint = f"; set {_SETTING}=1 to allow that" if private is None else ""
        raise IntakeError(where, f"{problem}{hint}") from None
    except _Refused as problem:
        raise IntakeError(where, str(problem)) from None
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as problem:
        if time.monotonic() >= until or isinstance(problem, TimeoutError):
            raise IntakeError(where, f"did not answer in full within {patience:.0f} seconds") from None
        if isinstance(problem, ssl.SSLError):
            reason = f"gives no connection that can be trusted ({problem.reason or problem})"
            raise IntakeError(where, reason) from None
        raise IntakeError(where, f"could not be fetched ({problem or type(problem).__name__})") from None


class _Refused(Exception):
    pass


class _Private(_Refused):
    pass


class _Attempt:
    """Requests until a time, and the connection that the last of them has."""

    def __init__(self, private: bool, until: float) -> None:
        self._private = private
        self._until = until
        self._connection: _Connection | None = None

    def cut(self) -> None:
        """Abort what is going on."""
        if self._connection is not None:
            self._connection.cut()

    def request(self, url: str, more: Mapping[str, str], sent: bytes | None = None) -> Answer:
        """The answer to one request, with these headers besides the usual ones, and with a body to send, if any."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise _Refused(
                f"is not an http or https address{'' if parts.scheme else ' (no scheme)'}: "
                f"{without_password(url)[:200]!r}"
            )
        if parts.username is not None or parts.password is not None:
            raise _Refused("holds a name or password; an address is kept with its report, for all to read")
        ip, port = _checked(parts.hostname, parts.port or (443 if parts.scheme == "https" else 80), self._private)
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError
        connection = _Connection(parts.hostname, port, ip, tls=parts.scheme == "https", timeout=left)
        self._connection = connection
        target = quote(parts.path or "/", safe="/%:=&?~#+!$,;'@()*[]")
        query = "?" + quote(parts.query, safe="/%:=&?~+!$,;'@()*[]") if parts.query else ""
        headers = {"User-Agent": USER_AGENT, "Accept": ACCEPTED, "Accept-Encoding": "gzip", **more}
        try:
            connection.request("GET" if sent is None else "POST", target + query, sent, headers)
            with connection.getresponse() as answer:
                body = _body(answer) if answer.status == 200 else b""
                return Answer(url=url, status=answer.status, reason=answer.reason, headers=answer.headers, body=body)
        finally:
            connection.close()


def _checked(host: str, port: int, private: bool) -> tuple[str, int]:
    """An allowed address of the host; all its addresses must be public, unless private ones are allowed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as problem:
        raise _Refused(f"host {host!r} cannot be found ({problem})") from None
    numbers = [str(address[4][0]) for address in found]
    if not private and not all(map(is_public, numbers)):
        raise _Private(f"host {host!r} is in a private network")
    return numbers[0], port


class _Connection(http.client.HTTPConnection):
    """A connection to the IP address that was checked, under the requested host name."""

    def __init__(self, host: str, port: int, ip: str, *, tls: bool, timeout: float) -> None:
        super().__init__(host, port, timeout=timeout)
        self.default_port = 443 if tls else 80
        self._ip = ip
        self._line: socket.socket | None = None
        self._is_cut = False
        self._tls = tls

    def connect(self) -> None:
        """Connect to the checked IP address; with TLS, verify the certificate for the host name."""
        self.sock = self._line = socket.create_connection((self._ip, self.port), self.timeout)
        # Else a body waits until the headers before it are acknowledged, which takes 40 ms.
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._tls and not self._is_cut:
            wrap = ssl.create_default_context().wrap_socket
            secured = wrap(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            # http.client drops its own reference when the server closes the connection.
            self.sock = self._line = secured
            secured.do_handshake()
        if self._is_cut:
            self.cut()
            raise TimeoutError

    def cut(self) -> None:
        """Abort the connection, also in the middle of a handshake."""
        self._is_cut = True
        with suppress(OSError):
            if self._line is not None:
                self._line.shutdown(socket.SHUT_RDWR)


def _body(answer: http.client.HTTPResponse) -> bytes:
    packed = answer.headers.get("Content-Encoding", "identity").strip().lower()
    if packed not in ("", "identity", "gzip"):
        raise _Refused(f"answered in an encoding that was not asked for ({packed})")
    unpack = zlib.decompressobj(wbits=31) if packed == "gzip" else None
    body = bytearray()
    while piece := answer.read1(65_536):
        body += unpack.decompress(piece, LARGEST + 1 - len(body)) if unpack else piece
        if len(body) > LARGEST:
            raise _Refused(f"is larger than {LARGEST // 1_000_000} MB")
    if unpack and not unpack.eof:
        raise _Refused("broke off before the end")
    return bytes(body)
