"""What is printed around a report and says nothing: datelines, bylines, credit lines, calls to subscribe."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reportedly.reading.clauses import Span

_DATELINE = re.compile(
    r"^[ \t]*(?:[A-Z][A-Z.'’\-]+(?:[ ,/]+[A-Z][A-Z.'’\-]+)*|[A-Z][\w.'’\-]+(?: [A-Z][\w.'’\-]+){0,2}(?=[^\n]{1,40}\([A-Z]|, [A-Z][a-z]{2,8}\.? \d|, \d))"
    r"(?:,[ ][A-Z][\w.]*(?:[ ][A-Z][\w.]*){0,2})?"
    r"(?:,?[ ](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?[ ]\d{1,2}(?:,[ ]\d{4})?"
    r"|,?[ ]\d{1,2}[ ](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*)?"
    r"[ ]*(?:\([^()\n]{2,40}\)|/[A-Z][\w \-]{1,30}/)?[ ]*(?:[–—]|--|-)[ ]+",
    re.MULTILINE,
)
_AGENCY_OPENING = re.compile(r"^[ \t]*\((?:[A-Z][\w. ]{1,30})\)[ ]*(?:[–—]|--|-)[ ]+", re.MULTILINE)
_LINE = re.compile(
    r"^[ \t]*(?:"
    r"(?:by|from|photo(?:graph)?s?(?: by)?|picture|image|caption|source|credit|via)[ :][^.\n]{2,80}"
    r"|(?:additional )?(?:reporting|writing|editing|edited|written|compiled|translated|translation)(?: and (?:writing|editing))? by [^\n]{2,160}"
    r"|(?:©|\(c\)|copyright)[^\n]*"
    r"|(?:follow|like|read|subscribe|sign up|click|share|join|download|contact|watch|listen|advertisement|related|see also|more)\b[^\n]{0,120}"
    r"|all rights reserved[^\n]*|this (?:story|article|report) (?:has been|was) (?:updated|corrected|translated|produced)[^\n]*"
    r"|\(?(?:ends?|more|fin)\)?|-+ ?30 ?-+|#{2,}|\*{2,}"
    r")[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_CREDIT = re.compile(r"[ \t]*\((?:[A-Z][\w.&’'\-]*)(?:[ /,]+(?:and[ ])?[A-Z][\w.&’'\-]*){0,4}\)[ \t]*$", re.MULTILINE)
_REPORTING = re.compile(r"\((?:additional )?(?:reporting|writing|editing)[^()\n]{2,200}\)", re.IGNORECASE)


@lru_cache(maxsize=2)
def furniture_of(text: str) -> tuple[Span, ...]:
    """The places of all such lines and openings, in text order."""
    found = [m.span() for m in _DATELINE.finditer(text) if m.end() - m.start() > 4]
    for pattern in (_AGENCY_OPENING, _LINE, _CREDIT, _REPORTING):
        found.extend(m.span() for m in pattern.finditer(text) if m.group().strip())
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
