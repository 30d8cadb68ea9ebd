"""What the tables say of predicates: classes with their opposites, boasts, verdicts, verbs that are nobody's act."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reportedly import lexicon
from reportedly.lexicon.stems import stem, tokens
from reportedly.model import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def classes(text: str) -> dict[str, int]:
    """The classes of the predicates in a text, with 1 or -1 where a class has opposites, else 0."""
    known = _predicates()
    found: dict[str, int] = {}
    for word in tokens(text):
        entry = known.get(stem(word))
        if entry:
            name, sign, _ = entry
            found[name] = found.get(name) or sign
    return found


def mask(names: Iterable[str]) -> int:
    """Classes as 64 bits, to count what many have in common at once; the first in the table is the lowest bit."""
    bits = _bits()
    return sum({bits[name] for name in names if name in bits})


def boasts(text: str) -> bool:
    """True if a text tells of a success; to have killed or captured is one if it was done to foes."""
    known, said = _predicates(), {stem(w) for w in tokens(text)}
    kinds = {known[w][2] for w in said & known.keys()}
    return "yes" in kinds or ("over foes" in kinds and bool(said & _foes()))


def is_no_act(verb: str) -> bool:
    """True if a verb, in any form, tells of what somebody is, has, says, feels or suffers."""
    return verb.lower() in _no_acts()[0] or stem(verb.lower()) in _no_acts()[1]


def verdict(text: str) -> Stance | None:
    """What the words themselves say of the matter: that it is not so, that it is open, or nothing of the kind."""
    plain = f" {' '.join(tokens(text))} "
    for stance in (Stance.UNCERTAIN, Stance.DENY):
        if _verdicts()[stance].search(plain):
            return stance
    return None


def rejections(text: str) -> Iterator[tuple[int, int]]:
    """Where words of a text call something untrue: the first character of each, and one past the last."""
    for found in _rejecting().finditer(text.lower().replace("’", "'")):
        yield found.span()


@cache
def _predicates() -> dict[str, tuple[str, int, str]]:
    sign = {"+": 1, "-": -1, "": 0}
    return {
        stem(row["word"]): (row["family"], sign[row["sign"]], row["boast"]) for row in lexicon.table("predicates.tsv")
    }


@cache
def _bits() -> dict[str, int]:
    names = dict.fromkeys(row["family"] for row in lexicon.table("predicates.tsv"))
    return {name: 1 << at % 64 for at, name in enumerate(names)}


@cache
def _foes() -> frozenset[str]:
    return frozenset(stem(row["word"]) for row in lexicon.table("foes.tsv"))


@cache
def _no_acts() -> tuple[frozenset[str], frozenset[str]]:
    known = frozenset(row["word"] for row in lexicon.table("no_acts.tsv"))
    return known, frozenset(stem(word) for word in known)


@cache
def _rejecting() -> re.Pattern[str]:
    said = [row["phrase"] for row in lexicon.table("verdicts.tsv") if row["stance"] == Stance.DENY.value]
    phrases = (r"\s+".join(map(re.escape, phrase.split())) for phrase in sorted(said, key=len, reverse=True))
    return re.compile(r"(?<!\w)(?:" + "|".join(phrases) + r")(?!\w)")


@cache
def _verdicts() -> dict[Stance, re.Pattern[str]]:
    phrases: dict[Stance, list[str]] = {Stance.DENY: [], Stance.UNCERTAIN: []}
    for row in lexicon.table("verdicts.tsv"):
        phrases[Stance(row["stance"])].append(re.escape(" ".join(tokens(row["phrase"]))))
    return {s: re.compile(r" (?:" + "|".join(sorted(p, key=len, reverse=True)) + r") ") for s, p in phrases.items()}
