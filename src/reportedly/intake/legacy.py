"""Legacy encodings: the labels of pages as browsers understand them, and the likeliest encoding of a file.

Browsers read "iso-8859-1" and "us-ascii" as Windows-1252 (WHATWG Encoding), since pages that say so nearly always
hold its quotation marks and dashes.
"""

from __future__ import annotations

import codecs
import re

WINDOWS = "cp1252"

_BROWSER_CODECS = {
    "iso8859-1": WINDOWS,
    "ascii": WINDOWS,
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-16": "utf-8",
    "utf-16-le": "utf-8",
    "utf-16-be": "utf-8",
}
"""Python's name of what a label says, and the codec that browsers use. A page whose label can be read is no UTF-16."""
_CANDIDATES = (WINDOWS, "mac_roman", "cp1250", "cp850")
"""Encodings of Western text, the most frequent first."""
_PLAUSIBLE = 0.85
"""Share of the characters beyond ASCII that must fit their neighbours."""
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_OPENING, _CLOSING, _CURRENCY = "“‘«„‚", "”’»", "£€¥"
_ANYWHERE = "–—…\u00a0·•©®™§°½¼¾²³"


def browser_codec(label: str) -> str:
    """The Python codec for the label of an encoding, as browsers understand it; the label itself if it is unknown."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return label
    return _BROWSER_CODECS.get(name, name)


def decode_windows(raw: bytes) -> str:
    """Windows-1252 as browsers read it: its five unused bytes become control characters."""
    return "".join(_WINDOWS_CHARACTERS[byte] for byte in raw)


def encode_windows(text: str) -> bytes:
    """The bytes of Windows-1252 as browsers read it; UnicodeEncodeError for a character that it lacks."""
    return b"".join(bytes((ord(c),)) if "\x80" <= c <= "\x9f" else c.encode(WINDOWS) for c in text)


def likeliest(raw: bytes) -> tuple[str, str] | None:
    """The encoding in which letters, quotation marks and currency signs stand where they belong, and the text."""
    texts = [(encoding, _in(raw, encoding)) for encoding in _CANDIDATES]
    scored = [(_plausibility(text), encoding, text) for encoding, text in texts if text is not None]
    best = max(scored, key=lambda found: found[0], default=None)
    return (best[1], best[2]) if best and best[0] >= _PLAUSIBLE else None


def _in(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _plausibility(text: str) -> float:
    """The share of the characters beyond ASCII that fit the characters beside them."""
    found = [
        _fits(m.group(), text[m.start() - 1 : m.start()], text[m.end() : m.end() + 1])
        for m in _BEYOND_ASCII.finditer(text)
    ]
    return sum(found) / len(found) if found else 1.0


def _fits(character: str, before: str, after: str) -> bool:
    if character in _ANYWHERE:
        return True
    if character in _OPENING:
        return not before.isalnum() and (after.isalnum() or not after.isspace())
    if character in _CLOSING:
        return bool(before) and not before.isspace()
    if character in _CURRENCY:
        return after.isdigit() or before.isdigit() or after.isspace()
    if not character.isalpha() or not (before.isalpha() or after.isalpha()):
        return False
    return character.islower() or not before.islower()


_WINDOWS_CHARACTERS = [_in(bytes((byte,)), WINDOWS) or chr(byte) for byte in range(256)]
