"""The lists of a ledger, and single things by their ids, as known at a date."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from reportedly.ledger.marks import SeenMarks
from reportedly.ledger.queries import (
    changes,
    claim_chain,
    claims,
    events,
    forecasts,
    mentions,
    news,
    numbers,
    origins,
    places,
    search,
    sources,
    timeline,
    tolls,
)
from reportedly.listing import EVERYTHING, Filter, Page
from reportedly.model import Status
from reportedly.store import claim_days, daily_counts, links
from reportedly.store.database import snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from reportedly.ledger.queries.claim_chain import ClaimChain
    from reportedly.model import Likelihood, Outcome
    from reportedly.record import (
        Change,
        Claim,
        DatedItem,
        DayRecord,
        EventRecord,
        EventTolls,
        ForecastRecord,
        Hit,
        NewsItem,
        NumberRecord,
        Origin,
        PlaceRecord,
        SourceAccount,
        SourceRecord,
        StatementInClaim,
    )
    from reportedly.store.database import Connection, Engine


T = TypeVar("T")
Rows: TypeAlias = "Callable[[Connection, Filter, int | None, int], Sequence[T]]"
"""The rows of a list that a filter leaves, at most so many, after so many."""


class LedgerLists:
    """What a ledger answers: each list names in brackets the fields of a Filter that it goes by.

    `as_of` means what could be known at the end of that day, UTC; None means everything.
    """

    _engine: Engine

    def claims(self, wanted: Filter = EVERYTHING, *, limit: int | None = None, offset: int = 0) -> Page[Claim]:
        """Claims, those last spoken of first, by as_of, topic, status, actor, place, numbers, multiple, since, until.

        `notable` gives those that matter, by rank: several voices or texts carry them, or they are denied or admitted,
        and their wording stands alone.
        `since` and `until` are about the day on which a claim was last spoken of: by the `actor`, if one is given, or
        in a statement that names the `place`.
        """
        wanted.allow("as_of", "topic", "status", "actor", "place", "numbers", "multiple", "notable", "since", "until")
        return self._page(claims.page, wanted, limit, offset)

    def claim(self, claim_id: str, *, as_of: date | None = None) -> Claim:
        """The claim of that id (or of an unambiguous beginning of one)."""
        with snapshot(self._engine) as connection:
            return claims.by_id(connection, as_of, claim_id)

    def chain(self, claim_id: str, *, as_of: date | None = None) -> ClaimChain:
        """Who said that claim first and who took it up: its texts in order of time, with what each of them added."""
        with snapshot(self._engine) as connection:
            return claim_chain.chain(connection, as_of, claim_id)

    def claims_of(self, statements: Iterable[str], *, as_of: date | None = None) -> dict[str, Claim]:
        """The claims that these statements belong to on that date, by the statement's id."""
        with snapshot(self._engine) as connection:
            return claims.of_statements(connection, as_of, statements)

    def statements_of(self, statements: Iterable[str], *, as_of: date | None = None) -> dict[str, StatementInClaim]:
        """These statements with the wording and status of their claims on that date, by their ids."""
        with snapshot(self._engine) as connection:
            return claims.statements_in_claims(connection, as_of, statements)

    def statuses(self, *, as_of: date | None = None, topic: str | None = None) -> dict[Status, int]:
        """The number of claims of each status on that date, of all or of a topic."""
        with snapshot(self._engine) as connection:
            if topic is not None:
                return claim_days.statuses_within(connection, Filter(as_of=as_of, topic=topic))
            return daily_counts.statuses(connection, as_of)

    def disputes(self, wanted: Filter = EVERYTHING, *, limit: int | None = None, offset: int = 0) -> Page[Claim]:
        """The claims that are disputed (by the filter of `claims`), those last spoken of first."""
        return self.claims(replace(wanted, status=Status.DISPUTED), limit=limit, offset=offset)

    def changes(self, wanted: Filter = EVERYTHING, *, limit: int | None = None, offset: int = 0) -> Page[Change]:
        """Changes, oldest first.

        By as_of, topic, claim, actor, place, since, until, status_changed, notable, newest_first. A party, country or
        day is that of the statements that brought the change. The first status of a claim is a change, too, and so are
        figures that move. `notable` gives what an analyst would act on.
        """
        wanted.allow(
            "as_of", "topic", "claim", "actor", "place", "since", "until", "status_changed", "notable", "newest_first"
        )
        return self._page(changes.page, wanted, limit, offset)

    def news(
        self, wanted: Filter = EVERYTHING, *, seen: int | None = None, limit: int | None = None, offset: int = 0
    ) -> Page[NewsItem]:
        """What is new on claims (as_of, topic, since, notable), what matters most first.

        It is new since a day, or since the entry `seen` of the hash chain (see `marks`), whenever it was published.
        `notable` leaves in the default list of claims. With a limit the 400 claims that rank highest are compared.
        """
        wanted.allow("as_of", "topic", "since", "notable")
        return self._page(lambda c, w, most, first: news.page(c, w, seen, most, first), wanted, limit, offset)

    @property
    def marks(self) -> SeenMarks:
        """Marks of people: up to where each has seen the record."""
        return SeenMarks(self._engine)

    def origins(self, wanted: Filter = EVERYTHING, *, limit: int | None = None, offset: int = 0) -> Page[Origin]:
        """Origins (as_of, topic, multiple), latest first, without reports that a revision has replaced."""
        wanted.allow("as_of", "topic", "multiple")
        return self._page(origins.page, wanted, limit, offset)

    def origins_of(self, reports: Iterable[str], *, as_of: date | None = None) -> dict[str, Origin]:
        """The origins of these reports, by the report's id."""
        with snapshot(self._engine) as connection:
            return origins.of_reports(connection, as_of, reports)

    def firsts_of(self, reports: Iterable[str], *, as_of: date | None = None) -> dict[str, str]:
        """The first report of the origin of each of these reports, by the report's id."""
        with snapshot(self._engine) as connection:
            return links.firsts(connection, as_of, reports)

    def events(
        self, wanted: Filter = EVERYTHING, *, max_reports: int | None = None, limit: int | None = None, offset: int = 0
    ) -> Page[EventRecord]:
        """Events (as_of, topic, multiple), those with the latest report first.

        `max_reports`, two or more, limits the reports that each Event is described by to the first and the latest: a
        running story may have thousands.
        """
        wanted.allow("as_of", "topic", "multiple")
        return self._page(lambda c, w, most, first: events.page(c, w, max_reports, most, first), wanted, limit, offset)

    def event(self, key: str, *, as_of: date | None = None, limit: int | None = None, offset: int = 0) -> EventRecord:
        """The Event of that id, with a page of its reports; NotFound if there is none."""
        with snapshot(self._engine) as connection:
            return events.by_id(connection, as_of, key, limit=limit, offset=offset)

    def forecasts(
        self, wanted: Filter = EVERYTHING, *, limit: int | None = None, offset: int = 0
    ) -> Page[ForecastRecord]:
        """Forecasts (as_of, topic, outcome, due_since, due_until, newest_first) in order of publication.

        With `due_since` or `due_until` only those that name a day, in the order in which they fall due.
        """
        wanted.allow("as_of", "topic", "outcome", "due_since", "due_until", "newest_first")
        return self._page(forecasts.page, wanted, limit, offset)

    def forecasts_of(self, statements: Iterable[str], *, as_of: date | None = None) -> list[ForecastRecord]:
        """The forecasts that are among these statements, in order of publication."""
        with snapshot(self._engine) as connection:
            return forecasts.of_statements(connection, as_of, statements)

    def outcomes(self, *, as_of: date | None = None, topic: str | None = None) -> dict[tuple[Likelihood, Outcome], int]:
        """The number of forecasts of each likelihood and outcome on that date, of all or of a topic."""
        with snapshot(self._engine) as connection:
            if topic is None:
                return daily_counts.outcomes(connection, as_of)
            found = forecasts.page(connection, Filter(as_of=as_of, topic=topic), None, 0)
            return Counter((f.likelihood, f.outcome) for f in found)

    def search(self, wanted: Filter, *, limit: int | None = 200, offset: int = 0) -> Page[Hit]:
        """Statements (text, actor, act, place, status, since, until, as_of, topic), the latest published first.

        The words of `text` are in what is said or in its source. A filter that asks for nothing finds nothing.
        """
        wanted.allow("text", "actor", "act", "place", "status", "since", "until", "as_of", "topic")
        return self._page(search.hits, wanted, limit, offset)

    def numbers(self, wanted: Filter = EVERYTHING, *, limit: int | None = None, offset: int = 0) -> Page[NumberRecord]:
        """Claimed numbers as ranges (as_of, topic, claim, newest_first), claim by claim, oldest first.

        The numbers of one thing are together. `newest_first` gives those of all claims by the day of speaking.
        """
        wanted.allow("as_of", "topic", "claim", "newest_first")
        return self._page(numbers.page, wanted, limit, offset)

    def numbers_of(self, claims: list[str], *, as_of: date | None = None) -> list[NumberRecord]:
        """The numbers of these claims, in their order; those of one thing together, oldest first."""
        with snapshot(self._engine) as connection:
            return numbers.of_claims(connection, as_of, claims)

    def tolls(self, wanted: Filter = EVERYTHING, *, limit: int | None = None, offset: int = 0) -> Page[EventTolls]:
        """How many people Events left dead, injured, missing ... (as_of, topic, multiple), by source and day.

        The Event of which a figure was given last comes first; of each the latest 400 figures. `multiple` leaves out
        Events of one figure.
        """
        wanted.allow("as_of", "topic", "multiple")
        return self._page(tolls.page, wanted, limit, offset)

    def tolls_of(self, event: str, *, as_of: date | None = None) -> EventTolls:
        """The tolls of the Event of that id; NotFound if there is none."""
        with snapshot(self._engine) as connection:
            return tolls.of_event(connection, as_of, event)

    def timeline(self, wanted: Filter = EVERYTHING, *, limit: int | None = None, offset: int = 0) -> Page[DatedItem]:
        """Statements by their day, and event mentions by theirs (as_of, topic, since, until, kind, newest_first)."""
        wanted.allow("as_of", "topic", "since", "until", "kind", "newest_first")
        return self._page(timeline.page, wanted, limit, offset)

    def days(self, wanted: Filter = EVERYTHING) -> list[DayRecord]:
        """The numbers of statements and changes of each day that has any (as_of, topic, since, until)."""
        wanted.allow("as_of", "topic", "since", "until")
        with snapshot(self._engine) as connection:
            return timeline.days(connection, wanted)

    def latest_day(self, *, as_of: date | None = None) -> date | None:
        """The day of the latest linked report."""
        with snapshot(self._engine) as connection:
            return timeline.latest_day(connection, as_of)

    def places(self, wanted: Filter = EVERYTHING) -> list[PlaceRecord]:
        """Places that reports name (as_of, topic; since, until: days of publication), those of most reports first."""
        wanted.allow("as_of", "topic", "since", "until")
        with snapshot(self._engine) as connection:
            return places.named(connection, wanted)

    def active_parties(self, *, as_of: date | None = None, days: int = 30, limit: int = 60) -> list[str]:
        """The named parties that spoke on most claims in the last days, most first."""
        with snapshot(self._engine) as connection:
            return mentions.parties(connection, as_of, days, limit)

    def active_countries(self, *, as_of: date | None = None, days: int = 30, limit: int = 60) -> list[str]:
        """The codes of the countries named in most claims of the last days, most first."""
        with snapshot(self._engine) as connection:
            return mentions.countries(connection, as_of, days, limit)

    def sources(self, wanted: Filter = EVERYTHING, *, limit: int | None = None, offset: int = 0) -> Page[SourceRecord]:
        """Named sources and outlets in their own voice (as_of, topic), those with most statements first."""
        wanted.allow("as_of", "topic")
        return self._page(sources.page, wanted, limit, offset)

    def source(
        self, name: str, *, as_of: date | None = None, limit: int | None = None, offset: int = 0
    ) -> SourceAccount:
        """The source of that name, with a page of what it said and of its forecasts, latest first.

        NotFound if there is none; Ambiguous if there are several.
        """
        with snapshot(self._engine) as connection:
            return sources.account(connection, name, as_of, limit, offset)

    def _page(self, rows: Rows[T], wanted: Filter, limit: int | None, offset: int) -> Page[T]:
        with snapshot(self._engine) as connection:
            return Page.of(lambda most, first: rows(connection, wanted, most, first), limit=limit, offset=offset)
