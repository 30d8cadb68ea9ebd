"""Contradictions: statements of different sources that cannot both hold.

They put one event the opposite way, use words of opposite senses for one place or party, or give numbers of the same
thing whose bounds exclude each other.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from reportedly.lexicon import table
from reportedly.model import Act, Contradiction
from reportedly.reading.events.source_commitments import SourceCommitments
from reportedly.reading.relations.similarity import Similarity, same_party, tokens_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reportedly.model import EventMention, Quantity, Statement
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.text.syntax import Syntax

_COMMITTED = 1.4
"""Factuality from which on, either way, a source takes a side on whether an event happened."""
_FULLY_COMMITTED = 2.0
"""The same for words that only oppose each other in sense: what is tried or planned excludes nothing."""
_MAX_PAIRS = 40
"""Pairs that one word or number is tried for; a long text has no more contradictions than that about one thing."""
_OPEN_ACTS = frozenset({Act.PREDICT, Act.PROMISE, Act.DEMAND, Act.DECLINE})
"""Acts about how things should or may become, which contradict nobody about how they are."""


T = TypeVar("T")
U = TypeVar("U")


class Sense(NamedTuple):
    """A sense of opposites.tsv as one statement uses it."""

    name: str
    statement: Statement
    word: str
    value: float


def find_contradictions(
    parsed: Parsed, statements: Sequence[Statement], events: Sequence[EventMention], quantities: Sequence[Quantity]
) -> tuple[Contradiction, ...]:
    """Pairs of statements by different sources that cannot both hold, each pair once, in text order."""
    spoken = [s for s in statements if s.source is not None and s.act not in _OPEN_ACTS]
    if len(spoken) < 2:
        return ()
    similarity = Similarity(parsed)
    found: dict[tuple[str, str], Contradiction] = {}
    for one in (
        *_denials(statements),
        *_opposite_events(spoken, events, similarity),
        *_opposite_senses(parsed, spoken, statements, similarity),
        *_bounds(parsed.syntax, spoken, quantities, similarity),
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
    spoken: Sequence[Statement], events: Sequence[EventMention], similarity: Similarity
) -> Iterator[Contradiction]:
    by_id = {s.id: s for s in spoken}
    yes: dict[str, list[tuple[Statement, EventMention]]] = defaultdict(list)
    no: dict[str, list[tuple[Statement, EventMention]]] = defaultdict(list)
    for event in events:
        statement = by_id.get(event.statement or "")
        if statement is None or event.said_factuality is None or abs(event.said_factuality) < _COMMITTED:
            continue
        side = yes if event.said_factuality > 0 else no
        side[similarity.predicate_class(event.trigger)].append((statement, event))
    for predicate in yes.keys() & no.keys():
        for (a, x), (b, y) in _pairs(yes[predicate], no[predicate]):
            if not same_party(a, b) and similarity.share_words(a, b, besides=predicate):
                reason = f"{_who(a)}: {x.trigger.exact!r} is so; {_who(b)}: {y.trigger.exact!r} is not so."
                yield _pair(a, b, reason, "opposite factuality")


def _opposite_senses(
    parsed: Parsed, spoken: Sequence[Statement], statements: Sequence[Statement], similarity: Similarity
) -> Iterator[Contradiction]:
    found: dict[str, list[Sense]] = defaultdict(list)
    for sense in _senses(parsed, spoken, SourceCommitments(parsed.doc, statements)):
        found[sense.name].append(sense)
    for name, uses in found.items():
        for other in _opposites().get(name, ()):
            if other < name:
                continue
            for one, against in _pairs(uses, found.get(other, [])):
                first, second = one.statement, against.statement
                if one.value * against.value <= 0 or same_party(first, second):
                    continue
                if one.value > 0 and similarity.share_name(first, second):
                    reason = f"{_who(first)} speaks of {one.word!r}, {_who(second)} of {against.word!r}."
                    yield _pair(first, second, reason, "opposite senses")


def _senses(parsed: Parsed, spoken: Sequence[Statement], commitments: SourceCommitments) -> Iterator[Sense]:
    known = _senses_by_word()
    for statement in spoken:
        seen = set()
        for anchor in statement.content:
            for i in tokens_of(parsed, anchor):
                for name in known.get(_lemma_with_particle(parsed.syntax, i), ()):
                    value = commitments.said(parsed.doc[i], statement) or 0.0
                    if abs(value) >= _FULLY_COMMITTED and name not in seen:
                        seen.add(name)
                        yield Sense(name, statement, parsed.syntax.words[i], value)


def _bounds(
    syntax: Syntax, spoken: Sequence[Statement], quantities: Sequence[Quantity], similarity: Similarity
) -> Iterator[Contradiction]:
    found: dict[tuple[str, str | None], list[tuple[Statement, Quantity]]] = defaultdict(list)
    by_token: dict[int, list[Statement]] = defaultdict(list)
    for statement in spoken:
        for i in {i for c in statement.content for i in syntax.tokens_within(c.start, c.end)}:
            by_token[i].append(statement)
    for quantity in quantities:
        if quantity.of in (None, quantity.unit) or (quantity.low is None and quantity.high is None):
            continue  # a bare measure: nobody can tell what of
        near = by_token[syntax.token_at(quantity.anchor.start)]
        holding = [s for s in near if any(c.contains(quantity.anchor) for c in s.content)]
        if holding:
            inner = min(holding, key=lambda s: sum(c.end - c.start for c in s.content))
            found[quantity.of or "", quantity.unit].append((inner, quantity))
    for (of, _), uses in found.items():
        for (a, x), (b, y) in _pairs(uses, uses):
            if not (x.anchor < y.anchor and _exclude(x, y)) or same_party(a, b):
                continue
            if similarity.may_count_the_same(a, b, of):
                reason = f"{of}: {x.anchor.exact} by {_who(a)}, {y.anchor.exact} by {_who(b)}."
                yield _pair(a, b, reason, "bounds")


def _exclude(x: Quantity, y: Quantity) -> bool:
    """True if no number lies within the bounds of both."""
    x_over = x.low is not None and y.high is not None and x.low > y.high
    y_over = y.low is not None and x.high is not None and y.low > x.high
    return x_over or y_over


def _pairs(first: Iterable[T], second: Iterable[U]) -> Iterator[tuple[T, U]]:
    for n, pair in enumerate(product(first, second)):
        if n >= _MAX_PAIRS:
            return
        yield pair


def _who(statement: Statement) -> str:
    if statement.actor is not None:
        return statement.actor.name
    return statement.source.exact if statement.source is not None else "the report"


def _lemma_with_particle(syntax: Syntax, i: int) -> str:
    """A word as opposites.tsv has it: "hold-out" for "held out"."""
    return syntax.lemma_with_particle(i).replace(" ", "-")


@cache
def _senses_by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for row in table("opposites.tsv"):
        for word in row["words"].split():
            found[word].append(row["sense"])
    return {word: tuple(senses) for word, senses in found.items()}


@cache
def _opposites() -> dict[str, tuple[str, ...]]:
    """For each sense those that it excludes, in both directions."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in table("opposites.tsv"):
        for other in row["opposes"].split():
            found[row["sense"]].add(other)
            found[other].add(row["sense"])
    return {sense: tuple(sorted(others)) for sense, others in found.items()}
