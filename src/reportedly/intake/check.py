"""The check that a text can be stored and shown."""

from __future__ import annotations

import re

from reportedly.errors import IntakeError

_HALF = re.compile("[\ud800-\udfff]")


def check_text(text: str, where: str, field: str = "") -> None:
    """Raise IntakeError if the text is empty or has NUL characters or halves of surrogate pairs."""
    what = f'"{field}" ' if field else ""
    if not text.strip():
        raise IntakeError(where, f"{what}{'holds no words' if text else 'is empty'}")
    nul = text.find("\0")
    if nul >= 0:
        raise IntakeError(where, f"{what}has a NUL character at {nul}, as no text has: is it a binary file?")
    half = _HALF.search(text)
    if half:
        number = f"U+{ord(half.group()):04X}"
        raise IntakeError(
            where, f"{what}has half of a surrogate pair ({number}) at character {half.start()}: write it again as UTF-8"
        )
