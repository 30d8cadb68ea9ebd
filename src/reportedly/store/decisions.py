"""What people decided, a row each, with what was added to it later: who revoked it, and whose key signed it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

import sqlalchemy as sa

from reportedly.store import hash_chain
from reportedly.store.ids import starting_with

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from reportedly.store.hash_chain import ChainKind


class Signed(Protocol):
    """What a person decided or wrote, signed or not."""

    @property
    def id(self) -> str: ...
    @property
    def key(self) -> str | None: ...
    @property
    def signature(self) -> str | None: ...


class Decision(Signed, Protocol):
    """The same, revoked or not."""

    @property
    def revoked_by(self) -> str | None: ...
    @property
    def revoked_at(self) -> datetime | None: ...


def decisions(table: sa.Table, revocations: sa.Table, signatures: sa.Table) -> sa.Select[Any]:
    """The rows of a table of decisions, oldest first, each with its revocation and its signature, if it has them.

    The rows of the other two refer to a decision by their first column.
    """
    query = sa.select(
        *table.c,
        revocations.c.by.label("revoked_by"),
        revocations.c.at.label("revoked_at"),
        signatures.c.key,
        signatures.c.signature,
    )
    for other in (revocations, signatures):
        query = query.outerjoin(other, next(iter(other.c)) == table.c.id)
    return query.order_by(table.c.at, table.c.id)


def signed_edits(table: sa.Table, signatures: sa.Table) -> sa.Select[Any]:
    """The rows of a table of edits, oldest first, each with its signature, if it has one."""
    query = sa.select(*table.c, signatures.c.key, signatures.c.signature)
    return query.outerjoin(signatures, next(iter(signatures.c)) == table.c.id).order_by(table.c.at, table.c.id)


def count_rows(connection: sa.Connection, *tables: sa.Table) -> int:
    """How many rows these tables have; as no decision is ever deleted, a change means that one is new."""
    return sum(connection.scalar(_counting(t)) or 0 for t in tables)


@cache
def _counting(table: sa.Table) -> sa.Select[Any]:
    return sa.select(sa.func.count()).select_from(table)


def insert_signed(
    connection: sa.Connection, kinds: tuple[ChainKind, ChainKind], row: Mapping[str, object], refers: str, made: Signed
) -> bool:
    """Add a row with its signature, if it has one; False if all of it is there already.

    `kinds` are those of the row and of the signature, which refers to the row by the column of that name.
    """
    new = hash_chain.insert(connection, kinds[0], row)
    if made.key is not None and made.signature is not None:
        signed = {refers: made.id, "key": made.key, "signature": made.signature}
        new |= hash_chain.insert(connection, kinds[1], signed)
    return new


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTable:
    """A table of decisions, with what entries of the hash chain say of its rows, revocations and signatures."""

    column: sa.Column[str]
    """That of the ids."""
    what: str
    """What a row is called: "note"."""
    lists: str
    """The command that lists them."""
    row: ChainKind
    revocation: ChainKind
    signature: ChainKind

    def insert(self, connection: sa.Connection, row: Mapping[str, object], made: Decision) -> bool:
        """Add a decision with its signature and revocation, if it has them; False if all of it is there already."""
        new = insert_signed(connection, (self.row, self.signature), row, self._refers, made)
        if made.revoked_at is not None:
            new |= self._revoke(connection, made.id, made.revoked_by or "", made.revoked_at)
        return new

    def starting_with(self, connection: sa.Connection, beginning: str) -> str:
        """The id that begins so; NotFound if there is none, or more than one."""
        return starting_with(connection, self.column, beginning, self.what, f"`{self.lists}` lists them")

    def sign(self, connection: sa.Connection, decision: str, key: str, signature: str) -> bool:
        """Add the signature of a decision, by the public key it is made with; False if it has one, which stays."""
        return hash_chain.insert(
            connection, self.signature, {self._refers: decision, "key": key, "signature": signature}
        )

    def revoke(self, connection: sa.Connection, beginning: str, *, by: str, at: datetime) -> str:
        """Revoke the decision whose id begins so, and return the id; an earlier revocation stays."""
        key = self.starting_with(connection, beginning)
        self._revoke(connection, key, by, at)
        return key

    @property
    def _refers(self) -> str:
        """The column by which revocations and signatures refer to a decision."""
        return self.what

    def _revoke(self, connection: sa.Connection, key: str, by: str, at: datetime) -> bool:
        return hash_chain.insert(connection, self.revocation, {self._refers: key, "by": by, "at": at.isoformat()})
