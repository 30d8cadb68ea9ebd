"""Which parties of one claim are one."""

from __future__ import annotations

from dataclasses import replace

from reportedly.linking.parties import other_names, renamed
from reportedly.linking.status import Voice, claim_status
from reportedly.model import Party, Status
from tests.linking.test_status import voices


def _by(speaker: str, party: Party, day: int = 1) -> Voice:
    [voice] = voices(f"Somebody+{day}")
    return replace(voice, statement=f"{speaker} {party} {day}", speaker=speaker, party=party, origin=f"o{day}")


NORWAY = Party("Norway")
MINISTER, PRIVATE = _by("Ana Lund", NORWAY), _by("Ana Lund", Party("Ana Lund"), 2)
SHORT = _by("Lund", Party("Lund", "r9"), 3)
OTHER = _by("Bo Lund", Party("Bo Lund"), 4)


def _parties(*said: Voice) -> list[Party]:
    return [v.party for v in renamed(said, other_names(said))]


def test_a_person_speaks_for_one_party_with_office_or_without() -> None:
    assert _parties(MINISTER, PRIVATE) == [NORWAY, NORWAY]
    assert _parties(PRIVATE) == [Party("Ana Lund")]
    assert _parties(MINISTER, _by("Ana Lund", Party("Chile"), 3), PRIVATE)[-1] == Party("Ana Lund")


def test_who_speaks_for_a_state_and_for_a_body_speaks_for_one_party() -> None:
    board = replace(_by("Ana Lund", Party("Harbour Board"), 2), person=True)
    assert _parties(replace(MINISTER, person=True), board) == [NORWAY, NORWAY]
    other = replace(_by("Ana Lund", Party("Chile"), 2), person=True)
    assert _parties(replace(MINISTER, person=True), other) == [NORWAY, Party("Chile")]
    ministry = _by("Foreign Ministry", Party("Harbour Board"), 2)
    assert _parties(_by("Foreign Ministry", NORWAY), ministry)[-1] == Party("Harbour Board")


def test_a_surname_is_the_person_of_that_name_who_spoke_on_the_claim_if_there_is_one() -> None:
    assert _parties(PRIVATE, SHORT)[-1] == Party("Ana Lund")
    assert _parties(MINISTER, SHORT)[-1] == NORWAY
    assert _parties(PRIVATE, OTHER, SHORT)[-1] == SHORT.party


def test_one_name_of_one_report_is_the_party_of_that_very_name() -> None:
    firm = _by("Stenvall", Party("Stenvall"))
    assert _parties(firm, _by("STENVALL", Party("STENVALL", "r9"), 3))[-1] == Party("Stenvall")
    assert _parties(firm, SHORT)[-1] == SHORT.party


def test_nobody_corroborates_himself() -> None:
    assert claim_status([MINISTER, PRIVATE, SHORT], None, boast=False).status is Status.ALLEGED
    assert claim_status([MINISTER, OTHER], None, boast=False).status is Status.CORROBORATED


def test_whose_act_it_is_changes_with_the_party() -> None:
    told = replace(OTHER, about=Party("Ana Lund"))
    assert [v.about for v in renamed([told], other_names([MINISTER, told]))] == [Party("Ana Lund")]
    assert [v.about for v in renamed([told], other_names([MINISTER, PRIVATE, told]))] == [NORWAY]
