"""What the matcher reads of a statement; it puts statements of one claim near each other (`encoder.match_vectors`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reportedly.model import Report, Statement

BEFORE = 150
"""Characters before a statement that are read, with single blanks."""
REACH = 400
"""Characters of the text in which they are looked for."""


class Matched(NamedTuple):
    """The parts of a text for the matcher."""

    wording: str
    said_by: str
    """Actor and cue."""
    title: str
    before: str

    def text(self) -> str:
        """The parts that are there, as one text."""
        return " | ".join(part for part in self if part.strip())


def to_match(report: Report, statement: Statement) -> Matched:
    """What the matcher reads of a statement of a report."""
    source, cue, about = statement.source, statement.cue, statement.proposition
    who = statement.actor.name if statement.actor else source.exact if source else ""
    start = min(part.start for part in (source, *statement.content) if part is not None)
    content = " ".join(" ".join(part.exact.split()) for part in statement.content)
    return Matched(
        wording=about.wording if about else content,
        said_by=f"{who} {cue.exact if cue else ''}".strip(),
        title=report.title or "",
        before=" ".join(report.text[max(0, start - REACH) : start].split())[-BEFORE:],
    )
