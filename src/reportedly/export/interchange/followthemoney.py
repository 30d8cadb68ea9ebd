"""FollowTheMoney: what a ledger holds as rows, a statement of that model each: entity, property, value, when seen.

A report is an Article; a speaker a Person, PublicBody, Organization or LegalEntity; what it speaks for is linked by a
Representation. A statement is a Note on its speaker and its claim, a claim a Note, an event mention an Event. The model
calls its rows statements; their ids follow its rule, the SHA-1 of data set, entity, property and value.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING

import pycountry

from reportedly.export import wording
from reportedly.model import ActorKind, content_id

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping

    from reportedly.export.interchange.holdings import Holdings
    from reportedly.export.plain import Json
    from reportedly.model import Actor, EventMention, Reading, Statement
    from reportedly.record import Claim, ClaimStatement

DATASET = "reportedly"
COLUMNS = (
    "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang", "original_value",
    "external", "first_seen", "last_seen", "id",
)  # fmt: skip
TYPES: Mapping[tuple[str, str], str] = {
    (schema, prop): kind
    for schema, props in {
        "Article": {
            "title": "string", "fileName": "string", "publishedAt": "date", "publisher": "string",
            "sourceUrl": "url", "language": "language",
        },
        "Person": {"name": "name"},
        "PublicBody": {"name": "name"},
        "Organization": {"name": "name"},
        "LegalEntity": {"name": "name"},
        "Representation": {"agent": "entity", "client": "entity", "role": "string", "proof": "entity"},
        "Note": {
            "name": "name", "description": "text", "entity": "entity", "keywords": "string", "createdAt": "date",
            "proof": "entity", "publisher": "string", "sourceUrl": "url",
        },
        "Event": {
            "name": "name", "date": "date", "location": "address", "country": "country", "namesMentioned": "name",
            "summary": "text", "proof": "entity", "sourceUrl": "url",
        },
    }.items()
    for prop, kind in props.items()
}  # fmt: skip
"""The type of each property that is written, by schema and property."""
_SCHEMATA = {
    ActorKind.PERSON: "Person",
    ActorKind.STATE: "PublicBody",
    ActorKind.GOVERNMENT: "PublicBody",
    ActorKind.MINISTRY: "PublicBody",
    ActorKind.MILITARY: "PublicBody",
    ActorKind.AGENCY: "PublicBody",
    ActorKind.PARTY: "Organization",
    ActorKind.ARMED_GROUP: "Organization",
    ActorKind.ORGANISATION: "Organization",
    ActorKind.OUTLET: "Organization",
}
_LEGAL_ENTITY = "LegalEntity"
"""The schema of what is a person or a body, nobody knows which."""
_LONGEST = {"name": 384, "string": 1024, "text": 65_000, "address": 250}
"""Characters that the model allows in a value of a type in a language."""
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Row:
    """A value of a property of an entity, and where it was seen."""

    entity: str
    schema: str
    prop: str
    value: str
    original: str | None = None
    """The words that the value is of, if they are others."""
    lang: str | None = None
    origin: str | None = None
    """The rule or model that found it; None for what comes with a report."""
    seen: tuple[str, ...] = field(default=(), compare=False)
    """Days of publication, ISO 8601."""

    @property
    def id(self) -> str:
        """Its id by the rule of the model."""
        return _sha1(f"{DATASET}.{self.entity}.{self.prop}.{self.value}" + (f"@{self.lang}" if self.lang else ""))


def _sha1(text: str) -> str:
    return hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest()


def statement_table(holdings: Holdings) -> bytes:
    """The rows as CSV, as the programs for FollowTheMoney read it."""
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, dialect="unix")
    writer.writeheader()
    writer.writerows({**row, "external": "f"} for row in statement_rows(holdings))
    return out.getvalue().encode("utf-8", "replace")


def statement_lines(holdings: Holdings) -> bytes:
    """The rows as JSON Lines."""
    rows = ({k: v for k, v in row.items() if k != "prop_type"} for row in statement_rows(holdings))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8", "replace")


def statement_rows(holdings: Holdings) -> Iterator[Json]:
    """The rows of each entity together, one row for each value, and at last the one that stands for the entity."""
    merged: dict[str, Row] = {}
    for row in _Writer(holdings).rows():
        known = merged.get(row.id)
        merged[row.id] = row if known is None else _seen_twice(known, row)
    by_entity = sorted(merged.values(), key=lambda r: r.entity)
    for entity, rows in groupby(by_entity, key=lambda r: r.entity):
        values = list(rows)
        yield from (_cells(row, TYPES[row.schema, row.prop], row.id) for row in values)
        yield _base(entity, values)


def _seen_twice(one: Row, other: Row) -> Row:
    return replace(one, seen=(*one.seen, *other.seen))


def _base(entity: str, rows: list[Row]) -> Json:
    """The row of the property `id`, whose value is the digest of the ids of all other rows."""
    digest = _sha1("".join((rows[0].schema, *sorted(row.id for row in rows))))
    row = Row(entity, rows[0].schema, "id", digest, seen=tuple(day for r in rows for day in r.seen))
    return _cells(row, "id", row.id)


def _cells(row: Row, kind: str, key: str) -> Json:
    return {
        "canonical_id": row.entity,
        "entity_id": row.entity,
        "prop": row.prop,
        "prop_type": kind,
        "schema": row.schema,
        "value": row.value,
        "dataset": DATASET,
        "origin": row.origin,
        "lang": row.lang,
        "original_value": row.original,
        "external": False,
        "first_seen": min(row.seen, default=None),
        "last_seen": max(row.seen, default=None),
        "id": key,
    }


class _Writer:
    """Makes the rows of holdings; a name has one schema in all of them, that of its first mention."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._schema: dict[str, str] = {}
        for _, s in holdings.statements:
            if s.actor and s.actor.kind in _SCHEMATA:
                self._schema.setdefault(wording.plain(s.actor.name), _SCHEMATA[s.actor.kind])

    def rows(self) -> Iterator[Row]:
        """All rows; a value that was seen in several reports comes with each."""
        placed = self._holdings.placed
        for reading in self._holdings.readings:
            yield from self._article(reading)
            for s in reading.statements:
                yield from self._statement(reading, s, placed.get(s.id))
            for event in reading.events:
                yield from self._event(reading, event)
        for claim in self._holdings.claims:
            yield from self._claim(claim)

    def _article(self, reading: Reading) -> Iterator[Row]:
        report = reading.report
        values = {
            "fileName": report.id,
            "title": report.title,
            "publisher": report.outlet,
            "publishedAt": report.published_at.date().isoformat() if report.published_at else None,
            "sourceUrl": wording.link(report.url),
            "language": _language(report.language),
        }
        yield from self._entity(reading, "Article", _key("report", report.id), values)

    def _statement(self, reading: Reading, s: Statement, place: tuple[ClaimStatement, Claim] | None) -> Iterator[Row]:
        report = reading.report
        speaker = None
        if s.actor and s.actor.kind is not ActorKind.UNNAMED:
            speaker = yield from self._speaker(reading, s, s.actor)
        note = _key("statement", s.id)
        values = {
            "description": wording.content_text(s.content),
            "publisher": report.outlet,
            "sourceUrl": wording.link(report.url),
            "proof": _key("report", report.id),
            "createdAt": said_on.isoformat() if (said_on := s.said_at or report.published_on) else None,
        }
        yield from self._entity(reading, "Note", note, values, origin=s.made_by)
        words = [s.act.value, s.polarity.value, *([place[0].stance.value] if place else [])]
        for word in dict.fromkeys(words):
            yield from self._entity(reading, "Note", note, {"keywords": word}, origin=s.made_by)
        for about in filter(None, (speaker, _key("claim", place[1].id) if place else None)):
            yield from self._entity(reading, "Note", note, {"entity": about}, origin=s.made_by)

    def _speaker(self, reading: Reading, s: Statement, actor: Actor) -> Generator[Row, None, str]:
        name, report = wording.plain(actor.name), reading.report.id
        one_report_only = actor.kind is ActorKind.GROUP
        speaker = _key("party", f"{name} @ {report}" if one_report_only else name)
        schema = _LEGAL_ENTITY if one_report_only else self._schema.get(name, _LEGAL_ENTITY)
        words = wording.plain(s.source.exact) if s.source else None
        yield from self._entity(reading, schema, speaker, {"name": name}, origin=s.made_by, original=words)
        if actor.of and (party := wording.plain(actor.of)) != name:
            client = _key("party", party)
            yield from self._entity(reading, self._schema.get(party, _LEGAL_ENTITY), client, {"name": party})
            values = {"agent": speaker, "client": client, "role": "speaks for", "proof": _key("report", report)}
            link = _key("speaks for", speaker, client)
            yield from self._entity(reading, "Representation", link, values, origin=s.made_by)
        return speaker

    def _claim(self, claim: Claim) -> Iterator[Row]:
        seen = (claim.first.isoformat(), claim.last.isoformat())
        values = {
            "name": wording.sentence(claim.wording),
            "description": f"{claim.status.value}: {claim.why}",
            "keywords": claim.status.value,
        }
        yield from _rows("Note", _key("claim", claim.id), values, Row("", "", "", "", seen=seen))

    def _event(self, reading: Reading, event: EventMention) -> Iterator[Row]:
        report = reading.report
        key = _key("event", report.id, str(event.trigger.start), str(event.trigger.end))
        place = next((p for p in reading.places if p.anchor == event.place), None)
        time = next((t for t in reading.times if t.anchor == event.time), None)
        values = {
            "name": wording.plain(event.trigger.exact),
            "summary": f"{event.type.value if event.type else 'event'}, factuality {event.factuality:g}",
            "country": place.country.lower() if place and place.country else None,
            "proof": _key("report", report.id),
            "sourceUrl": wording.link(report.url),
        }
        made_by = event.made_by
        yield from self._entity(reading, "Event", key, values, origin=made_by)
        if place:
            words = wording.plain(place.anchor.exact)
            yield from self._entity(reading, "Event", key, {"location": place.name}, origin=made_by, original=words)
        if time and time.value and _DAY.fullmatch(time.value):
            words = wording.plain(time.anchor.exact)
            yield from self._entity(reading, "Event", key, {"date": time.value}, origin=made_by, original=words)
        for part in (*event.actors, *event.recipients):
            yield from self._entity(reading, "Event", key, {"namesMentioned": part.exact}, origin=made_by)

    def _entity(
        self,
        reading: Reading,
        schema: str,
        entity: str,
        values: Mapping[str, str | None],
        *,
        origin: str | None = None,
        original: str | None = None,
    ) -> Iterator[Row]:
        report = reading.report
        seen = (report.published_at.date().isoformat(),) if report.published_at else ()
        like = Row("", "", "", "", original, _language(report.language), origin, seen)
        return _rows(schema, entity, values, like)


def _rows(schema: str, entity: str, values: Mapping[str, str | None], like: Row) -> Iterator[Row]:
    """A row for each value that is known, as short as the model wants it; the rest is that of `like`."""
    for prop, value in values.items():
        kind = TYPES[schema, prop]
        held = wording.plain(value or "")
        if kind in _LONGEST:
            held = wording.abridged(held, _LONGEST[kind])
        if held:
            original = like.original if like.original != held else None
            lang = like.lang if kind in _LONGEST else None
            yield Row(entity, schema, prop, held, original, lang, like.origin, like.seen)


def _key(*parts: str) -> str:
    return f"{DATASET}-{content_id(*parts)}"


def _language(code: str | None) -> str | None:
    """The three letters of a language (ISO 639-3) by its two."""
    found = pycountry.languages.get(alpha_2=code) if code else None
    return found.alpha_3 if found else None
