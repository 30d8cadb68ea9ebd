"""The JSON twin of every page, at the same address with `.json`: the contract of `read` and of the ledger.

Lists come in pages of `limit` rows from `offset` on; where there are more, a Link header leads to them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Query, Request, Response

from reportedly.export import contract, record
from reportedly.listing import Dated, Filter, Numbered, Page
from reportedly.model import Act, Outcome, Report, Status
from reportedly.web.compare import shared
from reportedly.web.date_range import MOST, window
from reportedly.web.pages.events import REPORTS
from reportedly.web.parameters import AsOf, ByParty, InCountry, Kept, Since, Until, Words, reading_at
from reportedly.web.related import placed_at

Json = dict[str, Any]
router = APIRouter(
    responses={
        404: {"description": "No such thing in this ledger, or not yet on that day."},
        503: {"description": "The ledger cannot be read now."},
    }
)


@dataclass(frozen=True, slots=True)
class Paged:
    """Which rows of a list are asked for; answers tell where the next ones are."""

    limit: int
    offset: int
    request: Request
    response: Response

    def of(
        self, ask: Callable[[int, int], Page[Any]], to_json: Callable[[Any], Json] = record.record_json
    ) -> list[Json]:
        """Those rows, as `ask(limit, offset)` gives them."""
        rows = ask(self.limit, self.offset)
        self.lead_on(rows.more)
        return [to_json(row) for row in rows]

    def lead_on(self, more: bool) -> None:
        """Tell where the next rows are, where there are more."""
        if more:
            asked = dict(self.request.query_params) | {"limit": self.limit, "offset": self.offset + self.limit}
            path = quote(self.request.url.path, errors="replace")
            self.response.headers["link"] = f'<{path}?{urlencode(asked, errors="replace")}>; rel="next"'


def _paged(
    request: Request,
    response: Response,
    limit: Annotated[int, Query(ge=1, le=1000, description="Rows at most.")] = 100,
    offset: Annotated[int, Query(ge=0, le=100_000_000, description="Rows to leave out at the beginning.")] = 0,
) -> Paged:
    return Paged(limit, offset, request, response)


Part = Annotated[Paged, Depends(_paged)]
OfStatus = Annotated[Status | None, Query(description="The claim's, on that day.")]
NewestFirst = Annotated[bool, Query(description="The other way round.")]


@router.get("/changes.json", tags=["record"])
def changes(
    ledger: Kept,
    page: Part,
    as_of: AsOf = None,
    actor: ByParty = None,
    place: InCountry = None,
    since: Since = None,
    until: Until = None,
    moved: Annotated[bool, Query(description="Without claims as they first appear.")] = False,
    newest_first: NewestFirst = False,
) -> list[Json]:
    """Today: changes of claims' statuses, oldest first."""
    wanted = Filter(
        as_of=as_of,
        actor=actor,
        place=place,
        since=since,
        until=until,
        status_changed=moved,
        newest_first=newest_first,
    )
    return page.of(lambda limit, offset: ledger.changes(wanted, limit=limit, offset=offset))


@router.get("/claims.json", tags=["record"])
def claims(
    ledger: Kept,
    page: Part,
    as_of: AsOf = None,
    status: OfStatus = None,
    actor: ByParty = None,
    place: InCountry = None,
    numbers: Annotated[
        Numbered | None, Query(description="Those with numbers, or with numbers that exclude each other.")
    ] = None,
    since: Since = None,
    until: Until = None,
) -> list[Json]:
    """Claims as known on that day, those first that something was last said of."""
    wanted = Filter(as_of=as_of, status=status, actor=actor, place=place, numbers=numbers, since=since, until=until)
    return page.of(lambda limit, offset: ledger.claims(wanted, limit=limit, offset=offset))


@router.get("/disputes.json", tags=["record"])
def disputes(ledger: Kept, page: Part, as_of: AsOf = None) -> list[Json]:
    """The claims that one party affirms and another denies, latest first."""
    return page.of(lambda limit, offset: ledger.disputes(Filter(as_of=as_of), limit=limit, offset=offset))


@router.get("/claims/{claim_id}.json", tags=["record"])
def claim(claim_id: str, ledger: Kept, as_of: AsOf = None) -> Json:
    """One claim: status, reason, positions, statements, numbers, origins."""
    return record.record_json(ledger.claim(claim_id, as_of=as_of))


