"""Files of Factiva: articles in plain lines, or with the codes HD, BY, WC, PD, SN; each ends with its number."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.intake.dates import moment_of
from reportedly.intake.newspapers import Holding, Record, paragraphs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_END = re.compile(r"\s*(?:AN\s+)?Document ([A-Z][A-Z0-9]{4,9}0{2}\d{4}[a-z0-9]+)\s*")
_CODE = re.compile(r"\s{0,3}([A-Z]{2,3})(?:[ \t]+(\S.*))?")
_CODES = re.compile("HD|BY|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CLM|CR|CX|SE|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN")
_WORDS = re.compile(r"\s*(\d[\d,]*) words\s*")
_TIME = re.compile(r"\d{1,2}:\d\d(?: ?[AP]M)?(?: [A-Z]{2,4})?")
_COPYRIGHT = re.compile(r"\s*(?:Copyright\b|\(c\)|©|\(Copyright|All Rights Reserved)", re.IGNORECASE)
_SOURCE_CODE = re.compile(r"[A-Z][A-Z0-9]{2,9}")
_ABOVE = 6
"""Lines of title and byline above the number of words."""
_LEAST = 9
"""Lines between two numbers of words, at least: the rest of one header and the beginning of the next."""
_HEADER = 12
"""Lines between the number of words and the text."""


def holding_of(lines: Sequence[str]) -> Holding | None:
    """The articles in the lines of a file; None if it is none of Factiva."""
    ends = [n for n, line in enumerate(lines) if _END.fullmatch(line)]
    if not ends:
        return None
    coded = any(_code(line)[0] == "HD" for line in lines) and any(_code(line)[0] == "WC" for line in lines)
    begins = [0, *(end + 1 for end in ends)]
    records = [
        record
        for begin, end in zip(begins, [*ends, len(lines)], strict=True)
        for record in _records(lines[begin:end], coded, has_end=end in ends)
    ]
    return Holding(database="Factiva", records=tuple(records))


def _records(lines: Sequence[str], coded: bool, *, has_end: bool) -> Iterable[Record]:
    """The articles before one end: one, or more where an article has lost its end."""
    starts = [n for n, line in enumerate(lines) if _starts(line)]
    begin = 0
    for before, at in pairwise(starts):
        cut = next((n for n in range(at - 1, before + _LEAST, -1) if _is_above(lines, n, coded)), None)
        if cut is None or at - cut > _ABOVE:
            yield Record(title=None, reason="it runs into the article before it")
            continue
        yield _coded(lines[begin:cut]) if coded else _plain(lines[begin:cut])
        begin = cut
    if starts or (coded and any(line.strip() for line in lines)):
        yield _coded(lines[begin:]) if coded else _plain(lines[begin:])
    elif has_end:
        title = next((" ".join(line.split()) for line in lines if line.strip()), None)
        yield Record(title=title, reason="where its words begin is not to be seen")


def _is_above(lines: Sequence[str], n: int, coded: bool) -> bool:
    """True for the line with which an article begins: its title, after an empty line."""
    return _code(lines[n])[0] == "HD" if coded else not lines[n - 1].strip() and bool(lines[n].strip())


def _starts(line: str) -> bool:
    """True for the number of words, which every article has once above its text."""
    code, value = _code(line)
    return _WORDS.fullmatch(value if code == "WC" else line) is not None


def _coded(lines: Sequence[str]) -> Record:
    fields = dict(_fields(lines))
    body = paragraphs_of([*fields.get("LP", []), "", *fields.get("TD", [])])
    words = _WORDS.fullmatch(" ".join(fields.get("WC", [])))
    when = " ".join((*fields.get("PD", []), *fields.get("ET", [])))
    return Record(
        title=_one_line(fields.get("HD")),
        outlet=_one_line(fields.get("SN")),
        published=moment_of(when) if when else None,
        byline=_one_line(fields.get("BY")),
        length=int(words[1].replace(",", "")) if words else None,
        language=_one_line(fields.get("LA")),
        body=body,
    )


def _fields(lines: Sequence[str]) -> Iterable[tuple[str, list[str]]]:
    """Codes with the lines that belong to each."""
    code, words = "", list[str]()
    for line in lines:
        found, value = _code(line)
        if found:
            if code:
                yield code, words
            code, words = found, [value] if value else []
        else:
            words.append(line)
    if code:
        yield code, words


def _plain(lines: Sequence[str]) -> Record:
    """Title and byline stand above the number of words; day, time, outlet and copyright below it."""
    at = next((n for n, line in enumerate(lines) if _WORDS.fullmatch(line)), None)
    if at is None:
        return Record(title=next((line.strip() for line in lines if line.strip()), None), reason="no number of words")
    above = [line.strip() for line in lines[:at] if line.strip()]
    byline = above.pop() if len(above) > 1 and re.match(r"(?i)(?:by|from)\s", above[-1]) else None
    below = [(n, line.strip()) for n, line in enumerate(lines[at + 1 :], at + 1) if line.strip()]
    day = next((k for k, (_, line) in enumerate(below[:3]) if moment_of(line)), None)
    rest = below[day + 1 :] if day is not None else below
    clock = rest.pop(0)[1] if rest and _TIME.fullmatch(rest[0][1]) else ""
    outlet = rest[0][1] if rest else None
    body = next((n for n in range(min(_HEADER, len(rest)) - 1, -1, -1) if _COPYRIGHT.match(rest[n][1])), None)
    if body is None:
        codes = (n for n, (_, line) in enumerate(rest[:_HEADER]) if _SOURCE_CODE.fullmatch(line))
        body = next(codes, 0) + 1  # the language follows the code
    first = rest[body + 1][0] if body + 1 < len(rest) else len(lines)
    words = _WORDS.fullmatch(lines[at])
    language = next((line for _, line in rest[1:body] if line in ("English", "French", "German", "Spanish")), None)
    return Record(
        title=" ".join(above[-2:] if len(above) < 4 else above[-1:]) or None,
        outlet=outlet,
        published=moment_of(f"{below[day][1]} {clock}") if day is not None else None,
        byline=byline,
        length=int(words[1].replace(",", "")) if words else None,
        language=language,
        body=paragraphs_of(lines[first:]),
    )


def _code(line: str) -> tuple[str, str]:
    found = _CODE.fullmatch(line)
    return (found[1], (found[2] or "").strip()) if found and _CODES.fullmatch(found[1]) else ("", "")


def _one_line(lines: Sequence[str] | None) -> str | None:
    return " ".join(" ".join(lines or ()).split()) or None
