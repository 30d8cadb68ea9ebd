"""A second process reads what is whole while a first one adds; two that add do not get in each other's way."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from reportedly.ledger import Ledger
from reportedly.store.database import writing
from tests.ledger.told import STORY

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
