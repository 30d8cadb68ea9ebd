"""Values in words for people: text without control characters, numbers with their bounds, days.

Report text is untrusted: `plain` or `shown` cleans it before it reaches a terminal or a page.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from reportedly import lexicon
from reportedly.alerts import Occasion
from reportedly.lexicon.measures import measure_names
from reportedly.model import Act, ActorDecisionKind, Anchoring, Certainty

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from reportedly.actors import ActorDecision
    from reportedly.alerts import AlertQuery
    from reportedly.listing import Filter
    from reportedly.model import Actor, Anchor, Quantity, Report, Statement, Time

DOES = {
    Act.ASSERT: "asserts",
    Act.CONFIRM: "confirms",
    Act.DENY: "denies",
    Act.ACCUSE: "accuses",
    Act.ESTIMATE: "estimates",
    Act.PREDICT: "predicts",
    Act.PROMISE: "promises",
    Act.DEMAND: "demands",
    Act.EVALUATE: "evaluates",
    Act.DECLINE: "declines",
}

# C0 but for tab and line feeds, DEL, C1; bidirectional embeddings, overrides and isolates; surrogates; noncharacters.
_STEERING = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff"
_STEERS = re.compile(f"[{_STEERING}]")
_UNSEEN = re.compile("[\u00ad\u061c\u200b-\u200f\u2060-\u2064\ufeff]")
_LONGEST_WORD = 120
"""Characters; a longer string is not a word and may be cut."""


def shown(text: str) -> str:
    """The text with every control character replaced by U+FFFD, one for one, so that offsets stay right."""
    return _STEERS.sub("\ufffd", text.replace("\r", " "))


def plain(text: str) -> str:
    """The text on one line, without control characters and invisible characters."""
    return " ".join(_UNSEEN.sub("", _STEERS.sub("", text)).split())


def signature(key: str | None) -> str:
    """By which public key a decision is signed, in so many digits that nobody makes another key that begins so."""
    return f"signed by key {key[:16]}" if key else "unsigned"


def abridged(text: str, limit: int) -> str:
    """The text cut at a word border so that it has at most `limit` characters, its first word always whole."""
    if len(text) <= limit:
        return text
    room = max(limit - 2, 1)
    border = text.rfind(" ", 0, room + 1)
    if border <= 0:
        border = text.find(" ")
        border = len(text) if border < 0 else border
        if border > _LONGEST_WORD:
            border = min(border, max(room, _LONGEST_WORD))
    return text if border >= len(text) else f"{text[:border].rstrip(' ,;:–—-')} …"


def decided(decision: ActorDecision) -> str:
    """What was decided about an actor, as a sentence: "Larrea is Íñigo Larrea (in report r7)"."""
    d, name, value = decision, plain(decision.name), plain(decision.value)
    days = [f"{word} {day.isoformat()}" for word, day in (("from", d.since), ("to", d.until)) if day]
    said = {
        ActorDecisionKind.MERGE: f"{name} is {value}" if name != value else f"{name} is one actor",
        ActorDecisionKind.SPLIT: f"{name} is somebody else, {value}",
        ActorDecisionKind.APART: f"{name} is not {value}",
        ActorDecisionKind.RENAME: f"{name} is called {value}",
        ActorDecisionKind.PARTY: f"{name} speaks for {value}",
        ActorDecisionKind.OFFICE: " ".join((f"{name} speaks for {value}", *days)),
        ActorDecisionKind.SIDE: f"{name} is on the side of {value}" if value else f"{name} is on nobody's side",
        ActorDecisionKind.KIND: f"{name} is of the kind {value}",
    }[d.kind]
    reports = f"in report {', '.join(map(plain, d.reports))}" if d.reports else ""
    where = [part for part in (f"as {plain(d.office)}" if d.office else "", reports) if part]
    where += [f"where it speaks for {plain(d.of)}"] if d.of is not None else []
    return f"{said} ({'; '.join(where)})" if where else said


def content_text(parts: Iterable[Anchor]) -> str:
    """The parts of a content in text order, with an ellipsis where words of the report stand between them."""
    return " … ".join(filter(None, (plain(p.exact) for p in parts)))


def sentence(text: str) -> str:
    """A clause as a sentence: without its "that", with a capital."""
    bare = plain(text).removeprefix("that ")
    return bare[:1].upper() + bare[1:]


def outlet(report: Report) -> str:
    """The outlet of a report; without one its title or id."""
    return plain(report.outlet or report.title or report.id)


def name_of(actor: Actor | None, source: Anchor | None) -> str | None:
    """Who says it: the actor's name, else the source's words; None for the outlet's own voice."""
    if actor is not None:
        return plain(actor.name)
    return plain(source.exact) if source is not None else None


