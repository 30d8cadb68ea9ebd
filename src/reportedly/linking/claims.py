"""Which earlier statement a statement is linked to, and with that which claim it belongs to.

A statement is linked to the best earlier one that says the same, or the contrary. It then belongs to the claim of that
statement. What the claim's other statements say must go along with it, or a claim would drift from one matter to the
next, link by link. Without such a statement it founds a claim. Other statements may be narrower, broader or at odds:
these are relations between claims. Earlier is by time of publication, then id of the report, then place in it. As no
decision depends on what is later, what is known at a date depends on nothing later, and the order of adding changes
nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

from reportedly.linking.adjudicator import Relation
from reportedly.linking.slots import Opposition
from reportedly.linking.stance import OPPOSITE
from reportedly.model import ClaimRelation, Stance

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from reportedly.linking.adjudicator import Finding

LINK = 0.55
"""The least chance that two statements say the same or the contrary with which they are linked."""
AGREE = 0.35
"""The least mean of the chances of the claim's other statements that it was compared with, for it to be linked."""
SUGGEST = 0.35
"""The least chance with which a link is suggested to people."""
POSSIBLE = 0.2
"""The least chance with which a link that was not made leaves the status of a claim unsure (`ledger/sureness.py`)."""
RELATE = 0.65
"""The least chance of a relation with which two claims are related."""
CANDIDATES = 24
"""How many earlier statements, the nearest ones, may be compared with a statement."""
MAY_JOIN = 0.2
"""The least likeness of an earlier statement that may be compared: contents in other words are seldom alike."""
JUDGED = 12
"""Of how many of them that no veto takes out, the most alike, an adjudicator is asked."""
JUDGED_IN_REPORT = 6
"""How many of these may be of the same report: what surrounds them makes them alike."""

