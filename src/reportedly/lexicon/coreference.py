"""Weights of the model that ranks what a pronoun or description may refer to."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reportedly.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def weights(kind: str) -> Mapping[str, float]:
    """The weight of each feature of the candidates for a kind of expression: "he", "role", "body"."""
    return _weights().get(kind, {})


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for row in table("coreference.tsv"):
        kind, _, feature = row["feature"].partition(": ")
        found.setdefault(kind, {})[feature] = float(row["weight"])
    return found