def day(when: date) -> str:
    """28 April 2025."""
    return f"{when.day} {when:%B %Y}"


def sure(certainty: Certainty) -> str | None:
    """The certainty in words; None if it is unknown."""
    return None if certainty is Certainty.UNKNOWN else certainty.value


def number(value: float) -> str:
    """10,000; 2.5; 33.33."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.2f}".rstrip("0").rstrip(".")


def search(wanted: Filter) -> str:
    """What a search asks for: “tea harvest” · Norway · denied."""
    text = f"“{plain(wanted.text)}”" if wanted.text.strip() else ""
    named = (text, wanted.actor, wanted.act, country(wanted.place), wanted.status, wanted.since, wanted.until)
    return " · ".join(plain(str(name)) for name in named if name)


def alert(query: AlertQuery) -> str:
    """What an alert waits for: a status, from alleged to disputed: “cable” · Norway."""
    lead = {
        Occasion.STATEMENT: "a statement",
        Occasion.STATUS: "another status",
        Occasion.NUMBER: "a number",
        Occasion.FIRST: "a first word",
        Occasion.DUE: "a forecast that falls due",
        Occasion.MISSED: "a forecast that was missed",
    }[query.occasion]
    if query.before or query.after:
        lead = "a status, " + " ".join(
            f"{word} {status}" for word, status in (("from", query.before), ("to", query.after)) if status
        )
    if query.above is not None:
        lead += " above " + " ".join(filter(None, (number(query.above), query.unit, query.of)))
    within = (search(query.wanted), f"topic {query.wanted.topic}" if query.wanted.topic else "")
    asked = " · ".join([*filter(None, within), *(["claims that matter"] if query.wanted.notable else [])])
    return plain(f"{lead}: {asked}" if asked else lead)


def counted(number: int, noun: str, several: str = "") -> str:
    """1 report; 12 reports."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {several or noun + 's'}"


def bounds(low: float | None, high: float | None) -> str | None:
    """≥ 10,000; 4,000–5,000; ≤ 30; 12; None if neither bound is known."""
    if low is None:
        return None if high is None else f"≤ {number(high)}"
    if high is None:
        return f"≥ {number(low)}"
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def amount(low: float | None, high: float | None, unit: str | None) -> str | None:
    """The bounds with their unit: `≥ 10,000 people`, `33 %`, `USD 5,000,000`, `30 cubic metres`."""
    value = bounds(low, high)
    if value is None or not unit:
        return value
    if _is_share(unit):
        return f"{value} %"
    if _is_money(unit):
        return f"{unit} {value}"
    return f"{value} {plain(unit) if low == high == 1 else _several(unit)}"


def figure(low: float | None, high: float | None, unit: str | None, of: str | None) -> str | None:
    """What is counted, with its bounds: `≥ 12 sailors lost`, `422 ships`, `33,000,000 tonnes of grain`."""
    value = bounds(low, high)
    if value is None or not of:
        return amount(low, high, unit)
    things = plain(of)
    if not unit or unit == "people" or any(word.startswith(unit.removesuffix("y")) for word in things.lower().split()):
        return f"{value} {things}"
    return f"{amount(low, high, unit)} ({things})" if _is_money(unit) else f"{amount(low, high, unit)} of {things}"