_TURNED = {
    ClaimRelation.ENTAILS: ClaimRelation.ENTAILED_BY,
    ClaimRelation.ENTAILED_BY: ClaimRelation.ENTAILS,
    ClaimRelation.EXCLUDES: ClaimRelation.EXCLUDES,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An earlier statement that a new one was compared with."""

    statement: str
    claim: str
    stance: Stance
    """Of the earlier statement, toward its claim."""
    similarity: float
    """The cosine of the embeddings."""
    finding: Finding
    """How the new statement relates to the earlier one."""
    opposition: Opposition = Opposition.OPEN
    """What slots say of the two. An adjudicator that goes by what is said takes a denial for the same as what it
    denies, and two denials in other words for contraries."""

    @property
    def chance(self) -> float:
        """How likely the two say the same or the contrary."""
        chances = self.finding.chances
        return round(chances[Relation.SAME] + chances[Relation.CONTRADICTS], 4)

    @property
    def on_one_matter(self) -> float:
        """How likely the two say the same or the contrary, or one of them says a part of what the other says."""
        chances = self.finding.chances
        narrower = chances.get(Relation.ENTAILS, 0.0) + chances.get(Relation.ENTAILED_BY, 0.0)
        return round(self.chance + narrower, 4)

    @property
    def contrary(self) -> bool:
        """True if they more likely say the contrary than the same."""
        if self.opposition is Opposition.CONTRARY or (self.opposition is Opposition.SAME and not self.finding.words):
            return self.opposition is Opposition.CONTRARY
        return self.finding.chances[Relation.CONTRADICTS] > self.finding.chances[Relation.SAME]

    @property
    def may_link(self) -> bool:
        """False for a negative and a positive statement that are found to say the same, on no words of theirs."""
        return self.opposition is not Opposition.UNLIKE or self.contrary or self.finding.words is not None

    @property
    def why(self) -> str:
        """Why the two are, or may be, of one claim."""
        says = "the contrary of" if self.contrary else "the same as"
        return f"says {says} statement {self.statement}"

    @property
    def evidence(self) -> str:
        """Who found that, how likely it is, and on which words."""
        words = self.finding.words
        on = f", on “{words[0]}” and “{words[1]}”" if words else ""
        return f"{self.finding.by}: {self.chance:.0%}{on}; words alike by {self.similarity:.2f}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link to an earlier statement, with the claim that it leads to."""

    statement: str
    claim: str
    stance: Stance
    """Of the earlier statement, toward the claim."""
    contrary: bool
    """True if the new statement says the contrary."""
    chance: float | None
    """None if people judged it."""
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRelation:
    """How the claim of a statement relates to that of an earlier one."""

    claim: str
    kind: ClaimRelation | None
    """Of the claims, both put positively; None if they have none then."""
    found: ClaimRelation
    """Of what the statement says toward what the other one says."""
    statement: str
    """The other statement."""
    chance: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a statement is linked to, or perhaps, if it founds a claim; and what its claim relates to."""

    link: Link | None
    nearest: float = 0.0
    """The chance of the likeliest link that it was not given, if it founds a claim."""
    possible: Candidate | None = None
    """The likeliest statement that it was not linked to, if it founds a claim."""
    related: tuple[FoundRelation, ...] = ()


def decide(
    own: Stance, candidates: Sequence[Candidate], *, judged: Candidate | None = None, barred: Collection[str] = ()
) -> Decision:
    """What becomes of a statement with that stance on its own matter; of equal candidates the first is taken.

    Judgements come first: `judged` is an earlier statement that people judged to say the same, `barred` are claims of
    statements that they judged to say something else: the new claim has nothing to do with them.
    """
    if judged is not None:
        return _linked(own, _link(judged, None, ("judged to say the same",)), candidates, barred)
    open_ = [c for c in candidates if c.claim not in barred]
    linkable = [c for c in open_ if c.may_link]
    agreeing = _agreeing(linkable)
    linked = max((c for c in linkable if c.claim in agreeing), key=lambda c: c.chance, default=None)
    if linked is not None and linked.chance >= LINK:
        return _linked(own, _link(linked, linked.chance, (linked.why, linked.evidence)), candidates, barred)
    best = max(linkable, key=lambda c: c.chance, default=None)
    possible = best if best is not None and best.chance >= POSSIBLE else None
    nearest = best.chance if best is not None else 0.0
    return Decision(link=None, nearest=nearest, possible=possible, related=_related(own, open_))


def _agreeing(candidates: Iterable[Candidate]) -> set[str]:
    """The claims whose statements, but for the likeliest one, are likely enough on average to be on one matter."""
    chances: dict[str, list[float]] = {}
    for c in candidates:
        chances.setdefault(c.claim, []).append(c.on_one_matter)
    others = {claim: sorted(found)[:-1] for claim, found in chances.items()}
    return {claim for claim, found in others.items() if not found or fmean(found) >= AGREE}


def _linked(own: Stance, link: Link, candidates: Iterable[Candidate], barred: Collection[str]) -> Decision:
    """A link, with what the claim that it leads to relates to."""
    stance = linked_stance(own, link.stance, link.contrary)
    others = [c for c in candidates if c.claim != link.claim and c.claim not in barred]
    return Decision(link=link, related=_related(stance, others))


def linked_stance(own: Stance, other: Stance, contrary: bool) -> Stance:
    """The stance toward a claim of a statement that is linked to one with another stance toward it.

    What leaves its matter open leaves the claim open. Where the earlier statement does, its own matter decides.
    """
    if Stance.UNCERTAIN in {own, other}:
        return own
    return OPPOSITE[other] if contrary else other


def claims_related(found: ClaimRelation, mine: Stance, theirs: Stance) -> ClaimRelation | None:
    """How two claims relate if statements on them relate so, given what each says of its claim; None if not at all.

    To deny a claim is to say that it is not so. If "no ship sank" entails "no tanker sank", then "a tanker sank"
    entails "a ship sank".
    """
    if Stance.UNCERTAIN in {mine, theirs}:
        return None
    return _KINDS.get((found, mine is Stance.AFFIRM, theirs is Stance.AFFIRM))


_KINDS = {
    (ClaimRelation.ENTAILS, True, True): ClaimRelation.ENTAILS,
    (ClaimRelation.ENTAILS, True, False): ClaimRelation.EXCLUDES,
    (ClaimRelation.ENTAILS, False, False): ClaimRelation.ENTAILED_BY,
    (ClaimRelation.ENTAILED_BY, True, True): ClaimRelation.ENTAILED_BY,
    (ClaimRelation.ENTAILED_BY, False, True): ClaimRelation.EXCLUDES,
    (ClaimRelation.ENTAILED_BY, False, False): ClaimRelation.ENTAILS,
    (ClaimRelation.EXCLUDES, True, True): ClaimRelation.EXCLUDES,
    (ClaimRelation.EXCLUDES, True, False): ClaimRelation.ENTAILS,
    (ClaimRelation.EXCLUDES, False, True): ClaimRelation.ENTAILED_BY,
}
"""By the relation of the statements, and whether each affirms its claim."""


def turned(kind: ClaimRelation) -> ClaimRelation:
    """The same relation, seen from the other claim."""
    return _TURNED[kind]


def _link(candidate: Candidate, chance: float | None, reasons: tuple[str, ...]) -> Link:
    return Link(
        statement=candidate.statement,
        claim=candidate.claim,
        stance=candidate.stance,
        contrary=candidate.contrary,
        chance=chance,
        reasons=reasons,
    )


def _related(own: Stance, candidates: Iterable[Candidate]) -> tuple[FoundRelation, ...]:
    """The relations of the claim of a statement with that stance on it, of each other claim the likeliest one."""
    best: dict[str, FoundRelation] = {}
    for c in candidates:
        for relation, (found, verb) in _RELATIONS.items():
            chance = round(c.finding.chances.get(relation, 0.0), 4)
            if chance < RELATE or (c.claim in best and best[c.claim].chance >= chance):
                continue
            best[c.claim] = FoundRelation(
                claim=c.claim,
                kind=claims_related(found, own, c.stance),
                found=found,
                statement=c.statement,
                chance=chance,
                why=f"one statement {verb} statement {c.statement} ({c.finding.by}: {chance:.0%})",
            )
    return tuple(best.values())


_RELATIONS = {
    Relation.ENTAILS: (ClaimRelation.ENTAILS, "says all that is said in"),
    Relation.ENTAILED_BY: (ClaimRelation.ENTAILED_BY, "is a part of what is said in"),
    Relation.EXCLUDES: (ClaimRelation.EXCLUDES, "cannot hold together with"),
}
"""What a relation of two statements is called between claims, and in words."""
