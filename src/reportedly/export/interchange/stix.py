"""STIX 2.1 by the library `stix2`, which checks every object: reports, statements, claims and who takes which side.

A report is Observed Data (of a URL, or of a File known by its hash), a statement a Note on it, a claim a Report over
these Notes, and each position of a party an Opinion on the claim. Ids follow from the record: the same ledger gives the
same bundle.
"""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from reportedly.errors import ExportError
from reportedly.export import wording
from reportedly.model import Stance

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from reportedly.export.interchange.holdings import Holdings
    from reportedly.model import Reading, Report
    from reportedly.record import Claim

EXTRA = "reportedly[interchange]"
_OPINIONS = {Stance.AFFIRM: "agree", Stance.DENY: "disagree", Stance.UNCERTAIN: "neutral"}
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""The time of what has none; STIX wants one."""


def stix(holdings: Holdings) -> bytes:
    """The holdings as one bundle; ExportError if stix2 is not installed."""
    try:
        from stix2 import v21
    except ImportError:
        raise ExportError(f"STIX needs stix2, which is not installed: pip install '{EXTRA}'") from None
    objects = list({o["id"]: o for o in _Writer(v21).objects(holdings)}.values())
    bundle = v21.Bundle(*objects, id=_id("bundle", *sorted(o["id"] for o in objects)))
    return str(bundle.serialize(indent=1)).encode("utf-8") + b"\n"


def _id(kind: str, *parts: str) -> str:
    return f"{kind}--{uuid5(NAMESPACE_URL, 'reportedly:' + ':'.join((kind, *parts)))}"


def _moment(day: date | None) -> datetime:
    return datetime.combine(day, time(), UTC) if day else _NEVER


def _published(report: Report) -> datetime:
    return report.published_at.astimezone(UTC) if report.published_at else _NEVER


class _Writer:
    """Makes objects with the classes of a version of STIX."""

    def __init__(self, version: Any) -> None:
        self._v = version
        self._author = version.Identity(
            id=_id("identity", "reportedly"),
            name="Reportedly",
            identity_class="system",
            created=_NEVER,
            modified=_NEVER,
        )

    def objects(self, holdings: Holdings) -> Iterator[Any]:
        """Everything, with what it refers to before it."""
        yield self._author
        for reading in holdings.readings:
            yield from self._report(reading)
        for claim in holdings.claims:
            yield from self._claim(claim)

    def _report(self, reading: Reading) -> Iterator[Any]:
        report, url = reading.report, wording.link(reading.report.url)
        page = self._v.URL(value=url) if url else self._v.File(name=report.id, hashes={"SHA-256": report.sha256})
        yield page
        when = _published(report)
        observed = self._v.ObservedData(
            id=_id("observed-data", report.id),
            created_by_ref=self._author.id,
            created=when,
            modified=when,
            first_observed=when,
            last_observed=when,
            number_observed=1,
            object_refs=[page.id],
        )
        yield observed
        title, outlet = wording.plain(report.title or ""), wording.plain(report.outlet or "")
        for s in reading.statements:
            yield self._v.Note(
                id=_id("note", s.id),
                created_by_ref=self._author.id,
                created=when,
                modified=when,
                abstract=" – ".join(filter(None, (outlet, title))) or report.id,
                content=wording.content_text(s.content),
                authors=[wording.name_of(s.actor, s.source) or outlet or report.id],
                object_refs=[observed.id],
                labels=[s.act.value, s.polarity.value],
            )

    def _claim(self, claim: Claim) -> Iterator[Any]:
        made = self._v.Report(
            id=_id("report", claim.id),
            created_by_ref=self._author.id,
            created=_moment(claim.first),
            modified=_moment(claim.last),
            name=wording.sentence(claim.wording),
            description=f"{claim.status.value}: {claim.why}",
            published=_moment(claim.first),
            labels=[claim.status.value],
            object_refs=[_id("note", s.id) for s in claim.statements],
        )
        yield made
        for position in claim.positions:
            yield self._v.Opinion(
                id=_id("opinion", claim.id, str(position.actor)),
                created_by_ref=self._author.id,
                created=_moment(position.since),
                modified=_moment(position.since),
                opinion=_OPINIONS[position.stance],
                authors=[wording.plain(position.actor.name)],
                explanation=f"since {position.since}",
                object_refs=[made.id],
            )