@router.get("/statements/{statement_id}.json", tags=["record"])
def statement(statement_id: str, ledger: Kept, as_of: AsOf = None) -> Json:
    """One statement in its claim, with what people decided on it."""
    found = placed_at(ledger, statement_id, as_of)
    judged = [record.record_json(j) for j in ledger.judgements() if statement_id in j.statements]
    kept = {"claim": found.claim, "wording": found.wording, "status": found.status, "judgements": judged}
    return record.record_json(found.statement) | kept


@router.get("/numbers.json", tags=["record"])
def numbers(
    ledger: Kept,
    page: Part,
    as_of: AsOf = None,
    claim: Annotated[str | None, Query(max_length=64, description="Of the claim whose id begins so.")] = None,
    newest_first: Annotated[bool, Query(description="By the day on which they were said.")] = False,
) -> list[Json]:
    """Claimed numbers as ranges, claim by claim, with the statements whose numbers exclude them."""
    return page.of(
        lambda limit, offset: ledger.numbers(
            Filter(claim=claim or None, as_of=as_of, newest_first=newest_first), limit=limit, offset=offset
        )
    )


@router.get("/forecasts.json", tags=["record"])
def forecasts(
    ledger: Kept,
    page: Part,
    as_of: AsOf = None,
    outcome: Annotated[Outcome | None, Query(description="As known on that day.")] = None,
    due_since: Annotated[Since, Query(description="Falls due on that day or later.")] = None,
    due_until: Annotated[Until, Query(description="Falls due on that day or earlier.")] = None,
    newest_first: NewestFirst = False,
) -> list[Json]:
    """Forecasts with their outcome as known on that day; with a day asked for, as they fall due."""
    wanted = Filter(as_of=as_of, outcome=outcome, due_since=due_since, due_until=due_until, newest_first=newest_first)
    return page.of(lambda limit, offset: ledger.forecasts(wanted, limit=limit, offset=offset))


@router.get("/timeline.json", tags=["record"])
def timeline(
    ledger: Kept,
    page: Part,
    as_of: AsOf = None,
    since: Since = None,
    until: Until = None,
    kind: Annotated[
        Literal["said", "happened"] | None, Query(description="Only statements made, or only what is said to happen.")
    ] = None,
    newest_first: NewestFirst = False,
) -> list[Json]:
    """What is dated, in order: statements made, and what is said to happen."""
    wanted = Filter(
        as_of=as_of, since=since, until=until, kind=Dated(kind) if kind else None, newest_first=newest_first
    )
    return page.of(lambda limit, offset: ledger.timeline(wanted, limit=limit, offset=offset))


@router.get("/events.json", tags=["record"])
def events(
    ledger: Kept,
    page: Part,
    as_of: AsOf = None,
    shared: Annotated[bool, Query(description="Only those that several reports tell of.")] = False,
    most: Annotated[
        int, Query(ge=2, le=50, description="Reports of each at most, the first and the latest, of `told_by`.")
    ] = REPORTS,
) -> list[Json]:
    """Happenings that reports tell of first of all, the latest told of first."""
    return page.of(
        lambda limit, offset: ledger.events(
            Filter(as_of=as_of, multiple=shared), max_reports=most, limit=limit, offset=offset
        )
    )


@router.get("/events/{event_id}.json", tags=["record"])
def event(event_id: str, ledger: Kept, page: Part, as_of: AsOf = None) -> Json:
    """One happening with a page of the reports that tell of it, earliest first, and the words that do."""
    found = ledger.event(event_id, as_of=as_of, limit=page.limit, offset=page.offset)
    page.lead_on(found.told_by > page.offset + page.limit)
    return record.record_json(found)


@router.get("/days.json", tags=["record"])
def days(ledger: Kept, page: Part, as_of: AsOf = None, since: Since = None, until: Until = None) -> list[Json]:
    """How many statements were made and how many statuses changed on each day; days without either are left out."""
    return page.of(
        lambda limit, offset: Page.cut(
            ledger.days(Filter(since=since, until=until, as_of=as_of)), limit=limit, offset=offset
        )
    )


