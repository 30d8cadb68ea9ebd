"""How a footnote cites a report, and the headings and other words that every format of a brief shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.export import wording
from reportedly.export.brief.brief import SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.export.brief.brief import Brief, Footnote

MACHINE = (
    "Statements and statuses are read from the reports by a machine; each footnote has the exact words and where they "
    "stand. Square brackets mark what an editor would add."
)


def headings(brief: Brief) -> Iterator[tuple[str, str]]:
    """The sections that have something, in order: the name of the field, and the heading."""
    for name, heading in SECTIONS:
        if getattr(brief, name):
            since = f" since {wording.day(brief.since)}" if name == "new" and brief.since else ""
            yield name, f"{heading}{since}"


def beyond(left_out: int) -> str:
    """What is said of records that there was no room for."""
    records = wording.counted(
        left_out, "further claim, number or forecast is", "further claims, numbers or forecasts are"
    )
    return f"{records} left out: ask for less, or list them."


def cited(note: Footnote) -> tuple[str, str | None]:
    """The citation of a report (outlet, title, day of publication), and its address if that is safe to open."""
    report = note.report
    title = wording.plain(report.title or "")
    day = wording.day(report.published_on) if report.published_on else "undated"
    outlet = wording.plain(report.outlet or "") or f"report {wording.plain(report.id)}"
    parts = (outlet, f"“{title}”" if title else "", day)
    return ", ".join(filter(None, parts)) + ".", wording.link(report.url)
