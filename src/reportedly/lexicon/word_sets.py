"""Named sets of words that rules of reading test for: the one way to ask for a small closed list of words."""

from __future__ import annotations

from functools import cache

from reportedly.errors import LexiconError
from reportedly.lexicon import table


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of a set of `word_sets.tsv`; LexiconError if there is no set of that name.

    A user's row of the same name replaces the set.
    """
    return frozenset(word_list(name))


@cache
def word_list(name: str) -> tuple[str, ...]:
    """The same words in the order of the table, for rules that try one after another."""
    found = _sets().get(name)
    if found is None:
        raise LexiconError(f"word_sets.tsv: no set {name!r}")
    return found


@cache
def _sets() -> dict[str, tuple[str, ...]]:
    return {row["set"]: tuple(row["words"].split("|")) for row in table("word_sets.tsv")}
