"""What a speaker is counted under: the actor's key, or the outlet; nobody who is known in one report only."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reportedly.ledger import Ledger
from reportedly.ledger.linker.speakers import Speaker, Speakers
from reportedly.linking.decided_actors import DecidedActors
from reportedly.model import Actor, ActorKey, ActorKind, Party
from reportedly.store import reports
from reportedly.store.database import open_database, writing
from tests import databases
from tests.ledger.told import read, report

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.model import Reading
    from reportedly.store.database import Connection
    from tests.databases import NewAddress


@pytest.mark.parametrize(
    ("speaker", "source"),
    [
        (Speaker(actor=ActorKey("ana lund"), party=Party("Norway"), named=True), "ana lund"),
        (Speaker(actor=ActorKey("lund", "r1"), party=Party("Norway"), named=True), None),
        (Speaker(actor=ActorKey("official"), party=Party("official", "r1"), named=False), None),
        (Speaker(actor=None, party=Party("The Gazette"), named=False), "The Gazette"),
        (Speaker(actor=None, party=Party("unnamed source", "r1"), named=False), None),
    ],
)
def test_who_is_known_in_one_report_only_is_not_counted(speaker: Speaker, source: str | None) -> None:
    assert speaker.source == source


def _resolved(connection: Connection, reading: Reading) -> Speakers:
    assert reading.report.published_at is not None
    return Speakers(connection, reading, reading.report.published_at.date(), DecidedActors())


def _speakers(tmp_path: Path, reading: Reading) -> list[Speaker]:
    engine = open_database(str(tmp_path / "speakers.db"))
    with writing(engine) as connection:
        speakers = _resolved(connection, reading)
        found = [speakers.of(s) for s in reading.statements]
    engine.dispose()
    return found


def test_a_state_speaks_for_itself_and_an_outlet_for_nobody_else(tmp_path: Path) -> None:
    lines = "Norway said it had rained.", "The outlet said the tea was late.", "An official said it was cold."
    state, outlet, official = _speakers(tmp_path, read(report("r1", 1, "\n".join(lines))))
    assert (state.party, state.named, state.source) == (Party("Norway"), True, "norway")
    assert (outlet.party, outlet.named, outlet.source) == (Party("The Gazette"), False, "The Gazette")
    assert (official.party, official.named, official.source) == (Party("An official", "r1"), False, None)


def test_a_cue_without_an_actor_is_an_unnamed_source_of_its_report(tmp_path: Path) -> None:
    reading = read(report("r1", 1, "Norway said it had rained."))
    unnamed = replace(reading, statements=(replace(reading.statements[0], actor=None),))
    assert _speakers(tmp_path, unnamed) == [Speaker(actor=None, party=Party("unnamed source", "r1"), named=False)]


def test_the_own_voice_of_a_release_is_that_of_its_issuer(tmp_path: Path) -> None:
    reading = read(report("r1", 1, "The outlet said the tea was late.", outlet="Odda Mines, press release"))
    own = replace(reading.statements[0], actor=Actor(name="Odda Mines", kind=ActorKind.ORGANISATION))
    (found,) = _speakers(tmp_path, replace(reading, statements=(own,)))
    assert found == Speaker(actor=ActorKey("odda mines"), party=Party("Odda Mines"), named=True)


def test_the_speakers_own_act_is_that_of_its_party(tmp_path: Path) -> None:
    lines = "Chile said its divers had cut the cable.", "Norway said Chilean divers had cut the cable."
    assert [s.about for s in _speakers(tmp_path, read(report("r1", 1, "\n".join(lines))))] == [Party("Chile")] * 2


def _parties(address: str) -> dict[str, str]:
    """The party of the statement of each report."""
    found = databases.rows(address, "SELECT report, party FROM claim_statements")
    return {str(report): str(party) for report, party in found}


def _with_party(told: Reading, party: str | None) -> Reading:
    return replace(
        told, statements=tuple(replace(s, actor=replace(s.actor, of=party)) for s in told.statements if s.actor)
    )


def test_a_person_has_the_party_of_the_latest_earlier_report_that_gives_one(
    new_address: NewAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = {"r1": None, "r2": "Odda Mines", "r3": None, "r4": "Norvik Institute", "r5": None, "r6": "the institute"}
    monkeypatch.setattr(
        "reportedly.ledger.ledger.batch.read_all",
        lambda reports, **_: (_with_party(read(r), given[r.id]) for r in reports),
    )
    told = [report(key, day, f"Ana Lund said the tea was late in week {day}.") for day, key in enumerate(given)]
    ledger = Ledger(new_address())
    for some in (told[3:], told[:3]):
        list(ledger.add(some))
    assert _parties(new_address()) == {
        "r1": "Ana Lund",
        "r2": "Odda Mines",
        "r3": "Odda Mines",
        "r4": "Norvik Institute",
        "r5": "Norvik Institute",
        "r6": "Norvik Institute",
    }
    ledger.close()


@pytest.mark.parametrize(
    ("words", "party"),
    [
        ("Foreign Minister Ana Lund said it rained.", "Norway"),
        ("Chilean Foreign Minister Ana Lund said it rained.", "Chile"),
        ("Foreign Minister Ana Lund of Chile said it rained.", "Chile"),
    ],
)
def test_a_state_that_the_words_beside_a_name_do_not_name_goes_after_what_is_remembered(
    tmp_path: Path, words: str, party: str
) -> None:
    engine = open_database(str(tmp_path / "speakers.db"))
    first = _with_party(read(report("r1", 1, "Ana Lund of Norway said it was cold.")), "Norway")
    later = _with_party(read(report("r2", 2, words)), "Chile")
    named = Actor(name="Ana Lund", kind=ActorKind.PERSON, of="Chile")
    later = replace(later, statements=tuple(replace(s, actor=named) for s in later.statements))
    known = replace(first, statements=tuple(replace(s, actor=replace(named, of="Norway")) for s in first.statements))
    with writing(engine) as connection:
        reports.insert(connection, known.report, datetime(2031, 3, 1, tzinfo=UTC))
        _resolved(connection, known).save(connection, datetime(2031, 3, 1, tzinfo=UTC))
        assert _resolved(connection, later).of(later.statements[0]).party == Party(party)
    engine.dispose()


def test_a_former_chairman_has_no_party_by_memory(tmp_path: Path) -> None:
    engine = open_database(str(tmp_path / "speakers.db"))
    first, later = (read(report(key, day, "Ana Lund said it rained.")) for day, key in enumerate(("r1", "r2")))
    source = replace(later.statements[0].source, exact="Former chairman Ana Lund")  # type: ignore[type-var]
    former = replace(later, statements=(replace(later.statements[0], source=source),))
    with writing(engine) as connection:
        for one in (first, later):
            reports.insert(connection, one.report, datetime(2031, 3, 1, tzinfo=UTC))
        _resolved(connection, _with_party(first, "Odda Mines")).save(connection, datetime(2031, 3, 1, tzinfo=UTC))
        assert _resolved(connection, later).of(later.statements[0]).party == Party("Odda Mines")
        assert _resolved(connection, former).of(former.statements[0]).party == Party("Ana Lund")
    engine.dispose()
