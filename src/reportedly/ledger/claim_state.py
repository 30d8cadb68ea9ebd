"""The state of a claim, from the statements that belong to it: status, wording, who affirmed or denied it later."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.linking import ranking
from reportedly.linking.agents import agreed
from reportedly.linking.stance import OPPOSITE
from reportedly.linking.status import STRONG, ClaimStatus, Voice, claim_status
from reportedly.model import Act, ActorKind, Stance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportedly.model import Party
    from reportedly.record import Rank
    from reportedly.store.claim_statements import ClaimStatementRow

OF_DENIAL = "[denied in these words:]"
"""What stands before the words of a claim that only words against it tell of."""
DOUBT = 0.05
"""The chance from which on a statement that founded a claim may belong to an earlier one: most denials answer an
allegation that is on record."""
CENTRAL, NAMED, FOUNDER = 2.5, 0.4, 0.1
"""Weights of a statement as the wording of its claim, beside its plainness: closeness to the centroid (0 to 1), a
named source, having founded the claim."""
_OF_DEEDS = frozenset({Act.ASSERT, Act.CONFIRM})
_OF_THE_FUTURE = frozenset({Act.PREDICT, Act.PROMISE})
_VOUCHING = frozenset({Act.ASSERT, Act.CONFIRM, Act.ESTIMATE, Act.ACCUSE, Act.DENY, *_OF_THE_FUTURE})


def state_of(statements: Sequence[ClaimStatementRow]) -> ClaimStatus:
    """Status, reason and positions of a claim, from all its statements, also those that do not count."""
    counted = counting(put(statements))
    voices = [_voice(s) for s in counted]
    sided = [s for s in counted if s.stance is not Stance.UNCERTAIN]
    about = agreed(s.about for s in sided)
    affirming = [s for s in sided if s.stance is Stance.AFFIRM]
    boast = sum(s.boast for s in affirming) * 2 > len(affirming)
    return claim_status(voices, about, boast=boast)


def rank_of(statements: Sequence[ClaimStatementRow], state: ClaimStatus, changes: int) -> Rank:
    """How much a claim matters, with reasons; `changes` counts those of its status."""
    counted = counting(statements)
    named = {s.party for s in counted if s.named}
    taken = Counter(p.stance for p in state.positions if p.actor in named)
    return ranking.rank_of(
        affirm=taken[Stance.AFFIRM],
        deny=taken[Stance.DENY],
        origins=len({s.origin for s in counted}),
        changes=changes,
        relations=len({s.through for s in statements if s.through is not None}),
    )


def is_shown(statements: Sequence[ClaimStatementRow], state: ClaimStatus, worded: ClaimStatementRow) -> bool:
    """True if a claim belongs to the default list: several voices or texts carry it, or it is denied or admitted.

    What one outlet repeats in its own voice, text after text, is one voice. The words that the claim is shown in, those
    of `worded`, have to stand alone.
    """
    counted = counting(statements)
    named, voices = {s.party for s in counted if s.named}, {s.party for s in counted}
    repeated = not named and len(voices) == 1
    carried = len(named) > 1 or (len({s.origin for s in counted}) > 1 and not repeated)
    return worded.stands_alone and (carried or state.status in STRONG)


def put(statements: Sequence[ClaimStatementRow]) -> Sequence[ClaimStatementRow]:
    """The statements of a claim with their stances on it as it is put: positively, or as a finding in the negative.

    Stances are stored on the matter put positively. Where all words are against it, and none is a denial ("no debris
    was found"), they are the claim, and who says them affirms it.
    """
    if not _has_only_words_against(statements) or any(s.denies for s in counting(statements)):
        return statements
    return [replace(s, stance=OPPOSITE[s.stance], worded=OPPOSITE[s.worded]) for s in statements]


def wording_of(statements: Sequence[ClaimStatementRow]) -> str:
    """The words that a claim is shown in; where they are those of a denial ("the reports are a lie"), it says so."""
    shown = central(statements)
    return f"{OF_DENIAL} {shown.wording}" if shown.worded is Stance.DENY else shown.wording


def puts_positively(statement: ClaimStatementRow) -> bool:
    """True if a claim with this statement is put positively: its words affirm it, and so does it or they stand alone.

    "Chile denied that a ship sank" has such words, "Chile denied it" has not.
    """
    return statement.worded is Stance.AFFIRM and (statement.stance is Stance.AFFIRM or statement.stands_alone)


def _has_only_words_against(statements: Sequence[ClaimStatementRow]) -> bool:
    own = [s for s in counting(statements) if s.through is None]
    return any(s.worded is Stance.DENY for s in own) and not any(map(puts_positively, own))


def _voice(statement: ClaimStatementRow) -> Voice:
    return Voice(
        statement=statement.statement,
        report=statement.report,
        origin=statement.origin,
        party=statement.party,
        named=statement.named,
        stance=statement.stance,
        said_on=statement.said_on,
        speaker=statement.actor_name,
        person=statement.actor is not None and statement.actor.kind is ActorKind.PERSON,
        words=statement.wording,
        worded=statement.worded,
        about=statement.about,
        apart=statement.statement != statement.founder or _is_apart(statement),
        denies=statement.denies and statement.stance is Stance.DENY,
        vouches=statement.act in _VOUCHING,
        admits=_admits(statement),
        foretells=statement.ahead or statement.act in _OF_THE_FUTURE,
        confirms=statement.act is Act.CONFIRM,
        apart_by_name=statement.apart,
        fixed=statement.fixed,
        side=statement.side,
        recalled=statement.recalled,
        order=(statement.known_at, statement.report, statement.position),
    )


def _is_apart(founder: ClaimStatementRow) -> bool:
    """True if a statement that founded a claim is understood by itself, and says what nothing before it may say."""
    return founder.stands_alone and (founder.chance or 0.0) < DOUBT


def _admits(statement: ClaimStatementRow) -> bool:
    """True if a statement says that something was done, by its own party or by nobody it names."""
    own = statement.about in {None, statement.party} and not statement.denies
    return own and statement.act in _OF_DEEDS and not statement.ahead


def central(statements: Sequence[ClaimStatementRow]) -> ClaimStatementRow:
    """The statement whose words a claim is shown in: of those whose words affirm it the most central that stands alone.

    Statements that affirm it come before those that deny it or leave it open.
    """
    import numpy as np

    statements = put(statements)
    counted = [s for s in counting(statements) if s.through is None]
    affirming = [s for s in counted if s.worded is Stance.AFFIRM]
    if _has_only_words_against(statements):
        affirming = [s for s in counted if s.worded is s.stance] or affirming
    centroid = np.sum([s.vector for s in counted], axis=0)
    length = float(np.linalg.norm(centroid)) or 1.0

    def weight(s: ClaimStatementRow) -> float:
        # Rounded: the sum differs in its last digits with the order in which the vectors are added.
        central = round(float(s.vector @ centroid) / length, 4)
        return s.plainness + CENTRAL * central + NAMED * s.named + FOUNDER * (s.statement == s.founder)

    alone = [s for s in affirming if s.stands_alone]
    best = alone or affirming or counted
    return max([s for s in best if s.stance is Stance.AFFIRM] or best, key=weight)


def counting(statements: Sequence[ClaimStatementRow]) -> list[ClaimStatementRow]:
    """The statements of a claim that count: read right, and of reports that no revision has replaced."""
    right = [s for s in statements if not s.wrong]
    # Where all reports of a claim are superseded, their last statements are still what is known of it.
    return [s for s in right if not s.superseded] or right


def later_parties(statement: ClaimStatementRow, others: Sequence[ClaimStatementRow]) -> tuple[list[Party], list[Party]]:
    """The parties that took a statement's stance later, and those that took the opposite one, in the order given.

    They count if they are named and speak in a text of another origin.
    """
    later = [o for o in others if _is_later_word(o, statement)]
    same = dict.fromkeys(o.party for o in later if o.stance is statement.stance)
    opposite = dict.fromkeys(o.party for o in later if o.stance is _opposite(statement))
    return list(same), list(opposite)


def affirmed_and_denied(statements: Sequence[ClaimStatementRow]) -> tuple[set[str], set[str]]:
    """The statements of a claim that other parties affirmed later, and those that other parties contradicted later."""
    # Latest first: the last one to speak is the likeliest to be later than a given statement.
    ordered = sorted((s for s in statements if s.named), key=lambda s: s.said_on, reverse=True)
    by_stance = {stance: [s for s in ordered if s.stance is stance] for stance in Stance}
    affirmed: set[str] = set()
    denied: set[str] = set()
    for statement in statements:
        for found, stance in ((affirmed, statement.stance), (denied, _opposite(statement))):
            for other in by_stance[stance] if stance else ():
                if other.said_on <= statement.said_on:
                    break
                if _is_later_word(other, statement):
                    found.add(statement.statement)
                    break
    return affirmed, denied


def _opposite(statement: ClaimStatementRow) -> Stance | None:
    return None if statement.stance is Stance.UNCERTAIN else OPPOSITE[statement.stance]


def _is_later_word(later: ClaimStatementRow, earlier: ClaimStatementRow) -> bool:
    """True if a statement counts as another party's later word on an earlier one."""
    return (
        later.named
        and later.party != earlier.party
        and later.origin != earlier.origin
        and later.said_on > earlier.said_on
    )