def is_measured(unit: str | None) -> bool:
    """True if a unit is one of measure, money or share, rather than a word for the things that are counted."""
    return unit is not None and (_is_share(unit) or _is_money(unit) or _of_measure(unit))


def _is_share(unit: str) -> bool:
    return unit in {"percent", "%"}


def _is_money(unit: str) -> bool:
    return len(unit) == 3 and unit.isascii() and unit.isupper()


def _of_measure(unit: str) -> bool:
    return unit.removeprefix("square ").removeprefix("cubic ") in measure_names()


def _several(unit: str) -> str:
    """A unit of measure in the plural; words for what is counted stay as they are."""
    if not _of_measure(unit):
        return plain(unit)
    before, blank, last = unit.partition(" per ")[0].rpartition(" ")
    rest = unit.removeprefix(f"{before}{blank}{last}")
    return f"{before}{blank}{_IRREGULAR.get(last) or last + 's'}{rest}"


_IRREGULAR = {"foot": "feet", "inch": "inches", "hertz": "hertz", "horsepower": "horsepower"}


def quantity(q: Quantity) -> str:
    """A quantity as the sheet has it: `≥ 10,000 people: soldiers`; its words if no bound is known."""
    value = amount(q.low, q.high, q.unit) or (f"no figure, {plain(q.unit)}" if q.unit else "no figure")
    return f"{value}: {plain(q.of)}" if q.of and q.of != q.unit else value


def time_value(t: Time) -> str | None:
    """The TIMEX3 value with its modifier: `2024 (END)`; None if it is unknown."""
    if t.value is None:
        return None
    return f"{plain(t.value)} ({t.mod.lower().replace('_', ' ')})" if t.mod else plain(t.value)


def anchored(t: Time) -> str:
    """What the value of a time depends on, or why it has none."""
    if t.value is None:
        return "depends on an unknown date"
    if t.anchored is Anchoring.TEXT and t.anchored_on:
        return f"from “{plain(t.anchored_on.exact)}”"
    if t.anchored is Anchoring.PUBLICATION:
        return "from the day of publication"
    return "stated in full" if t.anchored is Anchoring.FULL else "no day meant"


def country(code: str | None) -> str | None:
    """The usual name of the state with that ISO 3166-1 code."""
    return None if code is None else _countries().get(code, plain(code))


@cache
def _countries() -> dict[str, str]:
    return {row["code"]: row["name"] for row in lexicon.table("states.tsv")}


_FACTUALITY = (
    (2.5, "certainly so"),
    (1.5, "probably so"),
    (0.5, "possibly so"),
    (-0.5, "left open"),
    (-1.5, "possibly not"),
    (-2.5, "probably not"),
)


def factuality(value: float) -> str:
    """A place on the scale of FactBank in words: 3.0 is `certainly so`, -3.0 `certainly not`, 0 `left open`."""
    return next((words for least, words in _FACTUALITY if value >= least), "certainly not")


def traits(s: Statement) -> tuple[str, ...]:
    """What is special about a statement: said for the first time, negative, a forecast."""
    found = []
    if s.first_time:
        found.append("first time")
    if s.polarity == "negative" and s.act is not Act.DENY:
        found.append("negative")
    if s.forecast:
        found.append("forecast")
    return tuple(found)


def link(url: str | None) -> str | None:
    """The address if it is safe to link to: http or https with a host; else None."""
    if not url or _STEERS.search(url) or any(c.isspace() for c in url):
        return None
    try:
        parts = urlsplit(url)
        safe = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return None
    return url if safe else None


def address(part: str) -> str:
    """An id as a part of an address."""
    return quote(part.encode("utf-8", "replace"), safe="")
