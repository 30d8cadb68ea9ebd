"""Decoding: from the bytes of a file to its text, or to the reason why it is not text."""

from __future__ import annotations

import codecs
import logging
import re

from reportedly.errors import IntakeError
from reportedly.intake.legacy import WINDOWS, browser_codec, decode_windows, likeliest
from reportedly.intake.mojibake import mend_mojibake
from reportedly.intake.refusals import refuse_other

LARGEST = 10_000_000
"""Bytes; JSON Lines are read row by row and may be of any length."""

_LOG = logging.getLogger(__name__)
_BOMS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STRAY = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII = re.compile("[\x80-\ud7ff\ue000-\U0010ffff]")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x7f]")


def decode(raw: bytes, where: str, declared: str | None = None, *, largest: int = LARGEST) -> str:
    """The text that the bytes are; a byte order mark belongs to the encoding and is left out.

    Tried in turn: a byte order mark, the encoding `declared` by a page or a server (as browsers understand it), UTF-8,
    the legacy encoding of Western text that gives the most plausible words, then what charset-normalizer finds.
    A guess is logged, since it may be wrong; text that was encoded twice is mended.
    """
    if len(raw) > largest:
        raise IntakeError(
            where, f"is larger than {largest // 1_000_000} MB: split it, or write its reports as JSON Lines"
        )
    refuse_other(raw, where)
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _strictly(raw, encoding, where)
    if 0 in raw[:100_000]:
        raise IntakeError(where, _zeros(raw))
    return mend_mojibake(_decoded(raw, where, declared), where)


def _decoded(raw: bytes, where: str, declared: str | None) -> str:
    if declared:
        codec = browser_codec(declared)
        try:
            return raw.decode("utf-8") if codec == WINDOWS else raw.decode(codec)
        except (LookupError, UnicodeDecodeError):
            if codec == WINDOWS:
                return decode_windows(raw)
            _LOG.info("%s: is not the %s that it says it is", where, declared)
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as problem:
        return _legacy(raw, where, problem)


def _strictly(raw: bytes, encoding: str, where: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as problem:
        reason = f"is marked as {encoding.upper()} but byte {problem.start} does not fit it ({problem.reason})"
        raise IntakeError(where, f"{reason}: save it again as UTF-8") from None


def _zeros(raw: bytes) -> str:
    piece = raw[:2000]
    zeros = piece.count(0) / len(piece)
    if 0.4 < zeros < 0.6 and (not any(piece[1::2]) or not any(piece[::2])):
        return "looks like UTF-16 without a byte order mark: save it as UTF-8"
    return f"is a binary file (NUL byte at {raw.index(0)}): reports are text"


def _legacy(raw: bytes, where: str, problem: UnicodeDecodeError) -> str:
    loose = raw.decode("utf-8", "surrogateescape")
    stray, sound = len(_STRAY.findall(loose)), len(_BEYOND_ASCII.findall(loose))
    if sound >= stray:
        raise IntakeError(
            where,
            f"mixes encodings: {sound} characters are UTF-8, but byte 0x{raw[problem.start]:02x} at {problem.start} "
            "is not: save it again as UTF-8",
        )
    if len(_CONTROL.findall(raw)) > len(raw) / 100:
        raise IntakeError(where, "is a binary file: reports are text")
    likely = likeliest(raw) if stray <= len(raw) / 10 else None
    if likely:
        encoding, text = likely
    else:
        from charset_normalizer import from_bytes

        best = from_bytes(raw[:200_000]).best()
        if best is None:
            raise IntakeError(where, "is in an unknown encoding: save it as UTF-8") from None
        encoding = best.encoding
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            raise IntakeError(where, f"is neither UTF-8 nor wholly {encoding}: save it as UTF-8") from None
    _LOG.warning("%s: is not UTF-8; read as %s, which can be wrong", where, encoding)
    return text
