"""What the matcher reads of a statement; it puts statements of one claim near each other (`encoder.match_vectors`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reportedly.model import Report, Statement

BEFORE = 60
"""Characters before a statement that are read, with single blanks."""
REACH = 200
"""Characters of the text in which they are looked for."""


class Matched(NamedTuple):
    """The parts of a text for the matcher."""

    wording: str
    said_by: str
    """Actor and cue."""
    title: str
    before: str

    @classmethod
    def of(cls, wording: str, said_by: tuple[str, str], title: str | None, text: str, start: int) -> Matched:
        """The parts for a statement that starts there in the text of a report; `said_by` are actor and cue."""
        before = " ".join(text[max(0, start - REACH) : start].split())[-BEFORE:]
        return cls(wording, " ".join(said_by).strip(), title or "", before)

    def text(self) -> str:
        """The parts that are there, as one text."""
        return " | ".join(part for part in self if part.strip())


def to_match(report: Report, statement: Statement) -> Matched:
    """What the matcher reads of a statement of a report."""
    source, cue, about = statement.source, statement.cue, statement.proposition
    who = statement.actor.name if statement.actor else source.exact if source else ""
    start = min(part.start for part in (source, *statement.content) if part is not None)
    content = " ".join(" ".join(part.exact.split()) for part in statement.content)
    said_by = who, cue.exact if cue else ""
    return Matched.of(about.wording if about else content, said_by, report.title, report.text, start)
