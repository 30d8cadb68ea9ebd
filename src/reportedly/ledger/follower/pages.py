"""From the answer of a page to its reports: which of them are new, which revise an earlier one, which are known."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reportedly.errors import IntakeError
from reportedly.intake.content import Given, read_content, with_address
from reportedly.model import Report
from reportedly.store import reports as report_store

if TYPE_CHECKING:
    from datetime import datetime

    from reportedly.channels import Channel, ChannelEntry
    from reportedly.intake.address import Answer
    from reportedly.store.database import Connection

_SECOND = timedelta(seconds=1)
"""What the times of a ledger are kept to."""


def reports_of(answer: Answer, entry: ChannelEntry, channel: Channel) -> tuple[list[Report], IntakeError | None]:
    """The reports of a page, and the first thing that is wrong with it."""
    given = Given(
        where=entry.address,
        name=urlsplit(answer.url).path,
        published=entry.published_at,
        media_type=answer.media_type,
        encoding=answer.charset,
        named=False,
        private=False,
    )
    found: list[Report] = []
    problem: IntakeError | None = None
    try:
        for item in with_address(read_content(answer.body, given), answer.url):
            if isinstance(item, Report):
                found.append(item if item.outlet else replace(item, outlet=channel.outlet or channel.title, id=""))
            else:
                problem = problem or item
    except IntakeError as raised:
        problem = problem or raised
    return found, problem


def report_of_words(entry: ChannelEntry, channel: Channel) -> Report:
    """The report that a channel itself holds, at the address of its page, or at a place of its own in the channel."""
    return Report(
        text=entry.words or "",
        outlet=channel.outlet or channel.title,
        title=entry.title,
        url=entry.address or f"{channel.address}#{entry.id[:8]}",
        published_at=entry.published_at,
    )


def as_new(connection: Connection, report: Report, entry: ChannelEntry, now: datetime, *, alone: bool) -> Report | None:
    """The report as it is to be added: new, or a revision of what the ledger has; None if it has this very text.

    A revision is published when its channel says that it was changed, else now. A page that has moved, or whose outlet
    goes by another name, revises the report of its entry. `alone` if it is the only report of its page.
    """
    if report.published_at is not None and report.published_at > now:  # a clock that is fast
        report = replace(report, published_at=now, id="")
    before = report_store.latest_at(connection, report.outlet, report.url) if report.url else None
    if before is None and alone and entry.report is not None:
        last = report_store.get(connection, entry.report)
        if last.url:
            before = report_store.latest_at(connection, last.outlet, last.url)
            report = replace(report, outlet=last.outlet, url=last.url, id="")
    if before is None:
        return report
    if before.sha256 == report.sha256:
        return None
    if report.published_at is not None and report.published_at > before.known_at:
        return report
    changed = entry.changed_at if entry.changed_at and before.known_at < entry.changed_at <= now else now
    return replace(report, published_at=max(changed, before.known_at + _SECOND), id="")
