"""Words that say that a report keeps its source's name back: "on condition of anonymity", "asked not to be named"."""

from __future__ import annotations

import re
from functools import cache

from reportedly.errors import LexiconError
from reportedly.lexicon import table


@cache
def anonymity_pattern() -> re.Pattern[str]:
    """A pattern for such words; LexiconError where a row of the table is no regular expression."""
    patterns = [row["pattern"] for row in table("anonymity.tsv")]
    try:
        return re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)
    except re.error as problem:
        raise LexiconError(f"anonymity.tsv: {problem.pattern!r} is not a regular expression: {problem}") from None
