"""The status of a claim: a pure function of what was said.

The rules are those of docs/words.md. A position belongs to a party. A party's latest statement counts, by the day on
which it was said. Copies of one text are one origin. Where it is not sure that two sources are independent, or that a
party has admitted its own act, the claim stays alleged.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from reportedly.linking import reasons
from reportedly.linking.independence import Decided, independent, opposed
from reportedly.linking.parties import other_names, renamed
from reportedly.model import Party, Stance, Status
from reportedly.record import Position

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

STRONG = frozenset({Status.CORROBORATED, Status.DISPUTED, Status.DENIED, Status.ACKNOWLEDGED})
"""Statuses that say more than that something is reported or alleged."""
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
    about: Party | None = None
    """The party whose act it tells of."""
    speaker: str | None = None
    """The name of the actor; None for an outlet's own voice."""
    person: bool = False
    """True if the actor is a person."""
    words: str = ""
    """What is said, in the words of the report."""
    worded: Stance = Stance.AFFIRM
    """The stance that these words take as they stand: of "Chile denied that a ship sank" they affirm it."""
    apart: bool = True
    """False if it founded the claim, but does not stand alone, or may say the same as an earlier statement or the
    contrary: then it is not sure that the claim is one by itself."""
    denies: bool = False
    """True if it is a denial: the speaker answers an allegation. A finding in the negative is none."""
    vouches: bool = True
    """True if it says that it is so; demands and opinions only take it for granted."""
    admits: bool = False
    """True if it says that something was done, and not by another party: no opinion, nothing in the future."""
    foretells: bool = False
    """True if it is about the future: then it says nothing on whether something has happened."""
    confirms: bool = False
    """True if it is an admission ("confirmed", "admitted")."""
    apart_by_name: bool = False
    """True if people said that the speaker is not who the name suggests."""
    fixed: bool = False
    """True if people said for whom the speaker speaks."""
    side: str | None = None
    """The side that people put the party on, empty for none."""
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
    sure: bool = True
    """False if the status would be a stronger one, were all links sure."""


def claim_status(voices: Sequence[Voice], about: Party | None, *, boast: bool) -> ClaimStatus:
    """The status of a claim about an act of the party `about`.

    A `boast` is a success that the party is glad to tell of ("we have liberated the town"): its own word for it is no
    admission.
    """
    names = other_names(voices)
    voices = relevant_voices(renamed(voices, names))
    by_party = _positions([v for v in voices if v.named])
    unnamed = _positions([v for v in voices if not v.named])
    record = _Record(
        voices={v.statement: v for v in voices},
        positions=by_party,
        unnamed={p.stance for p in unnamed.values()},
        about=names.get(about, about) if about else None,
        boast=boast,
        decided=Decided(
            sides={v.party: v.side for v in voices if v.side is not None},
            apart=frozenset(v.party for v in voices if v.apart_by_name),
        ),
    )
    status, why = _judge(record)
    positions = sorted([*by_party.values(), *unnamed.values()], key=lambda p: (p.since, str(p.actor)))
    return ClaimStatus(status=status, why=why, positions=tuple(positions))


def relevant_voices(voices: Sequence[Voice]) -> Sequence[Voice]:
    """The voices that count: forecasts only if few of them speak of what has happened."""
    past = [v for v in voices if not v.foretells]
    return past if FEW * len(voices) < len(past) else voices


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    """What is on record of a claim."""

    voices: Mapping[str, Voice]
    """By statement."""
    positions: Mapping[Party, Position]
    """Of named parties."""
    unnamed: set[Stance]
    """The stances of outlets and unnamed sources."""
    about: Party | None
    """Whose act it is."""
    boast: bool
    decided: Decided

    def parties(self, stance: Stance) -> list[Party]:
        """The parties that take a stance, in the order in which they first spoke."""
        return [party for party, position in self.positions.items() if position.stance is stance]

    def said(self, party: Party) -> list[Voice]:
        """The statements behind a party's position, oldest first."""
        return [self.voices[s] for s in self.positions[party].statements]


def _judge(record: _Record) -> tuple[Status, str]:
    """The status, and the reason in words."""
    affirm, deny = record.parties(Stance.AFFIRM), record.parties(Stance.DENY)
    admission = _admission(record)
    if admission is not None:
        against = [p for p in deny if p != admission.party]
        return Status.ACKNOWLEDGED, reasons.acknowledged(admission, [_decisive(record, p) for p in against])
    if deny:
        return _denied(record, affirm, deny)
    if affirm:
        return _affirmed(record, affirm)
    left = [_decisive(record, party) for party in record.parties(Stance.UNCERTAIN)]
    return Status.REPORTED, reasons.reported(left, against=record.unnamed == {Stance.DENY})


