"""Signatures of judgements."""

from __future__ import annotations

import sys
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
from reportedly.record import Judgement
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

    def run(*words: str) -> str:
        done = CliRunner().invoke(main, ["--ledger", place, "judge", *words])
        assert done.exit_code == 0, done.output
        return done.stdout

    public = run("key", file).strip()
    run("wrong", first, "--by", "ann")
    assert "unsigned" in run("list")
    run("wrong", second, "--by", "ann", "--key", file)
    assert f"signed by key {public[:8]}" in run("list")