@router.get("/map.json", tags=["record"])
def places(ledger: Kept, page: Part, as_of: AsOf = None, since: Since = None, until: Until = None) -> list[Json]:
    """Places that the reports of these days name, at the precision known, those first that most reports name.

    Without `since` the days up to `until` that the map shows: a year at most, fewer where much was said.
    """
    seen = None if since else window(ledger, as_of, until, most=MOST)
    first, last = (seen.since, seen.until) if seen else (since, until)
    return page.of(
        lambda limit, offset: Page.cut(
            ledger.places(Filter(since=first, until=last, as_of=as_of)), limit=limit, offset=offset
        )
    )


@router.get("/origins.json", tags=["reports"])
def origins(
    ledger: Kept,
    page: Part,
    as_of: AsOf = None,
    copied: Annotated[bool, Query(description="Only those of several reports.")] = False,
) -> list[Json]:
    """Reports that are one text, latest first."""
    return page.of(
        lambda limit, offset: ledger.origins(Filter(multiple=copied, as_of=as_of), limit=limit, offset=offset)
    )


@router.get("/search.json", tags=["record"])
def search(
    ledger: Kept,
    page: Part,
    q: Words = "",
    as_of: AsOf = None,
    actor: ByParty = None,
    act: Annotated[Act | None, Query(description="What the source does by saying it.")] = None,
    place: InCountry = None,
    status: OfStatus = None,
    since: Since = None,
    until: Until = None,
) -> list[Json]:
    """Statements whose content or source holds these words, the latest published first."""
    wanted = Filter(text=q, actor=actor, act=act, place=place, status=status, since=since, until=until, as_of=as_of)
    return page.of(lambda limit, offset: ledger.search(wanted, limit=limit, offset=offset))


@router.get("/reports.json", tags=["reports"])
def reports(ledger: Kept, page: Part, as_of: AsOf = None) -> list[Json]:
    """Reports, latest first, without their texts."""
    return page.of(lambda limit, offset: ledger.reports(Filter(as_of=as_of), limit=limit, offset=offset), _without_text)


def _without_text(one: Report) -> Json:
    return {key: value for key, value in contract.report_json(one).items() if key != "text"}


@router.get("/beside.json", tags=["reports"])
def beside(
    ledger: Kept,
    one: Annotated[str, Query(max_length=2000, description="The id of a report.")],
    other: Annotated[str, Query(max_length=2000, description="That of the one beside it.")],
    as_of: AsOf = None,
) -> Json:
    """Two reports in pieces, each with whether the other has it too, and the share of the shorter one that it has."""
    left, right, share = shared(*(reading_at(ledger, report, as_of).report.text for report in (one, other)))
    return {
        "share": share,
        "reports": [
            {"report": report, "pieces": [{"text": p.text, "shared": p.shared} for p in pieces]}
            for report, pieces in ((one, left), (other, right))
        ],
    }


@router.get("/reports/{report_id:path}.json", tags=["reports"])
def report(report_id: str, ledger: Kept, as_of: AsOf = None) -> Json:
    """The current reading of one report, in the contract of `read`."""
    return contract.to_json(reading_at(ledger, report_id, as_of))


@router.get("/sources.json", tags=["sources"])
def sources(ledger: Kept, page: Part, as_of: AsOf = None) -> list[Json]:
    """Sources, those first that are heard most, and what others made of their words later."""
    return page.of(lambda limit, offset: ledger.sources(Filter(as_of=as_of), limit=limit, offset=offset))


@router.get("/sources/{name:path}.json", tags=["sources"])
def source(name: str, ledger: Kept, page: Part, as_of: AsOf = None) -> Json:
    """One source with what it said and foretold, a page of each, latest first."""
    return record.account_json(ledger.source(name, as_of=as_of, limit=page.limit, offset=page.offset))


@router.get("/review.json", tags=["decisions"])
def review(ledger: Kept, page: Part) -> list[Json]:
    """Links in doubt that nobody has judged, those first on which the status of a claim hangs."""
    return page.of(lambda limit, offset: ledger.doubts(limit=limit, offset=offset))


@router.get("/judgements.json", tags=["decisions"])
def judgements(ledger: Kept, page: Part) -> list[Json]:
    """People's judgements, oldest first, the revoked ones too."""
    return page.of(lambda limit, offset: Page.cut(ledger.judgements(), limit=limit, offset=offset))


@router.get("/grades.json", tags=["decisions"])
def grades(ledger: Kept, page: Part) -> list[Json]:
    """People's grades, oldest first, the revoked ones too."""
    return page.of(lambda limit, offset: Page.cut(ledger.grades(), limit=limit, offset=offset))
