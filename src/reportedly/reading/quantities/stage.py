"""How many: numbers with their bounds, their unit and what they count."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.model import Anchor, Quantity
from reportedly.reading.quantities.counted import Counted, counted, is_time, phrase_of, unit_of
from reportedly.reading.quantities.figures import figures
from reportedly.reading.quantities.measured import measured
from reportedly.reading.quantities.parts import Found, with_wholes
from reportedly.reading.text.spans import innermost, smallest_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc, Token

    from reportedly.model import Statement
    from reportedly.reading.parsed import Parsed
    from reportedly.reading.quantities.bounds import Figure
    from reportedly.reading.text.lexer import Tokens

_COUNTS = frozenset({None, "people"})


def find_quantities(parsed: Parsed, statements: Sequence[Statement] = ()) -> tuple[Quantity, ...]:
    """All counted or measured quantities in text order, each with its statement; times and ordinals are none."""
    doc, text, words = parsed.doc, parsed.text, parsed.tokens
    starts = [token.idx for token in doc]
    found: list[Found] = []
    told: tuple[int, str, str | None] | None = None
    """Where people were last counted, and as what: "3,000 soldiers, and later 5,000"."""
    for figure in figures(words):
        number = _token_at(doc, starts, words.ends[figure.number] - 1)
        last = _token_at(doc, starts, words.ends[figure.end - 1] - 1)
        after = last.nbor(1) if last.i + 1 < len(doc) else None
        before = _before(doc, starts, words.starts[figure.first])
        size = figure.unit
        what = counted(number, before, after) if size in _COUNTS else measured(before, last, after, size)
        if what.noun is not None and what.noun.i <= last.i and words.starts[figure.first] <= what.noun.idx:
            what = measured(before, last, after, size)  # "a 12-member council": the unit is not what is counted
        if what.label or (what.noun is not None and figure.unit is None and is_time(what.noun)):
            continue
        if what.noun is None and words.lower(figure.first - 1) == "in" and figure.unit is None and figure.first:
            continue  # "cut in two"
        if _is_pronoun(words, figure, what) or (figure.rule == "single" and not _single_counts(what)):
            continue
        unit, of, noun = figure.unit, what.fate, None
        if what.noun is not None:
            unit = unit or ("people" if what.group else unit_of(what.noun))
            if unit == "other":
                unit = "people" if what.fate else None
            begin = last.i + 1 if what.noun.i > last.i else 0
            noun = phrase_of(what.noun, begin, None)
            of = phrase_of(what.noun, begin, what.fate)
            if unit == "people":
                told = (words.ends[figure.end - 1], unit, noun)
        elif unit is None and what.fate:
            unit = "people"
        elif unit is None and told is not None and words.starts[figure.first] - told[0] < _NEAR:
            unit, of = told[1], told[2]
        whole = None if figure.whole is None else Anchor.of(text, words.starts[figure.whole], words.ends[figure.whole])
        quantity = Quantity(
            anchor=Anchor.of(text, words.starts[figure.first], words.ends[figure.end - 1]),
            low=figure.low,
            high=figure.high,
            unit=unit,
            of=of,
            whole=whole,
            made_by=f"rule:{figure.rule}",
        )
        found.append(Found(quantity, noun, noun is None and figure.unit in _COUNTS and figure.rule != "share"))
    held = innermost(smallest_first(doc, statements))
    return tuple(_placed(q, held.get(_token_at(doc, starts, q.anchor.end - 1).i)) for q in with_wholes(doc, found))


def _placed(quantity: Quantity, said: Statement | None) -> Quantity:
    return replace(quantity, statement=said.id) if said is not None else quantity


_NEAR = 200
"""Characters within which a bare number goes on with what was counted before."""


def _token_at(doc: Doc, starts: list[int], offset: int) -> Token:
    return doc[max(0, bisect_right(starts, offset) - 1)]


def _before(doc: Doc, starts: list[int], offset: int) -> Token | None:
    """The token that ends before the offset."""
    at = bisect_right(starts, offset) - 2
    return doc[at] if at >= 0 else None


def _single_counts(what: Counted) -> bool:
    """Whether "a single" counts: somebody, or what something befell; not in "a single market", "a single mother"."""
    if what.noun is None or what.noun.lower_ in _SINGLE_ROLES:
        return False
    return what.fate is not None or unit_of(what.noun) == "people"


_SINGLE_ROLES = frozenset({"mother", "father", "parent", "mum", "mom", "dad", "man", "woman"})


def _is_pronoun(words: Tokens, figure: Figure, what: Counted) -> bool:
    """Whether "one" is no number: "one of them", "no one", and "one of the men" unless something befell him."""
    noun = what.noun
    if words.lower(figure.number) != "one":
        return False
    if noun is None or noun.i < 1:
        return True
    following = words.lower(figure.end) if figure.end < len(words.classes) else ""
    ahead = [words.lower(k) for k in range(figure.end, min(figure.end + 4, len(words.classes)))]
    if ("to", "another") in pairwise(ahead) or ("after", "another") in pairwise(ahead):
        return True  # "from one village to another"
    if following == "of" and what.fate:
        return False
    before = words.lower(figure.first - 1) if figure.first else ""
    return following in {"of", "another", "that", "who", "in"} or before in {
        "no",
        "any",
        "every",
        "each",
        "some",
        "this",
    }
