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
from urllib.parse import quote, urljoin, urlsplit

from reportedly import __version__
from reportedly.errors import IntakeError
from reportedly.intake.encoding import LARGEST
from reportedly.intake.ranges import is_public
from reportedly.masking import without_password
from reportedly.time_limit import finish_within

PATIENCE = 20.0
"""Seconds for one address, redirections included."""
REDIRECTIONS = 5
_MOVED = frozenset((301, 302, 303, 307, 308))
_SETTING = "REPORTEDLY_PRIVATE_ADDRESSES"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """The answer of a server."""

    url: str
    """After redirections."""
    body: bytes
    media_type: str
    charset: str | None


def fetch(url: str, *, private: bool | None = None) -> Fetched:
    """Fetch an http or https address; IntakeError says what went wrong. `private=None` takes the setting."""
    allowed = os.environ.get(_SETTING, "") not in ("", "0") if private is None else private
    until = time.monotonic() + PATIENCE
    where = without_password(url)
    attempt = _Attempt(allowed, until)
    try:
        return finish_within(PATIENCE, lambda: attempt.follow(url), attempt.cut)
    except _Private as problem:
        # No hint where the caller forbids private addresses: the setting would change nothing.
        hint = f"; set {_SETTING}=1 to allow that" if private is None else ""
        raise IntakeError(where, f"{problem}{hint}") from None
    except _Refused as problem:
        raise IntakeError(where, str(problem)) from None
    except (OSError, http.client.HTTPException, zlib.error, ValueError) as problem:
        if time.monotonic() >= until or isinstance(problem, TimeoutError):
            raise IntakeError(where, f"did not answer in full within {PATIENCE:.0f} seconds") from None
        if isinstance(problem, ssl.SSLError):
            reason = f"gives no connection that can be trusted ({problem.reason or problem})"
            raise IntakeError(where, reason) from None
        raise IntakeError(where, f"could not be fetched ({problem or type(problem).__name__})") from None


class _Refused(Exception):
    pass


class _Private(_Refused):
    pass


class _Attempt:
    """The way to the answer, through redirections, and the connection that it has got to."""

    def __init__(self, private: bool, until: float) -> None:
        self._private = private
        self._until = until
        self._connection: _Connection | None = None

    def cut(self) -> None:
        """Abort what is going on."""
        if self._connection is not None:
            self._connection.cut()

    def follow(self, url: str) -> Fetched:
        """The answer, after redirections."""
        for _ in range(REDIRECTIONS + 1):
            moved, fetched = self._ask(url)
            if fetched is not None:
                return fetched
            url = urljoin(url, moved)
        raise _Refused(f"was redirected more than {REDIRECTIONS} times")

    def _ask(self, url: str) -> tuple[str, Fetched | None]:
        """The answer, or the address that it redirects to."""
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
        accepted = "text/html, application/xml, text/plain, */*;q=0.5"
        headers = {"User-Agent": f"reportedly/{__version__}", "Accept": accepted, "Accept-Encoding": "gzip"}
        try:
            connection.request("GET", target + query, headers=headers)
            with connection.getresponse() as answer:
                moved = answer.headers.get("Location")
                if answer.status in _MOVED and moved:
                    return moved, None
                if answer.status != 200:
                    raise _Refused(f"answered {answer.status} {answer.reason}".rstrip())
                return "", Fetched(
                    url=url,
                    body=_body(answer),
                    media_type=answer.headers.get_content_type(),
                    charset=answer.headers.get_content_charset(),
                )
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
