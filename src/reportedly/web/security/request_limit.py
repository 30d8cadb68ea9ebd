"""The time in which a request has to arrive: half-sent ones are closed, so that they cannot use up all connections."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

if TYPE_CHECKING:
    from asyncio import TimerHandle

SECONDS = 10.0
"""For the head of a request, and for its body beside the time that its length allows."""
SLOWEST = 20_000
"""Bytes a second of a body that is uploaded over a slow line."""


class RequestLimit(H11Protocol):
    """The protocol of uvicorn, which closes a connection whose request does not arrive in time.

    The time runs from the first byte, or from the connection, to the last byte; a byte now and then does not begin it
    again. Between two requests uvicorn's own limit for idle connections holds.
    """

    _timer: TimerHandle | None = None
    _began = 0.0
    _received = 0

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take more of a request; wait for the rest if there is one."""
        self._received += len(data)
        super().data_received(data)
        if not self._is_half_sent():
            self._stop()
        elif self._timer is None:
            self._wait(len(data))

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop()
        super().connection_lost(exc)

    def _is_half_sent(self) -> bool:
        return self.conn.their_state in (h11.IDLE, h11.SEND_BODY)

    def _wait(self, received: int = 0) -> None:
        self._received = received
        self._began = self.loop.time()
        self._timer = self.loop.call_later(SECONDS, self._check)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _check(self) -> None:
        """Close the connection if the time is over; else wait for as long as the bytes so far allow."""
        self._timer = None
        left = self._began + SECONDS + self._received / SLOWEST - self.loop.time()
        if self.conn.their_state is h11.IDLE or left <= 0:
            self.transport.close()
        else:
            self._timer = self.loop.call_later(left, self._check)
