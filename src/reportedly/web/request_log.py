"""The log of requests: what every request was answered, and how long that took."""

from __future__ import annotations

import logging
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"))
"""Other methods are counted as one: whoever sends a request can make them up."""
NO_ROUTE = "none"
"""The route of requests that a page never saw: refused, or for no such page."""
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishedRequest:
    """A request that was answered."""

    method: str
    route: str
    """The pattern of the address: `/claims/{claim_id}`."""
    path: str
    """The address without what was asked of it (`?q=...`), which may be nobody else's business."""
    status: int
    seconds: float


class RequestLog:
    """Middleware that logs each request at level INFO, without names, addresses of clients, queries and cookies."""

    def __init__(self, app: ASGIApp, count: Callable[[FinishedRequest], None] | None = None) -> None:
        self._app = app
        self._count = count
        """Called with each request, too, as by metrics."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, began = 500, time.perf_counter()

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            self._finish(scope, status, time.perf_counter() - began)

    def _finish(self, scope: Scope, status: int, seconds: float) -> None:
        finished = FinishedRequest(
            method=scope["method"] if scope["method"] in METHODS else "OTHER",
            route=getattr(scope.get("route"), "path", NO_ROUTE),
            path=scope["path"],
            status=status,
            seconds=seconds,
        )
        if self._count is not None:
            self._count(finished)
        fields = {
            "method": finished.method,
            "route": finished.route,
            "path": finished.path,
            "status": status,
            "milliseconds": round(seconds * 1000, 1),
        }
        _LOG.info("request", extra={"fields": fields})
