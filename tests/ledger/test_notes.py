"""Notes: written, changed and taken back; kept through merges, rebuilds and transfer; forged ones are refused."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import pytest

from reportedly.actors import ActorDraft
from reportedly.errors import IntakeError, NotFound, StoreError
from reportedly.ledger import Ledger
from reportedly.ledger.signing import SigningKey
from reportedly.ledger.transfer.files import Exported
from reportedly.ledger.transfer.lines import NoteLine
from reportedly.listing import Filter
from reportedly.model import ActorDecisionKind, Verdict
from reportedly.notes import LONGEST, NoteSubject
from reportedly.store import notes as store
from tests import databases
from tests.ledger.told import STORY, report
from tests.ledger.transfer import forged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from reportedly.notes import Note
    from tests.databases import NewAddress

On = NoteSubject
TOLD = (
    *STORY[:3],
    report("a1", 5, "Inigo Larrea said the mill was shut."),
    report("a2", 6, "Ignacio Larrea said that olives at Ulla were sold."),
)


@pytest.fixture
def ledger(new_address: NewAddress) -> Iterator[Ledger]:
    with Ledger(new_address()) as made:
        list(made.add(TOLD))
        yield made


def _texts(ledger: Ledger, on: NoteSubject, subject: str) -> list[str]:
    return [n.text for n in ledger.notes.on(on, subject)]


def _forged(first: Note, changes: dict[str, Any]) -> dict[str, Any]:
    """The values of the line of an unsigned note, with the right id."""
    made = store.with_id(replace(first, key=None, signature=None, **changes))
    return NoteLine(**asdict(made)).model_dump(mode="json", exclude={"kind"})


def test_a_note_is_written_changed_and_taken_back(ledger: Ledger) -> None:
    claim = ledger.claims()[0]
    first = ledger.notes.add(On.CLAIM, claim.id[:12], " Ask the *harbour*.\r\nTwice. ", by="ann")
    assert (first.text, first.by, first.replaces) == ("Ask the *harbour*.\nTwice.", "ann", None)
    second = ledger.notes.change(first.id[:10], "Asked: no ship.", by="bob")
    assert (second.on, second.subject, second.replaces) == (On.CLAIM, first.subject, first.id)
    [shown] = ledger.notes.on(On.CLAIM, claim.id)
    assert (shown.text, shown.claim, shown.counts) == ("Asked: no ship.", claim.id, True)
    assert [n.replaced_by for n in ledger.notes.on(On.CLAIM, claim.id, history=True)] == [second.id, None]
    with pytest.raises(StoreError, match=f"bob has changed note {first.id} meanwhile"):
        ledger.notes.change(first.id, "Mine.", by="ann")
    ledger.notes.revoke(second.id, by="cy")
    assert ledger.notes.all() == []
    assert [n.revoked_by for n in ledger.notes.all(history=True)] == [None, "cy"]
    with pytest.raises(StoreError, match="was taken back by cy: write a new one"):
        ledger.notes.change(second.id, "Again.", by="ann")
    assert ledger.verify() == []


def test_each_thing_has_its_own_notes(ledger: Ledger) -> None:
    [hit] = ledger.search(Filter(text="olives"))
    ledger.notes.add(On.STATEMENT, hit.statement[:10], "of the statement", by="ann")
    ledger.notes.add(On.REPORT, "a1", "of the report", by="ann")
    ledger.notes.add(On.ACTOR, "ignacio larrea", "of the actor", by="ann")
    assert _texts(ledger, On.STATEMENT, hit.statement) == ["of the statement"]
    assert _texts(ledger, On.REPORT, "a1") == ["of the report"]
    assert _texts(ledger, On.ACTOR, "Ignacio Larrea") == ["of the actor"]
    assert _texts(ledger, On.REPORT, "a2") == _texts(ledger, On.ACTOR, "Inigo Larrea") == []
    for on, subject in ((On.CLAIM, "f" * 16), (On.STATEMENT, "f" * 16), (On.REPORT, "a1 "), (On.ACTOR, "Nobody")):
        with pytest.raises(NotFound):
            ledger.notes.add(on, subject, "lost", by="ann")


def test_a_note_stays_with_a_merged_claim_and_a_merged_actor(ledger: Ledger) -> None:
    one, other = (ledger.search(Filter(text=word))[0] for word in ("mill", "olives"))
    assert one.claim
    assert other.claim
    assert one.claim != other.claim
    ledger.notes.add(On.CLAIM, one.claim, "on the first", by="ann")
    ledger.notes.add(On.CLAIM, other.claim, "on the second", by="ann")
    ledger.notes.add(On.ACTOR, "Ignacio Larrea", "of the actor", by="ann")
    ledger.judge(Verdict.SAME, one.statement, other.statement, by="ann")
    merged = ledger.claims_of([one.statement, other.statement])
    assert len({c.id for c in merged.values()}) == 1
    assert _texts(ledger, On.CLAIM, merged[one.statement].id) == ["on the first", "on the second"]
    draft = ActorDraft(kind=ActorDecisionKind.MERGE, name="Ignacio Larrea", value="Inigo Larrea")
    ledger.actors.decide(draft, by="ann")
    ledger.rebuild()
    assert _texts(ledger, On.ACTOR, "Inigo Larrea") == ["of the actor"]
    assert ledger.verify() == []


@pytest.mark.parametrize("text", ["", " \n ", "x" * (LONGEST + 1), "a\x1b[31mred", "a\u202eb"])
def test_a_text_that_cannot_be_shown_is_refused(ledger: Ledger, text: str) -> None:
    with pytest.raises(StoreError, match="a note "):
        ledger.notes.add(On.REPORT, "a1", text, by="ann")
    with pytest.raises(StoreError, match="needs the name"):
        ledger.notes.add(On.REPORT, "a1", "some", by=" ")
    assert ledger.notes.all(history=True) == []


def test_notes_are_exported_imported_and_salvaged_and_forged_ones_refused(
    ledger: Ledger, new_address: NewAddress, tmp_path: Path
) -> None:
    key = SigningKey.make(tmp_path / "key.pem")
    first = ledger.notes.add(On.CLAIM, ledger.claims()[0].id, "Bought **tea**.", by="ann", key=key)
    second = ledger.notes.change(first.id, "Sold tea.", by="ann", key=key)
    ledger.notes.revoke(ledger.notes.add(On.ACTOR, "Inigo Larrea", "of the actor", by="bob").id, by="cy")
    ledger.notes.add(On.REPORT, "a1", "of the report", by="bob")
    file = tmp_path / "l.jsonl"
    file.write_bytes(b"".join(ledger.export()))
    with Ledger(new_address("other")) as other:
        assert [p for p in other.import_exported(Exported.of(file)) if p] == []
        assert other.notes.all(history=True) == ledger.notes.all(history=True)
        assert other.verify() == []
        assert b"".join(other.export()) == file.read_bytes()
        assert [p for p in other.import_exported(Exported.of(file)) if p] == []
        assert other.tally["others"] == 0
        salvaged: list[str] = []
        assert b"Sold tea." in b"".join(other.salvage(salvaged.append))
        assert salvaged == []
    for path, value, problem in (
        ("text", "Bought gold.", "its id is not that of what it says"),
        ("by", "eve", "its id is not that of what it says"),
        ("signature", "0" * 128, "a signature that its key has not made"),
        ("subject", forged.NOBODY, "its id is not that of what it says"),
        ("text", "a\x1b[2J", "has the control character U+001B"),
        ("text", " ", "needs a text"),
        ("on", "ship", "Input should be 'claim'"),
        ("replaces", "that one", "which is no id of a note"),
        ("at", "1999-01-01T00:00:00+00:00", "at cannot be"),
        ("revoked_by", "eve", "revoked without a name or a time"),
    ):
        bad = tmp_path / "forged.jsonl"
        bad.write_bytes(forged.forged(file.read_bytes(), forged.change("note", path, value)))
        with pytest.raises(IntakeError) as refused:
            Exported.of(bad)
        assert problem in str(refused.value)
    for changes, problem in (
        ({"on": On.REPORT}, "there is no report"),
        ({"on": On.ACTOR}, "there is no actor"),
        ({"subject": forged.NOBODY}, "there is no statement"),
        ({"replaces": forged.NOBODY}, "there is no note"),
        ({"on": On.REPORT, "subject": "a2", "replaces": first.id}, "replaces a note on something else"),
        ({"at": first.at, "replaces": first.id}, "is not later than the note that it replaces"),
    ):
        bad.write_bytes(forged.forged(file.read_bytes(), forged.repeat("note", **_forged(first, changes))))
        with pytest.raises(IntakeError) as refused:
            Exported.of(bad)
        assert problem in str(refused.value)
    assert databases.change(new_address(), "UPDATE notes SET text = 'Bought gold.' WHERE replaces IS NOT NULL") == 1
    problems = " ".join(ledger.verify())
    assert f"note {second.id} has changed since it was added" in problems
    assert f"note {second.id}: its id is not that of what it says" in problems
