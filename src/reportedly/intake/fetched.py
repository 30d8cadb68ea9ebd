"""The reports at an address: of a page, a feed, or a file that a server sends."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reportedly.intake.content import read_content, with_address
from reportedly.intake.kind import Kind, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.errors import IntakeError
    from reportedly.intake.content import Given
    from reportedly.model import Report

PAUSE = 1.0
"""Seconds between two pages of one server that a list names."""
_OF_ROWS = frozenset((Kind.JSONL, Kind.JSON, Kind.TABLE))
"""Formats whose address is not that of their reports."""
_asked: dict[str, float] = {}
"""When each server (host and port) was last asked, by the monotonic clock."""


def read_address(url: str, given: Given, *, waits: bool = True) -> Iterator[Report | IntakeError]:
    """The reports at an address; one that does not know its own address gets this one.

    `waits` leaves a pause between two requests to one server.
    """
    from reportedly.intake.address import fetch

    if waits:
        _wait(urlsplit(url).netloc)
    answer = fetch(url, private=given.private)
    here = replace(
        given,
        where=url,
        name=urlsplit(answer.url).path,
        media_type=answer.media_type,
        encoding=answer.charset,
        named=False,
    )
    items = read_content(answer.body, here)
    if kind_of(here.name, answer.body, here.media_type) in _OF_ROWS:
        yield from items
    else:
        yield from with_address(items, answer.url)


def _wait(server: str) -> None:
    since = time.monotonic() - _asked.get(server, -PAUSE)
    if since < PAUSE:
        time.sleep(PAUSE - since)
    _asked[server] = time.monotonic()
