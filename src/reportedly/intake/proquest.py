"""Files of ProQuest: a list of contents, then articles with labels such as "Full text:"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.intake.dates import moment_of
from reportedly.intake.newspapers import Holding, Record, paragraphs_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_RULE = re.compile(r"\s*_{20,}\s*")
_NUMBER = re.compile(r"\s*Document (\d+) of (\d+)\s*", re.IGNORECASE)
_LISTED = re.compile(r"\s*(\d+)\.\s+(\S.*)")
_LABEL = re.compile(r"\s*([A-Z][A-Za-z /]{2,40}?)\s*:(?:\s+(.*))?", re.DOTALL)
_TEXT = re.compile(r"full text|fulltext", re.IGNORECASE)
_BELOW = re.compile(
    r"subject|location|people|company / organization|company|classification|identifier / keyword|title"
    r"|publication title|volume|issue|pages|first page|number of pages|publication year|publication date|section"
    r"|publisher|dateline|place of publication|country of publication|publication subject|issn|source type"
    r"|language of publication|document type|proquest document id|document url|copyright|last updated|database|credit"
    r"|illustration|abstract|author|links|e-issn|publication info|business indexing term",
)
_NO_TEXT = re.compile(r"\s*(?:not available|none available|no full text|full text (?:is )?not available)\.?\s*", re.I)


def holding_of(lines: Sequence[str]) -> Holding | None:
    """The articles in the lines of a file; None if it is none of ProQuest."""
    if not any(_is_own(line) for line in lines):
        return None
    starts = [n for n, line in enumerate(lines) if _NUMBER.fullmatch(line)]
    total = max((int(found[2]) for line in lines if (found := _NUMBER.fullmatch(line))), default=None)
    titles = _contents(lines)
    if starts:
        parts = [list(lines[a + 1 : b]) for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    else:
        parts = [part for part in _between_rules(lines) if any(_is_own(line) for line in part)]
    return Holding(
        database="ProQuest", records=tuple(map(_record, parts)), titles=titles, total=total or len(titles) or None
    )


def _is_own(line: str) -> bool:
    """True for a label that no other file has."""
    name, _ = _label(line)
    return name in ("proquest document id", "publication title") or line.strip() == "ProQuest document link"


def _contents(lines: Sequence[str]) -> tuple[str, ...]:
    """The titles of the list of contents."""
    at = next((n for n, line in enumerate(lines) if re.fullmatch(r"\s*Table of contents\s*", line, re.I)), None)
    titles: list[str] = []
    for line in lines[at + 1 :] if at is not None else ():
        listed = _LISTED.fullmatch(line)
        if _RULE.fullmatch(line) or _NUMBER.fullmatch(line):
            if titles:
                break
        elif listed and int(listed[1]) == len(titles) + 1:
            titles.append(listed[2].strip())
    return tuple(titles)


def _between_rules(lines: Sequence[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for line in lines:
        if _RULE.fullmatch(line):
            parts.append([])
        else:
            parts[-1].append(line)
    return parts


def _record(lines: Sequence[str]) -> Record:
    labels: dict[str, str] = {}
    body: list[str] = []
    in_text = False
    for line in lines:
        name, value = _label(line)
        if _TEXT.fullmatch(name):
            in_text, body = True, [value] if value else []
        elif _BELOW.fullmatch(name) or _RULE.fullmatch(line):
            in_text = False
            labels.setdefault(name, value)
        elif in_text:
            body.append(line)
        elif name == "" and labels and line.strip() and not value:
            last = next(reversed(labels))  # a label whose value is on the next line
            labels[last] = labels[last] or line.strip()
    title = labels.get("title") or next((line.strip() for line in lines if line.strip()), None)
    paragraphs = tuple(p for p in paragraphs_of(body) if not _NO_TEXT.fullmatch(p))
    info = labels.get("publication info", "")
    return Record(
        title=title,
        outlet=re.split(r"[;:]|,? \[", labels.get("publication title") or info)[0].strip() or None,
        published=moment_of(labels.get("publication date", "")) or moment_of(info),
        byline=_name(labels.get("author", "")),
        url=labels.get("document url") or None,
        language=labels.get("language of publication"),
        body=paragraphs,
        reason="ProQuest gives no full text" if not paragraphs else "",
    )


def _name(author: str) -> str | None:
    """The first author as a byline: "Lee, Ann" is "Ann Lee"."""
    first = author.split(";")[0].strip(" .")
    last, comma, given = first.partition(", ")
    return (f"{given} {last}" if comma and " " not in last else first) or None


def _label(line: str) -> tuple[str, str]:
    found = _LABEL.fullmatch(line)
    return (found[1].casefold(), (found[2] or "").strip()) if found else ("", "")
