"""A second process reads what is whole while a first one adds; two that add do not get in each other's way."""

from __future__ import annotations

import subprocess
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from reportedly.cli import main
from reportedly.ledger import Ledger
from reportedly.ledger.linker import linker
from reportedly.listing import Filter
from reportedly.model import Verdict
from reportedly.store.database import writing
from tests.ledger.told import STORY, report

if TYPE_CHECKING:
    from tests.databases import NewAddress

READ = """
import sys
from reportedly.ledger import Ledger
with Ledger(sys.argv[1], make=False) as ledger:
    print(*sorted(r.id for r in ledger.reports()), len(ledger.claims()))
"""


def test_another_process_reads_while_one_writes(new_address: NewAddress) -> None:
    with Ledger(new_address()) as ledger:
        adding = ledger.add(STORY)
        next(adding)
        next(adding)
        with writing(ledger._engine) as connection:
            connection.exec_driver_sql("DELETE FROM statements")
            said = subprocess.run(
                [sys.executable, "-c", READ, new_address()], capture_output=True, text=True, timeout=60
            )
            connection.rollback()
        assert (said.stdout, said.stderr) == ("a b 0\n", "")
        list(adding)
        with Ledger(new_address(), make=False) as other:
            assert other.claims() == ledger.claims()
            assert other.verify() == []


def test_what_is_added_meanwhile_is_linked_once(new_address: NewAddress) -> None:
    with Ledger(new_address()) as one, Ledger(new_address()) as other, Ledger(new_address("whole")) as whole:
        adding = one.add(STORY[:4])
        next(adding)
        list(other.add(STORY))
        list(adding)
        list(whole.add(STORY))
        assert one.verify() == []
        assert one.claims() == other.claims() == whole.claims()
        assert one.changes() == whole.changes()


class _Crash(Exception):
    """Raised in the middle of linking."""


def _crash(done: int, _total: int) -> None:
    if done == 2:
        raise _Crash


LATE = report("late", 1, "Peru denied that Chilean divers had cut the cable off Bergen.")


@pytest.mark.parametrize("at_once", [linker.AT_ONCE, 0])
@pytest.mark.parametrize("why", ["judgement", "late report"])
def test_readers_see_old_lists_or_new_ones(
    new_address: NewAddress, why: str, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linker, "AT_ONCE", at_once)
    with Ledger(new_address()) as ledger, Ledger(new_address()) as reader:
        list(ledger.add(STORY[:5]))
        old, seen = reader.claims(), []
        if why == "judgement":
            one, other = (hit.statement for hit in ledger.search(Filter(text="divers"))[-2:])
            ledger.judge(Verdict.DIFFERENT, one, other, by="ann", link=False)
            assert reader.claims() == old
            assert ledger.link(lambda done, _: seen.append((done, reader.claims()))) == 5
        else:
            list(ledger.add([LATE], progress=lambda done, _: seen.append((done, reader.claims()))))
        assert len(seen) > 3
        assert {claims for _, claims in seen} == {old}
        new = reader.claims()
        assert new != old
        ledger.rebuild()
        assert ledger.claims() == new
        assert ledger.verify() == []


def test_readers_see_nothing_of_a_rebuild_before_it_is_done(new_address: NewAddress) -> None:
    with Ledger(new_address()) as ledger, Ledger(new_address()) as reader:
        list(ledger.add(STORY[:5]))
        with writing(ledger._engine) as connection:
            connection.exec_driver_sql("DELETE FROM moments")
        old, seen = reader.timeline(), []
        assert ledger.rebuild(lambda done, _: seen.append((done, reader.timeline()))) == 5
        assert [done for done, _ in seen] == [1, 2, 3, 4, 5]
        assert {dates for _, dates in seen} == {old}
        assert reader.timeline() != old
        assert ledger.verify() == []


def test_a_rebuild_that_crashed_is_done_by_the_next_command(new_address: NewAddress) -> None:
    with Ledger(new_address()) as ledger:
        list(ledger.add(STORY[:5]))
        old = ledger.claims()
        with writing(ledger._engine) as connection:
            connection.exec_driver_sql("DELETE FROM concerns")
        with pytest.raises(_Crash):
            ledger.rebuild(_crash)
        assert ledger.claims() == old
        assert ledger.interrupted()
    said = CliRunner().invoke(main, ["--ledger", new_address(), "verify"])
    assert (said.exit_code, "linking 5 reports now" in said.stderr) == (0, True)


