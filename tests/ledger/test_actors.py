"""People's decisions about actors: honoured at once, in every rebuild and by later reports, in any order; revocable."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from reportedly.actors import ActorDecision, ActorDraft
from reportedly.errors import Ambiguous, IntakeError, NotFound, StoreError
from reportedly.ledger import Ledger, actor_decisions
from reportedly.ledger.signing import SigningKey
from reportedly.ledger.transfer.files import Exported
from reportedly.linking.adjudicator import Relation
from reportedly.listing import Filter
from reportedly.model import ActorDecisionKind, ActorKind, Party, Status
from reportedly.store import actor_decisions as store
from reportedly.store import schema
from reportedly.store.database import open_database, snapshot, writing
from reportedly.topics import TopicQuery
from tests import databases
from tests.ledger.scripted import Scripted
from tests.ledger.told import report
from tests.ledger.transfer import forged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reportedly.record import Claim
    from tests.databases import NewAddress

Kind = ActorDecisionKind
BURST = "the dam at Ulla had burst"
TOLD = (
    report("r1", 0, f"Inigo Larrea said {BURST}.\nKenya said the tea was late."),
    report("r2", 1, f"Ignacio Larrea said {BURST}."),
    report("r3", 2, "Larrea said the tea was late.\nAna Lund said the mill was shut."),
    report("r4", 3, "Larrea said the mill was shut."),
    report("r5", 40, "Ana Lund said the mill was shut.\nNorway said Ana Lund was ill."),
    report("r6", 41, "Odda Mines said the tea was late.\nOle Odda denied that the dam at Ulla had burst."),
)
SCRIPT = [
    (words, words, {Relation.SAME: 1.0}) for words in ("the dam at Ulla had burst", "tea was late", "mill was shut")
]


@pytest.fixture
def ledger(new_address: NewAddress) -> Iterator[Ledger]:
    with Ledger(new_address(), adjudicator=Scripted(script=SCRIPT)) as made:
        list(made.add(TOLD))
        yield made


def _claim(ledger: Ledger, words: str) -> Claim:
    [found] = [c for c in ledger.claims() if words in c.wording]
    return found


def _decide(ledger: Ledger, kind: Kind, name: str, value: str, *reports: str, of: str | None = None) -> ActorDecision:
    return ledger.actors.decide(ActorDraft(kind=kind, name=name, value=value, reports=reports, of=of), by="ann")


def _record(ledger: Ledger) -> tuple[object, ...]:
    return tuple(tuple(ask()) for ask in (ledger.claims, ledger.changes, ledger.sources))


def _holds(ledger: Ledger) -> None:
    before = _record(ledger)
    assert ledger.verify() == []
    ledger.rebuild()
    assert _record(ledger) == before


def _parties(ledger: Ledger, words: str) -> list[str]:
    return [str(p.actor) for p in _claim(ledger, words).positions]


def test_nobody_corroborates_themselves_once_two_names_are_one(ledger: Ledger) -> None:
    first = Kind.MERGE, "Ignacio Larrea", "Inigo Larrea"
    assert _claim(ledger, BURST).status is Status.DISPUTED
    at = date(2031, 3, 5)
    assert ledger.claim(_claim(ledger, BURST).id, as_of=at).status is Status.CORROBORATED
    before = _record(ledger)
    made = _decide(ledger, *first)
    assert ledger.claim(_claim(ledger, BURST).id, as_of=at).status is Status.ALLEGED
    assert {s.actor.name for s in _claim(ledger, BURST).statements if s.actor} == {"Inigo Larrea", "Ole Odda"}
    assert ledger.source("Inigo Larrea").source.statements == 2
    assert _decide(ledger, *first) == made
    _holds(ledger)
    assert ledger.actors.revoke(made.id[:10], by="bob").revoked_by == "bob"
    assert _record(ledger) == before
    _holds(ledger)


def test_a_last_name_of_some_reports_is_somebody(ledger: Ledger) -> None:
    assert ledger.actors.get("Larrea @ r3").actor.id == "larrea @ r3"
    with pytest.raises(Ambiguous, match="larrea @ r3"):
        ledger.actors.get("Larrea")
    _decide(ledger, Kind.MERGE, "Larrea @ r3", "Inigo Larrea")
    assert _parties(ledger, "tea was late") == ["Kenya", "Inigo Larrea", "Odda Mines"]
    assert str(Party("larrea", "r4")) in [p.casefold() for p in _parties(ledger, "mill was shut")]
    found = ledger.actors.get("Inigo Larrea")
    assert [(a.name, a.statements) for a in found.aliases] == [("Inigo Larrea", 1), ("Larrea", 1)]
    assert [(d.kind, d.name, d.reports, d.by) for d in found.decisions] == [(Kind.MERGE, "Larrea", ("r3",), "ann")]
    _holds(ledger)


def test_split_people_count_apart(ledger: Ledger) -> None:
    assert _claim(ledger, "mill was shut").status is Status.ALLEGED
    made = _decide(ledger, Kind.SPLIT, "Ana Lund", "Ana Lund (2)", "r5")
    found = _claim(ledger, "mill was shut")
    assert found.status is Status.CORROBORATED
    assert {"Ana Lund", "Ana Lund (2)"} <= set(_parties(ledger, "mill was shut"))
    list(ledger.add([report("r7", 42, "Ana Lund said the road was closed.")]))
    assert _parties(ledger, "road was closed") == ["Ana Lund"]
    _holds(ledger)
    ledger.actors.revoke(made.id, by="ann")
    assert _claim(ledger, "mill was shut").status is Status.ALLEGED


def test_a_later_report_goes_by_what_was_decided(ledger: Ledger) -> None:
    _decide(ledger, Kind.MERGE, "Ignacio Larrea", "Inigo Larrea")
    _decide(ledger, Kind.RENAME, "Inigo Larrea", "Iñigo de Larrea")
    list(ledger.add([report("r7", 42, "Ignacio Larrea said the road was closed.")]))
    assert _parties(ledger, "road was closed") == ["Iñigo de Larrea"]
    assert {a.name for a in ledger.actors.get("Iñigo de Larrea").aliases} == {"Ignacio Larrea", "Inigo Larrea"}
    _holds(ledger)


def test_an_office_counts_on_its_days_only(ledger: Ledger) -> None:
    office = ActorDraft(
        kind=Kind.OFFICE, name="Ana Lund", value="Norway", office="minister", until=date(2031, 3, 31), why="she left"
    )
    ledger.actors.decide(office, by="ann")
    assert ("Norway" in _parties(ledger, "mill was shut"), "Ana Lund" in _parties(ledger, "mill was shut")) == (
        True,
        True,
    )
    assert _claim(ledger, "mill was shut").status is Status.ALLEGED  # she says it twice
    found = ledger.actors.get("ana lund")
    assert [(str(p.party), p.first) for p in found.parties] == [
        ("Norway", date(2031, 3, 3)),
        ("Ana Lund", date(2031, 4, 10)),
    ]
    _holds(ledger)


def test_a_party_a_side_and_a_kind_are_set(ledger: Ledger) -> None:
    assert _claim(ledger, "tea was late").status is Status.CORROBORATED
    side = _decide(ledger, Kind.SIDE, "Odda Mines", "Kenya")
    assert _claim(ledger, "tea was late").status is Status.ALLEGED
    _holds(ledger)
    ledger.actors.revoke(side.id, by="ann")
    _decide(ledger, Kind.PARTY, "Odda Mines", "Kenya")
    assert "Odda Mines" not in _parties(ledger, "tea was late")
    _decide(ledger, Kind.KIND, "Odda Mines", "organisation")
    assert ledger.actors.get("Odda Mines").actor.kind is ActorKind.ORGANISATION
    _holds(ledger)


@pytest.mark.parametrize(
    ("draft", "problem"),
    [
        (ActorDraft(kind=Kind.MERGE, name="Nobody Here", value="Ana Lund"), "no actor 'Nobody Here'"),
        (ActorDraft(kind=Kind.MERGE, name="Ana Lund", value="Nobody Here"), "no actor 'Nobody Here'"),
        (ActorDraft(kind=Kind.SPLIT, name="Ana Lund", value="Ana Lund (2)"), "in which reports nor for which party"),
        (ActorDraft(kind=Kind.SPLIT, name="Ana Lund", value="ana lund", reports=("r5",)), "already: give another name"),
        (ActorDraft(kind=Kind.SPLIT, name="Ana Lund", value="X Y", reports=("r99",)), "no report 'r99'"),
        (ActorDraft(kind=Kind.KIND, name="Ana Lund", value="fish"), "no kind of actor: state"),
        (ActorDraft(kind=Kind.PARTY, name="Ana Lund", value=""), "needs a name, and what is decided"),
        (ActorDraft(kind=Kind.PARTY, name="Ana Lund", value="Norway", since=date(2031, 1, 1)), "only an office"),
        (ActorDraft(kind=Kind.MERGE, name="Ana Lund", value="Larrea @ r3"), "known in one report only"),
    ],
)
def test_what_makes_no_sense_is_refused(ledger: Ledger, draft: ActorDraft, problem: str) -> None:
    with pytest.raises((StoreError, NotFound), match=problem):
        ledger.actors.decide(draft, by="ann")
    assert ledger.actors.decisions() == []


def test_grades_and_words_of_all_names_are_found_by_any(ledger: Ledger) -> None:
    ledger.grade("Ignacio Larrea", "B", why="was right before", by="ann")
    assert ledger.source("Inigo Larrea").source.grades == ()
    _decide(ledger, Kind.MERGE, "Ignacio Larrea", "Inigo Larrea")
    for name in ("Ignacio Larrea", "inigo larrea"):
        found = ledger.source(name).source
        assert (found.name, found.statements, [g.mark for g in found.grades]) == ("Inigo Larrea", 2, ["B"])


def test_names_that_were_made_one_are_not_kept_apart(ledger: Ledger) -> None:
    made = _decide(ledger, Kind.MERGE, "Ignacio Larrea", "Inigo Larrea")
    with pytest.raises(StoreError, match=f"reportedly actor revoke {made.id}"):
        _decide(ledger, Kind.APART, "Inigo Larrea", "Ignacio Larrea")


_DECISIONS = (
    ActorDraft(kind=Kind.MERGE, name="Ignacio Larrea", value="Inigo Larrea"),
    ActorDraft(kind=Kind.MERGE, name="Larrea", value="Inigo Larrea", reports=("r3",)),
    ActorDraft(kind=Kind.SPLIT, name="Ana Lund", value="Ana Lund (2)", reports=("r5",)),
    ActorDraft(kind=Kind.RENAME, name="Inigo Larrea", value="Iñigo de Larrea"),
    ActorDraft(kind=Kind.PARTY, name="Ole Odda", value="Odda Mines"),
    ActorDraft(kind=Kind.OFFICE, name="Ana Lund", value="Norway", until=date(2031, 3, 31)),
    ActorDraft(kind=Kind.SIDE, name="Odda Mines", value="Kenya"),
    ActorDraft(kind=Kind.PARTY, name="Iñigo de Larrea", value="Odda Mines"),
    ActorDraft(kind=Kind.APART, name="Larrea", value="Inigo Larrea", reports=("r4",)),
)


def _dated() -> list[ActorDecision]:
    at = datetime(2031, 5, 1, tzinfo=UTC)
    return [
        store.with_id(
            ActorDecision(
                **{name: getattr(d, name) for name in ActorDraft.__dataclass_fields__},
                id="",
                by="ann",
                at=at + timedelta(hours=hour),
            )
        )
        for hour, d in enumerate(_DECISIONS)
    ]


def _derived(address: str) -> dict[str, list[tuple[object, ...]]]:
    engine = open_database(address)
    with snapshot(engine) as connection:
        found = {t.name: sorted(map(tuple, connection.execute(sa.select(t))), key=str) for t in schema.DERIVED}
    engine.dispose()
    return found


@pytest.mark.parametrize("seed", range(3))
def test_any_order_of_reports_and_decisions_gives_what_a_rebuild_gives(new_address: NewAddress, seed: int) -> None:
    """Decisions are made, some are revoked, reports come late: all ends are one."""
    results = []
    for name in ("shuffled", "rebuilt"):
        steps: list[object] = [*TOLD, *_dated()]
        if name == "shuffled":
            random.Random(seed).shuffle(steps)
        address = new_address(name)
        with Ledger(address, adjudicator=Scripted(script=SCRIPT)) as ledger:
            while steps:
                step = steps.pop(0)
                if isinstance(step, ActorDecision):
                    engine = open_database(address)
                    with writing(engine) as connection:
                        [result] = actor_decisions.add_imported(connection, [step])
                    engine.dispose()
                    steps += [step] if isinstance(result, NotFound) else []
                    ledger.link()
                else:
                    list(ledger.add([step]))  # type: ignore[list-item]
            revoked = sorted(d.id for d in _dated())[seed % 3]
            ledger.actors.revoke(revoked, by="bob")
            if name == "rebuilt":
                ledger.rebuild()
            assert ledger.verify() == []
        results.append(_derived(address))
    assert results[0] == results[1]


def test_decisions_are_signed_handed_on_and_checked(ledger: Ledger, new_address: NewAddress, tmp_path: Path) -> None:
    key = SigningKey.make(tmp_path / "ann.pem")
    draft = ActorDraft(kind=Kind.OFFICE, name="Ana Lund", value="Norway", office="minister", since=date(2031, 1, 1))
    made = ledger.actors.decide(draft, by="ann", key=key)
    assert made.key == key.public
    late = _decide(ledger, Kind.MERGE, "Larrea @ r3", "Inigo Larrea")
    ledger.actors.revoke(late.id, by="bob")
    file = tmp_path / "l.jsonl"
    file.write_bytes(b"".join(ledger.export()))
    with Ledger(new_address("other"), adjudicator=Scripted(script=SCRIPT)) as other:
        for _ in range(2):
            assert list(filter(None, other.import_exported(Exported.of(file)))) == []
        assert other.actors.decisions() == ledger.actors.decisions()
        assert _record(other) == _record(ledger)
        assert b"".join(other.export()) == file.read_bytes()
        salvaged: list[str] = []
        assert b"minister" in b"".join(other.salvage(salvaged.append))
        assert salvaged == []
    for path, value, problem in (
        ("value", "Kenya", "a signature that its key has not made"),
        ("until", "2030-01-01", "its last day comes before its first"),
        ("signature", "0" * 128, "a signature that its key has not made"),
        ("reports", ["r3"], "a signature that its key has not made"),
        ("by", " ", "needs the name of who decides"),
        ("decision", "party", "only an office has a title"),
    ):
        bad = tmp_path / "forged.jsonl"
        bad.write_bytes(forged.forged(file.read_bytes(), forged.change("actor decision", path, value)))
        with pytest.raises(IntakeError) as refused:
            Exported.of(bad)
        assert problem in str(refused.value)
    assert databases.change(new_address(), "UPDATE actor_decisions SET value = 'Kenya' WHERE office = 'minister'") == 1
    problems = " ".join(ledger.verify())
    assert f"actor decision {made.id} has changed since it was added" in problems
    assert f"decision {made.id}: its id is not that of what it says" in problems


def test_an_actor_is_found_by_all_names_that_people_made_one(ledger: Ledger) -> None:
    def found(name: str, text: str = "") -> list[str]:
        return sorted(hit.report for hit in ledger.search(Filter(actor=name, text=text)))

    def spoken(name: str) -> set[str]:
        return {c.wording for c in ledger.claims(Filter(actor=name))}

    assert (found("Ignacio Larrea"), found("Inigo Larrea")) == (["r2"], ["r1"])
    merged = _decide(ledger, Kind.MERGE, "Ignacio Larrea", "Inigo Larrea")
    both = ["r1", "r2"]
    assert found("ignacio larrea") == found("Inigo Larrea") == found("Íñigo Larrea") == both
    assert found("Ignacio Larrea", "burst") == both
    assert found("Ignacio Larrea", "tea") == []
    assert spoken("Ignacio Larrea") == spoken("Inigo Larrea") != set()
    ledger.topics.save("His", TopicQuery(actor="Ignacio Larrea"), by="ann")
    assert ledger.topics.get("His").claims == 1
    _decide(ledger, Kind.RENAME, "Inigo Larrea", "Don Inigo")
    assert found("Don Inigo") == found("Ignacio Larrea") == both
    assert spoken("Don Inigo") == spoken("Ignacio Larrea") != set()
    _decide(ledger, Kind.SPLIT, "Ana Lund", "Ana Lund the younger", "r5")
    assert found("Ana Lund the younger") == ["r5"]
    _decide(ledger, Kind.MERGE, "Larrea @ r3", "Inigo Larrea")
    assert found("Don Inigo") == [*both, "r3"]
    ledger.actors.revoke(merged.id, by="ann")
    assert found("Ignacio Larrea") == ["r2"]
