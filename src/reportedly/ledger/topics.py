"""The topics of a ledger: made, shown and edited. An edit is signed or not, dated, and never deleted."""

from __future__ import annotations

from dataclasses import replace as changed
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reportedly.errors import StoreError
from reportedly.ledger.signing import wrong_signature
from reportedly.model import TopicEditKind
from reportedly.store import claim_days, judgements, topic_claims, topics
from reportedly.store import claims as claim_store
from reportedly.store.database import snapshot, writing
from reportedly.store.search_terms import phrases_of
from reportedly.topics import Topic, TopicClaim, TopicEdit, TopicQuery, TopicSuggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from reportedly.ledger.signing import SigningKey
    from reportedly.store.database import Connection, Engine
    from reportedly.store.topics import TopicState


class Topics:
    """The topics of a ledger: queries saved under names, with pinned and excluded claims."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def names(self) -> list[str]:
        """The names of all topics, in alphabetical order."""
        with snapshot(self._engine) as connection:
            return [state.name for state in topics.states(connection)]

    def all(self, *, as_of: date | None = None) -> list[Topic]:
        """All topics in the order of their names, as of a date."""
        with snapshot(self._engine) as connection:
            return [_topic(connection, state, as_of) for state in topics.states(connection)]

    def get(self, name: str, *, as_of: date | None = None) -> Topic:
        """The topic of that name, in upper or lower case; NotFound if there is none."""
        with snapshot(self._engine) as connection:
            return _topic(connection, topics.named(connection, name), as_of)

    def save(
        self,
        name: str,
        query: TopicQuery,
        *,
        by: str,
        why: str = "",
        replace: bool = False,
        key: SigningKey | None = None,
    ) -> Topic:
        """Make a topic, or with `replace` give it another query; StoreError if there is one and it is not to change.

        A `key` signs the edit.
        """
        name = topics.plain_name(name)
        if not query.is_empty and phrases_of(query.filter()) is None:
            raise StoreError(f"{query.text!r} holds no word or figure to search for")
        with writing(self._engine) as connection:
            known = next((n for n in topics.states(connection) if n.name.casefold() == name.casefold()), None)
            if known is not None and not replace:
                raise StoreError(f"there is a topic {known.name!r} already: --replace gives it this query")
            if known is None or known.query != query or known.name != name:
                _insert(connection, _edit(name, TopicEditKind.SAVED, by=by, why=why, query=query), key)
            return _topic(connection, topics.named(connection, name), None)

    def mark(
        self,
        name: str,
        kind: TopicEditKind,
        claims: Sequence[str],
        *,
        by: str,
        why: str = "",
        key: SigningKey | None = None,
    ) -> Topic:
        """Pin claims to a topic, exclude or release them, by their ids or unambiguous beginnings.

        What is so already is not stored again. A `key` signs the edits.
        """
        with writing(self._engine) as connection:
            for beginning in claims:
                state = topics.named(connection, name)
                for statement in _statements(connection, state, kind, claim_store.starting_with(connection, beginning)):
                    _insert(connection, _edit(state.name, kind, by=by, why=why, statement=statement), key)
            return _topic(connection, topics.named(connection, name), None)

    def suggested(self, *, as_of: date | None = None) -> list[TopicSuggestion]:
        """Matters that several of the latest reports are about and no topic has yet, the largest first."""
        from reportedly.ledger.queries import topic_suggestions  # loads NumPy, which other lists do without

        with snapshot(self._engine) as connection:
            return topic_suggestions.suggested(connection, as_of)

    def remove(self, name: str, *, by: str, why: str = "", key: SigningKey | None = None) -> None:
        """Remove a topic; its edits stay on record. A `key` signs that."""
        with writing(self._engine) as connection:
            known = topics.named(connection, name).name
            _insert(connection, _edit(known, TopicEditKind.REMOVED, by=by, why=why), key)


def add_imported(connection: Connection, edit: TopicEdit) -> bool:
    """Add an edit from another ledger; False if it is there already. NotFound if its statement is not there."""
    if edit.statement is not None:
        judgements.statement(connection, edit.statement)
    return topics.insert(connection, edit)


def problems(connection: Connection) -> Iterator[str]:
    """What is wrong with the edits that are stored."""
    for edit in topics.rows(connection):
        yield from own_problems(edit)
        if edit.statement is not None and not judgements.is_known(connection, edit.statement):
            yield f"topic edit {edit.id}: there is no statement {edit.statement}"


def own_problems(edit: TopicEdit) -> Iterator[str]:
    """What is wrong with an edit by itself."""
    what = f"topic edit {edit.id}"
    if edit.id != topics.edit_id(edit):
        yield f"{what}: its id is not that of what it says"
    if problem := topics.name_problem(edit.topic):
        yield f"{what}: {problem}"
    if not edit.by.strip():
        yield f"{what}: has no name"
    if (edit.kind is TopicEditKind.SAVED) != (edit.query is not None):
        yield f"{what}: has a query and saves none, or the other way round"
    about_claim = edit.kind not in (TopicEditKind.SAVED, TopicEditKind.REMOVED)
    if about_claim != (edit.statement is not None):
        yield f"{what}: names a statement and is about no claim, or the other way round"
    if wrong := wrong_signature(edit):
        yield f"{what}: {wrong}"


def _edit(
    name: str,
    kind: TopicEditKind,
    *,
    by: str,
    why: str,
    query: TopicQuery | None = None,
    statement: str | None = None,
) -> TopicEdit:
    now = datetime.now(UTC)
    made = TopicEdit(id="", topic=name, kind=kind, query=query, statement=statement, why=why, by=by, at=now)
    return topics.with_id(made)


def _insert(connection: Connection, edit: TopicEdit, key: SigningKey | None) -> None:
    if key is not None:
        edit = changed(edit, key=key.public, signature=key.sign(edit))
    topics.insert(connection, edit)


def _statements(connection: Connection, state: TopicState, kind: TopicEditKind, claim: str) -> list[str]:
    """The statements by which a claim has to be named to pin, exclude or release it; none if it is so already."""
    pinned, excluded = topic_claims.marked_claims(connection, state)
    if kind is TopicEditKind.RELEASED:
        claims = topic_claims.claims_of(connection, (e.statement for e in state.marked if e.statement))
        found = [statement for statement, own in claims.items() if own == claim]
        if not found:
            raise StoreError(f"claim {claim} is neither pinned to the topic {state.name!r} nor excluded from it")
        return found
    known = pinned if kind is TopicEditKind.PINNED else excluded
    return [] if claim in known else [topic_claims.founder(connection, claim)]


def _topic(connection: Connection, state: TopicState, as_of: date | None) -> Topic:
    claims = topic_claims.claims_of(connection, (e.statement for e in state.marked if e.statement))
    days = claim_days.latest(connection, as_of, sorted(set(claims.values())))
    marked = [
        (
            edit.kind,
            TopicClaim(
                statement=edit.statement or "",
                claim=(claim := claims.get(edit.statement or "")),
                wording=days[claim].wording if claim in days else None,
            ),
        )
        for edit in state.marked
    ]
    number, first, last = topic_claims.counts(connection, state, as_of)
    return Topic(
        name=state.name,
        query=state.query,
        pinned=tuple(claim for kind, claim in marked if kind is TopicEditKind.PINNED),
        excluded=tuple(claim for kind, claim in marked if kind is TopicEditKind.EXCLUDED),
        claims=number,
        first=first,
        last=last,
        edits=state.edits,
    )
