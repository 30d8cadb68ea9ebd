"""Boilerplate: datelines, bylines, credit lines, times of entries, calls to subscribe and the like around the text."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_list

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.reading.text.syntax import Span

LONGEST_TOWN = 3
"""Words of the name of a town: "SAN JUAN CAPISTRANO"."""
CLOCK = r"\d{1,2}[:.]\d{2}(?:[ ]?[ap]\.?m\.?)?(?:[ ](?:GMT|UTC|[A-Z]{1,3}S?T))?(?:[ \t]*[–—-])?[ \t]+"
"""The time at which an entry of a live blog begins."""
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’\-]+(?:[ ,/]+[A-ZÀ-Þ][A-ZÀ-Þ.'’\-]+)*"
_COUNTRY = r"[A-Z][\w.]*(?:[ ](?:(?:of|the|and)[ ]){0,2}[A-Z][\w.\-]*){0,3}"
_CITY = r"[A-Z][\w.'’\-]+(?: [A-Z][\w.'’\-]+){0,2}(?=[^\n]{1,40}\([A-Z]|, [A-Z][a-z]{2,8}\.? \d|, \d)"
"""A name in small letters makes a dateline only with an agency in brackets or a date."""
_DATELINE = re.compile(
    rf"^[ \t]*(?:{_CAPITALS}|{_CITY})"
    rf"(?:,[ ]{_COUNTRY})?"
    rf"(?:,?[ ]{_MONTH}\.?[ ]\d{{1,2}}(?:,[ ]\d{{4}})?|,?[ ]\d{{1,2}}[ ]{_MONTH})?"
    r"[ ]*+(?:\([^()\n]{2,40}\)|/[A-Z][\w \-]{1,30}/)?[ ]*+(?:[–—]|--|-)[ ]+",
    re.MULTILINE,
)
_AGENCY_OPENING = re.compile(r"^[ \t]*\((?:[A-Z][\w. ]{1,30})\)[ ]*(?:[–—]|--|-)[ ]+", re.MULTILINE)
_BYLINE = re.compile(r"^[ \t]*(?:By|BY|From|FROM) [A-Z][^.\n]{2,80}$", re.MULTILINE)
_WORK = r"(?:reporting|writing|editing|edited|written|compiled|translated|translation)"
_LINE = re.compile(
    r"^[ \t]*(?:"
    r"(?:photo(?:graph)?s?(?: by)?|picture|image|caption|source|credit|via)[ ]?:[^\n]{2,80}"
    rf"|(?:additional )?{_WORK}(?: and {_WORK})? by [^\n]{{2,160}}"
    r"|(?:©|\(c\)|copyright)[^\n]*"
    r"|(?:follow (?:us|[^\n]{2,40} on (?:x|twitter|facebook|instagram))|like (?:us|the page)"
    r"|read (?:more|also|the full)"
    r"|subscribe|sign up|click (?:here|to)|share this|join our|download our|watch (?:live|the video)|advertisement"
    r"|related:|see also)\b[^\n]{0,100}"
    r"|all rights reserved[^\n]*"
    r"|this (?:story|article|report) (?:has been|was) (?:updated|corrected|translated|produced)[^\n]*"
    r"|\(?(?:ends?|more|fin)\)?|-+ ?30 ?-+|#{2,}|\*{2,}"
    r")[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?<![ \t])[ \t]*\((?:[A-Z][\w.&’'\-]*)(?:[ /,]+(?:and[ ])?[A-Z][\w.&’'\-]*){0,4}\)[ \t]*$", re.MULTILINE
)
_REPORTING = re.compile(r"\((?:additional )?(?:reporting|writing|editing)[^()\n]{2,200}\)", re.IGNORECASE)


def find_datelines(text: str) -> tuple[Span, ...]:
    """The places of the openings that say where a report was written: "TUNIS, 3 March (Reuters) - "."""
    found = enumerate(_openings(text))
    return tuple((start, end) for n, (start, end) in found if _names_place(text[start:end], opens=n == 0))


def _openings(text: str) -> Iterator[Span]:
    """The places of datelines and of headings in capitals with a dash behind them."""
    return (m.span() for m in _DATELINE.finditer(text) if m.end() - m.start() > 4)


def _names_place(opening: str, opens: bool) -> bool:
    """True if an opening has an agency, a country or a date, or is the first and short enough for a town."""
    first, second = (*opening.split(), "")[:2]
    if second.isupper() and len(second) > LONGEST_TOWN and not first.isupper():
        return False  # what is left of a credit line before a dateline: "Agency TUNIS (Agency) - "
    return any(mark in opening for mark in "(,/") or (opens and len(opening.rstrip(" -–—").split()) <= LONGEST_TOWN)


_PAGE = re.compile(
    r"^[ \t]*(?:"
    r"[^\n]{0,60}\b(?:uses?|using|accept(?: all)?|manage|our) cookies\b[^\n]{0,300}"
    r"|(?:image|media|video|audio)[ ](?:source|caption|credit|copyright)\b[^\n]{0,300}"
    r"|\(?(?:photo|picture|image|photograph|video|illustration)(?:[ ]by|:)[ ][^\n]{2,120}"
    r"|[^\n]{0,80}(?:/|via )?getty images\)?"
    r"|by (?:continuing|using this site|clicking)[^\n]{0,200}"
    r"|(?:listen to this (?:article|story)|recommended stories|most read|more on this story)[^\n]{0,60}"
    r"|skip to [^\n]{2,60}"
    r"|\d+[ -]min(?:ute)?s?[ ]read"
    r")[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
"""Words of a page around an article: notices, captions, credits of pictures, links."""


@cache
def _headings() -> re.Pattern[str]:
    """A label before a headline: "UPDATE 2-", "Analysis: "."""
    slugs, labels = "|".join(word_list("slugs of a wire")).upper(), "|".join(word_list("labels of articles"))
    return re.compile(rf"^[ \t]*(?:(?:{slugs})(?: \d+)?-(?=\w)|(?i:{labels}):[ \t]+(?=\S))", re.MULTILINE)


_ENTRY = re.compile(rf"^[ \t]*{CLOCK}(?=[^\W\d_a-z]|[\"“‘])", re.MULTILINE)
_ENTRIES = 3
"""Lines with a time at their start that make a text a live blog."""


def _clocks(text: str) -> list[Span]:
    """The times before the entries of a live blog."""
    found = [m.span() for m in _ENTRY.finditer(text)]
    return found if len(found) >= _ENTRIES else []


def find_boilerplate(text: str) -> tuple[Span, ...]:
    """The places of all such lines and openings, in text order."""
    found = [*_openings(text), *_clocks(text)]
    for pattern in (_AGENCY_OPENING, _BYLINE, _LINE, _PAGE, _CREDIT, _REPORTING, _headings()):
        found.extend(m.span() for m in pattern.finditer(text) if m.group().strip())
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
