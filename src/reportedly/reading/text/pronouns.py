"""Pronouns in lines of capitals, where "us" looks like the name of a country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set

if TYPE_CHECKING:
    from reportedly.reading.text.syntax import Syntax

_SHORTEST = 3
"""Words of a line in capitals; fewer may be abbreviations."""
_ABBREVIATION = 5
"""Letters of a word that is longer than most abbreviations."""


def pronouns_in_capitals(syntax: Syntax) -> frozenset[int]:
    """The tokens "US" in lines of capitals that are not surely the country: "GIVE US OUR MONEY BACK".

    Such a line gives few signs: "US" opens it, or a clause, as the country ("TALKS FAIL: US LEAVES"), and stands
    after an article or "in" as one. Elsewhere it may be either, and counts as the country only where the report
    names it in other lines, too, and no word follows that goes with the pronoun ("LIED TO US ALL").
    """
    found = [i for i, word in enumerate(syntax.words) if word == "US"]
    shouted = [i for i in found if _is_in_line_of_capitals(syntax, i)]
    named = len(shouted) < len(found) or any(word in ("U.S.", "USA", "U.S") for word in syntax.words)
    return frozenset(i for i in shouted if not _is_country(syntax, i, named))


def _is_in_line_of_capitals(syntax: Syntax, i: int) -> bool:
    """True if the words around token `i` are in capitals, and one of them is no abbreviation."""
    run = [*_run(syntax, i, -1), *_run(syntax, i, 1)]
    return len(run) + 1 >= _SHORTEST and any(len(word) >= _ABBREVIATION or _is_closed(word) for word in run)


def _is_closed(word: str) -> bool:
    return len(word) > 1 and word.casefold() in word_set("words of grammar")


def _run(syntax: Syntax, i: int, step: int) -> list[str]:
    """The words in capitals before or after token `i`, up to the first that is not or that ends a sentence."""
    found = []
    j = i + step
    while 0 <= j < syntax.n and "\n" not in syntax.words[j]:
        word = syntax.words[j]
        if word in (".", "!", "?") or any(c.islower() for c in word.replace("n't", "").replace("n’t", "")):
            break
        if word[0].isalpha():
            found.append(word)
        j += step
    return found


def _is_country(syntax: Syntax, i: int, named: bool) -> bool:
    before = syntax.low[i - 1] if i else ""
    after = syntax.low[i + 1] if i + 1 < syntax.n else ""
    if after in word_set("after the pronoun us"):
        return False
    opens = not before or not before[0].isalpha()
    return named or opens or before in ("the", "in")