def test_what_is_added_and_judged_during_a_rebuild_counts_after_it(new_address: NewAddress) -> None:
    with Ledger(new_address()) as ledger, Ledger(new_address()) as other, Ledger(new_address("whole")) as whole:
        list(ledger.add(STORY[:4]))
        one, another = (hit.statement for hit in ledger.search(Filter(text="divers"))[-2:])

        def meanwhile(done: int, _total: int) -> None:
            if done == 2 and other.count() == 4:
                assert not other.interrupted()
                list(other.add([*STORY[4:], LATE]))
                other.judge(Verdict.DIFFERENT, one, another, by="ann")
                assert other.link() == 0

        ledger.rebuild(meanwhile)
        assert ledger.waiting() == 0
        assert ledger.verify() == []
        list(whole.add([*STORY, LATE]))
        whole.judge(Verdict.DIFFERENT, one, another, by="ann")
        assert ledger.claims() == whole.claims()
        assert ledger.changes() == whole.changes()


def test_a_judgement_during_a_rebuild_needs_no_second_rebuild(new_address: NewAddress) -> None:
    with Ledger(new_address()) as ledger, Ledger(new_address()) as other:
        list(ledger.add(STORY[:5]))
        last = ledger.reports()[0]
        statement = next(hit.statement for hit in ledger.search(Filter(text="cable")) if hit.report == last.id)
        seen = []

        def meanwhile(done: int, _total: int) -> None:
            seen.append(done)
            if done == 2:
                other.judge(Verdict.WRONG, statement, by="ann")

        ledger.rebuild(meanwhile)
        assert seen == [1, 2, 3, 4, 5, 6]
        assert ledger.verify() == []


def test_a_rebuild_whose_lock_was_lost_takes_no_request_with_it(
    new_address: NewAddress, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linker, "relinking_lock", lambda _: nullcontext(True))
    monkeypatch.setattr(linker, "AT_ONCE", 0)
    with Ledger(new_address()) as ledger, Ledger(new_address()) as other:
        list(ledger.add(STORY[:5]))
        one, another = (hit.statement for hit in ledger.search(Filter(text="divers"))[-2:])

        def meanwhile(done: int, _total: int) -> None:
            if done == 3 and not other.judgements():
                other.judge(Verdict.DIFFERENT, one, another, by="ann", link=False)
                with pytest.raises(_Crash):
                    other.link(_crash)

        ledger.rebuild(meanwhile)
        assert ledger.waiting() == 0
        assert ledger.verify() == []


def test_what_a_crash_interrupted_is_gone_on_with(new_address: NewAddress) -> None:
    with Ledger(new_address()) as ledger, Ledger(new_address("whole")) as whole:
        list(ledger.add(STORY[:5]))
        old = ledger.claims()
        with pytest.raises(_Crash):
            list(ledger.add([LATE], progress=_crash))
        assert ledger.claims() == old
        assert ledger.interrupted()
        with writing(ledger._engine), Ledger(new_address()) as other:
            assert not other.interrupted()
        ledger.link()
        assert not ledger.interrupted()
        list(whole.add([*STORY[:5], LATE]))
        assert ledger.claims() == whole.claims()


def test_the_next_command_goes_on_and_says_so(new_address: NewAddress) -> None:
    with Ledger(new_address()) as ledger:
        list(ledger.add(STORY[:2]))
        one, other = (hit.statement for hit in ledger.search(Filter(text="divers"))[-2:])
        ledger.judge(Verdict.DIFFERENT, one, other, by="ann", link=False)
        assert ledger.waiting() == 2
        assert ledger.verify() == []
    said = CliRunner().invoke(main, ["--ledger", new_address(), "claims", "--json"]).stderr
    assert "a judgement, a late report or a rebuild was not linked to the end; linking 2 reports now" in said
    with Ledger(new_address()) as ledger:
        assert ledger.waiting() == 0
        assert ledger.verify() == []
