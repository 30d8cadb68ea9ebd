"""Where a text names parties of the roster."""

from __future__ import annotations

import re

from reportedly.lexicon import actors
from reportedly.model import Anchor, Mention, Party

_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
LONGEST_NAME = 7
"""Words of the longest roster name that is looked for."""


def mentions(text: str, start: int = 0, end: int | None = None) -> list[Mention]:
    """The parties that `text[start:end]` names, in text order; the longest name wins."""
    found: list[Mention] = []
    spans = [m.span() for m in _WORD.finditer(text, start, len(text) if end is None else end)]
    at = 0
    while at < len(spans):
        named = _name_at(text, spans, at) if text[spans[at][0]].isupper() else None
        if named is not None:
            found.append(named[0])
        at += named[1] if named is not None else 1
    return found


def _name_at(text: str, spans: list[tuple[int, int]], at: int) -> tuple[Mention, int] | None:
    """The longest roster name that begins with a word, and of how many words it is."""
    start = spans[at][0]
    for size in range(min(LONGEST_NAME, len(spans) - at), 0, -1):
        name = text[start : spans[at + size - 1][1]]
        if "\n" in name or not text[spans[at + size - 1][0]].isupper():
            continue
        bare = name.rstrip(".").removesuffix("’s").removesuffix("'s")
        entry = actors.canonical(bare) or (actors.canonical(bare.removesuffix("s")) if bare.endswith("s") else None)
        if entry:
            anchor = Anchor.of(text, start, start + len(bare))
            return Mention(anchor=anchor, party=Party(actors.party_of(entry.actor()))), size
    return None
