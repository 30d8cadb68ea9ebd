"""Cues: words that introduce what somebody says, thinks or wants, with the frames that their content may stand in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly.errors import LexiconError
from reportedly.lexicon import table
from reportedly.model import Act, Certainty, Manner, Polarity

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: a verb ("say", "point out"), noun ("denial") or adjective with the speech act that it stands for."""

    lemma: str
    pos: str
    """verb, noun or adjective."""
    frames: frozenset[str]
    """Where content may stand: that, quote, inf, ger, np, np-num for an object with a number, obj-inf, pass-inf,
    pass-np, and p:about for "about ..."."""
    acts: Mapping[str, Act]
    """The act by frame; "" is every other frame, and "not" the negated cue."""
    manner: Manner
    polarity: Polarity
    certainty: Certainty

    @property
    def act(self) -> Act:
        """The act in most frames."""
        return self.acts[""]

    def act_in(self, frame: str) -> Act:
        """The act in this frame: telling somebody to do something is a demand."""
        return self.acts.get(frame, self.acts[""])


@cache
def verbs() -> dict[str, Cue]:
    """Verbs by lemma, particle included ("rule out")."""
    return {cue.lemma: cue for cue in _all() if cue.pos == "verb"}


@cache
def adjectives() -> dict[str, Cue]:
    """Adjectives of attitude by lemma: "is confident that"."""
    return {cue.lemma: cue for cue in _all() if cue.pos == "adjective"}


@cache
def speakers() -> frozenset[str]:
    """Nouns for people and bodies that can be a source."""
    return frozenset(row["noun"] for row in table("speakers.tsv"))


@cache
def nouns() -> dict[str, Cue]:
    """Nouns by lemma."""
    return {cue.lemma: cue for cue in _all() if cue.pos == "noun"}


def _acts(cell: str) -> dict[str, Act]:
    """The cell "assert inf=demand" as a mapping."""
    acts = {}
    for word in cell.split():
        frame, _, act = word.rpartition("=")
        acts[frame] = Act(act)
    if "" not in acts:
        raise ValueError(f"no act for every frame in {cell!r}")
    return acts


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
                    frames=frozenset(row["frames"].split()) - {"-"},
                    acts=_acts(row["act"]),
                    manner=Manner(row["manner"]),
                    polarity=Polarity(row["polarity"]),
                    certainty=Certainty(row["certainty"]),
                )
            )
        except ValueError as problem:
            raise LexiconError(f"cues.tsv: {row['cue']}: {problem}") from None
    return tuple(found)
