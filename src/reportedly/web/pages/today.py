"""Today: what changed, newest first; the numbers that are new and the forecasts that fall due."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import Response

from reportedly.export.wording import country
from reportedly.timex import last_day
from reportedly.web.asking import AsOf, Day, Known, PageNumber, Slice, Word
from reportedly.web.rendering import SHOWN, party, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportedly.record import Change, ClaimNumber, ForecastRecord
    from reportedly.web.record_at import Record

router = APIRouter()
ASIDE = 8
"""Numbers and forecasts shown beside what changed."""


@router.api_route("/", methods=["GET", "HEAD"])
def today(
    request: Request,
    record: Known,
    as_of: AsOf = None,
    number: PageNumber = 1,
    actor: Word = "",
    place: Word = "",
    since: Day = None,
    until: Day = None,
) -> Response:
    """What changed, newest first, or those changes that a party, a country or a day is part of."""
    wanted = [
        c
        for c in reversed(record.changes)
        if (since is None or c.date >= since)
        and (until is None or c.date <= until)
        and (not actor or actor in _parties(record, c))
        and (not place or place in _countries(record, c))
    ]
    newest = Slice.of(wanted, number, SHOWN)
    filtered = bool(actor or place or since or until)
    return render(
        request,
        "today.html",
        as_of=as_of,
        days=[(day, list(on)) for day, on in groupby(newest.rows, key=lambda change: change.date)],
        slice=newest,
        record=record,
        filtered=filtered,
        asked={"actor": actor, "place": place, "since": since, "until": until},
        actors=_most_heard(record),
        places=_most_named(record),
        numbers=[] if filtered else list(_new_numbers(record)),
        due=[] if filtered else _falling_due(record.forecasts, as_of or datetime.now(UTC).date()),
    )


def _parties(record: Record, change: Change) -> set[str]:
    return {party(s.party) for key in change.statements if (s := record.statements.get(key))}


def _countries(record: Record, change: Change) -> set[str]:
    said_in = {s.report for key in change.statements if (s := record.statements.get(key))}
    return {code for report in said_in for code in record.countries.get(report, ())}


def _most_heard(record: Record) -> list[str]:
    """The named parties that speak on most claims, in the order of the alphabet."""
    tally = Counter(party(p.actor) for c in record.claims for p in c.positions)
    return sorted(name for name, _ in tally.most_common(60))


def _most_named(record: Record) -> list[tuple[str, str]]:
    """Codes and names of the countries that most reports name."""
    tally = Counter(code for codes in record.countries.values() for code in codes)
    return sorted(((code, country(code) or code) for code, _ in tally.most_common(60)), key=lambda pair: pair[1])


def _new_numbers(record: Record) -> Iterator[tuple[str, ClaimNumber]]:
    """The latest numbers with the claim that each is put to, newest first."""
    known = [(n.date, n.statement, c.id, n) for c in record.claims for n in c.numbers if n.low is not None or n.high]
    known.sort(key=lambda row: row[:3], reverse=True)
    for _, _, claim, number in known[:ASIDE]:
        yield claim, number


def _falling_due(forecasts: list[ForecastRecord], on: date) -> list[ForecastRecord]:
    """The open forecasts that fall due next, then those whose day has passed latest."""
    waiting = [(day, f) for f in forecasts if f.outcome == "open" and (day := last_day(f.horizon))]
    ahead = sorted((pair for pair in waiting if pair[0] >= on), key=lambda pair: pair[0])
    passed = sorted((pair for pair in waiting if pair[0] < on), key=lambda pair: pair[0], reverse=True)
    return [f for _, f in (*ahead, *passed)][:ASIDE]
