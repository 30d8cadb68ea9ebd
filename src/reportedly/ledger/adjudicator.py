"""Which adjudicator a ledger is linked with.

A ledger remembers the service whose findings count. They count in every later run, also where nobody asks the service:
what is derived follows from readings, judgements and stored findings, so that `verify` and a rebuild come to the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.errors import StoreError
from reportedly.ledger.linker.stored_findings import StoredFindings
from reportedly.linking.adjudicator import Relation, Service
from reportedly.store import findings
from reportedly.store.database import snapshot, writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reportedly.linking.adjudicator import Adjudicator
    from reportedly.store.database import Connection, Engine


def problems(connection: Connection) -> Iterator[str]:
    """Stored findings that no service can have given, one sentence each."""
    for finding in findings.rows(connection):
        if not is_distribution(finding.chances):
            yield f"finding {finding.id}: its chances are not those of relations, or do not sum to 1"


def is_distribution(chances: Mapping[str, float]) -> bool:
    """True if these are chances of relations that sum to 1."""
    known = {relation.value for relation in Relation}
    return chances.keys() <= known and min(chances.values(), default=0.0) >= 0 and abs(sum(chances.values()) - 1) < 1e-6


class AdjudicatorChoice:
    """The adjudicator that a ledger was opened with, and what the ledger remembers."""

    def __init__(self, engine: Engine, name: str, given: Adjudicator | Service | None) -> None:
        """`name` is that of the ledger, for messages; None is given where the ledger decides."""
        self._engine, self._name, self._given = engine, name, given
        self._asking: StoredFindings | None = None

    def to_link(self, *, rebuild: bool = False) -> Adjudicator:
        """The adjudicator to link with; StoreError if claims rest on findings of another one and are not rebuilt."""
        if self._given is None:
            return self._remembered()
        wanted = self._given.name if isinstance(self._given, Service) else None
        with writing(self._engine) as connection:
            known = findings.chosen(connection)
            if known not in {None, wanted} and not rebuild:
                raise StoreError(
                    f"{self._name}: its claims rest on what {known} found; `reportedly link --rebuild` with the same "
                    "--adjudicator changes that; without the option nothing new is asked"
                )
            if known != wanted:
                findings.choose(connection, wanted)
        if not isinstance(self._given, Service):
            return self._given
        self._asking = self._asking or StoredFindings(self._engine, self._given.name, _local(), service=self._given)
        return self._asking

    def to_verify(self) -> Adjudicator:
        """The adjudicator that comes to the same without asking anybody."""
        if self._given is None or isinstance(self._given, Service):
            return self._remembered()
        return self._given

    def _remembered(self) -> Adjudicator:
        with snapshot(self._engine) as connection:
            known = findings.chosen(connection)
        return _local() if known is None else StoredFindings(self._engine, known, _local())


def _local() -> Adjudicator:
    from reportedly.linking import pair_model

    return pair_model.local()
