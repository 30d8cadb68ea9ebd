"""The rules of status, one row each."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from reportedly.linking.status import ClaimStatus, Voice, claim_status
from reportedly.model import Party, Stance, Status

_STANCES = {"+": Stance.AFFIRM, "-": Stance.DENY, "!": Stance.DENY, "?": Stance.UNCERTAIN}


def _judge(
    said: str, about: str | None = None, *, boast: bool = False, admits: bool = True, confirms: bool = False
) -> ClaimStatus:
    whose = Party(about) if about else None
    return claim_status(voices(said, admits=admits, confirms=confirms, about=whose), whose, boast=boast)


def voices(said: str, *, admits: bool = True, confirms: bool = False, about: Party | None = None) -> list[Voice]:
    """`said` lists voices as PARTY stance day; a party in lower case is unnamed or the outlet itself.

    "-" is a denial, "!" a finding in the negative. All of them say that `about` did it.
    """
    return [
        Voice(
            statement=f"s{number}",
            report=f"r{number}",
            origin=f"o{number}",
            party=Party(word[:-2]),
            named=word[0].isupper(),
            stance=_STANCES[word[-2]],
            about=about,
            denies=word[-2] == "-",
            said_on=date(2031, 1, int(word[-1])),
            admits=admits,
            confirms=confirms,
            order=(datetime(2031, 1, 9, tzinfo=UTC), f"r{number}", 0),
        )
        for number, word in enumerate(said.split())
    ]


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("gazette+1", Status.REPORTED),
        ("gazette+1 herald+2", Status.REPORTED),
        ("gazette-1", Status.REPORTED),
        ("Chile?1", Status.REPORTED),
        ("Norway+1", Status.ALLEGED),
        ("Norway+1 gazette+1", Status.ALLEGED),
        ("Norway+1 Norway+2", Status.ALLEGED),
        ("Norway+1 Chile?2", Status.ALLEGED),
        ("Russia+1 Kremlin+1", Status.ALLEGED),
        ("Norway+1 Portugal+1", Status.CORROBORATED),
        ("Norway+1 Portugal+1 Chile?3", Status.CORROBORATED),
        ("Norway+1 Chile-1", Status.DISPUTED),
        ("gazette+1 Chile-1", Status.DISPUTED),
        ("Norway+1 Portugal+1 Chile-1", Status.DISPUTED),
        ("Norway+1 gazette-1", Status.ALLEGED),
        ("Chile-1", Status.DENIED),
        ("Norway+1 Chile!1", Status.DISPUTED),
        ("Norway+1 Norway!2", Status.REPORTED),
        ("Norway+1 Chile-1 Norway-2", Status.DENIED),
        ("Norway+1 Chile-1 Chile?2", Status.ALLEGED),
        ("Norway+1 Chile?2 Chile-1", Status.ALLEGED),
        ("Norway+1 Chile-2 Chile?2", Status.DISPUTED),
    ],
)
def test_status_follows_from_the_latest_positions(said: str, status: Status) -> None:
    assert _judge(said, "Chile").status is status


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Norway+1 Portugal+1", Status.ALLEGED),
        ("Norway+1 Portugal+1 Peru+2", Status.ALLEGED),
        ("Russia+1 Hamas+1", Status.CORROBORATED),
        ("Norway+1 Portugal+1 Chile-1", Status.DISPUTED),
    ],
)
def test_what_one_text_says_is_not_independent_but_of_opposed_sides(said: str, status: Status) -> None:
    one_text = [replace(v, origin="o") for v in voices(said)]
    found = claim_status(one_text, None, boast=False)
    assert found.status is status
    assert ("(in one text)" in found.why) == (status is Status.ALLEGED)


def test_one_of_three_in_another_text_makes_it_corroborated() -> None:
    said = [replace(v, origin="o") for v in voices("Norway+1 Portugal+1")]
    assert claim_status([*said, *voices("Peru+2")], None, boast=False).status is Status.CORROBORATED


@pytest.mark.parametrize(
    ("said", "boast", "status"),
    [
        ("Norway+1 Chile+2", False, Status.ACKNOWLEDGED),
        ("gazette+1 Chile+2", False, Status.ACKNOWLEDGED),
        ("Norway+1 Chile-1 Chile+2", False, Status.ACKNOWLEDGED),
        ("Norway-1 Chile+2", False, Status.ACKNOWLEDGED),
        ("Norway?1 Chile+2", False, Status.ALLEGED),
        ("Norway+1 Chile+2 Chile?3", False, Status.ACKNOWLEDGED),
        ("Norway+1 Chile+2 Chile-3 Chile?4", False, Status.ALLEGED),
        ("Norway+1 Chile?2", False, Status.ALLEGED),
        ("Chile+1 Chile-2", False, Status.DENIED),
        ("Chile+2 Chile-1", False, Status.ACKNOWLEDGED),
        ("Chile+1", True, Status.ALLEGED),
        ("Chile+1 Norway-1", True, Status.DISPUTED),
        ("Chile+1 Norway+1", True, Status.CORROBORATED),
    ],
)
def test_only_the_party_whose_act_it_is_can_acknowledge(said: str, boast: bool, status: Status) -> None:
    assert _judge(said, "Chile", boast=boast).status is status


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("Chile+1", Status.ALLEGED),
        ("Chile+1 Chile+2", Status.ALLEGED),
        ("gazette+1 Chile+1", Status.ALLEGED),
        ("Chile+1 Norway+2", Status.CORROBORATED),
    ],
)
def test_who_tells_its_own_deed_first_admits_nothing(said: str, status: Status) -> None:
    assert _judge(said, "Chile").status is status


def test_an_admission_outright_needs_nobody_before_it() -> None:
    assert _judge("Chile+1", "Chile", confirms=True).status is Status.ACKNOWLEDGED


def test_a_plan_or_a_view_is_no_admission() -> None:
    assert _judge("Norway+1 Chile+2", "Chile", admits=False, confirms=True).status is Status.CORROBORATED


def test_the_reason_names_who_stands_where() -> None:
    first, second = "1 January 2031", "2 January 2031"
    assert (
        _judge("Norway+1 Portugal+2 Chile-2", "Chile").why
        == f"Norway ({first}) and Portugal ({second}) affirm it, Chile ({second}) denies it"
    )
    assert _judge("Norway+1 Chile?2", "Chile").why == f"only Norway ({first}) affirms it; Chile leaves it open"
    assert (
        _judge("Norway+1 Peru-1 Chile+2", "Chile").why
        == f"Chile ({second}), whose act it is, affirms it, although Peru ({first}) denies it"
    )


def test_the_reason_quotes_the_deciding_words() -> None:
    [said] = voices("Chile-1")
    said = replace(said, speaker="Ana Lund", words="a tale told by people who have never seen a ship or a cable at all")
    assert claim_status([said], None, boast=False).why == (
        "Chile (Ana Lund, 1 January 2031, denying “a tale told by people who have never seen a ship or…”) denies it; "
        "nobody on the record affirms it"
    )


def test_words_that_a_party_denies_are_not_quoted_as_its_own() -> None:
    said, answered, doubled = voices("Norway+1 Chile-2 Peru+3")
    answered = replace(answered, words="a tale", worded=Stance.DENY)
    assert "Chile (2 January 2031: “a tale”) denies it" in claim_status([said, answered], None, boast=False).why
    answered = replace(answered, words="a ship sank", worded=Stance.AFFIRM)
    assert "Chile (2 January 2031, denying “a ship sank”)" in claim_status([said, answered], None, boast=False).why
    doubled = replace(doubled, words="they had not paid", worded=Stance.DENY)
    assert (
        "Peru (3 January 2031, denying “they had not paid”) affirms it"
        in claim_status([doubled], None, boast=False).why
    )


def test_only_a_denial_that_answers_nothing_on_record_makes_a_claim_denied() -> None:
    [said] = voices("Chile-1")
    found = claim_status([replace(said, apart=False)], None, boast=False)
    assert found.status is Status.REPORTED
    assert found.why == "Chile (1 January 2031) denies it; it is not sure that nobody on the record affirms it"


def test_who_takes_back_its_own_denial_admits_it() -> None:
    assert claim_status(voices("Norway+1 Chile-2 Chile+3"), None, boast=False).status is Status.ACKNOWLEDGED
    one_report = [replace(v, report="r") for v in voices("Norway+1 Chile-2 Chile+3")]
    assert claim_status(one_report, None, boast=False).status is not Status.ACKNOWLEDGED


def test_who_tells_of_its_own_part_in_what_others_told_admits_nothing_unless_they_said_that_it_did_it() -> None:
    accused, own = voices("Norway+1 Lund+2")
    lund = Party("Lund")
    told = replace(own, about=lund)
    assert claim_status([accused, told], lund, boast=False).status is Status.CORROBORATED
    assert claim_status([replace(accused, about=lund), told], lund, boast=False).status is Status.ACKNOWLEDGED


def test_an_opinion_corroborates_nothing() -> None:
    one, other = voices("Norway+1 Portugal+2")
    assert claim_status([one, replace(other, vouches=False)], None, boast=False).status is Status.ALLEGED


def test_a_position_holds_since_the_stance_last_changed() -> None:
    (position,) = _judge("Chile+1 Chile-2 Chile-4 Chile-5").positions
    assert (position.since, position.statements) == (date(2031, 1, 2), ("s1", "s2", "s3"))


def test_the_order_in_which_voices_are_given_does_not_matter() -> None:
    said = "Norway+1 Chile-2 Chile?3 Portugal+3"
    voices = said.split()
    assert _judge(said).status is _judge(" ".join(reversed(voices))).status


def test_a_forecast_takes_no_side_on_what_has_happened() -> None:
    told = voices("Peru+1 Chile+2")
    foretold = [replace(v, foretells=True) for v in voices("Norway-3 Norway-4")]
    assert claim_status([*told, *foretold], None, boast=False).status is Status.CORROBORATED


def test_forecasts_count_where_few_tell_of_anything_done() -> None:
    foretold = [replace(v, foretells=True) for v in voices("Peru+1 Norway-3")]
    assert claim_status(foretold, None, boast=False).status is Status.DISPUTED
