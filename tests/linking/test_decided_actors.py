"""What people decided about actors: which name goes by which, for whom somebody speaks, whatever the order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import permutations

from reportedly.actors import ActorDecision
from reportedly.linking.decided_actors import DecidedActors
from reportedly.model import ActorDecisionKind, ActorKind, Party

Kind = ActorDecisionKind
_START = datetime(2031, 3, 1, tzinfo=UTC)


def _made(number: int, kind: Kind, name: str, value: str, *reports: str, of: str | None = None) -> ActorDecision:
    at = _START + timedelta(minutes=number)
    return ActorDecision(id=f"d{number}", kind=kind, name=name, value=value, reports=reports, of=of, by="ann", at=at)


def test_without_decisions_a_name_is_itself() -> None:
    found = DecidedActors().named("Ana Lund", "r1")
    assert (found.key, found.name, found.touched) == ("ana lund", "Ana Lund", False)
    assert not DecidedActors()


def test_merged_names_go_by_the_last_one_in_any_order_of_decisions() -> None:
    made = [
        _made(1, Kind.MERGE, "A. Lund", "Ana Lund"),
        _made(2, Kind.MERGE, "Ana Lund", "Ana Maria Lund"),
        _made(3, Kind.MERGE, "Mrs Lund", "A. Lund"),
    ]
    for some in permutations(made):
        known = DecidedActors(some)
        for name in ("A. Lund", "ANA LUND", "Ana Maria Lund", "Mrs Lund"):
            assert known.named(name, "r1").name == "Ana Maria Lund"
    assert DecidedActors(made).neighbours("Mrs Lund") == {"a lund", "ana lund", "ana maria lund", "mrs lund"}


def test_renaming_back_brings_the_name_back() -> None:
    there, back = _made(1, Kind.RENAME, "Ana Lund", "Ana Berg"), _made(2, Kind.RENAME, "Ana Berg", "Ana Lund")
    assert DecidedActors([there]).named("Ana Lund", "r1").name == "Ana Berg"
    assert {DecidedActors([there, back]).named(n, "r1").name for n in ("Ana Lund", "Ana Berg")} == {"Ana Lund"}
    revoked = replace(there, revoked_by="bob", revoked_at=_START)
    assert DecidedActors([revoked]).named("Ana Lund", "r1").name == "Ana Lund"


def test_a_decision_for_some_reports_goes_before_one_for_all() -> None:
    known = DecidedActors(
        [
            _made(1, Kind.MERGE, "Lund", "Ana Lund"),
            _made(2, Kind.SPLIT, "Lund", "Ola Lund", "r2"),
            _made(0, Kind.SPLIT, "Ana Lund", "Ana Lund (2)", of="Kenya"),
        ]
    )
    assert known.named("Lund", "r1", bound=True).key == "ana lund"
    assert known.named("Lund", "r2", bound=True) == replace(known.named("Ola Lund", "r2"), apart=True)
    assert known.named("Lund", "r1", "Kenya").name == "Ana Lund (2)"
    assert known.named("Ana Lund", "r1", "Norway").name == "Ana Lund"


def test_a_name_of_one_report_is_not_that_of_others() -> None:
    known = DecidedActors([_made(1, Kind.MERGE, "Larrea", "Larrea", "r1", "r2")])
    assert known.named("Larrea", "r2", bound=True).touched
    assert not known.named("Larrea", "r3", bound=True).touched


def test_an_office_goes_before_a_party_on_its_days() -> None:
    office = replace(
        _made(1, Kind.OFFICE, "Ana Lund", "Norway"), since=date(2031, 1, 1), until=date(2031, 1, 31), office="minister"
    )
    known = DecidedActors([office, _made(2, Kind.PARTY, "Ana Lund", "Odda Mines")])
    days = [known.party("ana lund", "r1", date(2031, month, 31)) for month in (1, 3)]
    assert days == [Party("Norway"), Party("Odda Mines")]
    assert known.has_party("ana lund", "r1")
    assert DecidedActors([office]).party("ana lund", "r1", date(2031, 2, 1)) is None


def test_the_latest_of_several_counts_for_side_and_kind() -> None:
    known = DecidedActors(
        [
            _made(1, Kind.SIDE, "Odda Mines", "Norway"),
            _made(3, Kind.SIDE, "Odda Mines", ""),
            _made(4, Kind.KIND, "Odda Mines", "group", "r2"),
            _made(5, Kind.KIND, "Odda Mines", "organisation"),
        ]
    )
    assert known.side(Party("Odda Mines"), "r1") == ""
    assert known.side(Party("Norway"), "r1") is None
    assert (known.kind("odda mines", "r1"), known.kind("odda mines", "r2")) == (ActorKind.ORGANISATION, ActorKind.GROUP)
