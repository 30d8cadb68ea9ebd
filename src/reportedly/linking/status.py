"""Where everybody stands on a claim, and what status that makes: a pure function of what was said.

The rules are those of docs/design: positions belong to parties, by the day on which
the words were said; a party's latest word counts; copies of one text are one origin.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from reportedly.lexicon.actors import same_side, side_of
from reportedly.model import Party, Stance, Status
from reportedly.record import Position

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

FEW = 1 / 3
"""Share of a claim's voices; where fewer tell of something done, the claim is about what is still to come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One statement as it bears on a claim; of a report that no revision supersedes."""

    statement: str
    report: str
    origin: str
    party: Party
    named: bool
    """False for the outlet's own voice and for unnamed sources."""
    stance: Stance
    said_on: date
    admits: bool = False
    """Whether it puts its own party's act forward as done: no demand, no view, nothing still to come."""
    foretells: bool = False
    """Whether it is about what is still to come: then it takes no side on whether something has happened."""
    confirms: bool = False
    """Whether it is put as an admission ("confirmed", "admitted")."""
    recalled: bool = False
    """Whether it is told as said before, on a day that may not be known ("had called it likely")."""
    order: tuple[datetime, str, int]
    """When it was published, in which report, where in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimStatus:
    """Status of a claim with its reason and the positions behind it."""

    status: Status
    why: str
    positions: tuple[Position, ...]


def claim_status(voices: Sequence[Voice], about: Party | None, *, boast: bool) -> ClaimStatus:
    """The status that these voices make of a claim about an act of the party `about`.

    A `boast` is an act that the party is glad to tell of: its own word is no admission.
    """
    voices = of_the_kind(voices)
    by_party = _positions([v for v in voices if v.named])
    parties = {name: p.stance for name, p in by_party.items()}
    unnamed = _positions([v for v in voices if not v.named])
    reported = any(p.stance is Stance.AFFIRM for p in unnamed.values())
    affirm = [name for name, stance in parties.items() if stance is Stance.AFFIRM]
    deny = [name for name, stance in parties.items() if stance is Stance.DENY]
    open_ = [name for name, stance in parties.items() if stance is Stance.UNCERTAIN]
    positions = tuple(sorted([*by_party.values(), *unnamed.values()], key=lambda p: (p.since, str(p.actor))))
    # What was admitted stands until it is taken back: who then declines to say more takes nothing back.
    own = _positions([v for v in voices if v.named and v.party == about and v.stance is not Stance.UNCERTAIN])
    owned = not boast and any(p.stance is Stance.AFFIRM and _is_admission(p, voices) for p in own.values())
    heard_in = {v.statement: v.origin for v in voices}
    origins = {name: {heard_in[s] for s in by_party[name].statements} for name in affirm}
    independent = any(
        _independent(one, other, origins[one] | origins[other]) for one, other in itertools.combinations(affirm, 2)
    )
    status, why = _judge(
        affirm,
        deny,
        open_,
        about,
        owned=owned,
        independent=independent,
        boast=boast,
        reported=reported,
        unnamed=list(unnamed.values()),
    )
    return ClaimStatus(status=status, why=why, positions=positions)


def of_the_kind(voices: Sequence[Voice]) -> Sequence[Voice]:
    """The voices that bear on a claim: forecasts only where few speak of what has happened."""
    told = [v for v in voices if not v.foretells]
    return told if FEW * len(voices) < len(told) else voices


def _judge(
    affirm: list[Party],
    deny: list[Party],
    open_: list[Party],
    about: Party | None,
    *,
    owned: bool,
    independent: bool,
    boast: bool,
    reported: bool,
    unnamed: list[Position],
) -> tuple[Status, str]:
    if owned:
        against = f", although {_listed(deny)} {_verb(deny, 'denies', 'deny')} it" if deny else ""
        affirms = "affirms it" if about in affirm else "has affirmed it"
        return Status.ACKNOWLEDGED, f"{about}, whose act it is, {affirms}{against}"
    if deny and affirm:
        return Status.DISPUTED, (
            f"{_listed(affirm)} {_verb(affirm, 'affirms', 'affirm')} it, "
            f"{_listed(deny)} {_verb(deny, 'denies', 'deny')} it"
        )
    if deny and reported:
        return Status.DISPUTED, f"it is reported, and {_listed(deny)} {_verb(deny, 'denies', 'deny')} it"
    if deny:
        return Status.DENIED, f"{_listed(deny)} {_verb(deny, 'denies', 'deny')} it; nobody on the record affirms it"
    rest = f"; {_listed(open_)} {_verb(open_, 'leaves', 'leave')} it open" if open_ else "; nobody denies it"
    if affirm:
        if independent:
            return Status.CORROBORATED, f"{_listed(affirm)} affirm it, independently of each other{rest}"
        one_side = all(_one_side(affirm[0], party) for party in affirm)
        side = f" ({'one side' if one_side else 'in one text'})" if len(affirm) > 1 else ""
        own = ", whose own success it would be," if boast and about in affirm else ""
        return Status.ALLEGED, f"only {_listed(affirm)}{own} {_verb(affirm, 'affirms', 'affirm')} it{side}{rest}"
    if open_:
        return (
            Status.REPORTED,
            f"{_listed(open_)} {_verb(open_, 'leaves', 'leave')} it open; nobody named affirms or denies it",
        )
    if any(p.stance is Stance.DENY for p in unnamed) and not reported:
        return Status.REPORTED, "only unnamed sources or outlets in their own voice speak of it, and against it"
    return Status.REPORTED, "only unnamed sources or outlets in their own voice carry it"


def _independent(one: Party, other: Party, origins: Set[str]) -> bool:
    """Whether two parties bear each other out: heard in two texts or of opposed sides, and not of one side."""
    return not _one_side(one, other) and (len(origins) > 1 or None not in {_side(one), _side(other)})


def _one_side(one: Party, other: Party) -> bool:
    return one == other or (one.report is None and other.report is None and same_side(one.name, other.name))


def _side(party: Party) -> str | None:
    return side_of(party.name) if party.report is None else None


def _is_admission(position: Position, voices: Sequence[Voice]) -> bool:
    """Whether a party that affirms its own act admits it: it says so outright, or others had it or it was denied.

    Who is first to tell of its own deed gives news; it acknowledges nothing.
    """
    own = set(position.statements)
    admissions = [v for v in voices if v.statement in own and v.admits]
    if any(v.confirms for v in admissions):
        return True
    return any(_was_raised(v, other, position.actor) for v in admissions for other in voices)


def _was_raised(own: Voice, other: Voice, party: Party) -> bool:
    if (other.said_on, other.order) >= (own.said_on, own.order) or other.stance is Stance.UNCERTAIN:
        return False
    if other.named:
        return other.party != party or other.stance is Stance.DENY
    # An outlet that sums up in its own voice what the party said that day has raised nothing.
    return other.origin != own.origin and other.said_on < own.said_on


def _positions(voices: Sequence[Voice]) -> dict[Party, Position]:
    """The latest position of each party, in the order in which the parties first spoke."""
    ordered = sorted(voices, key=_by_day)
    parties: dict[Party, list[Voice]] = {}
    for voice in ordered:
        parties.setdefault(voice.party, []).append(voice)
    found = {}
    for name, said in parties.items():
        last = said[-1].stance
        run = [list(g) for _, g in groupby(said, key=lambda v: v.stance)][-1]
        found[name] = Position(
            actor=name, stance=last, since=run[0].said_on, statements=tuple(v.statement for v in run)
        )
    return found


def _by_day(voice: Voice) -> tuple[date, bool, bool, tuple[datetime, str, int]]:
    """Later words replace earlier ones; of one day's words those of the day recalled ones, clear ones evasions."""
    return voice.said_on, not voice.recalled, voice.stance is not Stance.UNCERTAIN, voice.order


def _listed(parties: Sequence[Party]) -> str:
    shown = [p.name for p in parties]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _verb(parties: Sequence[Party], one: str, several: str) -> str:
    return one if len(parties) == 1 else several
