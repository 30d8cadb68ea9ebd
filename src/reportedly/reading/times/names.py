"""Words for times within names: "April Jones", "The Sunday Times", "Politics Today", "the Six-Day War"."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reportedly.lexicon.word_sets import word_set
from reportedly.reading.text.capitals import in_title_case, names_by_capital
from reportedly.reading.text.lexer import alphabet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from reportedly.reading.parsed import Parsed
    from reportedly.reading.times.patterns import Expression

_WITHIN_NAME = frozenset({"compound", "nmod", "amod"})
_NAMED = frozenset({"PERSON", "ORG", "WORK_OF_ART"})
"""Labels of entities that are no times."""
_SMALL = (
    *("unit", "units", "frequency", "deictic", "tonight", "daypart", "dayparts", "weekend", "present", "future"),
    "pastref",
)
"""Classes of words that have a small letter within a sentence, unless they belong to a name."""
_CAPITAL_ALWAYS = frozenset({"month", "weekday", "holiday", "season"})
"""Rules for words that have a capital even where they are times, or may have one."""
_ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "iobj", "dative", "poss", "conj", "appos", "pobj"})


def without_names(parsed: Parsed, found: Iterable[Expression]) -> list[Expression]:
    """The expressions that are times and not parts of names."""
    kept, people = [], set[str]()
    for expression in found:
        token = _token(parsed, expression.end - 1)
        if _in_name(parsed, expression, token):
            if expression.rule == "month":
                people.add(token.text)
        else:
            kept.append(expression)
    return [e for e in kept if not (_is_one_word(e) and e.rule == "month" and _is_person(parsed, e, people))]


def _token(parsed: Parsed, i: int) -> Token:
    """The parse's last token in token `i` of the lexer, which may be a holiday of several words."""
    return parsed.doc[max(0, bisect_right(parsed.syntax.char, parsed.tokens.ends[i] - 1) - 1)]


def _is_one_word(expression: Expression) -> bool:
    return expression.end - expression.first == 1


def _opens_clause_or_phrase(parsed: Parsed, i: int) -> bool:
    """True for the "that" of "said that June Lee left" and the article of "the Winter War"."""
    word = parsed.tokens.lower(i)
    return word == "the" or (word == "that" and _token(parsed, i).tag_ == "IN")


def _in_name(parsed: Parsed, expression: Expression, token: Token) -> bool:
    if expression.rule in _CAPITAL_ALWAYS:
        alone = _is_one_word(expression) or (
            expression.end - expression.first == 2 and _opens_clause_or_phrase(parsed, expression.first)
        )
        return alone and token.is_title and _opens_or_ends_name(parsed, token, month=expression.rule == "month")
    if expression.rule == "often" and _is_publication(parsed, token):
        return True
    small = {alphabet()[name] for name in _SMALL}
    tokens = parsed.tokens
    return any(
        tokens.classes[i] in small and names_by_capital(parsed.text, tokens.starts[i])
        for i in range(expression.first, expression.end)
    )


def _opens_or_ends_name(parsed: Parsed, token: Token, *, month: bool) -> bool:
    """ "April Jones", "The Sunday Times", "Bloody Sunday"."""
    before = token.nbor(-1) if token.i else None
    if before is not None and before.lower_ in word_set("before a time"):
        return token.i > 1 and before.lower_ == "on" and token.nbor(-2).lower_ in word_set("papers on Sunday")
    if before is not None and before.is_title and before.lower_ in word_set("before a named day"):
        return True
    following = token.nbor(1) if token.i + 1 < len(parsed.doc) else None
    if token.ent_type_ in _NAMED and (token.ent_iob_ == "I" or (following is not None and following.ent_iob_ == "I")):
        return True
    if month and any(c.i == token.i - 1 and c.dep_ == "compound" and c.tag_ == "NNP" for c in token.lefts):
        return token.dep_ in _ROLES  # "Julia August"
    head = token.head
    if token.dep_ not in _WITHIN_NAME or not token.i < head.i <= token.i + 3 or in_title_case(parsed.text, token.idx):
        return False
    return all(t.is_title for t in parsed.doc[token.i + 1 : head.i + 1]) and (
        head.ent_type_ != "GPE" or token.ent_type_ == "GPE"
    )


def _is_publication(parsed: Parsed, token: Token) -> bool:
    """ "The Daily Mail", "the weekly Nedelya", "the daily said"."""
    if token.tag_ in {"NN", "NNP"} and token.dep_ in {"nsubj", "nsubjpass", "pobj", "appos"}:
        return True
    following = token.nbor(1) if token.i + 1 < len(parsed.doc) else None
    named = following is not None and following.is_title and not in_title_case(parsed.text, token.idx)
    return named and token.dep_ not in {"advmod", "npadvmod"}


def _is_person(parsed: Parsed, expression: Expression, people: set[str]) -> bool:
    """True for the first name of somebody whom the text names in full: "April told the court"."""
    token = _token(parsed, expression.first)
    if token.text not in people or (token.i and token.nbor(-1).lower_ in word_set("before a time")):
        return False
    return token.dep_ in _ROLES
