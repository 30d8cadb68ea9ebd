"""How two names may be of one actor: a last name and a full one, an acronym and its long form, other spellings.

Only names that can hardly be of two people or bodies of one matter count; whether they are of one matter is for others
to say.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from enum import StrEnum
from typing import TYPE_CHECKING

from reportedly.lexicon import actors as roster
from reportedly.linking.actors import acronym, plain_name

if TYPE_CHECKING:
    from collections.abc import Iterable

ALIKE = 0.8
"""The least likeness of two spellings of a word, as difflib measures it: "Sergei" and "Sergey" have 0.83."""
SHORTEST = 4
"""Letters of the shortest word that may have two spellings."""


class NameVariant(StrEnum):
    """How a name is another form of another one."""

    ONE_NAME = "one name, for different parties"
    LAST_NAME = "the last name alone"
    INITIAL = "an initial in place of the first name"
    SHORTER = "without the middle names"
    ACRONYM = "the acronym"
    SPELLING = "another spelling"


def variant(name: str, other: str, *, person: bool) -> NameVariant | None:
    """How the first name is a form of the second one; None if it is none, or the second is the shorter one."""
    mine, theirs = plain_name(name).split(), plain_name(other).split()
    if mine == theirs:
        return NameVariant.ONE_NAME
    if not person:
        return NameVariant.ACRONYM if _is_acronym(name, other) else _spelling(mine, theirs, other)
    if len(mine) < len(theirs) and mine == theirs[-len(mine) :]:
        return NameVariant.LAST_NAME
    if len(mine) < 2 or len(theirs) < 2:
        return None
    if mine[-1] == theirs[-1] and len(mine[0]) == 1 < len(theirs[0]) and mine[0] == theirs[0][0]:
        return NameVariant.INITIAL
    if len(mine) < len(theirs) and (mine[0], mine[-1]) == (theirs[0], theirs[-1]):
        return NameVariant.SHORTER
    if None not in (genders := (roster.gender_of(name), roster.gender_of(other))) and len(set(genders)) > 1:
        return None
    return _spelling(mine, theirs, other)


def blocks(name: str, *, person: bool) -> Iterable[object]:
    """What a name shares with every name that it may be a form of."""
    words = plain_name(name).split()
    yield tuple(words)
    yield from ((len(words), number, *words[:number], *words[number + 1 :]) for number in range(len(words)))
    if person:
        yield "last", words[-1] if words else ""
    else:
        yield "acronym", acronym(name) or plain_name(name)


def _is_acronym(name: str, other: str) -> bool:
    return name.isupper() and acronym(other) == plain_name(name).casefold()


def _spelling(mine: list[str], theirs: list[str], other: str) -> NameVariant | None:
    """One word is spelled otherwise, the others are the same; two words at least, or it is a long one."""
    differing = [(a, b) for a, b in zip(mine, theirs, strict=False) if a != b]
    if len(mine) != len(theirs) or len(differing) != 1 or len(mine) < 2 or roster.canonical(other) is not None:
        return None
    [(one, two)] = differing
    short = min(len(one), len(two))
    if short < SHORTEST or one[0] != two[0] or not one.isalpha() or not two.isalpha():
        return None
    return NameVariant.SPELLING if SequenceMatcher(None, one, two).ratio() >= ALIKE else None
