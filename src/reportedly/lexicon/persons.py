"""Nouns for persons."""

from __future__ import annotations

from functools import cache

from reportedly.lexicon import table


@cache
def persons() -> frozenset[str]:
    """Nouns for persons, in the singular or as always written: "sailor", "people"."""
    return frozenset(row["noun"] for row in table("persons.tsv"))
