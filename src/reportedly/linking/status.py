"""The status of a claim: a pure function of what was said.

The rules are those of docs/words.md. A position belongs to a party. A party's latest statement counts, by the day on
which it was said. Copies of one text are one origin.
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
"""If a smaller share of a claim's voices tells of something done, the claim is about the future."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One statement as it bears on a claim, in a report that no revision has replaced."""

    statement: str
    report: str
    origin: str
    party: Party
    named: bool
    """False for the outlet's own voice and for unnamed sources."""
    stance: Stance
    said_on: date
    admits: bool = False
    """True if it says that its own party did it: no demand, no opinion, nothing in the future."""
    foretells: bool = False
    """True if it is about the future: then it says nothing on whether something has happened."""
    confirms: bool = False
    """True if it is an admission ("confirmed", "admitted")."""
    recalled: bool = False
    """True if it is an earlier statement, whose day may not be known ("had called it likely")."""
    order: tuple[datetime, str, int]
    """Time of publication, report, position in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimStatus:
    """The status of a claim with its reason and its positions."""

    status: Status
    why: str
    positions: tuple[Position, ...]


def claim_status(voices: Sequence[Voice], about: Party | None, *, boast: bool) -> ClaimStatus:
    """The status of a claim about an act of the party `about`.

    A `boast` is a success that the party is glad to tell of ("we have liberated the town"): its own word for it is no
    admission.
    """
    voices = relevant_voices(voices)
    by_party = _positions([v for v in voices if v.named])
    parties = {name: p.stance for name, p in by_party.items()}
    unnamed = _positions([v for v in voices if not v.named])
    reported = any(p.stance is Stance.AFFIRM for p in unnamed.values())
    affirm = [name for name, stance in parties.items() if stance is Stance.AFFIRM]
    deny = [name for name, stance in parties.items() if stance is Stance.DENY]
    open_ = [name for name, stance in parties.items() if stance is Stance.UNCERTAIN]
    positions = tuple(sorted([*by_party.values(), *unnamed.values()], key=lambda p: (p.since, str(p.actor))))
    # An admission counts until the party denies it; to decline to say more takes nothing back.
    own = _positions([v for v in voices if v.named and v.party == about and v.stance is not Stance.UNCERTAIN])
    owned = not boast and any(p.stance is Stance.AFFIRM and _is_admission(p, voices) for p in own.values())
    heard_in = {v.statement: v.origin for v in voices}
    origins = {name: {heard_in[s] for s in by_party[name].statements} for name in affirm}
    independent = any(
        _independent(one, other, origins[one] | origins[other]) for one, other in itertools.combinations(affirm, 2)
    )
    taken = _Taken(
        affirm=affirm,
        deny=deny,
        open=open_,
        about=about,
        owned=owned,
        independent=independent,
        boast=boast,
        reported=reported,
        refuted=any(p.stance is Stance.DENY for p in unnamed.values()),
    )
    status, why = _judge(taken)
    return ClaimStatus(status=status, why=why, positions=positions)


def relevant_voices(voices: Sequence[Voice]) -> Sequence[Voice]:
    """The voices that count: forecasts only if few of them speak of what has happened."""
    past = [v for v in voices if not v.foretells]
    return past if FEW * len(voices) < len(past) else voices


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """The sides that parties have taken on a claim."""

    affirm: list[Party]
    deny: list[Party]
    open: list[Party]
    """Those who leave it open."""
    about: Party | None
    """Whose act it is."""
    owned: bool
    """True if that party has admitted it."""
    independent: bool
    """True if two of those who affirm it are independent of each other."""
    boast: bool
    reported: bool
    """True if unnamed sources or outlets affirm it."""
    refuted: bool
    """True if unnamed sources or outlets deny it."""


def _judge(taken: _Taken) -> tuple[Status, str]:
    """The status, and the reason in words."""
    affirm, deny = taken.affirm, taken.deny
    if taken.owned:
        against = f", although {_listed(deny)} {_verb(deny, 'denies', 'deny')} it" if deny else ""
        affirms = "affirms it" if taken.about in affirm else "has affirmed it"
        return Status.ACKNOWLEDGED, f"{taken.about}, whose act it is, {affirms}{against}"
    if deny:
        return _denied(taken)
    if affirm:
        return _affirmed(taken)
    if taken.open:
        leave = f"{_listed(taken.open)} {_verb(taken.open, 'leaves', 'leave')} it open"
        return Status.REPORTED, f"{leave}; nobody named affirms or denies it"
    if taken.refuted and not taken.reported:
        return Status.REPORTED, "only unnamed sources or outlets in their own voice speak of it, and against it"
    return Status.REPORTED, "only unnamed sources or outlets in their own voice carry it"


def _denied(taken: _Taken) -> tuple[Status, str]:
    denies = f"{_listed(taken.deny)} {_verb(taken.deny, 'denies', 'deny')} it"
    if taken.affirm:
        return Status.DISPUTED, f"{_listed(taken.affirm)} {_verb(taken.affirm, 'affirms', 'affirm')} it, {denies}"
    if taken.reported:
        return Status.DISPUTED, f"it is reported, and {denies}"
    return Status.DENIED, f"{denies}; nobody on the record affirms it"


def _affirmed(taken: _Taken) -> tuple[Status, str]:
    affirm, left = taken.affirm, taken.open
    rest = f"; {_listed(left)} {_verb(left, 'leaves', 'leave')} it open" if left else "; nobody denies it"
    if taken.independent:
        return Status.CORROBORATED, f"{_listed(affirm)} affirm it, independently of each other{rest}"
    one_side = all(_one_side(affirm[0], party) for party in affirm)
    side = f" ({'one side' if one_side else 'in one text'})" if len(affirm) > 1 else ""
    own = ", whose own success it would be," if taken.boast and taken.about in affirm else ""
    return Status.ALLEGED, f"only {_listed(affirm)}{own} {_verb(affirm, 'affirms', 'affirm')} it{side}{rest}"


def _independent(one: Party, other: Party, origins: Set[str]) -> bool:
    """True if two parties corroborate each other: not of one side, and either of opposed sides or in two texts."""
    return not _one_side(one, other) and (len(origins) > 1 or None not in {_side(one), _side(other)})


def _one_side(one: Party, other: Party) -> bool:
    return one == other or (one.report is None and other.report is None and same_side(one.name, other.name))


def _side(party: Party) -> str | None:
    return side_of(party.name) if party.report is None else None


def _is_admission(position: Position, voices: Sequence[Voice]) -> bool:
    """True if a party that affirms its own act admits it: in so many words, or after others had raised it.

    A party that is the first to tell of its own act gives news; that is no admission.
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
    # An outlet that sums up in its own voice what the party said on that day has raised nothing.
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
    """A sort key, latest last: by day; on one day earlier statements first, then evasions, then clear ones."""
    return voice.said_on, not voice.recalled, voice.stance is not Stance.UNCERTAIN, voice.order


def _listed(parties: Sequence[Party]) -> str:
    shown = [p.name for p in parties]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _verb(parties: Sequence[Party], one: str, several: str) -> str:
    return one if len(parties) == 1 else several
