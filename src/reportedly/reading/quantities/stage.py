"""Quantities: numbers with their bounds, their unit and what they count."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.model import Anchor, Quantity
from reportedly.reading.quantities.circumstances import Circumstances
from reportedly.reading.quantities.counted import Counted, counted, is_time, phrase_of, unit_of
from reportedly.reading.quantities.counting import counting_of
from reportedly.reading.quantities.figures import find_figures
from reportedly.reading.quantities.measured import measured
from reportedly.reading.quantities.parts import Found, with_wholes
from reportedly.reading.text.spans import innermost, smallest_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from reportedly.model import Place, Statement, Time
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.quantities.bounds import Figure
    from reportedly.reading.text.lexer import Tokens

_COUNTS = frozenset({None, "people"})
"""Units of figures that count; the others measure."""
_NEAR = 200
"""Characters within which a bare number counts what was counted before."""


@dataclass(frozen=True, slots=True)
class _People:
    """People as they were last counted: "3,000 soldiers, and later 5,000"."""

    end: int
    """One past the last character of the number."""
    noun: str


def find_quantities(
    parsed: Parsed, times: Sequence[Time], places: Sequence[Place] = (), statements: Sequence[Statement] = ()
) -> tuple[Quantity, ...]:
    """All counted or measured quantities in text order, each with its statement and the times and places around it.

    Numbers in `times` and ordinals are no quantities.
    """
    found: list[Found] = []
    people: _People | None = None
    for figure in find_figures(parsed.tokens, times):
        last = _token_at(parsed, parsed.tokens.ends[figure.end - 1] - 1)
        what = _what(parsed, figure, last)
        if _counts_nothing(parsed.tokens, figure, what):
            continue
        one = _found(parsed, figure, what, last, people)
        found.append(one)
        if what.noun is not None and one.quantity.unit == "people" and one.noun is not None:
            people = _People(one.quantity.anchor.end, one.noun)
    by_token = innermost(smallest_first(parsed.doc, statements))
    around = Circumstances(parsed.syntax, times, places)
    return tuple(
        _placed(q, by_token.get(_token_at(parsed, q.anchor.end - 1).i), around) for q in with_wholes(parsed.doc, found)
    )


def _placed(quantity: Quantity, statement: Statement | None, around: Circumstances) -> Quantity:
    """The quantity with its statement, and with the times and places around it."""
    times, places = around.of(quantity.anchor)
    return replace(quantity, statement=statement.id if statement else None, times=times, places=places)


def _token_at(parsed: Parsed, offset: int) -> Token:
    return parsed.doc[max(0, bisect_right(parsed.syntax.char, offset) - 1)]


def _what(parsed: Parsed, figure: Figure, last: Token) -> Counted:
    """What the figure that ends at token `last` counts or measures."""
    doc, tokens = parsed.doc, parsed.tokens
    start = tokens.starts[figure.first]
    number = _token_at(parsed, tokens.ends[figure.number] - 1)
    after = last.nbor(1) if last.i + 1 < len(doc) else None
    at = bisect_right(parsed.syntax.char, start) - 2
    before = doc[at] if at >= 0 else None
    if figure.unit in _COUNTS:
        what = counted(number, before, after)
        own = what.noun is not None and what.noun.i <= last.i and start <= what.noun.idx
        if not own:
            return what  # else "a 12-member council": the unit is not what is counted
    return measured(before, last, after, figure.unit)


def _counts_nothing(tokens: Tokens, figure: Figure, what: Counted) -> bool:
    """Whether the figure is a label, a time or a pronoun."""
    if what.label or (what.noun is not None and figure.unit is None and is_time(what.noun)):
        return True
    if what.noun is None and figure.unit is None and figure.first and tokens.lower(figure.first - 1) == "in":
        return True  # "cut in two"
    return _is_pronoun(tokens, figure, what) or (figure.rule == "single" and not _single_counts(what))


def _single_counts(what: Counted) -> bool:
    """Whether "a single" counts: persons, or what something happened to; not "a single market", "a single mother"."""
    if what.noun is None or what.noun.lower_ in word_set("single by family"):
        return False
    return what.effect is not None or unit_of(what.noun) == "people"


def _is_pronoun(tokens: Tokens, figure: Figure, what: Counted) -> bool:
    """Whether "one" is no number: "one of them", "no one", and "one of the men" unless something happened to him."""
    if tokens.lower(figure.number) != "one":
        return False
    if what.noun is None or what.noun.i < 1:
        return True
    count = len(tokens.classes)
    following = tokens.lower(figure.end) if figure.end < count else ""
    ahead = set(pairwise(tokens.lower(k) for k in range(figure.end, min(figure.end + 4, count))))
    if ahead & {("to", "another"), ("after", "another")}:
        return True  # "from one village to another"
    if following == "of" and what.effect:
        return False
    if what.noun.lemma_ in word_set("nouns that one does not count") and figure.end - figure.first == 1:
        return True  # "one thing is certain", but not "only one way"
    before = tokens.lower(figure.first - 1) if figure.first else ""
    return following in word_set("after the pronoun one") or before in word_set("before the pronoun one")


def _found(parsed: Parsed, figure: Figure, what: Counted, last: Token, people: _People | None) -> Found:
    """The quantity; a bare number near `people` counts them."""
    text, tokens = parsed.text, parsed.tokens
    unit, of, noun = figure.unit, what.effect, None
    if what.noun is not None:
        unit = unit or ("people" if what.group else unit_of(what.noun))
        if unit == "other":
            unit = "people" if what.effect else None
        begin = last.i + 1 if what.noun.i > last.i else 0
        noun = phrase_of(what.noun, begin, None)
        of = phrase_of(what.noun, begin, what.effect)
    elif unit is None and what.effect:
        unit = "people"
    elif unit is None and people is not None and tokens.starts[figure.first] - people.end < _NEAR:
        unit, of = "people", people.noun
    whole = figure.whole
    quantity = Quantity(
        anchor=Anchor.of(text, tokens.starts[figure.first], tokens.ends[figure.end - 1]),
        low=figure.low,
        high=figure.high,
        unit=unit,
        of=of,
        whole=None if whole is None else Anchor.of(text, tokens.starts[whole], tokens.ends[whole]),
        counting=counting_of(_token_at(parsed, tokens.starts[figure.first]), last),
        made_by=f"rule:{figure.rule}",
    )
    return Found(quantity, noun, noun is None and figure.unit in _COUNTS and figure.rule != "share")