def _denied(record: _Record, affirm: Sequence[Party], deny: Sequence[Party]) -> tuple[Status, str]:
    against = [_decisive(record, party) for party in deny]
    if affirm or Stance.AFFIRM in record.unnamed:
        return Status.DISPUTED, reasons.disputed([_decisive(record, party) for party in affirm], against)
    if not any(v.denies for v in against):
        return Status.REPORTED, reasons.no_longer_affirmed(against)
    if all(v.apart for v in record.voices.values()):
        return Status.DENIED, reasons.denied(against)
    return Status.REPORTED, reasons.perhaps_affirmed(against)


def _affirmed(record: _Record, affirm: Sequence[Party]) -> tuple[Status, str]:
    left = [_decisive(record, party) for party in record.parties(Stance.UNCERTAIN)]
    vouching = {party: [v for v in record.said(party) if v.vouches] for party in affirm}
    for one, other in itertools.combinations([p for p in affirm if vouching[p]], 2):
        if _of_one_person(vouching[one], vouching[other]):
            continue
        texts = {v.origin for v in (*vouching[one], *vouching[other])}
        known = record.decided
        if independent(one, other, known) and (len(texts) > 1 or opposed(one, other, known)):
            first = [vouching[one][0], vouching[other][0]]
            rest = [_decisive(record, party) for party in affirm if party not in (one, other)]
            return Status.CORROBORATED, reasons.corroborated(first, rest, left)
    own = record.boast and record.about in affirm
    return Status.ALLEGED, reasons.alleged([_decisive(record, party) for party in affirm], left, own_success=own)


def _of_one_person(one: Sequence[Voice], other: Sequence[Voice]) -> bool:
    """True if all words for two parties are one person's, who held offices by decision: nobody corroborates himself."""
    both = (*one, *other)
    return all(v.person and v.fixed for v in both) and len({v.speaker for v in both}) == 1


def _decisive(record: _Record, party: Party) -> Voice:
    """The statement that shows a party's position best: a denial, else the first that says it itself."""
    said = record.said(party)
    return next((v for v in said if v.denies), next((v for v in said if v.vouches), said[0]))


def _admission(record: _Record) -> Voice | None:
    """The statement by which the party whose act it is admits it; None without one, and for a boast.

    It admits what others had said of it, or what it had denied, or it confirms it in so many words: a party that is the
    first to tell of its own act gives news. To decline to say more takes nothing back; a later denial does.
    """
    if record.boast:
        return None
    sided = [v for v in record.voices.values() if v.named and v.stance is not Stance.UNCERTAIN]
    for party, position in _positions(sided).items():
        if position.stance is Stance.AFFIRM and record.about in {None, party}:
            said = [v for s in position.statements if (v := record.voices[s]).admits]
            found = next((v for v in said if _is_admission(v, record.voices.values(), record.about)), None)
            if found is not None:
                return found
    return None


def _is_admission(own: Voice, voices: Iterable[Voice], about: Party | None) -> bool:
    """True if a party that tells of its own act answers something, or says in so many words that it admits it."""
    if about is None:
        return any(_took_back(own, other) for other in voices)
    return (own.confirms and own.about == about) or any(_was_raised(own, other) for other in voices)


def _took_back(own: Voice, other: Voice) -> bool:
    """True if the same party spoke against it before: in an earlier report, or in earlier words that are recalled."""
    earlier = (other.said_on, other.order) < (own.said_on, own.order) and other.report != own.report
    same = other.named and other.party == own.party
    return same and other.stance is Stance.DENY and (earlier or (other.recalled and not own.recalled))


def _was_raised(own: Voice, other: Voice) -> bool:
    """True if another had said before that the party did it, or the party itself had spoken against it."""
    if (other.said_on, other.order) >= (own.said_on, own.order) or other.stance is Stance.UNCERTAIN:
        return False
    if other.named and other.party == own.party:
        return other.stance is Stance.DENY
    # An outlet that sums up in its own voice what the party said on that day has raised nothing.
    earlier = other.named or (other.origin != own.origin and other.said_on < own.said_on)
    return earlier and other.about == own.party


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
