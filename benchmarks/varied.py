"""Readings of varied copies of the shipped samples: any number of reports, at a constant rate a day.

The samples are read once. A copy has other words of the same length for names, figures and most longer words, the
same ones throughout one copy of all samples (a story), so that anchors stay right and stories differ. A statement has
the vector of its sample, mostly rotated in another way for each story: within a story statements are as similar as in
the samples, between stories less than half as much.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property, lru_cache
from itertools import count
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from reportedly import encoder, reading
from reportedly.ledger.linker.event_linker import leads
from reportedly.lexicon import actors
from reportedly.linking import embedding, events
from reportedly.linking.events import Lead
from reportedly.model import Actor, Anchor, Reading, Report, statement_id
from reportedly.reading.text.lead import capitalised, lead_of
from reportedly.reading.text.windows import with_context

if TYPE_CHECKING:
    from numpy.typing import NDArray

A_DAY = 100
"""Reports a day."""
FIRST = datetime(2020, 1, 1, 6, tzinfo=UTC)
TURNED = 0.65
"""Share of a vector that is rotated differently in each story."""
VARIED = 0.9
"""Share of the other longer words that change in each story; with fewer, two stories would be taken for copies."""
_WORD = re.compile(r"[^\W\d_]+|\d+")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Made:
    """A varied reading with the vectors of its statements, in order, and of its first words."""

    reading: Reading
    vectors: NDArray[np.float16]
    lead: Lead


class Stories:
    """The samples, read, and the copies of them."""

    def __init__(self, samples: list[Report]) -> None:
        self._read = [reading.read(report) for report in samples]
        when = [r.report.published_at or FIRST for r in self._read]
        self._order = sorted(range(len(when)), key=when.__getitem__)
        self._vectors = [self._embedded(r) for r in self._read]
        self._leads = np.array([lead.vector for lead in leads({r.report.id: r.report.text for r in self._read})])

    def made(self, start: int) -> Iterator[Made]:
        """Varied reports without end, in order of publication, from number `start` on."""
        size = len(self._read)
        for number in count(start):
            # In every round each running story gets one report, and another story begins.
            turn, place = divmod(number, size)
            yield self._varied(turn + size - place, self._order[place], number)

    def report(self, number: int) -> Report:
        """The report of that number without its reading."""
        return next(self.made(number)).reading.report

    def _varied(self, story: int, sample: int, number: int) -> Made:
        read, words = self._read[sample], self._words(story)
        text = _WORD.sub(lambda m: words.get(m[0], m[0]), read.report.text)
        report = Report(
            id=f"{story:05}-{sample:02}",
            text=text,
            outlet=read.report.outlet,
            title=read.report.title and _WORD.sub(lambda m: words.get(m[0], m[0]), read.report.title),
            url=read.report.url and f"{read.report.url}/{story}",
            published_at=FIRST + timedelta(minutes=number * 24 * 60 / A_DAY),
            language="en",
        )
        moved = replace(_on(read, text, words), report=report)
        ids = {
            old.id: statement_id(report, s.source, s.cue, s.content)
            for old, s in zip(read.statements, moved.statements, strict=True)
        }
        shift = report.published_at - (read.report.published_at or report.published_at)  # type: ignore[operator]
        statements = tuple(
            replace(
                s,
                id=ids[s.id],
                answers=ids.get(s.answers or ""),
                said_at=s.said_at and s.said_at + timedelta(days=shift.days),
            )
            for s in moved.statements
        )
        return Made(
            replace(
                moved,
                statements=statements,
                quantities=tuple(replace(q, statement=ids.get(q.statement or "")) for q in moved.quantities),
                events=tuple(replace(e, statement=ids.get(e.statement or "")) for e in moved.events),
                contradictions=tuple(
                    replace(c, first=ids[c.first], second=ids[c.second]) for c in moved.contradictions
                ),
                times=tuple(replace(t, value=_later(t.value, shift)) for t in moved.times),
            ),
            self._turned(story, self._vectors[sample]),
            events.Lead(
                report=report.id,
                names=capitalised(" ".join(lead_of(text).split())),
                vector=self._turned(story, self._leads[sample : sample + 1])[0].astype(np.float32),
            ),
        )

    @lru_cache(maxsize=64)  # noqa: B019  one `Stories` lives as long as the process
    def _words(self, story: int) -> dict[str, str]:
        """The replacement of each word in a story: another word of the same length and case."""
        chance = np.random.default_rng(story)
        found = {}
        for size, known in self._vocabulary.items():
            changed = [
                w
                for w, draw in zip(known, chance.random(len(known)), strict=True)
                if w[0].isupper() or w.isdigit() or draw < VARIED
            ]
            for word, other in zip(changed, chance.integers(len(known), size=len(changed)), strict=True):
                if word.isdigit():
                    found[word] = str(chance.integers(10 ** (size - 1), 10**size)) if size > 1 else word
                elif word[0].isupper():
                    letters = chance.integers(26, size=size)
                    found[word] = "".join(
                        ("aeiou" if n % 2 else "bcdfghklmnprstvz")[k % (5 if n % 2 else 16)]
                        for n, k in enumerate(letters)
                    ).capitalize()
                else:
                    found[word] = known[other] if not known[other][0].isupper() and not known[other].isdigit() else word
        return found

    @cached_property
    def _vocabulary(self) -> dict[int, list[str]]:
        """The words that may change, by length: no names of the roster and no cues."""
        kept = {
            "January",
            "February",
            "March",
            "April",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        }
        kept |= {f"{day}day" for day in ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")}
        for read in self._read:
            for s in read.statements:
                kept.update(_WORD.findall(s.cue.exact) if s.cue else ())
                if s.actor and actors.canonical(s.actor.name):
                    kept.update(_WORD.findall(s.actor.name))
            for place in read.places:
                kept.update(_WORD.findall(place.anchor.exact))
        words = {w for read in self._read for w in _WORD.findall(read.report.text) if len(w) > 3 or w.isdigit()}
        found: dict[int, list[str]] = {}
        for word in sorted(words - kept):
            if not (word[0].isupper() and actors.canonical(word)):
                found.setdefault(len(word), []).append(word)
        return found

    def _embedded(self, read: Reading) -> NDArray[np.float32]:
        vectors = [embedding.embedded(with_context(read.report.text, s.content)) for s in read.statements]
        return np.array(vectors, dtype=np.float32).reshape(len(vectors), encoder.WIDTH)

    def _turned(self, story: int, vectors: NDArray[np.float32]) -> NDArray[np.float16]:
        places, signs = _turn(story)
        turned = np.sqrt(1 - TURNED) * vectors + np.sqrt(TURNED) * vectors[:, places] * signs
        scaled: NDArray[np.float16] = (turned / np.linalg.norm(turned, axis=1, keepdims=True)).astype(np.float16)
        return scaled


@lru_cache(maxsize=64)
def _turn(story: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """The rotation of a story: a permutation of the dimensions and their signs."""
    chance = np.random.default_rng(story)
    return chance.permutation(encoder.WIDTH), chance.choice([-1.0, 1.0], encoder.WIDTH)


def _on(value: T, text: str, words: dict[str, str]) -> T:
    """The same value with the words of another text at its places."""
    if isinstance(value, Anchor):
        return Anchor(value.start, value.end, text[value.start : value.end])  # type: ignore[return-value]
    if isinstance(value, Actor):
        name = value.name if actors.canonical(value.name) else _WORD.sub(lambda m: words.get(m[0], m[0]), value.name)
        return replace(value, name=name)
    if isinstance(value, tuple):
        return tuple(_on(v, text, words) for v in value)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, Report):
        changed: dict[str, Any] = {f.name: _on(getattr(value, f.name), text, words) for f in fields(value)}
        return replace(value, **changed)  # type: ignore[type-var]
    return value


def _later(value: str | None, by: timedelta) -> str | None:
    """A TIMEX3 day moved by some days; other values are unchanged."""
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)(T.*)?", value or "")
    return value if found is None else f"{(datetime.fromisoformat(found[1]) + by).date()}{found[2] or ''}"
