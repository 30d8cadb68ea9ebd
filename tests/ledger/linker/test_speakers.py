"""What a speaker is counted under: the actor's key, or the outlet; nobody who is known in one report only."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from reportedly.ledger.linker.speakers import Speaker, Speakers
from reportedly.model import Actor, ActorKey, ActorKind, Party
from reportedly.store.database import open_database, writing
from tests.ledger.told import read, report

if TYPE_CHECKING:
    from pathlib import Path

    from reportedly.model import Reading


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


def _speakers(tmp_path: Path, reading: Reading) -> list[Speaker]:
    engine = open_database(str(tmp_path / "speakers.db"))
    with writing(engine) as connection:
        speakers = Speakers(connection, reading)
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
