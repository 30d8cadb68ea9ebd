"""Times of publication as pages and feeds write them: ISO 8601, RFC 822, seconds since 1970, "May 13, 2024"."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cache

_EARLIEST, _LATEST = 946_684_800, 4_102_444_800
"""Seconds: 2000 and 2100. Other numbers are no times of publication, or mean something else."""
_EPOCH = re.compile(r"\d{9,13}(?:\.\d+)?")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DAYS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -]" + _MONTH + r"[ ,-]+(?P<year>\d{4})\b",
        r"\b" + _MONTH + r" (?P<day>\d{1,2})(?:st|nd|rd|th)?,? +(?P<year>\d{4})\b",
        r"\b(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})\b",
        r"\b(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?=T|\b)",
        r"\b(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})\b",
        r"\b(?P<day>1[3-9]|2\d|3[01])/(?P<month>0?[1-9]|1[0-2])/(?P<year>\d{4})\b",
        r"\b(?P<month>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2\d|3[01])/(?P<year>\d{4})\b",
        r"\b(?P<day>0?\d)/(?P<month>0?(?P=day))/(?P<year>\d{4})\b",
    )
)
"""05/06/2024 is left out: it is the fifth of June or the sixth of May."""
_IN_WORDS = re.compile(
    r"\b(?P<day>\d{1,2})(?:\.|er|º)? (?:de |d['’])?(?P<month>[^\W\d_]{3,20})\.?,?(?: de[l]?)? (?P<year>\d{4})\b"
)
_LOCALES = (
    *("de", "fr", "es", "it", "pt", "ro", "nl", "sv", "da", "nb", "fi", "hu", "tr", "el"),
    *("pl", "cs", "sk", "sl", "hr", "bg", "ru", "uk"),
)
"""Languages whose names of months are known, by Babel."""
_CLOCK = re.compile(
    r"(?<!\d)(?P<hour>[01]?\d|2[0-3])[:.h](?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?:\.\d+)?"
    r"\s*(?P<half>[ap]\.?m\b\.?)?\s*(?P<zone>Z\b|[+-]\d\d:?\d\d\b|[A-Z]{2,4}\b)?",
    re.IGNORECASE,
)
_ZONES = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "BST": 1, "WEST": 1, "CET": 1, "CEST": 2, "EET": 2, "EEST": 3,
    "MSK": 3, "EDT": -4, "EST": -5, "CDT": -5, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8, "JST": 9, "AEST": 10,
}  # fmt: skip
"""Hours east of Greenwich; names that several countries use (IST, CST) are left out and count as UTC."""


def moment_of(value: str) -> datetime | None:
    """The time that the words name, in UTC where they give no zone; None if they name none or two."""
    value = " ".join(value.split())
    return _iso(value) or _epoch(value) or _written(value) or _mail(value)


def clock_of(words: str, day: date) -> datetime | None:
    """The time of that day that the words begin with, as "14:32 GMT"."""
    clock = _CLOCK.match(words.strip())
    return _at(day, clock) if clock else None


def _iso(value: str) -> datetime | None:
    if value.isdigit() and len(value) == len("20240514103000"):
        value = f"{value[:8]}T{value[8:]}"
    elif value.isdigit() and len(value) != len("20240514"):
        return None
    try:
        when = datetime.fromisoformat(value)
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _epoch(value: str) -> datetime | None:
    """Seconds since 1970, or milliseconds."""
    if not _EPOCH.fullmatch(value):
        return None
    seconds = float(value)
    seconds = seconds / 1000 if seconds > _LATEST else seconds
    return datetime.fromtimestamp(seconds, UTC) if _EARLIEST <= seconds < _LATEST else None


def _mail(value: str) -> datetime | None:
    """RFC 822, whose zones may be names."""
    if not re.match(r"(?:[A-Za-z]{3,9},? )?\d{1,2} [A-Za-z]{3}", value):
        return None
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _written(value: str) -> datetime | None:
    for pattern in (*_DAYS, _IN_WORDS):
        found = pattern.search(value)
        if not found:
            continue
        number = _month(found.group("month"))
        if number is None:
            continue
        try:
            day = date(int(found.group("year")), number, int(found.group("day")))
        except ValueError:
            return None
        rest = value[: found.start()] + " " + value[found.end() :].lstrip("T")
        clock = _CLOCK.search(rest)
        if "24:00" in rest:
            return datetime.combine(day, time(), UTC) + timedelta(days=1)
        return (_at(day, clock) if clock else None) or datetime.combine(day, time(), UTC)
    return None


def _month(name: str) -> int | None:
    """The number of a month; None if several languages mean several months by the name, or none knows it."""
    if name.isdigit():
        return int(name)
    if name[:3].lower() in _MONTHS and name.isascii() and re.fullmatch(_MONTH, name, re.IGNORECASE):
        return _MONTHS.index(name[:3].lower()) + 1
    return _months_abroad().get(name.casefold())


@cache
def _months_abroad() -> dict[str, int]:
    """The names of months in other languages, as calendars and dates have them, without those that mean two months."""
    from babel.dates import get_month_names

    numbers: dict[str, set[int]] = {}
    for locale in _LOCALES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale).items():
                    numbers.setdefault(name.casefold().rstrip("."), set()).add(number)
    return {name: found.pop() for name, found in numbers.items() if len(found) == 1}


def _at(day: date, clock: re.Match[str]) -> datetime | None:
    hour = int(clock.group("hour"))
    half = (clock.group("half") or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    moment = time(hour, int(clock.group("minute")), int(clock.group("second") or 0))
    return datetime.combine(day, moment, _zone(clock.group("zone") or ""))


def _zone(words: str) -> timezone:
    if words[:1] in "+-" and words:
        minutes = int(words[1:3]) * 60 + int(words[-2:])
        return timezone(timedelta(minutes=minutes if words[0] == "+" else -minutes)) if minutes < 24 * 60 else UTC
    return timezone(timedelta(hours=_ZONES[words.upper()])) if words.upper() in _ZONES else UTC
