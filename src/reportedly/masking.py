"""Addresses as messages, pages and records may show them: `postgresql://ana:***@host/news`."""

from __future__ import annotations

import re
from urllib.parse import unquote

MASK = "***"
_SCHEME = r"(?:jdbc:)?(?:[a-z][\w+.-]*://|(?:postgres|postgresql|sqlite)(?:\+\w+)?:/?)|/{0,3}"
_IN_FRONT_OF_HOST = re.compile(rf"\A((?>{_SCHEME})[^:@/?\s]*):(.*)@", re.DOTALL | re.IGNORECASE)
_IN_PLACE_OF_PORT = re.compile(r"([A-Za-z][\w+.-]{0,40}://[^:@/?\[\]]*):(?!\d*(?:[/?]|$))[^/?]*")
_IN_TEXT = re.compile(r"([A-Za-z][\w+.-]{0,40}://[^\s:/@]*):[^\s/]*@")
_PARAMETER = re.compile(r"([?&;]([^=&;?]+)=)((?:(?!;[^=&;?]+=)[^&])+)")
_KEYWORD = re.compile(r"((?:^|(?<=\s))([\w%]+)\s*=\s*)('(?:\\.|[^'\\])*'?|\S+)", re.DOTALL)
_SECRET = re.compile(r"pass(?!file)|pwd|^pw$|secret|token", re.IGNORECASE)


def without_password(address: str) -> str:
    """The address without its passwords, in any form that people write one.

    Masked are what stands between a name and the last @, words in the place of a port, and the values of
    parameters (`?password=`) and keywords (`host=db password=`). Rather too much is masked than too little.
    """
    masked = _IN_FRONT_OF_HOST.sub(rf"\1:{MASK}@", address, count=1) if password(address) else address
    masked = _IN_PLACE_OF_PORT.sub(rf"\1:{MASK}", masked, count=1) if "@" not in masked else masked
    return (_PARAMETER if "://" in masked else _KEYWORD).sub(_value_masked, masked)


def without_passwords(text: str) -> str:
    """A text with the passwords of the addresses in it masked."""
    return _IN_TEXT.sub(rf"\1:{MASK}@", text)


def password(address: str) -> str:
    """What stands between the name and the host of an address, as written; empty if nothing does."""
    found = _IN_FRONT_OF_HOST.match(address)
    return found[2] if found else ""


def _value_masked(found: re.Match[str]) -> str:
    return f"{found[1]}{MASK}" if _SECRET.search(unquote(found[2])) else found[0]
