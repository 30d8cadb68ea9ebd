"""Whom a report's dateline and credit lines name: the agency or outlet that it was taken from."""

from __future__ import annotations

import re

_DATELINE = re.compile(
    r"\((?P<a>[A-Z][\w .&-]{1,40})\)\s*[–—-]|/(?P<b>[A-Z]{2,10})/|\((?P<c>[A-Z][\w .&-]{1,40})\)\s*+\.?\s*+$"
)
_CREDIT_LINE = re.compile(
    r"^[^\w\n]*(?:reporting by|source|additional reporting by|with (?:material|reporting) from|©|copyright)"
    r"\W{0,40}(.{2,80})$",
    re.IGNORECASE | re.MULTILINE,
)


def credited_in(text: str) -> frozenset[str]:
    """The outlets and agencies that a text's dateline or credit lines name, in lower case: "(Reuters) -" is reuters."""
    found = [m.group("a") or m.group("b") or m.group("c") for m in _DATELINE.finditer(text)]
    found += [name for m in _CREDIT_LINE.finditer(text) for name in re.split(r"[,;]| and ", m.group(1))]
    return frozenset(n.strip().casefold() for n in found if n and n.strip())
