"""The adjudicator of a ledger in which findings of a service count: they are kept, and the local one judges the rest.

A service is not asked within a transaction, which others would wait for: `judge` raises OpenPairs, the transaction is
undone, the service is asked, each answer is stored, and linking starts over with the report.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reportedly import __version__
from reportedly.linking.adjudicator import Finding, Relation
from reportedly.model import content_id
from reportedly.store import findings as store
from reportedly.store.database import snapshot, writing
from reportedly.store.findings import StoredFinding

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reportedly.linking.adjudicator import Adjudicator, Pair, Service, Side
    from reportedly.store.database import Engine


class OpenPairs(Exception):
    """A service has to be asked first: `ask` does that, outside of the transaction."""

    def __init__(self, ask: Callable[[], None]) -> None:
        super().__init__()
        self.ask = ask


class StoredFindings:
    """Judges by the findings of a service that the ledger has; other pairs are asked, or left to the local adjudicator.

    Without a `service` nothing is asked. A pair that the service did not answer is not asked again in the same run.
    """

    def __init__(self, engine: Engine, name: str, local: Adjudicator, service: Service | None = None) -> None:
        self._engine, self._name, self._local, self._service = engine, name, local, service
        self._asked: set[str] = set()

    @property
    def name(self) -> str:
        """The service whose findings count."""
        return self._name

    @property
    def asks(self) -> bool:
        """True if a service may be asked, for each report once more."""
        return self._service is not None

    def judge(self, pairs: Sequence[Pair]) -> Sequence[Finding]:
        """What was found of each pair, in their order; OpenPairs if the service has to be asked."""
        keys = [finding_id(self._name, pair) for pair in pairs]
        # A transaction of its own: what is stored does not depend on the report that is being linked.
        with snapshot(self._engine) as connection:
            stored = store.by_ids(connection, list(dict.fromkeys(keys)))
        found = {key: _finding(finding) for key, finding in stored.items()}
        missing = {key: pair for key, pair in zip(keys, pairs, strict=True) if key not in found}
        if self._service is not None and (unasked := {k: p for k, p in missing.items() if k not in self._asked}):
            service = self._service
            raise OpenPairs(lambda: self._ask(service, unasked))
        if missing:
            found |= dict(zip(missing, self._local.judge(list(missing.values())), strict=True))
        return [found[key] for key in keys]

    def _ask(self, service: Service, unasked: dict[str, Pair]) -> None:
        """Ask the service, and store what it finds after each request, so that an interruption loses nothing."""
        keys, pairs = list(unasked), list(unasked.values())
        for answered in service.ask(pairs):
            new = [self._stored(keys[at], pairs[at], finding) for at, finding in answered.items()]
            with writing(self._engine) as connection:
                store.insert(connection, new)
        self._asked.update(keys)

    def _stored(self, key: str, pair: Pair, finding: Finding) -> StoredFinding:
        return StoredFinding(
            id=key,
            service=self._name,
            software=f"reportedly {__version__}",
            one=pair.one.statement,
            other=pair.other.statement,
            chances={relation.value: chance for relation, chance in finding.chances.items() if chance},
            words=finding.words,
            at=datetime.now(UTC),
        )


def finding_id(service: str, pair: Pair) -> str:
    """The content hash of a service and of what it may be shown of a pair."""
    return content_id("finding", service, *_context(pair.one), *_context(pair.other))


def _context(side: Side) -> tuple[str | None, ...]:
    """All of a side that says something; its ids do not."""
    return (
        side.actor,
        side.act.value,
        side.wording,
        side.content,
        side.sentence,
        side.title,
        side.outlet,
        side.day.isoformat(),
    )


def _finding(stored: StoredFinding) -> Finding:
    chances = {relation: stored.chances.get(relation.value, 0.0) for relation in Relation}
    return Finding(chances=chances, words=stored.words, by=stored.service)
