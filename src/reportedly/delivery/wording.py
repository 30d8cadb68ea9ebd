"""What an alert found, in plain words, for mail and feeds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.alerts import Occasion
from reportedly.export import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.alerts import AlertItem

_LONG = 120
"""Characters of a title."""


def speaker(item: AlertItem) -> str:
    """Who says it."""
    return wording.plain(item.actor or item.source or item.outlet or item.party) or "The outlet"


def status(item: AlertItem) -> str:
    """The status of the claim: "disputed", or "alleged → disputed" if the report changed it."""
    before, after = item.status_before, item.status_after
    return after.value if before in (None, after) else f"{before} → {after}"


def title(item: AlertItem) -> str:
    """A match on one line: the claim and its status where that is what was waited for, else who said what."""
    if item.test:
        return "A test of this alert"
    if item.occasion is Occasion.STATUS:
        return f"{wording.abridged(wording.sentence(item.wording), _LONG)} ({status(item)})"
    words = wording.abridged(wording.plain(item.words), _LONG)
    figure = wording.figure(item.low, item.high, item.unit, item.of) or wording.amount(item.low, item.high, item.unit)
    lead = {
        Occasion.NUMBER: f"{figure}: " if figure else "",
        Occasion.DUE: f"Due {wording.day(item.due)}: " if item.due else "",
        Occasion.MISSED: "Did not come true: ",
    }
    return f"{lead.get(item.occasion, '')}{speaker(item)}: {words}"


def news(item: AlertItem) -> str:
    """The claim with its status, and why it has it."""
    return f"{wording.sentence(item.wording)} ({status(item)}). {wording.sentence(item.why)}."


def quoted(item: AlertItem) -> str:
    """Who said what, and when."""
    return f"{speaker(item)}, {wording.day(item.said_on)}: “{wording.plain(item.words)}”"


def where(item: AlertItem) -> str:
    """The outlet, its title and when it was published."""
    title = f"“{wording.plain(item.title)}”" if item.title else ""
    published = f"{item.published:%Y-%m-%d %H:%M}" if item.published else ""
    return ", ".join(filter(None, (wording.plain(item.outlet or "") or item.report, title, published)))


def path(item: AlertItem) -> str:
    """The page at the desk of the statement that matched: it stays when claims are merged or split."""
    return f"/statements/{wording.address(item.statement)}"


def subject(name: str, items: Sequence[AlertItem]) -> str:
    """The subject of a mail."""
    what = title(items[0]) if len(items) == 1 else wording.counted(len(items), "match", "matches")
    return f"{wording.plain(name)}: {what}"


def digest(name: str, items: Sequence[AlertItem], desk: str | None) -> str:
    """The text of a mail with these matches, oldest first."""
    parts = [_paragraph(item, desk) for item in items]
    return "\n\n".join([*parts, f"-- \nThe alert “{wording.plain(name)}” of Reportedly"]) + "\n"


def _paragraph(item: AlertItem, desk: str | None) -> str:
    if item.test:
        return "This was sent to see that it arrives. Nothing has matched."
    lines = [
        title(item),
        f"Claim: {wording.sentence(item.wording)} ({status(item)})",
        f"Why: {wording.plain(item.why)}",
        quoted(item),
        where(item),
        wording.link(item.url) or "",
        desk.rstrip("/") + path(item) if desk else "",
    ]
    return "\n".join(filter(None, lines))
