"""The lead of a report: its first words, which tell what it is about."""

from __future__ import annotations

import re

LEAD = 90
"""Words of a lead."""
_LEAD = re.compile(rf"(?:\S+\s+){{0,{LEAD - 1}}}\S+")
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
_SMALL = re.compile(r"\b[a-z][\w’'-]+")


def lead_of(text: str) -> str:
    """The first words of a text, with the white space before and between them."""
    found = _LEAD.match(text, len(text) - len(text.lstrip()))
    return text[: found.end()] if found else ""


def capitalised(text: str) -> frozenset[str]:
    """The words, in small letters, that a text writes with a capital and never without: its names, by and large."""
    small = set(_SMALL.findall(text))
    found = (word.lower().removesuffix("'s").removesuffix("’s") for word in _CAPITAL.findall(text))
    return frozenset(word for word in found if word not in small)
