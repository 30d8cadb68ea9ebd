"""The words that a claim is shown in, and who bore out its statements later."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from reportedly.ledger.claim_state import (
    DOUBT,
    affirmed_and_denied,
    central,
    counting,
    is_shown,
    later_parties,
    put,
    rank_of,
    state_of,
    wording_of,
)
from reportedly.model import Act, Party, Stance, Status
from reportedly.store.claim_statements import ClaimStatementRow
from reportedly.store.vectors import packed
from tests.ledger.claim_statements import by, in_claim


def _worded(words: str, plainness: float, *at: float, **values: object) -> ClaimStatementRow:
    vector = np.array(at, dtype=np.float32)
    return in_claim(words, wording=words, plainness=plainness, packed=packed(vector), **values)


CLOSED = _worded("the harbours were closed", 1.0, 1, 0)
SHUT = _worded("the ports were shut", 1.1, 0.9, 0.4)
SAD = _worded("it made fishermen sad", 1.0, 0, 1)
DENIED = _worded("they were not", 2.0, 1, 0, stance=Stance.DENY)


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        ([SAD, CLOSED, SHUT], "the ports were shut"),
        ([CLOSED, _worded("which", -2.0, 1, 0), SAD], "the harbours were closed"),
        ([DENIED, SAD], "it made fishermen sad"),
        ([DENIED], "they were not"),
        ([CLOSED, _worded("harbours closed", 1.1, 1, 0, named=False)], "the harbours were closed"),
        ([CLOSED, _worded("Oslo closed harbours", 3.0, 1, 0, wrong=True)], "the harbours were closed"),
    ],
)
def test_the_most_central_of_plain_words_are_shown(statements: list[ClaimStatementRow], words: str) -> None:
    assert central(statements).wording == words


def test_superseded_statements_count_only_where_there_are_no_others() -> None:
    old, new, wrong = in_claim("old", superseded=True), in_claim("new"), in_claim("wrong", wrong=True)
    assert counting([old, new, wrong]) == [new]
    assert counting([old, wrong]) == [old]


FIRST = by("Norway", 2)


@pytest.mark.parametrize(
    ("other", "affirmed", "denied"),
    [
        (by("Chile", 3), ["Chile"], []),
        (by("Chile", 3, Stance.DENY), [], ["Chile"]),
        (by("Chile", 3, Stance.UNCERTAIN), [], []),
        (by("Chile", 2), [], []),
        (by("Norway", 3), [], []),
        (by("Chile", 3, named=False), [], []),
        (in_claim("copy", party=Party("Chile"), said_on=by("Chile", 3).said_on, origin=FIRST.origin), [], []),
    ],
)
def test_a_named_party_of_another_text_bears_on_it_later(
    other: ClaimStatementRow, affirmed: list[str], denied: list[str]
) -> None:
    same, opposite = later_parties(FIRST, [FIRST, other])
    assert ([p.name for p in same], [p.name for p in opposite]) == (affirmed, denied)
    borne_out = affirmed_and_denied([other, FIRST])
    assert [FIRST.statement in found for found in borne_out] == [bool(affirmed), bool(denied)]


def test_an_admission_of_its_own_act_acknowledges_a_claim() -> None:
    said = [
        by("Norway", 1, about=Party("Chile")),
        by("Chile", 2, Stance.DENY, about=Party("Chile"), act=Act.DENY, denies=True),
    ]
    assert state_of(said).status is Status.DISPUTED
    admitted = by("Chile", 3, about=Party("Chile"), act=Act.CONFIRM)
    assert state_of([*said, admitted]).status is Status.ACKNOWLEDGED
    assert (
        state_of([*said, by("Chile", 3, about=Party("Chile"), act=Act.CONFIRM, wrong=True)]).status is Status.DISPUTED
    )


def test_a_finding_in_the_negative_is_a_claim_that_is_affirmed_until_somebody_says_the_contrary() -> None:
    found = by("Norway", 1, Stance.DENY, wording="no debris was found", worded=Stance.DENY)
    assert [s.stance for s in put([found])] == [Stance.AFFIRM]
    assert wording_of([found]) == "no debris was found"
    assert state_of([found]).status is Status.ALLEGED
    assert state_of([replace(found, denies=True)]).status is Status.DENIED
    assert state_of([found, by("Chile", 2)]).status is Status.DISPUTED
    assert [s.stance for s in put([found, by("Chile", 2)])] == [Stance.DENY, Stance.AFFIRM]


def test_a_claim_that_only_words_against_it_tell_of_is_shown_as_denied_in_these_words() -> None:
    own = by("Chile", 1, Stance.DENY, denies=True, wording="the reports are a lie", worded=Stance.DENY)
    assert list(put([own])) == [own]
    assert state_of([own]).status is Status.DENIED
    assert wording_of([own]) == "[denied in these words:] the reports are a lie"
    answered = by("Peru", 2, Stance.DENY, denies=True, wording="a ship sank", worded=Stance.AFFIRM)
    assert wording_of([own, answered]) == "a ship sank"
    assert state_of([own, answered]).status is Status.DENIED
    unclear = replace(answered, wording="it", stands_alone=False)
    assert wording_of([own, unclear]) == "[denied in these words:] the reports are a lie"


def test_who_denies_a_negative_claim_is_shown_to_deny_its_words() -> None:
    said = by("Chile", 1, wording="they had not paid", worded=Stance.DENY)
    assert [s.stance for s in put([said])] == [Stance.DENY]
    assert wording_of([said]) == "they had not paid"


def test_words_that_affirm_a_claim_are_shown_before_those_against_it() -> None:
    affirmed = by("Peru", 1, wording="a ship sank", stands_alone=False)
    own = by("Chile", 2, Stance.DENY, wording="no ship sank", worded=Stance.DENY)
    assert wording_of([affirmed, own]) == "a ship sank"
    assert [s.stance for s in put([affirmed, own])] == [Stance.AFFIRM, Stance.DENY]


def test_a_denial_is_a_claim_by_itself_if_it_stands_alone_and_is_like_nothing_before() -> None:
    said = by("Chile", 1, Stance.DENY, act=Act.DENY, denies=True)
    said = replace(said, founder=said.statement, chance=DOUBT / 2)
    assert state_of([said]).status is Status.DENIED
    assert state_of([replace(said, chance=DOUBT)]).status is Status.REPORTED
    assert state_of([replace(said, stands_alone=False)]).status is Status.REPORTED


def test_a_denial_of_its_own_act_is_no_admission_whatever_it_confirms() -> None:
    said = by("Chile", 2, about=Party("Chile"), act=Act.CONFIRM)
    assert state_of([said]).status is Status.ACKNOWLEDGED
    assert state_of([replace(said, denies=True)]).status is Status.ALLEGED


def test_what_one_outlet_repeats_in_its_own_voice_is_not_shown() -> None:
    own = [by("Bergen Post", day, named=False) for day in (1, 2, 3)]
    assert not is_shown(own, state_of(own), own[0])
    both = [*own, by("Oslo Mail", 4, named=False)]
    assert is_shown(both, state_of(both), own[0])
    source = [by("Norway", 1), replace(by("Norway", 2), origin="another")]
    assert is_shown(source, state_of(source), source[0])


def test_claims_that_bear_on_a_claim_raise_its_rank() -> None:
    alone = [by("Norway", 1)]
    more = [*alone, replace(by("Norway", 2), through="narrower")]
    first, second = (rank_of(said, state_of(said), 0) for said in (alone, more))
    assert second.points > first.points
    assert "1 related claim" in second.reasons
