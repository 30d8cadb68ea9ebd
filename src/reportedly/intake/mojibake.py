"""Mojibake: text in UTF-8 that was read as another encoding and saved, as "donâ€™t" for "don’t".

Only whole sequences that are UTF-8 again become what they were, and only if the text has enough of them to be sure.
"""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from reportedly.intake.legacy import decode_windows, encode_windows

if TYPE_CHECKING:
    from collections.abc import Callable

_LOG = logging.getLogger(__name__)
_TIMES = 2
"""How often one text is mended: some were encoded three times."""
_LOST = "\ufffd"
"""Stands for a byte that the wrong encoding lacks."""


def mend_mojibake(text: str, where: str) -> str:
    """The text as it was before it was encoded twice, which is logged; unchanged where that is not sure."""
    mended = text
    for _ in range(_TIMES):
        for pattern, encode, closing in _READ_AS:
            mended = _mended(mended, pattern, encode, closing)
    if mended != text:
        _LOG.warning("%s: was encoded twice; the letters and marks were restored", where)
    return mended


def _mended(text: str, pattern: re.Pattern[str], encode: Callable[[str], bytes], closing: str) -> str:
    if text.isascii():
        return text
    restored = {sequence: _restored(sequence, encode) for sequence in set(pattern.findall(text))}
    good = {wrong: right for wrong, right in restored.items() if right}
    marks = [wrong for wrong in good if len(wrong) > 2]
    if not marks and len(good) < 2:
        return text
    mended = pattern.sub(lambda m: good.get(m.group()) or m.group(), text)
    # A closing quotation mark ends in a byte that Windows-1252 does not use, so that it is often lost.
    return mended.replace(closing + _LOST, "”")


def _restored(sequence: str, encode: Callable[[str], bytes]) -> str | None:
    try:
        return encode(sequence).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return None


def _sequences(characters: str) -> re.Pattern[str]:
    """A pattern for two to four bytes of one character of UTF-8, each as the character of another encoding."""
    follow = re.escape(characters[0x80:0xC0])
    leads = (re.escape(characters[a:b]) for a, b in ((0xC2, 0xE0), (0xE0, 0xF0), (0xF0, 0xF5)))
    return re.compile("|".join(f"[{lead}][{follow}]{{{n}}}" for n, lead in enumerate(leads, 1)))


_READ_AS = tuple(
    (_sequences(characters), encode, encode_closing)
    for characters, encode, encode_closing in (
        (decode_windows(bytes(range(256))), encode_windows, "â€"),
        (bytes(range(256)).decode("mac_roman"), lambda text: text.encode("mac_roman"), "‚Ä"),
    )
)
