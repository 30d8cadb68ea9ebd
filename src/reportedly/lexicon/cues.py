"""The words that introduce what somebody says, thinks or wants, and what may follow them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportedly.errors import LexiconError
from reportedly.lexicon import table
from reportedly.model import Act, Certainty, Manner, Polarity


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry: a verb ("say", "point out") or a noun ("denial") with what it does to its content."""

    lemma: str
    pos: str
    """"verb" or "noun"."""
    frames: frozenset[str]
    """What licenses content: that, quote, inf, ger, np, obj-inf, pass-inf, pass-np, and p:about for "about ..."."""
    act: Act
    manner: Manner
    polarity: Polarity
    certainty: Certainty


@cache
def verbs() -> dict[str, Cue]:
    """Verbs by lemma, particle included ("rule out")."""
    return {cue.lemma: cue for cue in _all() if cue.pos == "verb"}


@cache
def nouns() -> dict[str, Cue]:
    """Nouns by lemma."""
    return {cue.lemma: cue for cue in _all() if cue.pos == "noun"}


@cache
def _all() -> tuple[Cue, ...]:
    found = []
    for row in table("cues.tsv"):
        lemma, _, pos = row["cue"].rpartition("/")
        try:
            found.append(
                Cue(
                    lemma=lemma,
                    pos=pos,
                    frames=frozenset(row["frames"].split()),
                    act=Act(row["act"]),
                    manner=Manner(row["manner"]),
                    polarity=Polarity(row["polarity"]),
                    certainty=Certainty(row["certainty"]),
                )
            )
        except ValueError as problem:
            raise LexiconError(f"cues.tsv: {row['cue']}: {problem}") from None
    return tuple(found)
