"""Hedges, which say how sure a source is, and words that judge."""

from __future__ import annotations

from functools import cache

from reportedly.errors import LexiconError
from reportedly.lexicon import table
from reportedly.model import Act, Certainty

ORDER = (Certainty.UNKNOWN, Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.CERTAIN)
"""Least sure first."""


@cache
def hedges(*, beside_cue: bool) -> dict[str, Certainty]:
    """The certainty that each hedge leaves to a statement; some hedges count beside a cue only."""
    try:
        wanted = ("any", "cue") if beside_cue else ("any",)
        return {row["hedge"]: Certainty(row["certainty"]) for row in table("hedges.tsv") if row["where"] in wanted}
    except ValueError as problem:
        raise LexiconError(f"hedges.tsv: {problem}") from None


@cache
def judgements() -> dict[str, Act]:
    """The act of a source that says such a word of somebody else: evaluate or accuse."""
    try:
        return {row["word"]: Act(row["act"]) for row in table("judgements.tsv")}
    except ValueError as problem:
        raise LexiconError(f"judgements.tsv: {problem}") from None
