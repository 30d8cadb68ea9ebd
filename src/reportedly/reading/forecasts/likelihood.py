"""Likelihood: the band of ICD-203 that phrases and percentages name."""

from __future__ import annotations

import re
from functools import cache

from reportedly.lexicon import table
from reportedly.lexicon.likelihoods import band
from reportedly.lexicon.word_sets import word_set
from reportedly.model import Likelihood

PERCENT = re.compile(
    r"(\d{1,3})(?:\.\d+)?(?:\s*(?:%|per\s?cent))?(?:\s*(?:-|–|to|and)\s*(\d{1,3}))?\s*(?:%|per\s?cent\b)", re.IGNORECASE
)


def likelihood_of(words: str) -> Likelihood:
    """The band that the words name; UNSTATED where they name none.

    Percentages and words such as "slim" count only beside a noun of chance.
    """
    near_noun = nouns_of_chance().search(words) is not None
    if near_noun:
        percent = PERCENT.search(words)
        if percent:
            return band((float(percent[1]) + float(percent[2] or percent[1])) / 2)
    for found in _pattern().finditer(words):
        likelihood, beside = _bands()[" ".join(found.group().split()).lower()]
        if not beside or near_noun:
            return likelihood
    return Likelihood.UNSTATED


@cache
def nouns_of_chance() -> re.Pattern[str]:
    """Any of the nouns of chance: "odds", "likelihood"."""
    return re.compile(rf"\b(?:{'|'.join(sorted(word_set('nouns of chance')))})\b", re.IGNORECASE)


@cache
def _bands() -> dict[str, tuple[Likelihood, bool]]:
    return {
        row["phrase"].lower(): (Likelihood(row["likelihood"]), row["beside"] == "noun")
        for row in table("likelihood.tsv")
    }


@cache
def _pattern() -> re.Pattern[str]:
    phrases = sorted(_bands(), key=len, reverse=True)
    joined = "|".join(r"\s+".join(map(re.escape, p.split())) for p in phrases)
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.IGNORECASE)
