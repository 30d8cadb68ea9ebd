"""Case files: filled, assigned, closed; kept through changed notes, merges and transfer; forged edits are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportedly.cases import CaseState
from reportedly.errors import IntakeError, NotFound, StoreError
from reportedly.ledger import Ledger
from reportedly.ledger.brief import BriefFilter, brief
from reportedly.ledger.signing import SigningKey
from reportedly.ledger.transfer.files import Exported
from reportedly.listing import Filter
from reportedly.model import Verdict
from reportedly.notes import NoteSubject
from tests import databases
from tests.ledger.told import STORY, report
from tests.ledger.transfer import forged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.databases import NewAddress

TOLD = (
    *STORY[:3],
    report("a1", 5, "Inigo Larrea said the mill was shut."),
    report("a2", 6, "Ana Lund said that olives at Ulla were sold."),
)


@pytest.fixture
def ledger(new_address: NewAddress) -> Iterator[Ledger]:
    with Ledger(new_address()) as made:
        list(made.add(TOLD))
        made.cases.add("  The   ferry ", by="ann", why="asked for")
        yield made


def test_a_case_is_filled_assigned_and_closed(ledger: Ledger) -> None:
    claim, other = ledger.claims()[:2]
    note = ledger.notes.add(NoteSubject.CLAIM, claim.id, "Ask twice.", by="ann")
    case = ledger.cases.put("the FERRY", claims=[claim.id[:10], other.id], notes=[note.id[:10]], by="bob")
    assert (case.name, case.state, case.assigned_to) == ("The ferry", CaseState.OPEN, None)
    assert [(c.claim, c.wording) for c in case.claims] == [(c.id, c.wording) for c in (claim, other)]
    assert ledger.cases.put("The ferry", claims=[claim.id], notes=[note.id], by="cy").edits == case.edits
    changed = ledger.notes.change(note.id, "Asked.", by="ann")
    assert [n.text for n in ledger.cases.get("The ferry").notes] == ["Asked."]
    assert ledger.cases.put("The ferry", notes=[changed.id], by="cy").edits == case.edits
    assert ledger.cases.assign("The ferry", " Cy  Odda ", by="ann").assigned_to == "Cy Odda"
    assert ledger.cases.take("The ferry", claims=[other.id], notes=[changed.id], by="cy").notes == ()
    with pytest.raises(NotFound, match=f"claim {other.id} is not in the case 'The ferry'"):
        ledger.cases.take("The ferry", claims=[other.id], by="cy")
    assert ledger.cases.close("The ferry", by="cy", why="done").state is CaseState.CLOSED
    assert ledger.cases.names() == [c.name for c in ledger.cases.all(closed=False)] == []
    with pytest.raises(StoreError, match="is closed: `reportedly case open` opens it again"):
        ledger.cases.put("The ferry", claims=[other.id], by="ann")
    with pytest.raises(StoreError, match="is closed already"):
        ledger.cases.close("The ferry", by="ann")
    assert ledger.cases.assign("The ferry", None, by="ann").assigned_to is None
    final = ledger.cases.open("The ferry", by="ann")
    assert (final.state, len(final.claims), final.edits[0].why) == (CaseState.OPEN, 1, "asked for")
    assert ledger.verify() == []


@pytest.mark.parametrize("name", ["", "a\x1bb", "x" * 81])
def test_what_makes_no_sense_is_refused(ledger: Ledger, name: str) -> None:
    with pytest.raises(StoreError, match="is no name for a case"):
        ledger.cases.add(name, by="ann")
    with pytest.raises(StoreError, match="there is a case 'The ferry' already, and it is open"):
        ledger.cases.add("the ferry", by="ann")
    with pytest.raises(StoreError, match="needs a name: --by NAME"):
        ledger.cases.add("Tea", by=" ")
    with pytest.raises(NotFound, match="no case 'Tea'"):
        ledger.cases.close("Tea", by="ann")
    with pytest.raises(NotFound, match="no note"):
        ledger.cases.put("The ferry", claims=[ledger.claims()[0].id], notes=["f" * 16], by="ann")
    assert ledger.cases.get("The ferry").claims == ()


def test_claims_that_are_one_are_in_a_case_once_and_a_revoked_note_is_not(ledger: Ledger) -> None:
    one, other = (ledger.search(Filter(text=word))[0] for word in ("mill", "olives"))
    note = ledger.notes.add(NoteSubject.REPORT, "a1", "Ask.", by="ann")
    ledger.cases.put("The ferry", claims=[one.claim or "", other.claim or ""], notes=[note.id], by="ann")
    assert len(ledger.cases.get("The ferry").claims) == 2
    ledger.judge(Verdict.SAME, one.statement, other.statement, by="ann")
    ledger.notes.revoke(note.id, by="ann")
    case = ledger.cases.get("The ferry")
    assert (len(case.claims), case.notes) == (1, ())
    made = brief(ledger, BriefFilter(claims=case.known, title=case.name))
    assert made.title == "The ferry"
    ledger.cases.take("The ferry", claims=[case.known[0]], by="ann")
    assert ledger.cases.get("The ferry").claims == ()
    assert ledger.verify() == []


def test_cases_are_exported_imported_and_salvaged_and_forged_ones_refused(
    ledger: Ledger, new_address: NewAddress, tmp_path: Path
) -> None:
    key = SigningKey.make(tmp_path / "key.pem")
    note = ledger.notes.add(NoteSubject.REPORT, "a1", "Ask.", by="ann")
    ledger.cases.add("Tea", by="ann", key=key)
    ledger.cases.put("Tea", claims=[ledger.claims()[0].id], notes=[note.id], by="ann", key=key)
    ledger.cases.assign("Tea", "Cy", by="bob")
    file = tmp_path / "l.jsonl"
    file.write_bytes(b"".join(ledger.export()))
    with Ledger(new_address("other")) as other:
        assert [p for p in other.import_exported(Exported.of(file)) if p] == []
        assert other.cases.all() == ledger.cases.all()
        assert other.verify() == []
        assert b"".join(other.export()) == file.read_bytes()
        salvaged: list[str] = []
        assert b"case edit" in b"".join(other.salvage(salvaged.append))
        assert salvaged == []
    for path, value, problem in (
        ("value", "Kenya", "its id is not that of what it says"),
        ("signature", "0" * 128, "a signature that its key has not made"),
        ("by", " ", "its id is not that of what it says"),
        ("edit", "burnt", "Input should be 'opened'"),
        ("edit", "closed", "its id is not that of what it says"),
    ):
        bad = tmp_path / "forged.jsonl"
        bad.write_bytes(forged.forged(file.read_bytes(), forged.change("case edit", path, value, number=1)))
        with pytest.raises(IntakeError) as refused:
            Exported.of(bad)
        assert problem in str(refused.value)
    lost = forged.forged(file.read_bytes(), _unopened)
    (tmp_path / "lost.jsonl").write_bytes(lost)
    with pytest.raises(IntakeError, match="its case was never opened"):
        Exported.of(tmp_path / "lost.jsonl")
    assert databases.change(new_address(), "UPDATE case_edits SET value = 'Bo' WHERE value = 'Cy'") == 1
    problems = " ".join(ledger.verify())
    assert "case edit" in problems
    assert "has changed since it was added" in problems


def _unopened(lines: list[forged.Line]) -> None:
    """A file without the edit that opened the case Tea."""
    lines.remove(next(x for x in lines if x["kind"] == "case edit" and (x["case"], x["edit"]) == ("Tea", "opened")))
    lines[-1]["counts"]["case edit"] -= 1
