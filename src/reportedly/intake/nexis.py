"""Files of Nexis Uni and LexisNexis: "End of Document" after each article, or "1 of 30 DOCUMENTS" before it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.intake.dates import moment_of
from reportedly.intake.newspapers import Holding, Record, paragraphs_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_END = re.compile(r"\s*End of Document\s*", re.IGNORECASE)
_START = re.compile(r"\s*(\d+) of (\d+) DOCUMENTS?\s*")
_TOTAL = re.compile(r"\s*Documents? \((\d[\d,]*)\)\s*", re.IGNORECASE)
_LISTED = re.compile(r"\s*(\d+)\.\s+(\S.*)")
_LABEL = re.compile(r"\s*([A-Z][A-Za-z]+(?:[ -][A-Za-z]+)?):\s*(.*)", re.DOTALL)
_ABOUT = re.compile(
    r"section|length|byline|highlight|dateline|distribution|correction-date|series|journal-code|cycle|guests?|shows?|anchors?"
)
"""Labels above the words."""
_AFTER = re.compile(
    r"load-date|subject|language|publication-type|journal code|graphic|url|company|industry|geographic|person|type"
    r"|notes|organization|ticker|state|country|city|classification|document-type|acc-no|pub-type"
)
"""Labels below the words."""
_COVER = re.compile(
    r"\s*(?:Client/Matter|Search Terms|Search Type|Narrowed by|Date and Time|Job Number|User Name):|\s*-None-"
    r"|\s*Content Type\b"
)
_COPYRIGHT = re.compile(r"\s*(?:Copyright\b|\(c\)|©|All Rights Reserved)", re.IGNORECASE)
_WORDS = re.compile(r"(?<![\d,])(\d[\d,]*+)\s{1,3}words")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ERROR = re.compile(r"error in this document", re.IGNORECASE)
_LONGEST_DATE = 80


def holding_of(lines: Sequence[str]) -> Holding | None:
    """The articles in the lines of a file; None if it is none of Nexis."""
    starts = [n for n, line in enumerate(lines) if _START.fullmatch(line)]
    if starts:
        parts = zip(starts, [*starts[1:], len(lines)], strict=True)
        counts = [int(found[2]) for line in lines if (found := _START.fullmatch(line))]
        records = tuple(_record(lines[start + 1 : end], None) for start, end in parts)
        return Holding(database="Nexis", records=records, total=max(counts))
    ends = [n for n, line in enumerate(lines) if _END.fullmatch(line)]
    if not ends or not any(_value(line, _ABOUT) or _value(line, _AFTER) for line in lines):
        return None
    total, titles, first = _cover(lines[: ends[0]])
    begins = [first, *(end + 1 for end in ends)]
    if any(line.strip() for line in lines[begins[-1] :]):
        ends.append(len(lines))  # the last article has lost its end
    parts = zip(begins, ends, strict=False)
    listed = titles if len(titles) == len(ends) else [None] * len(ends)
    records = tuple(_record(lines[a:b], title) for (a, b), title in zip(parts, listed, strict=True))
    return Holding(database="Nexis", records=records, titles=titles, total=total)


def _cover(lines: Sequence[str]) -> tuple[int | None, tuple[str, ...], int]:
    """How many articles the first page announces, their titles, and the line after it."""
    total = next((int(found[1].replace(",", "")) for line in lines if (found := _TOTAL.fullmatch(line))), None)
    if total is None:
        return None, (), 0
    titles: list[str] = []
    last = 0
    for number, line in enumerate(lines):
        listed = _LISTED.fullmatch(line)
        if listed and int(listed[1]) == len(titles) + 1 and len(titles) < total:
            titles.append(listed[2].strip())
            last = number
        elif _COVER.match(line) or _TOTAL.fullmatch(line):
            last = number
    first = next(
        (n for n, line in enumerate(lines) if titles and not _LISTED.fullmatch(line) and _same(line, titles[0])),
        last + 1,
    )
    return total, tuple(titles), first


def _record(lines: Sequence[str], listed: str | None) -> Record:
    """One article: title, outlet, day and labels, then the words, then labels again."""
    body, after = _body(lines)
    head = [line.strip() for line in lines[:body] if line.strip() and line.strip() != "Body"]
    labels = {name: words for line in (*head, *lines[after:]) for name, words in [_named(line)] if name}
    plain = [line for line in head if not _named(line)[0] and not _COPYRIGHT.match(line)]
    dated = next((n for n, line in enumerate(plain) if _day(line)), None)
    outlet, title = _outlet_and_title(plain, dated, listed)
    length = _WORDS.search(labels.get("length", ""))
    words = tuple(p for p in paragraphs_of(lines[body:after]) if not _COPYRIGHT.match(p))
    broken = any(_ERROR.search(line) for line in words)
    return Record(
        title=title,
        outlet=outlet,
        published=(_day(plain[dated]) if dated is not None else None) or moment_of(labels.get("load-date", "")),
        byline=labels.get("byline"),
        length=int(length[1].replace(",", "")) if length else None,
        url=labels.get("url"),
        language=labels.get("language", "").partition(";")[0] or None,
        body=() if broken else words,
        reason="Nexis could not display it" if broken else "",
    )


def _outlet_and_title(plain: list[str], dated: int | None, listed: str | None) -> tuple[str | None, str | None]:
    """The outlet stands above the day; the title above it, or below the day where articles are numbered."""
    if dated is None:
        return None, listed or (plain[0] if plain else None)
    outlet = plain[dated - 1] if dated else None
    above = " ".join(plain[: max(dated - 1, 0)])
    below = next(
        (line for line in plain[dated + 1 :] if not re.search(r"\b[Ee]dition\b|^Pg\.|^[A-Z]+ EDITION", line)), None
    )
    return outlet, listed or above or below


def _body(lines: Sequence[str]) -> tuple[int, int]:
    """Where the words begin and end."""
    marked = next((n for n, line in enumerate(lines) if line.strip() == "Body"), None)
    about = [n for n, line in enumerate(lines) if _value(line, _ABOUT)]
    begin = marked + 1 if marked is not None else about[-1] + 1 if about else _after_day(lines)
    below = (
        n
        for n, line in enumerate(lines[begin:], begin)
        if _value(line, _AFTER) or line.strip() in ("Classification", "Graphic", "GRAPHIC")
    )
    end = next(below, len(lines))
    copyright_line = next((n for n in range(begin, end) if _COPYRIGHT.match(lines[n])), end)
    return begin, copyright_line if end - copyright_line < 4 else end


def _after_day(lines: Sequence[str]) -> int:
    day = next((n for n, line in enumerate(lines) if _day(line)), -1)
    return next((n for n in range(day + 1, len(lines)) if lines[n].strip() and not _COPYRIGHT.match(lines[n])), 0)


def _named(line: str) -> tuple[str, str]:
    """Name and value of a label of Nexis; two empty strings if the line is none."""
    for pattern in (_ABOUT, _AFTER):
        if (value := _value(line, pattern)) is not None:
            return line.strip().partition(":")[0].casefold(), value
    return "", ""


def _value(line: str, names: re.Pattern[str]) -> str | None:
    found = _LABEL.fullmatch(line)
    return found[2].strip() if found and names.fullmatch(found[1].casefold()) else None


def _day(line: str) -> datetime | None:
    return moment_of(line) if len(line) < _LONGEST_DATE and _YEAR.search(line) and not _COPYRIGHT.match(line) else None


def _same(line: str, title: str) -> bool:
    one, other = (" ".join(words.split()).casefold() for words in (line, title))
    return bool(one) and (one == other or (len(one) > 20 and (one.startswith(other) or other.startswith(one))))
