"""Which statements exclude each other: opposite factuality of one happening, opposite senses, bounds apart."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from reportedly.lexicon import table
from reportedly.model import Act, Contradiction
from reportedly.reading.events.source_commitments import SourceCommitments
from reportedly.reading.relations.similarity import Gists, same_voice, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from spacy.tokens import Doc, Token

    from reportedly.model import EventMention, Quantity, Statement

SURE = 1.4
"""From here on a commitment counts as one way or the other."""
SURER = 2.0
"""The same for words that only oppose each other in sense: what is tried or planned excludes nothing."""
MOST = 40
"""Pairs that one word or number is tried for; a long text has no more contradictions than that about one thing."""
OPEN = frozenset({Act.PREDICT, Act.PROMISE, Act.DEMAND, Act.DECLINE})
"""Acts that tell how things should or may become, so they contradict nobody about how they are."""


T = TypeVar("T")
U = TypeVar("U")


class Sense(NamedTuple):
    """A sense of opposites.tsv as one statement uses it."""

    name: str
    statement: Statement
    word: str
    value: float


def contradictions(
    doc: Doc, statements: Sequence[Statement], events: Sequence[EventMention], quantities: Sequence[Quantity]
) -> tuple[Contradiction, ...]:
    """Pairs of statements by different sources that cannot both hold, each pair once, in text order."""
    spoken = [s for s in statements if s.source is not None and s.act not in OPEN]
    if len(spoken) < 2:
        return ()
    gists = Gists(doc)
    found: dict[tuple[str, str], Contradiction] = {}
    for one in (
        *_denials(statements),
        *_opposite_events(spoken, events, gists),
        *_opposite_senses(doc, spoken, statements, gists),
        *_bounds(spoken, quantities, gists),
    ):
        found.setdefault((one.first, one.second), one)
    order = {s.id: s.content[0] for s in statements}
    return tuple(sorted(found.values(), key=lambda c: (order[c.first], order[c.second])))


def _pair(first: Statement, second: Statement, reason: str, made_by: str) -> Contradiction:
    early, late = sorted((first, second), key=lambda s: s.content[0])
    return Contradiction(first=early.id, second=late.id, reason=reason, made_by=f"rule:{made_by}")


def _denials(statements: Sequence[Statement]) -> Iterator[Contradiction]:
    by_id = {s.id: s for s in statements}
    for denial in statements:
        said = by_id.get(denial.answers or "")
        if said is not None and denial.act is Act.DENY:
            yield _pair(denial, said, f"{_who(denial)} denies what {_who(said)} says.", "denial")


def _opposite_events(
    spoken: Sequence[Statement], events: Sequence[EventMention], gists: Gists
) -> Iterator[Contradiction]:
    by_id = {s.id: s for s in spoken}
    yes: dict[str, list[tuple[Statement, EventMention]]] = defaultdict(list)
    no: dict[str, list[tuple[Statement, EventMention]]] = defaultdict(list)
    for event in events:
        statement = by_id.get(event.statement or "")
        if statement is None or event.said_factuality is None or abs(event.said_factuality) < SURE:
            continue
        side = yes if event.said_factuality > 0 else no
        side[gists.happening(event.trigger)].append((statement, event))
    for happening in yes.keys() & no.keys():
        for (a, x), (b, y) in _some(yes[happening], no[happening]):
            if not same_voice(a, b) and gists.alike(a, b, besides=happening):
                reason = f"{_who(a)}: {x.trigger.exact!r} is so; {_who(b)}: {y.trigger.exact!r} is not so."
                yield _pair(a, b, reason, "opposite factuality")


def _opposite_senses(
    doc: Doc, spoken: Sequence[Statement], statements: Sequence[Statement], gists: Gists
) -> Iterator[Contradiction]:
    found: dict[str, list[Sense]] = defaultdict(list)
    for sense in _senses(doc, spoken, SourceCommitments(doc, statements)):
        found[sense.name].append(sense)
    for name, uses in found.items():
        for other in _opposites().get(name, ()):
            if other < name:
                continue
            for one, against in _some(uses, found.get(other, [])):
                first, second = one.statement, against.statement
                if one.value * against.value <= 0 or same_voice(first, second):
                    continue
                if one.value > 0 and gists.share_name(first, second):
                    reason = f"{_who(first)} speaks of {one.word!r}, {_who(second)} of {against.word!r}."
                    yield _pair(first, second, reason, "opposite senses")


def _senses(doc: Doc, spoken: Sequence[Statement], voices: SourceCommitments) -> Iterator[Sense]:
    known = _words()
    for statement in spoken:
        seen = set()
        for anchor in statement.content:
            for token in tokens_of(doc, anchor):
                for name in known.get(_key(token), ()):
                    value = voices.said(token, statement) or 0.0
                    if abs(value) >= SURER and name not in seen:
                        seen.add(name)
                        yield Sense(name, statement, token.text, value)


def _bounds(spoken: Sequence[Statement], quantities: Sequence[Quantity], gists: Gists) -> Iterator[Contradiction]:
    found: dict[tuple[str, str | None], list[tuple[Statement, Quantity]]] = defaultdict(list)
    for quantity in quantities:
        if quantity.of in (None, quantity.unit) or (quantity.low is None and quantity.high is None):
            continue  # a bare measure: nobody can tell what of
        holding = [s for s in spoken if any(c.contains(quantity.anchor) for c in s.content)]
        if holding:
            inner = min(holding, key=lambda s: sum(c.end - c.start for c in s.content))
            found[quantity.of or "", quantity.unit].append((inner, quantity))
    for (of, _), uses in found.items():
        for (a, x), (b, y) in _some(uses, uses):
            if x.anchor < y.anchor and _apart(x, y) and not same_voice(a, b) and gists.one_matter(a, b, of):
                reason = f"{of}: {x.anchor.exact} by {_who(a)}, {y.anchor.exact} by {_who(b)}."
                yield _pair(a, b, reason, "bounds")


def _apart(x: Quantity, y: Quantity) -> bool:
    """Whether no number lies within the bounds of both."""
    x_over = x.low is not None and y.high is not None and x.low > y.high
    y_over = y.low is not None and x.high is not None and y.low > x.high
    return x_over or y_over


def _some(first: Iterable[T], second: Iterable[U]) -> Iterator[tuple[T, U]]:
    for n, pair in enumerate(product(first, second)):
        if n >= MOST:
            return
        yield pair


def _who(statement: Statement) -> str:
    if statement.actor is not None:
        return statement.actor.name
    return statement.source.exact if statement.source is not None else "the report"


def _key(token: Token) -> str:
    lemma = token.lemma_.lower()
    for child in token.rights:
        if child.dep_ == "prt":
            return f"{lemma}-{child.lower_}"
    return lemma


@cache
def _words() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in table("opposites.tsv"):
        for word in row["words"].split():
            found[word].append(row["sense"])
    return {word: tuple(senses) for word, senses in found.items()}


@cache
def _opposites() -> dict[str, tuple[str, ...]]:
    """sense -> what it excludes, in both directions."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in table("opposites.tsv"):
        for other in row["opposes"].split():
            found[row["sense"]].add(other)
            found[other].add(row["sense"])
    return {sense: tuple(sorted(others)) for sense, others in found.items()}
