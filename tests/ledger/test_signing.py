"""Signatures of judgements and grades."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.errors import IntakeError, StoreError
from reportedly.ledger import Ledger
from reportedly.ledger.signing import SigningKey, wrong_signature
from reportedly.ledger.transfer.files import Exported
from reportedly.model import Verdict
from reportedly.record import Grade, Judgement
from tests import databases
from tests.ledger.told import STORY
from tests.ledger.transfer import forged

if TYPE_CHECKING:
    from pathlib import Path

    from tests.databases import NewAddress


def test_a_judgement_is_signed_and_handed_on(new_address: NewAddress, tmp_path: Path) -> None:
    key = SigningKey.make(tmp_path / "ann.pem")
    assert (tmp_path / "ann.pem").stat().st_mode & 0o777 == 0o600
    assert SigningKey.of_file(tmp_path / "ann.pem").public == key.public
    with Ledger(new_address()) as ledger:
        list(ledger.add(STORY[:1]))
        statement = ledger.reading("a").statements[0].id
        unsigned = ledger.judge(Verdict.WRONG, statement, by="ann", link=False)
        assert unsigned.key is None
        assert ledger.judge(Verdict.WRONG, statement, by="ann", link=False, key=key).key == key.public
        assert ledger.judgements()[0].key == key.public
        (tmp_path / "l.jsonl").write_bytes(b"".join(ledger.export()))
        assert not [s for s in ledger.verify() if "judgement" in s]
    with Ledger(new_address("other")) as other:
        assert list(filter(None, other.import_exported(Exported.of(tmp_path / "l.jsonl")))) == []
        assert other.judgements()[0].key == key.public
        assert b"".join(other.export()) == (tmp_path / "l.jsonl").read_bytes()
    assert databases.change(new_address(), f"UPDATE judgement_signatures SET key = '{'0' * 64}'") == 1
    with Ledger(new_address()) as ledger:
        assert any("a signature that its key has not made" in sentence for sentence in ledger.verify())
    for path, value in (("signature", "0" * 128), ("key", None), ("key", "no key")):
        file = tmp_path / "forged.jsonl"
        file.write_bytes(forged.forged((tmp_path / "l.jsonl").read_bytes(), forged.change("judgement", path, value)))
        with pytest.raises(IntakeError, match="signature"):
            Exported.of(file)


def test_a_signature_is_of_all_that_is_said(tmp_path: Path) -> None:
    key = SigningKey.make(tmp_path / "ann.pem")
    said = {"id": "a" * 16, "verdict": Verdict.WRONG, "statements": ("b" * 16,), "why": "", "by": "ann"}
    judgement = Judgement(**said, at=datetime(2031, 4, 1, tzinfo=UTC))  # type: ignore[arg-type]
    signature = key.sign(judgement)

    def signed(**changes: object) -> Judgement:
        return Judgement(**{**said, "at": judgement.at, **changes}, key=key.public, signature=signature)  # type: ignore[arg-type]

    assert wrong_signature(judgement) is None
    assert wrong_signature(signed()) is None
    assert wrong_signature(signed(by="eve"))
    assert wrong_signature(signed(why="bought"))
    assert wrong_signature(signed(at=datetime(2031, 4, 2, tzinfo=UTC)))


def test_a_grade_is_signed_and_handed_on(new_address: NewAddress, tmp_path: Path) -> None:
    key = SigningKey.make(tmp_path / "ann.pem")
    with Ledger(new_address()) as ledger:
        list(ledger.add(STORY[:1]))
        statement = ledger.reading("a").statements[0].id
        unsigned = ledger.grade("Norway", "B", why="was right before", by="ann")
        signed = ledger.grade(statement[:12], "6", why="nobody saw it", by="ann", key=key)
        assert ledger.grades() == [unsigned, signed]
        assert [g.key for g in ledger.grades()] == [None, key.public]
        assert wrong_signature(signed) is None
        (shown,) = [s for c in ledger.claims() for s in c.statements if s.id == statement]
        assert set(shown.grades) == {unsigned, signed}
        assert ledger.verify() == []
        exported = b"".join(ledger.export())
        (tmp_path / "l.jsonl").write_bytes(exported)
    with Ledger(new_address("other")) as other:
        for expected in (2, 0):
            list(other.import_exported(Exported.of(tmp_path / "l.jsonl")))
            assert other.tally["others"] == expected
        assert other.grades() == [unsigned, signed]
        assert other.verify() == []
        assert b"".join(other.export()) == exported
    for path, value in (("signature", "0" * 128), ("signature", "g"), ("key", None), ("why", "bought"), ("by", "eve")):
        file = tmp_path / "forged.jsonl"
        file.write_bytes(forged.forged(exported, forged.change("grade", path, value, 1)))
        with pytest.raises(IntakeError, match="signature"):
            Exported.of(file)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (
            "UPDATE grade_signatures SET signature = '{zeros}{zeros}'",
            "grade {id}: has a signature that its key has not",
        ),
        ("UPDATE grade_signatures SET key = '{zeros}'", "grade {id}: has a signature that its key has not made"),
        ("UPDATE grades SET why = 'bought'", "grade {id}: has a signature that its key has not made"),
        ("UPDATE grades SET by = 'eve'", "grade {id}: its id is not that of what it says"),
        ("DELETE FROM grade_signatures", "hash chain: entry 3: grade signature {id} is gone"),
        ("DELETE FROM hash_chain WHERE kind = 'grade signature'", "grade signature {id} is in no entry"),
    ],
)
def test_a_changed_grade_or_signature_is_found(
    new_address: NewAddress, tmp_path: Path, change: str, problem: str
) -> None:
    key = SigningKey.make(tmp_path / "ann.pem")
    with Ledger(new_address()) as ledger:
        list(ledger.add(STORY[:1]))
        made = ledger.grade("Norway", "B", why="was right before", by="ann", key=key)
    assert databases.change(new_address(), change.format(zeros="0" * 64)) == 1
    with Ledger(new_address()) as ledger:
        assert any(problem.format(id=made.id) in sentence for sentence in ledger.verify())


def test_a_signature_from_another_ledger_is_added(new_address: NewAddress, tmp_path: Path) -> None:
    key = SigningKey.make(tmp_path / "ann.pem")
    with Ledger(new_address()) as ledger, Ledger(new_address("copy")) as copy:
        list(ledger.add(STORY[:1]))
        statement = ledger.reading("a").statements[0].id
        ledger.judge(Verdict.WRONG, statement, by="ann", link=False)
        for number, to in enumerate((copy, ledger)):
            source = (ledger, copy)[number]
            (tmp_path / f"{number}.jsonl").write_bytes(b"".join(source.export()))
            assert list(filter(None, to.import_exported(Exported.of(tmp_path / f"{number}.jsonl")))) == []
            if to is copy:
                copy.judge(Verdict.WRONG, statement, by="ann", link=False, key=key)
        assert ledger.judgements()[0].key == key.public
        assert ledger.verify() == []


def test_a_file_of_a_version_that_chained_no_signatures_is_taken(new_address: NewAddress, tmp_path: Path) -> None:
    key = SigningKey.make(tmp_path / "ann.pem")
    with Ledger(new_address()) as ledger:
        list(ledger.add(STORY[:1]))
        ledger.judge(Verdict.WRONG, ledger.reading("a").statements[0].id, by="ann", link=False, key=key)
        whole = b"".join(ledger.export())
    (tmp_path / "old.jsonl").write_bytes(forged.forged(whole, forged.lose_signature_entry))
    with Ledger(new_address("other")) as other:
        assert list(filter(None, other.import_exported(Exported.of(tmp_path / "old.jsonl")))) == []
        assert other.judgements()[0].key == key.public
        assert other.verify() == []
        assert b"".join(other.export()) == whole


def test_a_signature_of_a_judgement_is_none_of_a_grade(tmp_path: Path) -> None:
    key = SigningKey.make(tmp_path / "ann.pem")
    at = datetime(2031, 4, 1, tzinfo=UTC)
    grade = Grade(id="a" * 16, subject="Norway", mark="B", why="was right before", by="ann", at=at)
    judgement = Judgement(id="a" * 16, verdict=Verdict.WRONG, statements=("b" * 16,), why="", by="ann", at=at)
    signed = replace(grade, key=key.public, signature=key.sign(grade))
    assert wrong_signature(signed) is None
    assert wrong_signature(replace(signed, signature=key.sign(judgement)))
    assert wrong_signature(replace(signed, signature=None))
    for field in ("subject", "mark", "why", "by"):
        assert wrong_signature(replace(signed, **{field: "C"}))  # type: ignore[arg-type]


def test_what_is_no_key_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "text.pem").write_text("no key")
    with pytest.raises(StoreError, match="holds no private key"):
        SigningKey.of_file(tmp_path / "text.pem")
    with pytest.raises(StoreError, match="cannot be read"):
        SigningKey.of_file(tmp_path / "none.pem")
    with pytest.raises(StoreError, match="cannot be written"):
        SigningKey.make(tmp_path / "text.pem")
    monkeypatch.setitem(sys.modules, "cryptography", None)
    with pytest.raises(StoreError, match=r"pip install 'reportedly\[signing\]'"):
        SigningKey.make(tmp_path / "other.pem")


def test_a_typed_name_is_shown_as_unsigned(tmp_path: Path) -> None:
    place, file = str(tmp_path / "l.db"), str(tmp_path / "ann.pem")
    with Ledger(place) as ledger:
        list(ledger.add(STORY[:1]))
        first, second = (s.id for s in ledger.reading("a").statements)

    def run(*words: str, **variables: str) -> str:
        done = CliRunner().invoke(main, ["--ledger", place, *words], env=variables)
        assert done.exit_code == 0, done.output
        return done.stdout

    public = run("judge", "key", file).strip()
    graded = ("--why", "was right before", "--by", "ann")
    run("grade", "Norway", "B", *graded)
    assert "unsigned" in run("grades")
    run("grade", "Norway", "C", *graded, REPORTEDLY_KEY=file)
    assert "B by ann, unsigned" in run("source", "Norway")
    assert f"C by ann, signed by key {public[:16]}" in run("source", "Norway")
    run("judge", "wrong", first, "--by", "ann")
    assert "unsigned" in run("judge", "list")
    run("judge", "wrong", second, "--by", "ann", "--key", file)
    for listed in (("judge", "list"), ("grades",)):
        assert f"signed by key {public[:16]}" in " ".join(run(*listed).split())
        rows = [json.loads(line) for line in run(*listed, "--json").splitlines()]
        assert [row["key"] for row in rows] == [None, public]
        assert [row["signature"] is None for row in rows] == [True, False]
    assert run("verify") == ""
