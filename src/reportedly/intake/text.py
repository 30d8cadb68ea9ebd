"""Plain text: the whole file is one report, unchanged."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportedly.intake.check import check_text
from reportedly.intake.encoding import decode
from reportedly.model import Report

if TYPE_CHECKING:
    from datetime import datetime

_HEADLINE = re.compile(r"\s*(\S[^\r\n]{2,150}?)[ \t]*\r?\n[ \t]*\r?\n\s*\S")
_CREDIT = re.compile(r"[Bb][Yy]\s|\(|[A-Z][A-Z ,.]+\s[-–—]\s")


def read_text(raw: bytes, where: str, published: datetime | None = None, encoding: str | None = None) -> Report:
    """The whole file as a report, unchanged; its headline is the title, if it has one."""
    text = decode(raw, where, encoding)
    check_text(text, where)
    return Report(text=text, title=headline(text), published_at=published)


def headline(text: str) -> str | None:
    """The first line, if an empty line follows and it does not end like a sentence."""
    first = _HEADLINE.match(text)
    if first is None or first.group(1)[-1] in '.!:;,”"' or _CREDIT.match(first.group(1)):
        return None
    return first.group(1)
