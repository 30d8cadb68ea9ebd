"""Refusals that several parts of the desk give."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from reportedly.web.errors import answer

if TYPE_CHECKING:
    from fastapi import Request
    from starlette.responses import Response


def too_often(request: Request, wait: float) -> Response:
    """The answer to whoever asks too often, with the time to wait."""
    seconds = str(int(wait) + 1)
    why = f"Too many requests; try again in {seconds} s."
    return answer(request, HTTPStatus.TOO_MANY_REQUESTS, why, headers={"retry-after": seconds})
