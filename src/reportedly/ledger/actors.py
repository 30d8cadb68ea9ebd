"""The actors of a ledger: listed, shown and mended. A decision is signed or not, dated, and never deleted."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from reportedly.ledger import actor_decisions
from reportedly.ledger.queries import actors
from reportedly.listing import Page
from reportedly.store import actor_decisions as store
from reportedly.store.database import snapshot, writing

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from reportedly.actors import ActorAccount, ActorDecision, ActorDraft, ActorRecord, ActorSuggestion
    from reportedly.ledger.signing import SigningKey
    from reportedly.store.database import Engine


class Actors:
    """The actors that speak in a ledger by name."""

    def __init__(self, engine: Engine, link: Callable[[], int]) -> None:
        self._engine = engine
        self._link = link

    def page(
        self, *, name: str = "", as_of: date | None = None, limit: int | None = None, offset: int = 0
    ) -> Page[ActorRecord]:
        """Actors, those with most statements first; with `name` those with these words in a name."""
        with snapshot(self._engine) as connection:
            return Page.of(
                lambda most, first: actors.page(connection, name, as_of, most, first), limit=limit, offset=offset
            )

    def get(self, name: str, *, as_of: date | None = None) -> ActorAccount:
        """The actor of that name or key; NotFound if there is none, Ambiguous if there are several."""
        with snapshot(self._engine) as connection:
            return actors.account(connection, name, as_of)

    def decide(self, draft: ActorDraft, *, by: str, link: bool = True, key: SigningKey | None = None) -> ActorDecision:
        """Store a person's decision about an actor, and link again what it affects.

        Its name may be "NAME @ REPORT" for one that means somebody in that report only. The same decision of the same
        person is stored once. Without `link`, the next `link()` of the ledger does it. A `key` signs the decision.
        """
        with writing(self._engine) as connection:
            made = actor_decisions.decide(connection, draft, by=by, at=datetime.now(UTC), key=key)
        if link:
            self._link()
        return made

    def revoke(self, decision: str, *, by: str, link: bool = True) -> ActorDecision:
        """Revoke a decision, by its id or an unambiguous beginning, and link again what it affected."""
        with writing(self._engine) as connection:
            revoked = actor_decisions.undo(connection, decision, by=by, at=datetime.now(UTC))
        if link:
            self._link()
        return revoked

    def decisions(self) -> list[ActorDecision]:
        """All decisions about actors, oldest first, including revoked ones."""
        with snapshot(self._engine) as connection:
            return store.rows(connection)

    def suggestions(self) -> list[ActorSuggestion]:
        """Names that may be of one actor and that nobody has decided on, those first that change most."""
        from reportedly.ledger.queries import actor_suggestions  # loads NumPy, which other lists do without

        with snapshot(self._engine) as connection:
            return actor_suggestions.suggested(connection)
